"""Composers in odd places: a modal dialog, a window without an address, a shadow root, two of them in one page."""

import pytest

from tests.extension import drafts
from tests.extension.composer import READY, Way
from tests.extension.pages import Page
from tests.extension.street import Street
from tests.extension.tab import Tab
from tests.extension.words import say
from tests.together.waiting import until

HOST = "mastodon.social"
AREA, BUTTON = '<textarea aria-label="What is on your mind?"></textarea>', "<button id=send type=button>Post</button>"
DIALOG = Page("dialog", HOST, "/dialog", "textarea", "control", f"<dialog id=box>{AREA}{BUTTON}</dialog>")
TWO = Page(
    "two",
    HOST,
    "/two",
    "textarea",
    "control",
    f"<div id=one>{AREA}{BUTTON}</div><div id=two>{AREA}<button type=button>Reply</button></div>",
)
BARE = Page("bare", HOST, "/bare", "textarea", "control", f"{AREA}<button id=send>Post</button><div id=place></div>")
MADE = f"""(root => {{ root.innerHTML = '{AREA}<button>Post</button>'; globalThis.inner = root; globalThis.gone = [];
  const area = root.querySelector('textarea');
  root.querySelector('button').addEventListener('click', () => {{ gone.push(area.value); area.value = ''; }}); }})"""
WAYS: list[Way] = ["key", "button"]


FRAMED = Page(
    "framed",
    "school.moodlecloud.com",
    "/mod/forum/post.php",
    "textarea",
    "",
    "<form><textarea hidden></textarea><iframe></iframe><input id=send type=submit value='Post to forum'></form>",
)
WRITTEN_ANEW = """{ globalThis.inside = document.querySelector('iframe').contentDocument;
  inside.open(); inside.write('<body contenteditable=true></body>'); inside.close(); }"""


def opened(tab: Tab, street: Street, page: Page) -> None:
    tab.open(street.square.add(page).url)
    tab.until(READY)


def held(tab: Tab, written: str, gone: str) -> None:
    """The send waits, nothing went, the draft is as it was, and Esc leads back to it."""
    panel = tab.panel("4.2.7")
    assert panel.focused == say("edit")
    text = tab.evaluate(written)
    assert text
    assert tab.evaluate(gone) == []
    tab.press("Escape")
    tab.no_panel()
    assert tab.evaluate(written) == text


def let_go(tab: Tab) -> None:
    panel = tab.panel("4.2.7")
    panel.click(say("send_anyway"))
    panel.fill("textarea", "it is the example for the lesson")
    panel.click(say("send_anyway"))


@pytest.mark.parametrize("way", WAYS)
def test_a_box_can_be_used_over_a_modal_dialog(tab: Tab, street: Street, way: Way) -> None:
    opened(tab, street, DIALOG)
    tab.evaluate("document.querySelector('#box').showModal()")
    tab.click("textarea")
    tab.type(drafts.danger())
    text = tab.evaluate("standIn.read()")

    def send() -> None:
        tab.press("Control+Enter") if way == "key" else tab.click("#send")

    send()
    held(tab, "standIn.read()", "standIn.sent()")
    assert tab.evaluate("document.querySelector('#box').open"), "Esc was the adviser's"
    send()
    let_go(tab)
    tab.until("standIn.sent().length === 1")
    assert tab.evaluate("standIn.sent()") == [text]


def test_a_composer_in_an_open_shadow_root_is_one(tab: Tab, street: Street) -> None:
    opened(tab, street, BARE)
    tab.evaluate(f"{MADE}(document.querySelector('#place').attachShadow({{mode: 'open'}}))")
    tab.click_on(tab.handle("() => inner.querySelector('textarea')"))
    text = drafts.danger()
    tab.type(text)
    tab.click_on(tab.handle("() => inner.querySelector('button')"))
    held(tab, "inner.querySelector('textarea').value", "gone")
    tab.click_on(tab.handle("() => inner.querySelector('button')"))
    let_go(tab)
    tab.until("gone.length === 1")
    assert tab.evaluate("gone") == [text]


def test_of_two_composers_each_has_its_own_draft(tab: Tab, street: Street) -> None:
    opened(tab, street, TWO)
    tab.evaluate("globalThis.replies = []; document.querySelector('#two button').onclick = () => replies.push(1)")
    tab.click("#one textarea")
    tab.type(text := drafts.clean())
    tab.click("#two textarea")
    tab.type(drafts.danger())
    tab.click("#send")
    tab.until("standIn.sent().length === 1")
    assert tab.evaluate("standIn.sent()") == [text]
    tab.click("#two button")
    held(tab, "document.querySelector('#two textarea').value", "replies")


@pytest.mark.parametrize("way", ["button", "form"])
def test_an_editor_in_a_frame_is_the_composer_of_a_button_outside(tab: Tab, street: Street, way: str) -> None:
    """As TinyMCE makes one, in Moodle and Canvas: it gives the form its text only when that is sent."""
    opened(tab, street, FRAMED)
    tab.evaluate(WRITTEN_ANEW)
    tab.click("iframe")
    tab.type(drafts.danger())
    tab.click("#send") if way == "button" else tab.evaluate("document.forms[0].requestSubmit()")
    held(tab, "inside.body.innerText", "standIn.sent()")
    assert tab.evaluate("document.activeElement.tagName") == "IFRAME"


def test_a_frame_without_an_address_is_watched(tab: Tab, street: Street) -> None:
    opened(tab, street, BARE)
    made = f"""(() => {{ const frame = document.createElement('iframe');
      frame.width = 700; frame.height = 500; document.querySelector('#place').append(frame);
      {MADE}(frame.contentDocument.body); }})()"""
    tab.evaluate(made)
    (frame,) = until(lambda: tab.bidi.call("browsingContext.getTree", root=tab.context)["contexts"][0]["children"])
    within = Tab(tab.bidi, frame["context"])
    within.click("textarea")
    within.type(drafts.danger())
    within.click("button")
    panel = within.panel("4.2.7")
    assert tab.evaluate("gone") == []
    panel.click(say("edit"))
    within.no_panel()
    assert tab.evaluate("gone") == []


def test_a_window_without_an_address_is_watched(tab: Tab, street: Street) -> None:
    opened(tab, street, BARE)
    tab.evaluate(f"{MADE}((globalThis.popup = window.open('', '', 'width=800,height=700')).document.body)")

    def opened_by_it() -> list[str]:
        windows = tab.bidi.call("browsingContext.getTree")["contexts"]
        return [one["context"] for one in windows if one.get("originalOpener") == tab.context]

    (popup,) = until(opened_by_it)
    within = Tab(tab.bidi, popup)
    within.click("textarea")
    within.type(drafts.danger())
    within.click("button")
    panel = within.panel("4.2.7")
    assert tab.evaluate("gone") == []
    panel.click(say("edit"))
    within.no_panel()
    within.close()
