"""Several people at once on Instagram: with others present it is no one-to-one contact; to each apart, or for two, it is."""

import pytest

from tests.together.cast import Cast, Traces
from tests.together.driver import Driver
from tests.together.internet import Seen
from tests.together.office import Office
from tests.together.refusals import by_instagrapi as refused
from tests.together.sites.instagram import Instagram
from tests.together.sites.instagram_world import Person

pytestmark = pytest.mark.client


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


def test_making_a_group_with_a_pupil_and_others_passes_and_is_recorded(
    phone: Driver, cast: Cast[Person], office: Office, sends: list[Seen]
) -> None:
    pupil, stranger = cast.pupil(), cast.stranger()
    assert phone.call("direct_thread_create", [int(pupil.id), int(stranger.id)], "homework").error == ""
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
