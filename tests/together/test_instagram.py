"""A tutor's Instagram client, real and unmodified, through the guard: what reaches the internet, and what does not."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.together.browser import Browser
from tests.together.cast import Cast, Traces
from tests.together.driver import Answer, Driver
from tests.together.guard import Guard
from tests.together.internet import Seen
from tests.together.office import Office
from tests.together.sites.instagram import WEB, Conversation, Instagram, Person
from tests.together.waiting import until

pytestmark = pytest.mark.client
MOMENT = 2.0  # seconds within which a client must have its refusal


@pytest.fixture
def sends(instagram: Instagram) -> Iterator[list[Seen]]:
    """What a test let through; filled by `let_through`, empty when nothing may have passed."""
    before = len(instagram.sends())
    found: list[Seen] = []
    yield found
    assert instagram.sends()[before:] == found


def refused(answer: Answer) -> bool:
    """The client raised its own error, at once, and the tutor can read the clause."""
    assert answer.seconds < MOMENT
    return answer.error == "FeedbackRequired" and "5.1" in answer.text


@pytest.mark.parametrize("transport", ["curl", "requests"])
def test_a_message_to_a_pupil_is_refused_at_once_and_tried_once(
    transport: str,
    cast: Cast[Person],
    guard: Guard,
    office: Office,
    traces: Traces,
    sends: list[Seen],
    trust: Path,
    folder: Path,
) -> None:
    pupil = cast.pupil()
    client = Driver("instagram.py", guard.proxy, str(trust), transport, log=folder / "clients.log")
    assert refused(client.call("direct_send", traces.text(), [int(pupil.id)]))
    client.close()
    incident = office.incident(cast.ref(pupil), "5.1")
    assert (incident["action"], incident["outcome"], incident["count"]) == ("block", "blocked", 1)


def test_a_message_to_a_stranger_arrives_byte_for_byte(
    phone: Driver, cast: Cast[Person], instagram: Instagram, traces: Traces, sends: list[Seen]
) -> None:
    stranger = cast.stranger()
    assert phone.call("direct_send", traces.text("to a stranger"), [int(stranger.id)]).error == ""
    sends += instagram.sends()[-1:]
    assert sends[0].body.decode() == phone.call("last_body").value


@pytest.mark.parametrize("form", ["long", "short"])
def test_a_reply_into_the_thread_of_a_pupil_is_refused_by_either_id(
    form: str, phone: Driver, cast: Cast[Person], instagram: Instagram, traces: Traces, sends: list[Seen]
) -> None:
    thread = instagram.thread(cast.pupil())
    phone.call("direct_threads")
    assert refused(phone.call("direct_answer", int(getattr(thread, form)), traces.text()))


def test_a_reply_to_one_message_is_refused(
    phone: Driver, cast: Cast[Person], instagram: Instagram, traces: Traces, sends: list[Seen]
) -> None:
    pupil = cast.pupil()
    thread = instagram.thread(pupil)
    item = instagram.says(thread, pupil.id, traces.text())
    phone.call("direct_threads")
    assert refused(phone.call("direct_send", traces.text(), [], [int(thread.long)], reply_to_message=item))


def test_an_unlisted_thread_is_asked_for_and_then_refused(
    phone: Driver, cast: Cast[Person], instagram: Instagram, traces: Traces, sends: list[Seen]
) -> None:
    thread = instagram.thread(cast.pupil())
    assert refused(phone.call("direct_answer", int(thread.long), traces.text()))


@pytest.mark.parametrize(
    ("verb", "arguments"),
    [
        ("direct_media_share", ["3000000000000000001_333"]),
        ("direct_story_share", ["3000000000000000002_333"]),
        ("direct_profile_share", ["58200000333"]),
        ("direct_send", ["see https://example.org/x"]),
    ],
)
def test_sharing_with_a_pupil_is_refused(
    verb: str, arguments: list[str], phone: Driver, cast: Cast[Person], sends: list[Seen]
) -> None:
    assert refused(phone.call(verb, *arguments, [int(cast.pupil().id)]))


def test_a_photo_for_a_pupil_is_refused_when_it_is_attached(
    phone: Driver, cast: Cast[Person], instagram: Instagram, picture: Path, sends: list[Seen]
) -> None:
    pupil = cast.pupil()
    instagram.thread(pupil)
    assert refused(phone.call("direct_send_photo", str(picture), [int(pupil.id)]))


def test_a_reaction_to_a_pupils_message_is_refused(
    phone: Driver, cast: Cast[Person], instagram: Instagram, traces: Traces, sends: list[Seen]
) -> None:
    pupil = cast.pupil()
    thread = instagram.thread(pupil)
    item = instagram.says(thread, pupil.id, traces.text())
    phone.call("direct_threads")
    assert refused(phone.call("direct_send_reaction", int(thread.long), item))


def test_accepting_a_pupils_message_request_is_refused(
    phone: Driver, cast: Cast[Person], instagram: Instagram, sends: list[Seen]
) -> None:
    thread = instagram.thread(cast.pupil())
    thread.pending = True
    phone.call("direct_pending_inbox")
    assert refused(phone.call("direct_pending_approve", int(thread.long)))
    assert instagram.internet.requests(path=f"{thread.long}/approve") == []


def test_a_group_with_others_passes_and_is_recorded_once_for_the_thread(
    phone: Driver, cast: Cast[Person], instagram: Instagram, office: Office, traces: Traces, sends: list[Seen]
) -> None:
    pupil = cast.pupil()
    thread = instagram.thread(pupil, cast.stranger(), cast.stranger())
    phone.call("direct_threads")
    for _ in range(2):
        assert phone.call("direct_answer", int(thread.long), traces.text("group")).error == ""
    sends += instagram.sends()[-2:]
    assert office.incident(cast.ref(pupil), "5.1")["action"] == "record"
    assert [(one["action"], one["count"]) for one in office.incidents(cast.ref(pupil))] == [("record", 1)]


def test_several_user_ids_are_one_group(
    phone: Driver, cast: Cast[Person], instagram: Instagram, office: Office, traces: Traces, sends: list[Seen]
) -> None:
    pupil, stranger = cast.pupil(), cast.stranger()
    assert phone.call("direct_send", traces.text(), [int(pupil.id), int(stranger.id)]).error == ""
    sends += instagram.sends()[-1:]
    assert office.incident(cast.ref(pupil), "5.1")["action"] == "record"


def test_a_group_of_two_is_one_to_one(
    phone: Driver, cast: Cast[Person], instagram: Instagram, traces: Traces, sends: list[Seen]
) -> None:
    thread = instagram.thread(cast.pupil(), group=True)
    phone.call("direct_threads")
    assert refused(phone.call("direct_answer", int(thread.long), traces.text()))


def test_a_message_to_a_pupil_and_others_apart_is_refused_whole_and_names_nobody(
    phone: Driver, cast: Cast[Person], instagram: Instagram, traces: Traces, sends: list[Seen]
) -> None:
    pupil, stranger = cast.pupil(), cast.stranger()
    threads = [instagram.thread(pupil), instagram.thread(stranger)]
    phone.call("direct_threads")
    answer = phone.call("direct_send", traces.text(), [], [int(thread.long) for thread in threads])
    assert refused(answer)
    names = [name for one in (pupil, stranger) for name in (one.id, one.handle)]
    assert [name for name in names if name in answer.text] == []


def test_a_stranger_is_reached_in_a_thread_too(
    phone: Driver, cast: Cast[Person], instagram: Instagram, traces: Traces, sends: list[Seen]
) -> None:
    thread = instagram.thread(cast.stranger())
    phone.call("direct_threads")
    assert phone.call("direct_answer", int(thread.short), traces.text("thread")).error == ""
    sends += instagram.sends()[-1:]


# -- the web page, by a small client of our own: nobody else speaks its GraphQL in Python ------------------------------


def web_send(browser: Browser, **variables: object) -> dict[str, object]:
    form = {"fb_api_req_friendly_name": "IGDirectTextSendMutation", "doc_id": "26911679871773184"}
    headers = {"content-type": "application/x-www-form-urlencoded", "cookie": "ds_user_id=58200000111"}
    body = urlencode(form | {"variables": browser.json(variables)})
    return browser.post(f"https://{WEB}/api/graphql", body, headers)


def test_the_web_pages_message_to_a_pupil_is_refused_in_its_own_words(
    browser: Browser, cast: Cast[Person], instagram: Instagram, traces: Traces
) -> None:
    before = len(instagram.internet.requests(WEB))
    text = {"sensitive_string_value": traces.text()}
    answer = web_send(browser, recipient_igids=[cast.pupil().id], ig_thread_igid=None, text=text)
    assert answer["data"] is None
    assert "5.1" in browser.json(answer["errors"])
    assert len(instagram.internet.requests(WEB)) == before


def test_the_web_pages_message_into_a_pupils_thread_is_refused(
    browser: Browser, cast: Cast[Person], instagram: Instagram, traces: Traces
) -> None:
    thread: Conversation = instagram.thread(cast.pupil())
    form = urlencode({"fb_api_req_friendly_name": "PolarisDirectInboxQuery", "variables": "{}"})
    browser.post(f"https://{WEB}/api/graphql", form, {"content-type": "application/x-www-form-urlencoded"})
    before = len(instagram.internet.requests(WEB))
    text = {"sensitive_string_value": traces.text()}
    answer = web_send(browser, ig_thread_igid=thread.short, recipient_igids=None, text=text)
    assert answer["data"] is None
    assert len(instagram.internet.requests(WEB)) == before


def test_the_web_pages_message_to_a_stranger_passes(
    browser: Browser, cast: Cast[Person], instagram: Instagram, traces: Traces
) -> None:
    text = {"sensitive_string_value": traces.text("web")}
    answer = web_send(browser, recipient_igids=[cast.stranger().id], ig_thread_igid=None, text=text)
    assert answer["data"]
    until(lambda: instagram.internet.requests(WEB, "/api/graphql", "POST"))
