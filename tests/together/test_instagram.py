"""A tutor's Instagram client, real and unmodified, through the guard: what reaches the internet, and what does not."""

from pathlib import Path

import pytest

from tests.together.cast import Cast, Traces
from tests.together.driver import Driver
from tests.together.guard import Guard
from tests.together.internet import Seen
from tests.together.office import Office
from tests.together.refusals import by_instagrapi as refused
from tests.together.refusals import went_through
from tests.together.sites.instagram import Instagram
from tests.together.sites.instagram_world import Person

pytestmark = pytest.mark.client


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
    with Driver("instagram.py", guard.proxy, str(trust), transport, log=folder / "clients.log") as client:
        assert refused(client.call("direct_send", traces.text(), [int(pupil.id)]))
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


def test_a_sticker_for_a_pupil_is_refused(phone: Driver, cast: Cast[Person], sends: list[Seen]) -> None:
    assert refused(phone.call("direct_send_cutout_sticker", 123, [int(cast.pupil().id)]))


@pytest.mark.parametrize(("verb", "name"), [("direct_send_video", "disappearing.mp4"), ("direct_send_voice", "note.m4a")])
def test_a_video_that_disappears_and_a_voice_note_are_refused(
    verb: str, name: str, phone: Driver, cast: Cast[Person], instagram: Instagram, sends: list[Seen], tmp_path: Path
) -> None:
    """The file goes up before it is said to whom; the message that would show it does not."""
    pupil = cast.pupil()
    instagram.thread(pupil)
    (tmp_path / name).write_bytes(bytes(1000))
    assert refused(phone.call(verb, str(tmp_path / name), [int(pupil.id)]))


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


def test_taking_back_a_message_to_a_pupil_is_never_delayed(
    phone: Driver, cast: Cast[Person], instagram: Instagram, sends: list[Seen]
) -> None:
    thread = instagram.thread(cast.pupil())
    phone.call("direct_threads")
    assert went_through(phone.call("direct_message_unsend", int(thread.long), 5))


def test_a_stranger_is_reached_in_a_thread_too(
    phone: Driver, cast: Cast[Person], instagram: Instagram, traces: Traces, sends: list[Seen]
) -> None:
    thread = instagram.thread(cast.stranger())
    phone.call("direct_threads")
    assert phone.call("direct_answer", int(thread.short), traces.text("thread")).error == ""
    sends += instagram.sends()[-1:]
