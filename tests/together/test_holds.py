"""Following and accepting a pupil waits for the tutor; whatever is not an answer in time is a refusal."""

from pathlib import Path

import pytest

from tests.together.cast import Cast
from tests.together.driver import Driver
from tests.together.guard import Guard
from tests.together.internet import Internet, Seen
from tests.together.office import Office
from tests.together.refusals import MOMENT, went_through
from tests.together.sites.instagram import API
from tests.together.sites.instagram_world import Person
from tests.together.town import HOLD_SECONDS
from tests.together.waiting import until

pytestmark = pytest.mark.client
REASON = "her mother asked me to, for the school fair"


@pytest.fixture(params=["user_follow", "user_follow_request_approve"])
def verb(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def pupil(cast: Cast[Person]) -> Person:
    return cast.pupil()


def reached(internet: Internet, person: Person) -> list[Seen]:
    """The requests that would have made them friends."""
    verbs = (f"/friendships/{verb}/{person.id}/" for verb in ("create", "approve"))
    return [seen for path in verbs for seen in internet.requests(API, path, "POST")]


def test_a_request_that_the_tutor_cancels_is_refused(
    verb: str, phone: Driver, guard: Guard, internet: Internet, pupil: Person, cast: Cast[Person], office: Office
) -> None:
    phone.begin(verb, pupil.id)
    hold = guard.hold()
    assert (hold["platform"], hold["clause"], hold["standing"]) == ("instagram", "5.2", "current")
    assert not phone.answered()
    guard.cancel(hold)
    assert phone.answer().error == "FeedbackRequired"
    assert reached(internet, pupil) == []
    assert office.incidents(cast.ref(pupil)) == []


def test_a_request_that_nobody_answers_is_refused_in_time(
    phone: Driver, guard: Guard, internet: Internet, pupil: Person
) -> None:
    answer = phone.call("user_follow", pupil.id)
    assert answer.error == "FeedbackRequired"
    assert HOLD_SECONDS <= answer.seconds < HOLD_SECONDS + 10
    assert reached(internet, pupil) == []
    assert guard.holds() == []


def test_a_good_reason_lets_one_request_through_and_is_recorded(
    verb: str, phone: Driver, guard: Guard, internet: Internet, pupil: Person, cast: Cast[Person], office: Office
) -> None:
    phone.begin(verb, pupil.id)
    hold = guard.hold()
    guard.let_through(hold, "too short", expect=None)
    assert not phone.answered()
    guard.let_through(hold, REASON)
    assert phone.answer().error == ""
    assert len(reached(internet, pupil)) == 1
    incident = office.incident(cast.ref(pupil), "5.2")
    assert (incident["action"], incident["outcome"], incident["reason"]) == ("hold", "continued", REASON)


def test_a_request_is_answered_on_the_status_page_too(
    phone: Driver, guard: Guard, internet: Internet, pupil: Person, cast: Cast[Person], office: Office
) -> None:
    phone.begin("user_follow", pupil.id)
    page = guard.answer_on_page(guard.hold(), decision="continue", reason=REASON)
    assert "Your answer was taken" in page
    assert phone.answer().error == ""
    assert len(reached(internet, pupil)) == 1
    assert office.incident(cast.ref(pupil), "5.2")["reason"] == REASON


def test_the_next_request_after_a_continued_one_waits_again(
    phone: Driver, guard: Guard, internet: Internet, pupil: Person
) -> None:
    phone.begin("user_follow", pupil.id)
    guard.let_through(guard.hold(), REASON)
    phone.answer()
    phone.begin("user_follow", pupil.id)
    guard.cancel(guard.hold())
    assert phone.answer().error == "FeedbackRequired"
    assert len(reached(internet, pupil)) == 1


def test_an_answer_that_is_too_short_or_too_late_is_turned_down_with_words(phone: Driver, guard: Guard, pupil: Person) -> None:
    phone.begin("user_follow", pupil.id)
    hold = guard.hold()
    with pytest.raises(AssertionError, match="10 characters"):
        guard.let_through(hold, "short")
    guard.cancel(hold)
    phone.answer()
    with pytest.raises(AssertionError, match="ended with 1"):
        guard.let_through(hold, REASON)


def test_a_client_that_hangs_up_ends_the_hold(
    guard: Guard, internet: Internet, pupil: Person, cast: Cast[Person], office: Office, trust: Path, folder: Path
) -> None:
    client = Driver("instagram.py", guard.proxy, str(trust), "curl", log=folder / "clients.log")
    client.begin("user_follow", pupil.id)
    hold = guard.hold()
    client.hang_up()
    until(lambda: not guard.holds(), why="the hold to end with its client")
    guard.let_through(hold, REASON, expect=None)
    assert reached(internet, pupil) == []
    assert office.incidents(cast.ref(pupil)) == []


@pytest.mark.parametrize("verb", ["user_unfollow", "user_follow_request_decline", "user_block"])
def test_stepping_back_from_a_pupil_is_never_delayed(verb: str, phone: Driver, pupil: Person, internet: Internet) -> None:
    assert went_through(phone.call(verb, pupil.id))
    assert internet.requests(API, pupil.id, "POST")


def test_reporting_a_pupil_is_never_delayed(phone: Driver, pupil: Person, internet: Internet) -> None:
    assert phone.call("user_report", pupil.id).seconds < MOMENT
    assert pupil.id in internet.requests(API, "/reports/", "POST")[-1].body.decode()


def test_following_a_stranger_is_not_delayed(phone: Driver, cast: Cast[Person], internet: Internet) -> None:
    stranger = cast.stranger()
    assert went_through(phone.call("user_follow", stranger.id))
    assert len(reached(internet, stranger)) == 1
