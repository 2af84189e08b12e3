"""A new version of the adviser takes the place of the old one while pages are open: they go on, the next one is watched."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.extension import drafts
from tests.extension.browser import Browser, new_tab
from tests.extension.composer import Composer
from tests.extension.conftest import MAKERS, PROGRAMS
from tests.extension.pages import BY_NAME
from tests.extension.pairing import pair
from tests.extension.street import Street
from tests.extension.tab import Tab
from tests.extension.words import say

pytestmark = pytest.mark.long  # a browser of its own
FORM = BY_NAME["form"]


@pytest.fixture(params=["chromium", "firefox"])
def own(request: pytest.FixtureRequest, street: Street, tmp_path: Path) -> Iterator[Browser]:
    """A browser that no other test needs."""
    if missing := [program for program in PROGRAMS[request.param] if shutil.which(program) is None]:
        pytest.skip(f"{', '.join(missing)} not installed; tests/prepare installs what it may")
    made = MAKERS[request.param](tmp_path, street.adviser, f"127.0.0.1:{street.guard.port}", *street.authorities)
    pair(made, street)
    yield made
    made.end()


def held(tab: Tab) -> Composer:
    composer = Composer(tab, FORM)
    composer.write(drafts.danger())
    composer.send("key")
    tab.panel("4.2.7")
    return composer


def test_a_page_that_was_open_is_neither_broken_nor_held_for_ever(own: Browser) -> None:
    tab = new_tab(own.bidi)
    composer = held(tab)
    own.update()
    if own.name == "firefox":
        tab.no_panel(20)
    tab.press("Escape")
    tab.no_panel()
    tab.click(FORM.composer)
    tab.type("!")
    if own.name == "firefox":  # puts the new one into the page by itself
        composer.send("key")
        tab.panel("4.2.7").click(say("edit"))
    else:
        tab.box(".quiet", say("failed_gone"))
        composer.send("key")
        composer.has_sent(composer.sent[0])
    held(tab)
