"""Pictures that are attached: whom they show is asked, what their files tell is said, and their bytes go to the guard alone."""

import re
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.extension import drafts
from tests.extension.composer import Composer
from tests.extension.pages import Page
from tests.extension.panel import Panel
from tests.extension.photos import logo, photo
from tests.extension.square import Square
from tests.extension.street import OFFICIAL, Street
from tests.extension.tab import Tab
from tests.extension.test_privacy import belongs_to_the_browser
from tests.extension.words import say
from tests.together.waiting import until

FORM = (
    '<form><textarea aria-label="What is on your mind?"></textarea><input id=file type=file accept="image/*">'
    "<button id=send type=submit>Post</button></form>"
)
PERSONAL = Page("photo", "mastodon.social", "/photo", "textarea", "control", FORM)
OWN = f'<a data-testid="AppTabBar_Profile_Link" href="/{OFFICIAL}">Profile</a>'
COMPANY = Page("company", "x.com", "/compose/photo", "textarea", "control", OWN + FORM)
DROPPED = """(area, name, base64) => {
  const held = new DataTransfer();
  held.items.add(new File([Uint8Array.from(atob(base64), one => one.charCodeAt(0))], name, {type: 'image/jpeg'}));
  area.dispatchEvent(new DragEvent('drop', {dataTransfer: held, bubbles: true, cancelable: true}));
}"""
COPIED = """base64 => { const bytes = Uint8Array.from(atob(base64), one => one.charCodeAt(0)), type = 'image/png';
  return navigator.clipboard.write([new ClipboardItem({[type]: new Blob([bytes], {type})})]); }"""
type Attach = Callable[[Tab, Path], None]


def picked(tab: Tab, file: Path) -> None:
    tab.choose_file("#file", file)


def dropped(tab: Tab, file: Path) -> None:
    tab.apply(DROPPED, tab.find("textarea"), values=(file.name, b64encode(file.read_bytes()).decode()))


def pasted(tab: Tab, file: Path) -> None:
    """Out of the clipboard, where it was put as "Copy image" does."""
    encoded = [{"type": "string", "value": b64encode(file.read_bytes()).decode()}]
    how = {"functionDeclaration": COPIED, "arguments": encoded, "awaitPromise": True, "userActivation": True}
    assert tab.do("script.callFunction", raw="target", **how)["type"] == "success"
    tab.click("textarea")
    tab.press("Control+v")


def saved(folder: Path, name: str, raw: bytes) -> Path:
    file = folder / name
    file.write_bytes(raw)
    return file


def choose(panel: Panel, label: str, first_letter: str) -> None:
    """By the keyboard: a list opens in a window of the browser's own."""
    found = """(box, label) => { const one = [...box.querySelectorAll('label')].find(one => one.innerText === label);
      box.querySelector('#' + one.htmlFor).focus(); }"""
    panel.apply(found, label)
    panel.tab.type(first_letter)


def heard(square: Square, since: int) -> set[tuple[str, str]]:
    """Who was sent anything since then. What a browser asks its own maker it asks with or without the adviser."""
    sent = [one for one in square.internet.seen[since:] if one.body and not belongs_to_the_browser(one.host)]
    return {(one.host, one.path) for one in sent}


@pytest.mark.parametrize("attach", [picked, dropped], ids=lambda attach: attach.__name__)
def test_a_picture_waits_until_the_tutor_has_said_whom_it_shows(
    tab: Tab, street: Street, tmp_path: Path, attach: Attach
) -> None:
    waits_for_an_answer(tab, street, attach, saved(tmp_path, "IMG_1.jpg", photo(large=True)), "IMG_1.jpg")


@pytest.mark.parametrize("browser", ["chromium"], indirect=True)  # the clipboard of a Firefox without a screen holds text alone
def test_a_picture_out_of_the_clipboard_waits_as_well(tab: Tab, street: Street, tmp_path: Path) -> None:
    waits_for_an_answer(tab, street, pasted, saved(tmp_path, "copied.png", photo("PNG", large=True)), "image.png")


def waits_for_an_answer(tab: Tab, street: Street, attach: Attach, file: Path, name: str) -> None:
    """`name`: by which the browser knows the picture."""
    composer = Composer(tab, street.square.add(PERSONAL))
    text = composer.write(drafts.clean())
    since = len(street.square.internet.seen)
    attach(tab, file)
    composer.send("button")
    panel = tab.panel(name)
    assert say("clause_5_8") in panel.text
    assert panel.buttons == [say("edit"), say("answer_pictures")]
    choose(panel, say("ask_pupils"), "n")
    assert (composer.sent, composer.text) == ([], text)
    panel.click(say("answer_pictures"))
    composer.has_sent(text)
    until(lambda: heard(street.square, since))
    assert heard(street.square, since) == {(PERSONAL.host, "/stand-in/sent")}


