"""The office as its admin tests have it: the public pages stand in the same app."""

from tests.server.admin.conftest import browser, client, known, logged_in, new_browser, office

__all__ = ["browser", "client", "known", "logged_in", "new_browser", "office"]
