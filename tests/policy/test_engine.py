"""Decisions over all rules together."""

from typing import assert_never

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.account import Account
from policy.activity import (
    Activity,
    FollowAccepted,
    FollowReceived,
    FollowRequested,
    MessageReceived,
    MessageRequestAccepted,
    MessageSent,
)
from policy.clauses import Clause
from policy.engine import decide
from policy.examples import FAMILY, LEFT_ADULT, LEFT_MINOR, NEVER_SEEN, PUPIL, STANDINGS, STRANGER, UNCHECKED
from policy.rule import Known
from policy.settings import LeftMinorMessage, Mode, Settings, Unchecked
from policy.standing import Match, Standing
from policy.verdict import Action

PEOPLE = [Account("instagram", id=str(number)) for number in range(1, 6)]
GROUPS = st.lists(st.sampled_from(PEOPLE), unique=True, max_size=4).map(tuple)
ACTIVITIES = st.one_of(
    *(st.builds(kind, people=GROUPS) for kind in (MessageRequestAccepted, FollowRequested, FollowAccepted)),
    st.builds(MessageSent, people=GROUPS, apart=st.booleans()),
    st.builds(MessageReceived, people=GROUPS),
    st.builds(FollowReceived, people=GROUPS),
)
MATCHES = st.builds(Match, st.sampled_from(Standing), st.just(b"p" * 16))
STANDING_OF = st.dictionaries(st.sampled_from(PEOPLE), MATCHES)
MODES = st.dictionaries(st.sampled_from(Clause), st.dictionaries(st.sampled_from(Standing), st.sampled_from(Mode)))
SETTINGS = st.builds(
    Settings, modes=MODES, unchecked=st.sampled_from(Unchecked), left_minor_message=st.sampled_from(LeftMinorMessage)
)


def everywhere(mode: Mode) -> Settings:
    return Settings(modes={clause: dict.fromkeys(Standing, mode) for clause in Clause})


def action(activity: Activity, settings: Settings = Settings(), *, members_unknown: bool = False) -> Action:  # noqa: B008 - frozen
    return decide(activity, Known(STANDINGS, UNCHECKED, members_unknown, settings)).action


@pytest.mark.parametrize(
    ("activity", "observe", "warn", "enforce"),
    [
        (MessageSent(people=(PUPIL,)), Action.RECORD, Action.HOLD, Action.BLOCK),
        (MessageSent(people=(LEFT_MINOR,)), Action.RECORD, Action.HOLD, Action.HOLD),
        (MessageSent(people=(LEFT_ADULT,)), Action.NOTE, Action.NOTE, Action.NOTE),
        (MessageSent(people=(PUPIL, STRANGER)), Action.RECORD, Action.RECORD, Action.RECORD),
        (FollowRequested(people=(PUPIL,)), Action.RECORD, Action.HOLD, Action.HOLD),
        (FollowAccepted(people=(FAMILY,)), Action.ALLOW, Action.ALLOW, Action.ALLOW),
        (MessageReceived(people=(PUPIL,)), Action.RECORD, Action.RECORD, Action.RECORD),
        (MessageSent(people=(NEVER_SEEN,)), Action.RECORD, Action.HOLD, Action.HOLD),
        (MessageSent(people=(STRANGER,)), Action.ALLOW, Action.ALLOW, Action.ALLOW),
    ],
)
def test_a_mode_is_the_most_that_a_clause_may_do(activity: Activity, observe: Action, warn: Action, enforce: Action) -> None:
    assert [action(activity, everywhere(mode)) for mode in (Mode.OBSERVE, Mode.WARN, Mode.ENFORCE)] == [observe, warn, enforce]


def test_a_mode_for_one_standing_leaves_the_others_as_they_are() -> None:
    settings = Settings(modes={Clause.ONE_TO_ONE: {Standing.CURRENT: Mode.OBSERVE}})
    assert action(MessageSent(people=(PUPIL,)), settings) is Action.RECORD
    assert action(MessageSent(people=(LEFT_MINOR,)), settings) is Action.HOLD


