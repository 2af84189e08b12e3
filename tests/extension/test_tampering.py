"""A page that works against the panel: hides or disables it, gets hold of its buttons, hears presses, writes itself anew."""

from tests.extension import drafts
from tests.extension.composer import Composer, held
from tests.extension.pages import BY_NAME, Page
from tests.extension.street import Street
from tests.extension.tab import Tab
from tests.extension.words import say

FORM = BY_NAME["form"]
BARE = Page("bare", "mastodon.social", "/anew", "textarea", "control", "<textarea></textarea>")
SHEET = "const sheet = new CSSStyleSheet(); sheet.replaceSync('div:empty {display: none !important}');"
HIDE = (
    f"{{ {SHEET} document.adoptedStyleSheets = [sheet]; }}",
    "document.querySelector('[popover]').style.display = 'none'",
    "document.querySelector('[popover]').inert = true",
    "document.querySelector('[popover]').hidePopover()",
)
SEEN = "[...document.querySelectorAll(':popover-open')].some(one => !one.inert && one.checkVisibility())"
PRESS = "box => box.querySelectorAll('button').forEach(one => one.click())"
ESCAPE = "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true}))"
HEAR = """globalThis.heard = []; for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']) {
  addEventListener(type, () => heard.push(type)); }"""
ANEW = """document.open(); document.write('<textarea></textarea><button>Post</button>'); document.close(); globalThis.gone = [];
  document.querySelector('button').addEventListener('click', () => gone.push(1))"""


def test_a_panel_that_is_hidden_or_disabled_comes_back(tab: Tab) -> None:
    composer, text = held(tab, FORM, drafts.danger())
    for hide in HIDE:
        tab.evaluate(f"{hide}; 1")
        tab.until(SEEN)
    tab.panel("4.2.7").click(say("edit"))
    tab.no_panel()
    assert (composer.sent, composer.text) == ([], text)


def test_who_gets_hold_of_a_button_cannot_press_it(tab: Tab) -> None:
    """Firefox gives pages what stands in a closed root, as `originalTarget` and by `find`."""
    composer, text = held(tab, FORM, drafts.danger())
    panel = tab.panel("4.2.7")
    panel.apply(PRESS)
    tab.evaluate(ESCAPE)
    assert panel.focused == say("edit")
    assert panel.apply("box => box.querySelector('textarea').checkVisibility()") is False
    assert (composer.sent, composer.text) == ([], text)


def test_a_press_in_the_panel_is_none_on_the_page(tab: Tab) -> None:
    """Which might shut its own dialog, and the draft with it, for a press beside it."""
    composer, text = held(tab, FORM, drafts.danger())
    tab.evaluate(HEAR)
    tab.panel("4.2.7").click(say("edit"))
    tab.no_panel()
    assert tab.evaluate("heard") == []
    assert (composer.sent, composer.text) == ([], text)


def test_a_page_that_writes_itself_anew_is_watched(tab: Tab, street: Street) -> None:
    """`document.open` takes every listener away; editors do so in a frame of theirs."""
    Composer(tab, street.square.add(BARE))
    tab.evaluate(ANEW)
    tab.click("textarea")
    tab.type(drafts.danger())
    tab.click("button")
    tab.panel("4.2.7").click(say("edit"))
    tab.no_panel()
    assert tab.evaluate("gone") == []
