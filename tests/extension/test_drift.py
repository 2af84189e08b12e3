"""A site that has changed: the general rules still hold what is sent, the tutor is told, the office gets a count."""

import sqlite3
from contextlib import closing

from tests.extension import drafts
from tests.extension.browser import Browser
from tests.extension.composer import Composer
from tests.extension.pages import Page
from tests.extension.street import Street
from tests.extension.tab import Tab
from tests.together.waiting import until

CHANGED = Page(  # nothing of what sites/x.json knows is left but the address
    "changed",
    "x.com",
    "/compose/post",
    "draft",
    "control",
    "<div role=dialog><div id=editor></div><button id=send class=r-17>Post</button></div>",
)


def test_a_changed_site_is_still_watched(tab: Tab, street: Street) -> None:
    composer = Composer(tab, street.square.add(CHANGED))
    text = composer.write(drafts.danger())
    composer.send("button")
    tab.panel("4.2.7")
    tab.press("Escape")
    tab.no_panel()
    composer.send("key")
    tab.panel("4.2.7")
    assert (composer.sent, composer.text) == ([], text)


def test_the_tutor_and_the_office_hear_of_it(tab: Tab, street: Street, browser: Browser) -> None:
    composer = Composer(tab, street.square.add(CHANGED))
    text = composer.write(drafts.clean())
    composer.send("button")
    composer.has_sent(text)
    until(
        lambda: ("x", "composer") in {(one["site"], one["what"]) for one in street.state()["drift"]}, why="drift at the guard"
    )
    assert text not in str(street.state())
    counted = until(lambda: heard(street, "page composer"), why="drift at the office")
    assert {(kind, platform, detail) for kind, platform, detail in counted} == {("drift", "x", "page composer")}


def heard(street: Street, detail: str) -> list[tuple[str, str, str]]:
    """What the office keeps of it: every column that is no key, time or number."""
    with closing(sqlite3.connect(f"file:{street.office.home / 'office.sqlite'}?mode=ro", uri=True)) as office:
        return office.execute("SELECT kind, platform, detail FROM health WHERE detail = ?", [detail]).fetchall()
