import pytest

from proxy_addons.deed import Deed
from proxy_addons.hold import Cancelled, Continued
from proxy_addons.kept import MOST, Answers
from tests.proxy_addons.clock import Clock

ANSWER = Continued("her mother asked me to", written=True)


@pytest.fixture
def clock() -> Clock:
    return Clock(1_000.0)


@pytest.fixture
def answers(clock: Clock) -> Answers:
    return Answers(clock)


def following(number: int) -> Deed:
    return Deed("instagram", "follow", ("5.2", "current"), (frozenset({f"instagram:id:{number}"}),))


def test_an_answer_is_used_once(answers: Answers) -> None:
    answers.keep("1", following(1), ANSWER, 60)
    assert [answers.use(following(1)), answers.use(following(1))] == [ANSWER, None]


def test_an_answer_is_for_its_own_act(answers: Answers) -> None:
    answers.keep("1", following(1), ANSWER, 60)
    assert answers.use(following(2)) is None


def test_an_answer_is_good_for_its_time(answers: Answers, clock: Clock) -> None:
    answers.keep("1", following(1), ANSWER, 60)
    clock.now += 59.9
    assert answers.is_ticket("1")
    clock.now += 0.1
    assert not answers.is_ticket("1")
    assert answers.use(following(1)) is None


def test_a_later_answer_takes_the_place_of_an_earlier_one(answers: Answers) -> None:
    answers.keep("1", following(1), Cancelled(), 60)
    answers.keep("2", following(1), ANSWER, 60)
    assert [answers.use(following(1)), answers.use(following(1))] == [ANSWER, None]


def test_only_a_written_continue_is_a_ticket(answers: Answers) -> None:
    answers.keep("1", following(1), Cancelled(), 60)
    answers.keep("2", following(2), Continued("the app had hung up"), 60)
    answers.keep("3", following(3), ANSWER, 60)
    assert [answers.is_ticket(number) for number in ("1", "2", "3", "4")] == [False, False, True, False]


def test_what_is_forgotten_is_not_used(answers: Answers) -> None:
    answers.keep("1", following(1), ANSWER, 60)
    answers.forget(following(1))
    assert answers.find(following(1)) is None


def test_of_too_many_the_oldest_goes(answers: Answers) -> None:
    for number in range(MOST + 1):
        answers.keep(str(number), following(number), ANSWER, 60)
    assert answers.find(following(0)) is None
    assert answers.find(following(1)) is not None
