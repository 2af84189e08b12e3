"""A page has changed and its site as data fits no more: the office replaces the data, and nothing is installed anew."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from extension.tools import pack
from tests.extension import drafts
from tests.extension.browser import Browser, learns, new_tab
from tests.extension.composer import Composer, Way
from tests.extension.pages import Page
from tests.extension.street import Street
from tests.extension.tab import Tab
from tests.extension.words import say
from tests.together.waiting import until

MOVED = Page(  # nothing of what sites/x.json knows is left, and no language calls that button a sending one
    "moved",
    "x.com",
    "/moved/",
    "textarea",
    "control",
    '<div data-box="1"><textarea></textarea></div><button id=send type=button data-go="1">➤</button>',
)
SHIPPED = json.loads((pack.ROOT / "sites" / "x.json").read_text("utf-8"))
STRANGE = ":unheard-of("  # a selector that no browser knows fits nothing, and harms none of the others
REPLACED: dict[str, Any] = SHIPPED | {
    "composers": [{"match": STRANGE}, {"match": "[data-box] textarea", "kind": "post"}],
    "sends": [STRANGE, "[data-go]"],
    "own": STRANGE,
    "acts": {"follow": [STRANGE], "accept": [STRANGE]},
}
ASKED = "chrome.runtime.sendMessage({ask: 'site', of: {host: 'x.com'}}).then(({answer}) => JSON.stringify(answer))"


def known(browser: Browser) -> dict[str, Any]:
    """The site as the worker would tell a page of it."""
    tab = new_tab(browser.bidi)
    try:
        tab.open(f"{browser.extension}/pages/options.html")
        told: dict[str, Any] = json.loads(tab.evaluate(ASKED))
    finally:
        tab.close()
    return told


@contextmanager
def replaced(street: Street, browser: Browser) -> Iterator[None]:
    """The office says it, the worker has heard of it; taken back at the end."""
    street.office.settings(adviser_sites={"x": REPLACED})
    try:
        until(lambda: known(browser)["sends"] == REPLACED["sends"], why="the replaced site in the worker")
        yield
    finally:
        street.office.settings(adviser_sites={"x": None})
    until(lambda: known(browser) == SHIPPED, why="what ships, again")


def missed(street: Street) -> set[str]:
    return {str(one["what"]) for one in street.state()["drift"] if one["site"] == "x"}


def send(tab: Tab, browser: Browser, text: str, way: Way) -> Composer:
    composer = Composer(tab, MOVED)
    learns(browser, "x")
    composer.write(text)
    composer.send(way)
    return composer


def test_a_site_that_the_office_replaces_is_wholly_watched_again(tab: Tab, street: Street, browser: Browser) -> None:
    street.square.add(MOVED)
    text = drafts.danger()
    send(tab, browser, text, "button").has_sent(text)  # no button that the general rules know
    text = drafts.clean()
    send(tab, browser, text, "key").has_sent(text)
    until(lambda: "composer" in missed(street), why="drift at the guard")
    with replaced(street, browser):
        composer = send(tab, browser, drafts.danger(), "button")
        tab.panel("4.2.7").click(say("edit"))
        assert composer.sent == []
        text = drafts.clean()
        send(tab, browser, text, "button").has_sent(text)
        until(lambda: not missed(street) & {"composer", "send"}, why="the site is wholly watched again")


def test_a_page_that_is_open_hears_of_a_site_that_the_office_replaces(tab: Tab, street: Street, browser: Browser) -> None:
    composer = Composer(tab, street.square.add(MOVED))

    def held() -> bool:
        before = len(composer.sent)
        composer.write(drafts.danger())
        composer.send("button")
        until(lambda: tab.shown("[role=dialog]") or len(composer.sent) > before, why="sent or held")
        return len(composer.sent) == before

    assert not held()
    with replaced(street, browser):
        until(held, why="the open page knows its site anew")
        tab.press("Escape")


BROKEN: list[dict[str, Any]] = [
    {"platform": 1},
    {"hosts": []},
    {"hosts": "x.com"},
    {"sends": [1]},
    {"acts": {"follow": "button"}},
    {"composers": [{}]},
    {"composers": [{"match": "a", "kind": 1}]},
    {"threads": ["("]},
    {"peers": [{"match": "a", "pattern": "["}]},
    {"own": []},
    {"privacy": "javascript:alert(1)"},
]


@pytest.fixture
def inside(browser: Browser) -> Iterator[Tab]:
    """A tab on a page of the extension's own."""
    tab = new_tab(browser.bidi)
    tab.open(f"{browser.extension}/pages/options.html")
    yield tab
    tab.close()


def test_a_site_that_cannot_be_used_is_passed_over(inside: Tab, browser: Browser) -> None:
    tried = [SHIPPED, {"platform": "x", "hosts": ["x.com"]}, *(SHIPPED | one for one in BROKEN)]
    usable = (
        f"import('{browser.extension}/background/usable.js').then(({{usable}}) => {json.dumps(tried)}.map(usable).map(Boolean))"
    )
    assert inside.evaluate(usable) == [True, True, *(False for _ in BROKEN)]
