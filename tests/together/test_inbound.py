"""What a pupil writes is reported once for each message, however often the client lists it; nothing else is."""

import pytest

from tests.together.cast import Cast, Traces
from tests.together.driver import Driver
from tests.together.office import Office
from tests.together.sites.instagram import Instagram
from tests.together.sites.instagram_world import TUTOR, Person
from tests.together.waiting import until

pytestmark = pytest.mark.client
DAY = 24 * 3600.0


def test_a_pupils_messages_are_one_incident_each_however_often_they_are_listed(
    phone: Driver, cast: Cast[Person], instagram: Instagram, office: Office, traces: Traces
) -> None:
    pupil = cast.pupil()
    thread = instagram.thread(pupil)
    instagram.says(thread, pupil.id, traces.text("one"))
    for _ in range(3):
        phone.call("direct_threads")
    assert office.incident(cast.ref(pupil), "5.4")["action"] == "record"
    instagram.says(thread, pupil.id, traces.text("two"))
    phone.call("direct_thread", int(thread.long))
    phone.call("direct_threads")
    until(lambda: sum(one["count"] for one in office.incidents(cast.ref(pupil), "5.4")) == 2)
    marker(phone, cast, instagram, office, traces)
    assert sum(one["count"] for one in office.incidents(cast.ref(pupil))) == 2


def marker(phone: Driver, cast: Cast[Person], instagram: Instagram, office: Office, traces: Traces) -> None:
    """A last message of another pupil: once it has arrived, whatever was sent before it has arrived too."""
    pupil = cast.pupil()
    instagram.says(instagram.thread(pupil), pupil.id, traces.text("marker"))
    phone.call("direct_threads")
    office.incident(cast.ref(pupil), "5.4")


def test_own_messages_old_history_and_strangers_are_not_reported(
    phone: Driver, cast: Cast[Person], instagram: Instagram, office: Office, traces: Traces
) -> None:
    pupil, stranger = cast.pupil(), cast.stranger()
    thread = instagram.thread(pupil)
    instagram.says(thread, pupil.id, traces.text("long ago"), before=30 * DAY)
    instagram.says(thread, TUTOR, traces.text("mine"))
    instagram.says(instagram.thread(stranger), stranger.id, traces.text("a stranger's"))
    before = len(office.incidents())
    phone.call("direct_threads")
    marker(phone, cast, instagram, office, traces)
    assert office.incidents(cast.ref(pupil)) == []
    assert len(office.incidents()) == before + 1
