"""Without a mouse, and for a screen reader: focus, roles, Escape, and what axe-core finds."""

import pytest

from extension.tools import node
from tests.extension import drafts
from tests.extension.browser import Browser
from tests.extension.composer import Composer, held
from tests.extension.pages import BY_NAME
from tests.extension.tab import Tab
from tests.extension.words import say

AXE = (node.MODULES / "axe-core" / "axe.min.js").read_text("utf-8")
FORM = BY_NAME["form"]
CLONE = """root => ({html: [...root.children].filter(one => one.tagName !== 'STYLE').map(one => one.outerHTML).join(''),
  css: [...root.querySelectorAll('style')].map(one => one.textContent).join(' ')})"""
BARE = """(html, css) => { document.title = 'The panel'; document.documentElement.lang = 'en-GB';
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css.replaceAll(':host', 'main') + ' .box { animation: none; }'); document.adoptedStyleSheets = [sheet];
  const made = new DOMParser().parseFromString('<main><h1>The panel</h1>' + html + '</main>', 'text/html');
  document.body.replaceChildren(...made.body.childNodes); }"""


def violations(tab: Tab) -> list[str]:
    """What axe-core has to say of a page."""
    tab.evaluate(f"{AXE}; 1")
    said = tab.evaluate(
        "axe.run().then(found => found.violations.map(one => one.id + ': ' + one.nodes.map(node => node.html).join(' | ')))"
    )
    return list(said)


def test_everything_can_be_done_by_keys(tab: Tab) -> None:
    composer, text = held(tab, FORM, drafts.danger())
    panel = tab.panel("4.2.7")
    assert panel.focused == say("edit")
    seen = []
    while (name := panel.focused) not in seen:
        seen.append(name)
        tab.press("Tab")
    assert seen[:2] == [say("edit"), say("send_anyway")]
    assert len(seen) == 3  # the third asks the office; after it comes the first again
    tab.press("Tab")
    assert panel.focused == say("send_anyway")
    tab.press("Enter")
    tab.type("it is the example for the lesson")
    tab.press("Tab")
    assert panel.focused == say("edit")
    tab.press("Tab")
    tab.press("Space")
    composer.has_sent(text)


def test_escape_is_edit_and_what_is_typed_in_the_panel_stays_there(tab: Tab) -> None:
    composer, text = held(tab, FORM, drafts.danger())
    tab.evaluate("window.heard = []; addEventListener('keydown', event => window.heard.push(event.key), true)")
    panel = tab.panel()
    panel.click(say("send_anyway"))
    panel.fill("textarea", "my own reason")
    assert tab.evaluate("window.heard") == []
    tab.press("Escape")
    tab.no_panel()
    assert composer.has_focus()
    assert (composer.sent, composer.text) == ([], text)


def test_a_held_send_is_an_alert_and_a_dialog_with_a_name(tab: Tab) -> None:
    held(tab, FORM, drafts.danger())
    panel = tab.panel()
    alert = tab.box("[role=alert]", "4.2.7").text
    assert say("verdict_danger") in alert
    assert say("edit") not in alert
    labelled = "box => box.getRootNode().getElementById(box.getAttribute('aria-labelledby')).innerText.trim()"
    assert panel.apply(labelled) == say("held_one")


def test_what_is_found_while_typing_is_told_quietly(tab: Tab) -> None:
    composer = Composer(tab, FORM)
    text = composer.write(drafts.danger())
    tab.box("[role=status]", say("verdict_danger"))
    assert composer.has_focus()
    assert composer.text == text
    assert tab.box_now("[role=dialog]") is None


def test_axe_finds_nothing_in_the_panel(tab: Tab, browser: Browser) -> None:
    held(tab, FORM, drafts.danger())
    (root,) = tab.roots()
    copy = tab.apply(CLONE, str(root["sharedId"]))
    tab.open(f"{browser.extension}/pages/options.html")
    tab.until("!document.body.hidden")
    tab.apply(BARE, values=(copy["html"], copy["css"]))
    assert violations(tab) == []


@pytest.mark.parametrize("page", ["options", "popup", "report"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_the_extensions_pages(tab: Tab, browser: Browser, page: str, dark: bool) -> None:
    browser.dark(on=dark)
    try:
        tab.open(f"{browser.extension}/pages/{page}.html")
        tab.until("!document.body.hidden")
        assert violations(tab) == []
    finally:
        browser.dark(on=False)
