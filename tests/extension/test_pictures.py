"""Every box and page as a tutor sees it: light, dark, and at 400 % zoom, where nothing may be cut off.

The pictures are for people to look at: `make extension-pictures` puts them into docs/pictures.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.extension import drafts
from tests.extension.browser import Browser
from tests.extension.composer import Composer
from tests.extension.pages import BY_NAME
from tests.extension.panel import Panel
from tests.extension.square import INSTAGRAM
from tests.extension.street import WHATSAPP_PUPIL, Street
from tests.extension.tab import Tab
from tests.extension.test_people import ask_graphql, visit
from tests.extension.words import say
from tests.together.waiting import until

SIZE = (920, 760)
INSIDE = """box => { const {left, top, right, bottom} = box.getBoundingClientRect();
  return [left >= 0 && right <= innerWidth, top >= 0 && bottom <= innerHeight || getComputedStyle(box).overflowY === 'auto',
    box.scrollWidth <= box.clientWidth + 1]; }"""
STILL = "box => Promise.all(box.getAnimations({subtree: true}).map(one => one.finished)).then(() => true)"
type Scene = Callable[[Tab, Street, Browser], Panel]


def danger(tab: Tab, _: Street, __: Browser) -> Panel:
    composer = Composer(tab, BY_NAME["post"])
    composer.write(f"Half price! {drafts.danger()} {drafts.inappropriate()}")
    composer.send("key")
    return tab.panel("4.2.7")


def typing(tab: Tab, _: Street, __: Browser) -> Panel:
    composer = Composer(tab, BY_NAME["share"])
    composer.write(drafts.caution())
    return tab.box(".quiet", say("verdict_caution"))


def follow(tab: Tab, street: Street, browser: Browser) -> Panel:
    visit(tab, street.cast.pupil(), browser)
    tab.click("#follow")
    return tab.panel("5.2")


def conversation(tab: Tab, street: Street, _: Browser) -> Panel:
    thread = street.square.instagram.thread(street.cast.pupil())
    tab.open(f"https://{INSTAGRAM}/p/CxYz123/")
    ask_graphql(tab, "PolarisDirectInboxQuery")
    tab.open(f"https://{INSTAGRAM}/direct/t/{thread.short}/")
    return tab.box("section", say("clause_5_1"))


def private(tab: Tab, street: Street, _: Browser) -> Panel:
    composer = Composer(tab, street.square.private(WHATSAPP_PUPIL))
    composer.write(drafts.clean())
    composer.send("key")
    return tab.panel("5.1")


SCENES: list[Scene] = [danger, typing, follow, conversation, private]


@pytest.fixture
def shades(browser: Browser, tab: Tab) -> Iterator[Callable[[bool], None]]:
    """Light or dark from now on; light again at the end."""

    def shade(dark: bool) -> None:
        browser.dark(on=dark)
        tab.until(f"matchMedia('(prefers-color-scheme: dark)').matches === {str(dark).lower()}")

    yield shade
    browser.dark(on=False)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_a_box_is_whole_in_every_light_and_size(
    tab: Tab, street: Street, browser: Browser, scene: Scene, pictures: Path, shades: Callable[[bool], None]
) -> None:
    tab.resize(*SIZE)
    box = scene(tab, street, browser)
    assert box.apply(STILL)
    for dark in (False, True):
        shades(dark)
        tab.screenshot(pictures / f"{scene.__name__}-{'dark' if dark else 'light'}-{browser.name}.png")
        until(lambda: box.apply(INSIDE) == [True, True, True], why="the box is whole")
    shades(False)
    tab.resize(1280, 1024, zoom=4)
    tab.screenshot(pictures / f"{scene.__name__}-400-{browser.name}.png")
    until(lambda: box.apply(INSIDE) == [True, True, True], why="the box is whole")


@pytest.mark.parametrize("page", ["options", "popup", "report"])
def test_a_page_is_whole_in_every_light_and_size(
    tab: Tab, browser: Browser, page: str, pictures: Path, shades: Callable[[bool], None]
) -> None:
    tab.resize(*SIZE)
    tab.open(f"{browser.extension}/pages/{page}.html")
    tab.until("!document.body.hidden")
    for dark in (False, True):
        shades(dark)
        tab.screenshot(pictures / f"{page}-{'dark' if dark else 'light'}-{browser.name}.png")
    shades(False)
    tab.resize(1280, 1024, zoom=4)
    tab.screenshot(pictures / f"{page}-400-{browser.name}.png")
    tab.until("document.documentElement.scrollWidth <= innerWidth")