def test_somebody_unchecked_is_held_while_any_pupil_would_be() -> None:
    settings = Settings(modes={Clause.ONE_TO_ONE: {Standing.CURRENT: Mode.OBSERVE}})
    assert action(MessageSent(people=(NEVER_SEEN,)), settings) is Action.HOLD


def test_a_weakened_finding_keeps_everything_else() -> None:
    full = decide(MessageSent(people=(PUPIL, STRANGER), apart=True), Known(STANDINGS)).findings
    weak = decide(
        MessageSent(people=(PUPIL, STRANGER), apart=True), Known(STANDINGS, settings=everywhere(Mode.OBSERVE))
    ).findings
    assert [(one.clause, one.subject, one.match, one.once_per_thread) for one in full] == [
        (one.clause, one.subject, one.match, one.once_per_thread) for one in weak
    ]


def test_unknown_members_hold_a_message_and_a_known_pupil_blocks_it_all_the_same() -> None:
    assert action(MessageSent(), members_unknown=True) is Action.HOLD
    assert action(MessageSent(people=(PUPIL,)), members_unknown=True) is Action.BLOCK


def rank(standing: Standing | None) -> int:
    match standing:
        case None:
            return 0
        case Standing.LEFT_ADULT:
            return 1
        case Standing.LEFT_MINOR:
            return 2
        case Standing.CURRENT:
            return 3
        case _:
            assert_never(standing)


@given(activity=ACTIVITIES, standings=STANDING_OF, person=st.sampled_from(PEOPLE), match=MATCHES, settings=SETTINGS)
def test_one_more_pupil_never_weakens_a_verdict(
    activity: Activity, standings: dict[Account, Match], person: Account, match: Match, settings: Settings
) -> None:
    settings = Settings(unchecked=settings.unchecked, left_minor_message=settings.left_minor_message)
    before = standings.get(person)
    if rank(before.standing if before else None) > rank(match.standing):
        return
    fewer = decide(activity, Known(standings, settings=settings)).action
    assert decide(activity, Known({**standings, person: match}, settings=settings)).action >= fewer


@given(activity=ACTIVITIES, standings=STANDING_OF, unchecked=st.frozensets(st.sampled_from(PEOPLE)), settings=SETTINGS)
def test_knowing_less_never_weakens_a_verdict(
    activity: Activity, standings: dict[Account, Match], unchecked: frozenset[Account], settings: Settings
) -> None:
    known = decide(activity, Known(standings, settings=settings)).action
    assert decide(activity, Known(standings, unchecked, settings=settings)).action >= known
    assert decide(activity, Known(standings, members_unknown=True, settings=settings)).action >= known


@given(activity=ACTIVITIES, standings=STANDING_OF, settings=SETTINGS)
def test_a_weaker_mode_never_does_more(activity: Activity, standings: dict[Account, Match], settings: Settings) -> None:
    chosen = decide(activity, Known(standings, settings=settings)).action
    strict = Settings(unchecked=settings.unchecked, left_minor_message=settings.left_minor_message)
    assert chosen <= decide(activity, Known(standings, settings=strict)).action


@given(activity=ACTIVITIES, settings=SETTINGS)
def test_strangers_are_never_anybody_s_business(activity: Activity, settings: Settings) -> None:
    assert decide(activity, Known({}, settings=settings)).findings == ()


@given(activity=ACTIVITIES, standings=STANDING_OF, settings=SETTINGS)
def test_every_finding_is_about_somebody_in_the_activity(
    activity: Activity, standings: dict[Account, Match], settings: Settings
) -> None:
    for finding in decide(activity, Known(standings, settings=settings)).findings:
        assert finding.subject in activity.people
        assert finding.match == standings[finding.subject]
