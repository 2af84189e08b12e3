"""What the extension asks ahead of a page, answered once for page and request together; and reports that reach the office."""

import pytest

from tests.together.adviser import Adviser, Refused
from tests.together.cast import Cast, Traces
from tests.together.driver import Driver
from tests.together.guard import Guard
from tests.together.internet import Internet, Seen
from tests.together.office import Office
from tests.together.relay import Relay
from tests.together.sites.instagram import API, Instagram
from tests.together.sites.instagram_world import Person
from tests.together.town import HOLD_SECONDS
from tests.together.waiting import until

pytestmark = pytest.mark.client
REASON = "her mother asked me to, for the school fair"


@pytest.fixture
def adviser(guard: Guard) -> Adviser:
    return Adviser(guard)


@pytest.fixture
def pupil(cast: Cast[Person]) -> Person:
    return cast.pupil()


def followed(internet: Internet, person: Person) -> list[Seen]:
    return internet.requests(API, f"/friendships/create/{person.id}/", "POST")


def asked(adviser: Adviser, person: Person, act: str = "follow") -> dict:
    return adviser.call("intent", platform="instagram", act=act, identifiers=[f"id:{person.id}"])


def test_a_follow_that_was_continued_on_the_page_passes_once_without_a_second_question(
    adviser: Adviser, phone: Driver, guard: Guard, internet: Internet, pupil: Person, cast: Cast[Person], office: Office
) -> None:
    told = asked(adviser, pupil)
    assert (told["action"], told["clause"]) == ("hold", "5.2")
    assert guard.hold()["id"] == told["hold"]["id"]
    with pytest.raises(Refused, match="at least 10 characters"):
        adviser.call("answer", id=told["ticket"], answer="continue", reason="because")
    answer = adviser.call("answer", id=told["ticket"], answer="continue", reason=REASON)
    assert answer == {"fate": "kept", "ticket": told["ticket"]}

    went = phone.call("user_follow", pupil.id)
    assert (went.error, guard.holds()) == ("", [])
    assert len(followed(internet, pupil)) == 1
    incident = office.incident(cast.ref(pupil), "5.2")
    assert (incident["outcome"], incident["reason"], incident["count"]) == ("continued", REASON, 1)

    phone.begin("user_follow", pupil.id)
    guard.cancel(guard.hold())
    assert phone.answer().error == "FeedbackRequired"
    assert len(followed(internet, pupil)) == 1


def test_a_follow_that_was_cancelled_on_the_page_is_refused_if_the_page_sends_it_anyway(
    adviser: Adviser, phone: Driver, guard: Guard, internet: Internet, pupil: Person, cast: Cast[Person], office: Office
) -> None:
    adviser.call("answer", id=asked(adviser, pupil)["ticket"], answer="cancel")
    refused = phone.call("user_follow", pupil.id)
    assert refused.error == "FeedbackRequired"
    assert refused.seconds < HOLD_SECONDS
    assert guard.holds() == []
    assert followed(internet, pupil) == []
    assert office.incidents(cast.ref(pupil)) == []


def test_a_page_that_does_not_wait_for_the_answer_joins_the_question(
    adviser: Adviser, phone: Driver, guard: Guard, internet: Internet, pupil: Person, cast: Cast[Person], office: Office
) -> None:
    told = asked(adviser, pupil)
    phone.begin("user_follow", pupil.id)
    until(lambda: guard.hold()["id"] == told["ticket"], why="the one question")
    assert not phone.answered()
    guard.let_through(guard.hold(), REASON)
    assert phone.answer().error == ""
    assert len(followed(internet, pupil)) == 1
    assert office.incident(cast.ref(pupil), "5.2")["count"] == 1


def test_a_message_that_the_page_was_told_is_blocked_reaches_the_office_without_a_request(
    adviser: Adviser, pupil: Person, cast: Cast[Person], office: Office
) -> None:
    told = asked(adviser, pupil, "message")
    assert (told["action"], told["clause"], told["ticket"]) == ("block", "5.1", None)
    assert office.incident(cast.ref(pupil), "5.1")["outcome"] == "blocked"


def test_the_profile_of_somebody_never_met_costs_the_office_no_question(
    adviser: Adviser, pupil: Person, cast: Cast[Person], guard: Guard
) -> None:
    before = guard.status()["people"]
    told = adviser.call("account", platform="instagram", identifiers=[pupil.handle])
    assert (told["known"], told["action"], told["notice"]) == (False, "allow", None)
    assert guard.status()["people"] == before


def test_contact_from_a_pupil_is_heard_at_once_and_reported_with_two_clicks(
    adviser: Adviser, phone: Driver, instagram: Instagram, pupil: Person, cast: Cast[Person], office: Office, traces: Traces
) -> None:
    instagram.says(instagram.thread(pupil), pupil.id, traces.text("inbound"))
    state, notice = adviser.hears(2, lambda: phone.call("direct_threads"))
    assert (state["type"], notice["type"], notice["clause"], notice["act"]) == ("state", "notice", "5.4", "message received")
    assert not [value for value in (pupil.id, pupil.handle) if value in str(notice)]

    filed = adviser.call("report", kind="contact", notice=notice["id"])
    incident = office.incident(cast.ref(pupil), "5.4")
    report = until(lambda: reported(office, filed["receipt"]), why="the report at the office")
    assert (report["incident"], report["clause"], report["tutor"]) == (incident["id"], "5.4", "T1")
    until(lambda: state_of(adviser, filed["receipt"]) == "delivered", why="the receipt")


def test_a_report_made_offline_is_delivered_once_when_the_office_is_back(
    adviser: Adviser, relay: Relay, office: Office, guard: Guard
) -> None:
    words = "A colleague told me that he writes to a pupil at night."
    relay.drop()
    try:
        filed = adviser.call("report", kind="concern", words=words, key="made-offline-1")
        again = adviser.call("report", kind="concern", words=words, key="made-offline-1")
        assert filed == again
        assert filed["state"] == "queued"
        asked_for = adviser.call("ask", kind="link", value="https://www.example.org/a/page?who=me")
        assert asked_for["value"] == "www.example.org"
        assert reported(office, filed["receipt"]) is None
    finally:
        relay.mend()
    report = until(lambda: reported(office, filed["receipt"]), 45, "the report once the office is back")
    assert (report["words"], report["kind"], report["route"]) == (words, "concern", "dsl")
    assert len([one for one in office.items("reports") if one["words"] == words]) == 1
    until(lambda: state_of(adviser, filed["receipt"]) == "delivered", why="the receipt")
    assert adviser.call("report", kind="concern", words=words, key="made-offline-1")["state"] == "delivered"
    kept = [path for path in guard.home.rglob("*") if path.is_file() and words[:30].encode() in path.read_bytes()]
    assert kept == []


def reported(office: Office, receipt: str) -> dict | None:
    return next((one for one in office.items("reports") if one["receipt"] == receipt), None)


def state_of(adviser: Adviser, receipt: str) -> str:
    return next(one["state"] for one in adviser.call("reports")["reports"] if one["receipt"] == receipt)
