"""A finger presses a button by events of its own before those of a mouse: a site may act on any of them."""

from tests.extension import drafts, keys
from tests.extension.composer import Composer
from tests.extension.pages import BY_NAME
from tests.extension.tab import Tab
from tests.extension.words import say

HEAR = """globalThis.heard = []; for (const type of ['pointerdown', 'touchstart', 'touchend', 'mousedown', 'click']) {
  document.querySelector('#send').addEventListener(type, () => heard.push(type)); }"""


def touch(tab: Tab, selector: str) -> None:
    actions = keys.click(tab.find(selector))
    finger = {"type": "pointer", "id": "finger", "parameters": {"pointerType": "touch"}, "actions": actions}
    tab.do("input.performActions", actions=[finger])


def test_nothing_of_a_touch_that_waits_reaches_the_page(tab: Tab) -> None:
    composer = Composer(tab, BY_NAME["comment"])
    text = composer.write(drafts.danger())
    tab.evaluate(HEAR)
    touch(tab, "#send")
    tab.panel("4.2.7").click(say("edit"))
    tab.no_panel()
    assert (tab.evaluate("heard"), composer.sent, composer.text) == ([], [], text)


def test_a_clean_draft_goes_by_a_touch(tab: Tab) -> None:
    composer = Composer(tab, BY_NAME["comment"])
    text = composer.write(drafts.clean())
    touch(tab, "#send")
    composer.has_sent(text)
