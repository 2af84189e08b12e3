import msgspec

from policy.account import Account
from policy.activity import FollowRequested, MessageSent, Thread
from policy.clauses import Clause
from policy.notice import Notice
from policy.standing import Match, Standing
from policy.verdict import Action, Finding
from proxy_addons.deed import Deed, deed, question, standing

PUPIL = Account("instagram", id="222", handle="pupil_one")
FINDING = Finding(Clause.FRIENDS_AND_FOLLOWERS, Action.HOLD, PUPIL, Match(Standing.CURRENT, b"p" * 16))
UNCHECKED = Finding(Clause.FRIENDS_AND_FOLLOWERS, Action.HOLD)
THREAD = Thread("instagram", ("340282", "1785"))


def following(*people: Account, finding: Finding = FINDING) -> Deed:
    return deed(FollowRequested(people=people), finding)


def test_the_same_person_by_handle_or_by_id_is_the_same_act() -> None:
    assert following(PUPIL).same(following(Account("instagram", handle="pupil_one")))
    assert following(Account("instagram", id="222")).same(following(PUPIL))


def test_another_person_is_another_act() -> None:
    assert not following(PUPIL).same(following(Account("instagram", id="223", handle="pupil_two")))


def test_a_handle_and_an_id_that_nothing_joins_are_not_taken_for_one() -> None:
    assert not following(Account("instagram", id="222")).same(following(Account("instagram", handle="pupil_one")))


def test_another_question_is_another_act() -> None:
    assert not following(PUPIL).same(following(PUPIL, finding=UNCHECKED))
    assert not following(PUPIL).same(deed(MessageSent(people=(PUPIL,)), FINDING))


def test_what_was_only_written_down_answers_no_question() -> None:
    allowed = Finding(FINDING.clause, Action.RECORD, PUPIL, FINDING.match)
    assert following(PUPIL, finding=allowed).same(following(PUPIL, finding=allowed))
    assert not following(PUPIL, finding=allowed).same(following(PUPIL))


def test_one_of_two_is_another_act_than_both() -> None:
    other = Account("instagram", id="223")
    assert not following(PUPIL).same(following(PUPIL, other))
    assert following(other, PUPIL).same(following(PUPIL, other))


def test_nobody_named_is_never_the_same() -> None:
    assert not following().same(following())


def test_a_conversation_is_known_by_any_of_its_ids() -> None:
    one, other = (deed(MessageSent(threads=(Thread("instagram", (name,)),)), UNCHECKED) for name in THREAD.ids)
    both = deed(MessageSent(threads=(THREAD,)), UNCHECKED)
    assert both.same(one)
    assert both.same(other)
    assert not one.same(other)


def test_a_question_names_nobody() -> None:
    asked = question(FollowRequested(people=(PUPIL,)), FINDING, Notice("Request waiting", "A pupil.", ()))
    assert asked == {
        "platform": "instagram",
        "act": "follow",
        "clause": "5.2",
        "standing": "current",
        "notice": "Request waiting. A pupil.",
    }
    assert b"222" not in msgspec.json.encode(asked)


def test_who_could_not_be_checked_has_no_standing() -> None:
    assert (standing(FINDING), standing(UNCHECKED)) == ("current", "unknown")
