"""Every way to send, in every editor and both browsers: clean drafts go at once, others wait, and none is touched."""

import pytest

from tests.extension import drafts
from tests.extension.composer import Composer, Way, ways
from tests.extension.pages import BY_NAME, PAGES, Page
from tests.extension.street import Street
from tests.extension.tab import Tab
from tests.extension.words import say
from tests.together.waiting import until

REASON = "it is the example for the lesson"
BOTH_KINDS = {"form", "comment"}  # a real button, and an element that plays one


def cell(page: Page, way: Way):
    """One way in one editor; which of them wait for `--long` is said in conftest.py."""
    rare = way in {"keyboard", "space"} and page.name not in BOTH_KINDS
    return pytest.param(page, way, id=f"{page.engine}-{page.name}-{way}", marks=[pytest.mark.long] if rare else [])


EVERY = [cell(page, way) for page in PAGES for way in ways(page)]
SIMPLE = [pytest.param(BY_NAME["form"], way, id=f"form-{way}") for way in ways(BY_NAME["form"])]


@pytest.mark.parametrize(("page", "way"), EVERY)
def test_a_clean_draft_goes_as_it_is(tab: Tab, page: Page, way: Way, street: Street) -> None:
    composer = Composer(tab, page)
    text = composer.write(drafts.clean())
    composer.send(way)
    composer.has_sent(text)
    assert tab.box_now("[role=dialog]") is None
    until(lambda: text in street.square.sent(page.host))


@pytest.mark.parametrize(("page", "way"), EVERY)
def test_a_danger_waits_for_the_tutor_and_goes_unchanged_when_told_to(tab: Tab, page: Page, way: Way, street: Street) -> None:
    composer = Composer(tab, page)
    text = composer.write(drafts.danger())
    html = composer.html
    composer.send(way)
    panel = tab.panel("4.2.7")
    assert panel.focused == say("edit")
    assert (composer.sent, composer.text, composer.html) == ([], text, html)
    tab.press("Escape")
    tab.no_panel()
    assert composer.has_focus()
    assert (composer.sent, composer.text, composer.html) == ([], text, html)
    composer.send(way)
    panel = tab.panel("4.2.7")
    panel.click(say("send_anyway"))
    panel.fill("textarea", REASON)
    assert (composer.sent, composer.text, composer.html) == ([], text, html)
    panel.click(say("send_anyway"))
    composer.has_sent(text)
    until(lambda: street.square.sent(page.host).count(text) == 1)


@pytest.mark.parametrize(("page", "way"), SIMPLE)
@pytest.mark.parametrize("kind", ["caution", "inappropriate"])
def test_whatever_was_found_waits(tab: Tab, page: Page, way: Way, kind: str) -> None:
    composer = Composer(tab, page)
    text = composer.write(drafts.MADE[kind]())
    composer.send(way)
    panel = tab.panel(say(f"verdict_{kind}"))
    assert (composer.sent, composer.text) == ([], text)
    panel.click(say("edit"))
    tab.no_panel()
    assert composer.has_focus()
    assert (composer.sent, composer.text) == ([], text)
