"""What a tutor hears who cannot see the screen: Orca's own words in both browsers, sentence by sentence and nothing between."""

import shutil
from collections.abc import Iterator

import pytest

from tests.extension import drafts
from tests.extension.browser import Browser, new_tab
from tests.extension.composer import Composer
from tests.extension.conftest import MAKERS, PROGRAMS
from tests.extension.pages import BY_NAME
from tests.extension.pairing import pair
from tests.extension.room import Room, missing
from tests.extension.square import INSTAGRAM
from tests.extension.street import WHATSAPP_PUPIL, Street
from tests.extension.tab import Tab
from tests.extension.test_people import ask_graphql, visit
from tests.extension.words import say

pytestmark = pytest.mark.long  # a screen, a screen reader and two browsers in windows
FIELD = "What is on your mind? entry"
POST = "Post push button."
FOLLOWED = (
    "This account belongs to a pupil of your company, and tutors do not take pupils as friends or followers (clause 5.2). "
    f"{say('clause_with_title', '5.2', say('clause_5_2'))}"
)
WAYS = (
    "This account belongs to a pupil of your company, and tutors have no one-to-one contact with pupils on social media "
    "(clause 5.1)."
)
OFFICE = "To reach the family, go through the office."
ALONE = say("clause_with_title", "5.1", say("clause_5_1"))


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    if needed := missing():
        pytest.skip(f"{', '.join(needed)} not installed; tests/prepare with-screen-reader installs what it may")
    opened = Room(tmp_path_factory.mktemp("room"))
    yield opened
    opened.close()


