"""Enter belongs to the input method while it composes, as for Chinese, Japanese and Korean: it chooses, it does not send."""

import pytest

from tests.extension import drafts
from tests.extension.chromium import Chromium
from tests.extension.composer import Composer
from tests.extension.pages import BY_NAME, Page
from tests.extension.tab import Tab

KANA, KANJI = "にほん", "日本"
TAKEN = """globalThis.struck = []; addEventListener('keydown', event => {
  const composes = event.isComposing || event.keyCode === 229;
  if (event.key !== 'Enter' || !composes) return;
  struck.push(event.defaultPrevented);
  event.preventDefault();
  event.stopImmediatePropagation(); }, true)"""  # as the input method takes it, after the adviser has let it by
LIKE_OTHERS = """(host, composing) => host.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true,
  composed: true, cancelable: true, ...(composing ? {isComposing: true} : {keyCode: 229})}))"""


def then_is_held(composer: Composer, text: str) -> None:
    """The same key, once nothing is composed any more."""
    assert composer.tab.box_now("[role=dialog]") is None
    assert composer.sent == []
    composer.send("key")
    composer.tab.panel("4.2.7")
    assert (composer.sent, composer.text) == ([], text)


@pytest.mark.parametrize("browser", ["chromium"], indirect=True)  # BiDi has no input method, and Firefox no other way to one
@pytest.mark.parametrize("page", [BY_NAME["comment"], BY_NAME["chat"]], ids=lambda page: page.engine)
def test_enter_while_composing_is_the_input_methods(tab: Tab, browser: Chromium, page: Page) -> None:
    composer = Composer(tab, page)
    text = composer.write(f"{drafts.danger()} ")
    tab.evaluate(TAKEN)
    end = len(KANA)
    browser.cdp("Input.imeSetComposition", tab, text=KANA, selectionStart=end, selectionEnd=end)
    tab.until(f"standIn.read().endsWith('{KANA}')")
    tab.press("Enter")
    assert tab.until("struck.length > 0 && struck") == [False]
    browser.cdp("Input.insertText", tab, text=KANJI)
    tab.until(f"standIn.read().endsWith('{KANJI}')")
    then_is_held(composer, text + KANJI)


@pytest.mark.parametrize("composing", [True, False], ids=["composing", "229"])
def test_enter_as_other_systems_tell_of_it_is_left_alone(tab: Tab, composing: bool) -> None:
    composer = Composer(tab, BY_NAME["comment"])
    text = composer.write(drafts.danger())
    tab.evaluate(TAKEN)
    tab.apply(LIKE_OTHERS, tab.find(composer.page.composer), values=(composing,))
    assert tab.evaluate("struck") == [False]
    then_is_held(composer, text)
