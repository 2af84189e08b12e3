"""Pupils in the page: a calm banner, a question before a follow, a send held where no proxy reads, a word after a block."""

import json
from contextlib import suppress
from urllib.parse import urlencode

import pytest

from tests.extension import drafts
from tests.extension.browser import Browser, learns
from tests.extension.composer import Composer
from tests.extension.panel import Panel
from tests.extension.square import INSTAGRAM
from tests.extension.street import WHATSAPP_PUPIL, Street
from tests.extension.tab import Tab
from tests.extension.words import say
from tests.together.sites.instagram_world import Person
from tests.together.waiting import until

REASON = "her mother asked me to, for the school fair"
STRANGER = "+44 7700 900999"


@pytest.fixture
def pupil(street: Street) -> Person:
    return street.cast.pupil()


def profile(person: Person) -> str:
    return f"https://{INSTAGRAM}/{person.handle}/?id={person.id}"


def visit(tab: Tab, person: Person, browser: Browser) -> None:
    """Open somebody's profile; the page asks the site who it is, as the real one does. The adviser knows the page, too."""
    tab.open(profile(person))
    tab.until("document.body.dataset.ready === 'yes'")
    learns(browser, "instagram")


def ask_graphql(tab: Tab, operation: str, **variables: object) -> None:
    """What the real page does in the background."""
    body = urlencode({"fb_api_req_friendly_name": operation, "variables": json.dumps(variables)})
    kind = "application/x-www-form-urlencoded"
    tab.evaluate(
        f"fetch('/api/graphql', {{method: 'POST', headers: {{'content-type': '{kind}'}}, body: {body!r}}}).then(() => 1)"
    )


def test_a_follow_that_is_cancelled_never_reaches_the_site(tab: Tab, street: Street, pupil: Person, browser: Browser) -> None:
    visit(tab, pupil, browser)
    tab.click("#follow")
    panel = tab.panel("5.2")
    assert panel.focused == say("cancel")
    panel.click(say("cancel"))
    tab.no_panel()
    assert street.square.follows(pupil.id) == []
    assert tab.evaluate("document.querySelector('#state').textContent") == "nothing yet"


def test_a_follow_that_is_continued_is_asked_about_once(tab: Tab, street: Street, pupil: Person, browser: Browser) -> None:
    visit(tab, pupil, browser)
    tab.click("#follow")
    panel = tab.panel("5.2")
    panel.fill("textarea", "too short")
    panel.click(say("continue"))
    assert say("reason_short", "10") in panel.text
    assert street.square.follows(pupil.id) == []
    tab.type(REASON.removeprefix("too short"))
    panel.click(say("continue"))
    tab.until("document.querySelector('#state').textContent === 'following'")
    assert len(street.square.follows(pupil.id)) == 1
    assert street.guard.holds() == []
    incident = street.office.incident(street.cast.ref(pupil), "5.2")
    assert (incident["action"], incident["outcome"]) == ("hold", "continued")
    assert incident["reason"].endswith(REASON)


def test_a_stranger_is_followed_without_a_word(tab: Tab, street: Street, browser: Browser) -> None:
    stranger = street.cast.stranger()
    visit(tab, stranger, browser)
    tab.click("#follow")
    tab.until("document.querySelector('#state').textContent === 'following'")
    assert len(street.square.follows(stranger.id)) == 1
    assert tab.adviser_says() == ""


def test_a_conversation_with_a_pupil_says_so(tab: Tab, street: Street, pupil: Person) -> None:
    thread = street.square.instagram.thread(pupil)
    tab.open(f"https://{INSTAGRAM}/p/CxYz123/")
    ask_graphql(tab, "PolarisDirectInboxQuery")
    tab.open(f"https://{INSTAGRAM}/direct/t/{thread.short}/")
    banner = tab.box("section", say("clause_5_1"))
    assert pupil.handle not in banner.text
    before = {report["id"] for report in street.office.items("reports")}
    banner.click(say("report"))
    banner.click(say("report_now"))
    tab.box("section", say("reported"))
    (report,) = until(lambda: [one for one in street.office.items("reports") if one["id"] not in before], why="the report")
    assert (report["kind"], report["platform"], report["clause"]) == ("contact", "instagram", "5.4")
    assert (report["words"], report["route"]) == (say("report_default"), "dsl")


def test_what_the_guard_refuses_is_said_in_the_page_at_once(tab: Tab, street: Street, pupil: Person) -> None:
    tab.open(f"https://{INSTAGRAM}/p/CxYz123/")
    sent = {"sensitive_string_value": "see you tomorrow"}

    def told() -> Panel | None:
        """A page that was opened a moment ago may hear nothing yet. The bound is for a busy machine; benchmarks measure it."""
        ask_graphql(tab, "IGDirectTextSendMutation", recipient_igids=[pupil.id], ig_thread_igid=None, text=sent)
        with suppress(AssertionError):
            return tab.box("section", "5.1", seconds=3)
        return None

    banner = until(told, why="a word in the page")
    assert say("notice_blocked") in banner.text
    seen = street.square.internet.requests(INSTAGRAM, "/api/graphql", "POST")
    assert [one for one in seen if b"IGDirectTextSendMutation" in one.body] == []


def test_a_message_to_a_pupil_waits_where_no_proxy_reads(tab: Tab, street: Street) -> None:
    page = street.square.private(WHATSAPP_PUPIL)
    composer = Composer(tab, page)
    text = composer.write(drafts.clean())
    composer.send("key")
    panel = tab.panel("5.1")
    assert panel.buttons == [say("understood")]
    panel.click(say("understood"))
    tab.no_panel()
    assert (composer.sent, composer.text) == ([], text)
    composer.send("button")
    tab.panel("5.1")
    assert (composer.sent, composer.text) == ([], text)


def test_a_message_to_anybody_else_goes_there(tab: Tab, street: Street) -> None:
    composer = Composer(tab, street.square.private(STRANGER))
    text = composer.write(drafts.clean())
    composer.send("key")
    composer.has_sent(text)
    again = composer.write(drafts.clean())
    composer.send("button")
    until(lambda: composer.sent == [text, again])
