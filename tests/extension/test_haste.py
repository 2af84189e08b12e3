"""A send before the worker has said which site this is: on a site that no proxy reads, the adviser alone can hold it."""

import pytest

from tests.extension.browser import Browser
from tests.extension.composer import Way
from tests.extension.pages import Page
from tests.extension.street import WHATSAPP_PUPIL, Street
from tests.extension.tab import Tab
from tests.extension.words import say

WRITTEN = "See you at the fair tomorrow"
HASTY = Page(
    "hasty",
    "web.whatsapp.com",
    "/",
    "textarea",
    "plain",
    f'<div id=main><header><span title="{WHATSAPP_PUPIL}">{WHATSAPP_PUPIL}</span></header>'
    f"<footer><textarea>{WRITTEN}</textarea><button id=send>Send</button></footer></div>",
)
AT_ONCE = """() => {{
  globalThis.gone = [];
  new MutationObserver((_, watch) => {{
    const area = document.querySelector('textarea'), button = document.querySelector('#send');
    if (!area?.value || !button) return;
    watch.disconnect();
    button.addEventListener('click', () => gone.push('button'));
    area.addEventListener('keydown', () => gone.push('key'));
    globalThis.pressed = '{way}';
    if (pressed === 'button') button.click();
    else area.dispatchEvent(new KeyboardEvent('keydown', {{key: 'Enter', bubbles: true, composed: true, cancelable: true}}));
  }}).observe(document, {{childList: true, subtree: true}});
}}"""
WAYS: list[Way] = ["button", "key"]


@pytest.mark.parametrize("way", WAYS)
def test_a_message_sent_while_the_page_loads_waits_like_any_other(tab: Tab, street: Street, browser: Browser, way: Way) -> None:
    page = street.square.add(HASTY)
    tab.bidi.call("script.addPreloadScript", functionDeclaration=AT_ONCE.format(way=way), contexts=[tab.context])
    browser.restart_worker()
    tab.open(page.url)
    panel = tab.panel("5.1")
    assert panel.buttons == [say("understood")]
    assert tab.evaluate("[pressed, gone.length]") == [way, 0]
    panel.click(say("understood"))
    tab.no_panel()
    assert tab.evaluate("[gone.length, document.querySelector('textarea').value]") == [0, WRITTEN]