def test_a_picture_of_pupils_does_not_go_from_a_personal_account(tab: Tab, street: Street, tmp_path: Path) -> None:
    composer = Composer(tab, street.square.add(PERSONAL))
    text = composer.write(drafts.clean())
    picked(tab, saved(tmp_path, "IMG_2.jpg", photo()))
    composer.send("key")
    panel = tab.panel("IMG_2.jpg")
    choose(panel, say("ask_pupils"), "y")
    panel.click(say("answer_pictures"))
    panel = tab.panel(say("verdict_inappropriate"))
    assert say("send_anyway") not in panel.buttons
    tab.press("Escape")
    tab.no_panel()
    assert (composer.sent, composer.text) == ([], text)


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_a_position_in_a_large_picture_is_said(tab: Tab, street: Street, tmp_path: Path, kind: str) -> None:
    composer = Composer(tab, street.square.add(PERSONAL))
    text = composer.write(drafts.clean())
    name = f"home-{re.sub(r'\W', '', tmp_path.name)}.{kind.lower()}"  # a warning that was answered is not given again
    picked(tab, saved(tmp_path, name, photo(kind, gps=True, large=True)))
    composer.send("button")
    panel = tab.panel(say("clause_5_8"))
    assert say("clause_6_4") in panel.text
    choose(panel, say("ask_pupils"), "n")
    panel.click(say("answer_pictures"))
    panel = tab.panel(say("held_one"))
    assert say("clause_5_8") not in panel.text
    panel.click(say("send_anyway"))
    composer.has_sent(text)


@pytest.mark.parametrize(
    ("name", "raw", "clause", "question"),
    [
        ("shutterstock_1724.jpg", photo(), "clause_5_12", "ask_licence"),
        ("badge.png", logo(side=640), "clause_6_3", "ask_permission"),
        ("badge.jpg", logo("JPEG", 1400), "clause_6_3", "ask_permission"),
    ],
    ids=["stock", "logo", "large-logo"],
)
def test_whose_a_picture_is_is_asked_on_the_companys_account(
    tab: Tab, street: Street, tmp_path: Path, name: str, raw: bytes, clause: str, question: str
) -> None:
    composer = Composer(tab, street.square.add(COMPANY))
    text = composer.write(drafts.clean())
    picked(tab, saved(tmp_path, name, raw))
    composer.send("button")
    panel = tab.panel(say(clause))
    choose(panel, say("ask_pupils"), "n")
    choose(panel, say(question), "order 17 of the owner")
    panel.click(say("answer_pictures"))
    composer.has_sent(text)


def test_a_picture_that_was_taken_out_again_is_left_out(tab: Tab, street: Street, tmp_path: Path) -> None:
    composer = Composer(tab, street.square.add(PERSONAL))
    text = composer.write(drafts.clean())
    picked(tab, saved(tmp_path, "IMG_4.jpg", photo()))
    composer.send("button")
    panel = tab.panel("IMG_4.jpg")
    tab.click_on(panel.find("input[type=checkbox]"))
    panel.click(say("answer_pictures"))
    composer.has_sent(text)


def sent_with(composer: Composer, picture: Path) -> str:
    """A post with a picture that shows no pupils; gives its text."""
    tab, text = composer.tab, composer.write(drafts.clean())
    picked(tab, picture)
    composer.send("button")
    panel = tab.panel(picture.name)
    choose(panel, say("ask_pupils"), "n")
    panel.click(say("answer_pictures"))
    composer.has_sent(text)
    return text


def test_what_follows_a_picture_is_not_asked_about_it(tab: Tab, street: Street, tmp_path: Path) -> None:
    composer = Composer(tab, street.square.add(PERSONAL))
    first = sent_with(composer, saved(tmp_path, "IMG_3.jpg", photo()))
    tab.evaluate("document.querySelector('#file').value = ''")
    second = composer.write(drafts.clean())
    composer.send("key")
    tab.until("standIn.sent().length === 2 && standIn.read() === ''")
    assert composer.sent == [first, second]
    assert tab.box_now("[role=dialog]") is None


def test_what_follows_a_picture_goes_although_it_is_forgotten_meanwhile(tab: Tab, street: Street, tmp_path: Path) -> None:
    """What went takes its pictures with it a second later, when the next draft may be in the middle of a check."""
    composer = Composer(tab, street.square.add(PERSONAL))
    first = sent_with(composer, saved(tmp_path, "IMG_5.jpg", photo()))
    with street.guard_slow():
        second = composer.write(drafts.clean())
        composer.send("key")
        panel = tab.panel(say("failed_slow"))
    panel.click(say("try_again"))
    tab.until("standIn.sent().length === 2")
    assert composer.sent == [first, second]
