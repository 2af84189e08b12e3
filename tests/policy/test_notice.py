"""What a tutor reads: short, with the clause and a next step, and never a name."""

from itertools import product

import pytest

from policy import examples
from policy.account import Account
from policy.activity import (
    ACTS,
    Activity,
    FollowAccepted,
    FollowReceived,
    FollowRequested,
    Medium,
    MessageReceived,
    MessageRequestAccepted,
    MessageSent,
)
from policy.clauses import Clause
from policy.examples import FAMILY, LEFT_MINOR, OTHER_PUPIL, PUPIL, STANDINGS
from policy.notice import Notice, beforehand, broken, cancelled, notice
from policy.rules import RULES
from policy.settings import Settings
from policy.standing import Match
from policy.verdict import Action, Finding

# Ten words each, as long as a company's name and address for parents will be.
SETTINGS = Settings(
    company="The Example Tutors of Greater London and the South East",
    contact="the office in London on 020 7946 0018 or online",
)
PEOPLE = (PUPIL, OTHER_PUPIL, LEFT_MINOR)
KINDS = (MessageRequestAccepted, FollowRequested, FollowAccepted, MessageReceived, FollowReceived)
ACTIVITIES: list[Activity] = [kind(people=PEOPLE) for kind in KINDS]
ACTIVITIES += [MessageSent(people=PEOPLE, medium=medium) for medium in Medium]
CLAUSES = sorted({rule.clause for rule in RULES} | {Clause.PAST_PUPILS})  # the others are about drafts
MATCHES: list[Match | None] = [*STANDINGS.values(), None]
ALL = [
    notice(activity, Finding(clause, action, PUPIL if match else None, match), SETTINGS)
    for activity, clause, action, match in product(ACTIVITIES, CLAUSES, Action, MATCHES)
]
BEFOREHAND = [
    beforehand(Finding(clause, action, PUPIL, match), SETTINGS)
    for clause, action, match in product(CLAUSES, Action, STANDINGS.values())
]
OTHERS = [cancelled(SETTINGS), broken()]


def told(activity: Activity, action: Action, clause: Clause = Clause.ONE_TO_ONE) -> Notice:
    return notice(activity, Finding(clause, action, PUPIL, STANDINGS[PUPIL]), SETTINGS)


def test_every_kind_of_activity_is_among_the_examples() -> None:
    assert {type(activity) for activity in ACTIVITIES} == set(ACTS)


def test_every_notice_has_at_most_sixty_words_even_with_the_longest_names() -> None:
    assert {len(SETTINGS.company.split()), len(SETTINGS.contact.split())} == {10}
    assert max(len(one.text.split()) for one in ALL + OTHERS + BEFOREHAND) <= 60


def test_no_notice_names_anybody() -> None:
    people = [value for value in vars(examples).values() if isinstance(value, Account)]
    names = {name for person in people for name in (person.id, person.handle) if name}
    assert [(one.text, name) for one in ALL + OTHERS + BEFOREHAND for name in names if name in one.text] == []


def test_every_notice_gives_its_clause_and_a_next_step() -> None:
    for one in ALL:
        assert f"(clause {one.clause})" in one.reason
        assert one.steps
        assert one.text == f"{one.title}. {one.reason} {' '.join(one.steps)}"


@pytest.mark.parametrize("one", OTHERS, ids=["cancelled", "broken"])
def test_a_notice_without_a_finding_still_says_what_to_do(one: Notice) -> None:
    assert one.title == "Not sent"
    assert one.steps
    assert one.clause == ""


def test_a_blocked_message_names_the_proper_way_to_the_family() -> None:
    assert f"go through {SETTINGS.contact}" in told(MessageSent(people=(PUPIL,)), Action.BLOCK).text


def test_close_family_is_not_told_to_keep_away() -> None:
    finding = Finding(Clause.ONE_TO_ONE, Action.RECORD, FAMILY, STANDINGS[FAMILY])
    for one in (notice(MessageSent(people=(FAMILY,)), finding, SETTINGS), beforehand(finding, SETTINGS)):
        assert "close family" in one.reason
        assert "go through" not in one.text


def test_a_held_request_says_where_to_answer() -> None:
    assert "status page" in told(FollowRequested(people=(PUPIL,)), Action.HOLD, Clause.FRIENDS_AND_FOLLOWERS).text


def test_contact_received_asks_not_to_answer() -> None:
    assert "not answer" in told(MessageReceived(people=(PUPIL,)), Action.RECORD, Clause.CONTACT_RECEIVED).text


@pytest.mark.parametrize(
    ("activity", "action", "title"),
    [
        (MessageSent(), Action.BLOCK, "Message not sent"),
        (MessageSent(), Action.HOLD, "Message waiting for your answer"),
        (MessageSent(), Action.RECORD, "Message sent; please note"),
        (MessageSent(medium=Medium.CALL), Action.BLOCK, "Call not made"),
        (MessageSent(medium=Medium.CALL), Action.RECORD, "Call went through; please note"),
        (MessageRequestAccepted(), Action.BLOCK, "Request not sent"),
        (FollowAccepted(), Action.HOLD, "Request waiting for your answer"),
        (FollowRequested(), Action.NOTE, "Request sent; please note"),
        (MessageReceived(), Action.RECORD, "Message from a pupil"),
        (FollowReceived(), Action.RECORD, "Request from a pupil"),
    ],
)
def test_the_title_says_what_happened_to_what(activity: Activity, action: Action, title: str) -> None:
    assert told(activity, action).title == title


def test_when_nothing_can_be_checked_nobody_is_called_a_pupil() -> None:
    one = notice(MessageSent(), Finding(Clause.ONE_TO_ONE, Action.HOLD), SETTINGS)
    assert "cannot check now whether this is a pupil" in one.reason
    assert "belongs to" not in one.text


def test_what_is_said_beforehand_says_how_much_it_matters_and_what_to_do() -> None:
    blocked, past = (
        beforehand(Finding(Clause.ONE_TO_ONE, action, PUPIL, STANDINGS[PUPIL]), SETTINGS)
        for action in (Action.BLOCK, Action.NOTE)
    )
    assert (blocked.title, past.title) == ("Please do not write here", "Please note")
    assert SETTINGS.contact in past.text
