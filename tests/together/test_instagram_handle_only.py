"""A registry often holds a handle and nothing more. What the guard learns from a page that passed must be enough."""

from collections.abc import Callable

import pytest

from tests.together.cast import Cast, Traces
from tests.together.driver import Driver
from tests.together.guard import Guard
from tests.together.office import Office
from tests.together.sites.instagram import Instagram
from tests.together.sites.instagram_world import Person
from tests.together.waiting import until

pytestmark = pytest.mark.client
OWN_TOWN = True


def test_after_the_inbox_passed_a_pupil_is_known_by_thread_and_by_id(
    phone: Driver, cast: Cast[Person], instagram: Instagram, traces: Traces
) -> None:
    pupil = cast.pupil_by_handle()
    thread = instagram.thread(pupil)
    phone.call("direct_threads")
    assert phone.call("direct_answer", int(thread.long), traces.text()).error == "FeedbackRequired"
    assert phone.call("direct_answer", int(thread.short), traces.text()).error == "FeedbackRequired"
    assert phone.call("direct_send", traces.text(), [int(pupil.id)]).error == "FeedbackRequired"
    assert instagram.sends() == []


def test_a_profile_that_was_looked_at_is_enough(
    phone: Driver, cast: Cast[Person], instagram: Instagram, traces: Traces
) -> None:
    pupil = cast.pupil_by_handle()
    assert phone.call("user_info", pupil.id).value["username"] == pupil.handle
    assert phone.call("direct_send", traces.text(), [int(pupil.id)]).error == "FeedbackRequired"
    assert instagram.sends() == []


def test_a_pupil_with_a_new_handle_is_still_known_by_the_id(
    phone: Driver, cast: Cast[Person], instagram: Instagram, traces: Traces
) -> None:
    pupil = cast.pupil()
    pupil.handle = "renamed_" + pupil.handle
    thread = instagram.thread(pupil)
    phone.call("direct_threads")
    assert phone.call("direct_answer", int(thread.long), traces.text()).error == "FeedbackRequired"


def test_somebody_else_with_a_pupils_old_handle_is_written_to_and_flagged(
    phone: Driver, cast: Cast[Person], instagram: Instagram, office: Office, traces: Traces
) -> None:
    pupil = cast.pupil()
    thread = instagram.thread(cast.stranger(pupil.handle))
    phone.call("direct_threads")
    assert phone.call("direct_answer", int(thread.long), traces.text("old handle")).error == ""
    reviews = until(lambda: [one for one in office.items("reviews") if one["pupil"] == cast.ref(pupil)])
    assert [one["kind"] for one in reviews] == ["reused"]


def test_an_id_that_was_seen_with_a_pupils_handle_is_news_for_the_registry(
    phone: Driver, cast: Cast[Person], instagram: Instagram, office: Office, traces: Traces
) -> None:
    pupil = cast.pupil_by_handle()
    thread = instagram.thread(pupil)
    phone.call("direct_threads")
    assert phone.call("direct_answer", int(thread.long), traces.text()).error == "FeedbackRequired"
    reviews = until(lambda: [one for one in office.items("reviews") if one["pupil"] == cast.ref(pupil)])
    assert [(one["kind"], one["seen_id"]) for one in reviews] == [("learn", pupil.id)]


@pytest.mark.parametrize("change", [lambda h: h.replace("_", "."), lambda h: h + "_", lambda h: h.replace("l", "1")])
def test_a_handle_that_is_almost_a_pupils_passes(
    change: Callable[[str], str], phone: Driver, cast: Cast[Person], instagram: Instagram, traces: Traces
) -> None:
    almost = cast.stranger(change(f"{next(iter(traces.pupils[1::2]))}"))
    thread = instagram.thread(almost)
    phone.call("direct_threads")
    assert phone.call("direct_answer", int(thread.long), traces.text("almost")).error == ""
    assert phone.call("direct_send", traces.text("almost"), [int(almost.id)]).error == ""


def test_what_was_learnt_outlives_a_restart_without_the_office(
    phone: Driver, cast: Cast[Person], instagram: Instagram, guard: Guard, office: Office, traces: Traces
) -> None:
    pupil = cast.pupil_by_handle()
    thread = instagram.thread(pupil)
    phone.call("direct_threads")
    assert phone.call("direct_answer", int(thread.long), traces.text()).error == "FeedbackRequired"
    guard.program.stop()
    office.stop()
    guard.start()
    try:
        assert phone.call("direct_answer", int(thread.long), traces.text()).error == "FeedbackRequired"
        assert phone.call("direct_send", traces.text(), [int(pupil.id)]).error == "FeedbackRequired"
    finally:
        office.start()