@pytest.fixture(scope="module", params=["chromium", "firefox"])
def seen(
    request: pytest.FixtureRequest, room: Room, street: Street, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """A browser on the room's screen."""
    if absent := [program for program in PROGRAMS[request.param] if shutil.which(program) is None]:
        pytest.skip(f"{', '.join(absent)} not installed; tests/prepare installs what it may")
    proxy = f"127.0.0.1:{street.guard.port}"
    home = tmp_path_factory.mktemp(request.param)
    browser = MAKERS[request.param](home, street.adviser, proxy, *street.authorities, within=room.within, screen=True)
    pair(browser, street)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def one(seen: Browser) -> Tab:
    """One tab for all tests: a new one takes the focus at a time of its own."""
    return new_tab(seen.bidi)


@pytest.fixture
def page(one: Tab) -> Iterator[Tab]:
    yield one
    one.open("about:blank")


def at_the_form(page: Tab, room: Room) -> Composer:
    """In the composer, and Orca has said all that it has to say of the page."""
    composer = Composer(page, BY_NAME["form"])
    focused(page, room, "textarea", FIELD)
    return composer


def focused(page: Tab, room: Room, selector: str, name: str) -> None:
    """The focus is there, and Orca has said so."""

    def focus() -> None:
        page.do("browsingContext.activate")
        page.click("body")  # a new tab gives the focus to the address bar, at a time of its own
        page.evaluate(f"document.activeElement.blur(), document.querySelector('{selector}').focus()")

    room.settles(focus, name)


def test_a_draft_is_spoken_of_once_while_typing_and_whole_when_it_is_held(page: Tab, room: Room) -> None:
    composer = at_the_form(page, room)
    page.type(drafts.danger())
    link = composer.text.split()[1]
    host = link.split("/")[2]
    (found,) = room.hears(f"{say('verdict_danger')}: {link}")
    reason = found.removeprefix(f"{say('verdict_danger')}: {link} – ")
    held = [f"{say('held_one')} dialog", f"{say('edit')} push button."]
    composer.send("key")
    *opened, whole = room.hears(f"{say('verdict_danger')} {link}")
    assert opened == held
    assert whole.startswith(f"{say('verdict_danger')} {link} {reason}")
    assert whole.endswith(say("clause_with_title", "4.2.7", say("clause_4_2_7")))
    for name in (say("send_anyway"), say("ask_office", host)):
        page.press("Tab")
        assert room.hears(name) == [f"{name} push button."]
    page.press("Enter")
    assert room.hears(say("asked", host)) == [f"{say('edit')} push button.", say("asked", host)]
    page.press("Escape")
    page.no_panel()
    room.hears(FIELD)
    composer.send("key")
    assert room.hears(f"{say('verdict_danger')} {link}") == [*held, whole]
    page.press("Tab")
    room.hears(say("send_anyway"))
    page.press("Enter")
    assert room.hears(say("reason_anyway")) == [f"{say('reason_anyway')} entry."]
    page.type("short")
    for name in (say("edit"), say("send_anyway")):
        page.press("Tab")
        room.hears(f"{name} push button.")
    page.press("Enter")
    wrong = say("reason_short", "10")
    assert room.hears(wrong) == [f"{say('reason_anyway')} entry short.", "invalid entry.", wrong]


def test_a_clean_draft_is_not_spoken_of(page: Tab, room: Room) -> None:
    composer = at_the_form(page, room)
    page.type(text := drafts.clean())
    composer.send("key")
    composer.has_sent(text)
    page.press("Tab")
    assert room.hears(POST) == [POST]


def test_a_follow_that_is_held_says_why_and_what_can_be_done(page: Tab, seen: Browser, street: Street, room: Room) -> None:
    visit(page, street.cast.pupil(), seen)
    focused(page, room, "#follow", "Follow push button.")
    page.press("Enter")
    assert room.hears(FOLLOWED) == [f"{say('held_request')} dialog", f"{say('cancel')} push button.", FOLLOWED]
    page.press("Tab")
    assert room.hears(say("continue")) == [f"{say('continue')} push button."]
    page.press("Tab")
    assert room.hears(say("reason_continue")) == [f"{say('reason_continue')} entry."]
    page.press("Escape")
    room.hears("Follow push button.")


def test_a_message_to_a_pupil_where_no_proxy_reads_says_that_it_was_not_sent(page: Tab, street: Street, room: Room) -> None:
    composer = Composer(page, street.square.private(WHATSAPP_PUPIL))
    composer.write(drafts.clean())
    focused(page, room, "#send", "Send push button.")
    page.press("Enter")
    *opened, whole = room.hears(WAYS)
    assert opened == ["Message not sent dialog", f"{say('understood')} push button."]
    assert OFFICE in whole
    assert whole.endswith(ALONE)
    page.press("Enter")
    assert room.hears("Type a message entry") == ["Type a message entry."]


def test_the_banner_over_a_conversation_is_one_sentence_and_reports_with_two_keys(
    page: Tab, street: Street, room: Room
) -> None:
    thread = street.square.instagram.thread(street.cast.pupil())
    page.open(f"https://{INSTAGRAM}/p/CxYz123/")
    ask_graphql(page, "PolarisDirectInboxQuery")
    page.open(f"https://{INSTAGRAM}/direct/t/{thread.short}/")
    banner = f"Please do not write here {WAYS} {OFFICE} {ALONE}"
    room.hears(banner)
    focused(page, room, "#send", "Send push button.")
    page.press("Tab")
    assert room.hears(say("close"))[-1] == f"{say('close')} push button."  # "region", too, where the screen was elsewhere
    page.press("Tab")
    assert room.hears(say("report")) == [f"{say('report')} push button."]
    page.press("Enter")
    assert room.hears(say("report_now")) == [f"{say('report_now')} push button."]
    page.press("Enter")
    assert room.hears(say("reported")) == [f"{say('close')} push button.", say("reported")]


FIRST = "main :is(button, select):not([hidden] *)"
FIELDS = {
    "popup": [f"{say('popup_report')} push button.", f"{say('popup_options')} push button."],
    "options": [f"{say('unpair')} push button.", f"{say('language_label')} combo box."],
    "report": [f"{say('form_kind')} combo box.", f"{say('form_platform')} entry.", f"{say('form_who')} entry."],
}


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_of_the_extensions_pages_has_a_name(page: Tab, seen: Browser, room: Room, name: str) -> None:
    page.open(f"{seen.extension}/pages/{name}.html")
    page.until("!document.body.hidden")
    first, *others = FIELDS[name]
    focused(page, room, FIRST, first)
    for field in others:
        page.press("Tab")
        room.hears(field)
