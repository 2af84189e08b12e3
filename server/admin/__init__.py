"""The office's people side: the JSON API for programs and the pages for people, on the same stores."""

from server.admin.setup import ROUTES, setup

__all__ = ["ROUTES", "setup"]
