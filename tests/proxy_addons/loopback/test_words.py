from datetime import datetime

import msgspec
import pytest

from policy.activity import ACTS
from policy.clauses import Clause
from policy.incident import Event, Health, Outcome, Review
from policy.register import Ask
from policy.report import Kind, Report, Route
from policy.settings import Mode, Unchecked
from policy.standing import Standing
from policy.verdict import Action
from proxy_addons.hold import Hold
from proxy_addons.loopback import words
from proxy_addons.outbox import Entry
from proxy_addons.pulse import State

BLOCKED = Event(
    key="k",
    incident="i",
    clause=Clause.ONE_TO_ONE,
    platform="instagram",
    act="message",
    action=Action.BLOCK,
    outcome=Outcome.BLOCKED,
    standing=Standing.CURRENT,
    subject="00",
    epoch=1,
    serial=7,
    at=1,
)


def entry(kind: str, message: msgspec.Struct) -> Entry:
    return Entry("k", kind, 1.0, 0.0, msgspec.json.encode(message).decode())


def event(**changed: object) -> str:
    return words.sentence(entry("event", msgspec.structs.replace(BLOCKED, **changed)))


def test_an_event_says_what_happened_to_what() -> None:
    assert event() == "A message to a pupil on Instagram was not sent (clause 5.1)."


def test_an_event_says_how_often_and_the_tutors_own_words() -> None:
    said = event(act="follow", outcome=Outcome.CONTINUED, clause=Clause.FRIENDS_AND_FOLLOWERS, count=2, reason="a cousin")

    assert said == (
        "A request to follow a pupil on Instagram was sent after you said why, 2 times (clause 5.2). Your reason: “a cousin”"
    )


def test_close_family_is_said() -> None:
    assert event(family=True, outcome=Outcome.RECORDED).startswith(
        "A message to a pupil (close family) on Instagram was recorded"
    )


@pytest.mark.parametrize("outcome", list(Outcome))
@pytest.mark.parametrize("standing", list(Standing))
@pytest.mark.parametrize("act", [*ACTS.values(), "call"])
def test_every_act_standing_and_outcome_has_its_words(act: str, standing: Standing, outcome: Outcome) -> None:
    said = event(act=act, standing=standing, outcome=outcome)

    assert "Contact with" not in said
    assert said.endswith("(clause 5.1).")


@pytest.mark.parametrize(
    ("standing", "who"),
    [
        ("current", "a pupil"),
        ("left, under 18", "a former pupil under 18"),
        ("unknown", "somebody who cannot be checked now"),
        (None, "somebody who cannot be checked now"),
    ],
)
def test_a_question_says_what_it_is_about(standing: str | None, who: str) -> None:
    hold = Hold(
        id="1", platform="instagram", act="follow", clause="5.2", standing=standing, notice="", asked_at=0, expires_at=1
    )

    assert words.question(hold) == f"A request to follow {who} on Instagram"


def test_reviews_say_what_the_registrar_learns() -> None:
    learn = Review(key="k", kind="learn", platform="tiktok", subject="00", epoch=1, at=1, id="222")
    reused = Review(key="k", kind="reused", platform="tiktok", subject="00", epoch=1, at=1)

    assert words.sentence(entry("review", learn)) == "A registered pupil's account on TikTok has this number there: 222."
    assert words.sentence(entry("review", reused)).startswith("Somebody else on TikTok now has the name")


REPORT = Report(key="k", kind="contact", route="dsl", at=1, written=2, words="She wrote to me.", platform="instagram")


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("route", [Route.DSL, Route.OWNER, Route.DSL_ONLY])
def test_every_report_says_who_reads_it(kind: Kind, route: Route) -> None:
    said = words.sentence(entry("report", msgspec.structs.replace(REPORT, kind=kind, route=route)))
    assert said.startswith("Your report")
    assert said.endswith(f", to {words.READERS[route]}: “She wrote to me.”")


def test_a_short_account_leaves_the_tutors_own_words_out() -> None:
    held = msgspec.structs.replace(BLOCKED, outcome=Outcome.CONTINUED, reason="she is my niece")
    assert words.sentence(entry("report", REPORT), quoted=False) == (
        "Your report of contact from a pupil on Instagram, to the safeguarding lead."
    )
    assert "niece" not in words.sentence(entry("event", held), quoted=False)


def test_a_question_says_what_was_asked_about() -> None:
    ask = Ask(key="k", kind="link", value="www.example.org", at=1)
    assert words.sentence(entry("ask", ask)) == "You asked whether www.example.org may stand in a post."


@pytest.mark.parametrize("kind", ["drift", "not watching", "bundle refused", "pack refused", "hook failed", "left"])
def test_every_kind_of_health_has_its_words(kind: str) -> None:
    said = words.sentence(entry("health", Health(key="k", kind=kind, platform="discord", detail="payload", count=3)))

    assert "Something about the guard itself" not in said
    assert said.endswith("(Discord, payload), 3 times.")


@pytest.mark.parametrize("how", ["continued", "cancelled", "expired", "gone"])
def test_how_a_question_ended_is_a_sentence(how: str) -> None:
    said = words.sentence(entry("health", Health(key="k", kind="holds", detail=how, count=3)))

    assert how not in said
    assert said.endswith(", 3 times.")


def test_verbatim_is_every_field_that_is_sent() -> None:
    text = words.verbatim(entry("event", BLOCKED))

    assert msgspec.json.decode(text) == msgspec.to_builtins(BLOCKED)
    assert text.count("\n") > 5


@pytest.mark.parametrize("state", list(State))
def test_every_state_is_said_in_words(state: State) -> None:
    heading, meaning = words.state(state)
    assert heading != state
    assert meaning.endswith(".")


def test_a_platforms_name_is_written_as_people_write_it() -> None:
    assert [words.platform(name) for name in ("instagram", "tiktok", "google-chat")] == ["Instagram", "TikTok", "Google Chat"]


def test_times_are_as_short_as_they_can_be() -> None:
    now = datetime(2026, 11, 22, 19, 30).astimezone().timestamp()

    assert words.moment(now, now) == "19:30"
    assert words.moment(now - 86_400, now) == "21 November, 19:30"
    assert words.moment(now - 365 * 86_400, now) == "22 November 2025, 19:30"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "less than a minute"),
        (60, "a minute"),
        (3_599, "59 minutes"),
        (3_600, "an hour"),
        (90_000, "a day"),
        (200_000, "2 days"),
    ],
)
def test_spans_are_said_roughly(seconds: float, said: str) -> None:
    assert words.span(seconds) == said


def test_every_setting_that_the_page_shows_has_words() -> None:
    assert {str(mode) for mode in Mode} == {"observe", "warn", "enforce"}
    assert {str(unchecked) for unchecked in Unchecked} == {"hold", "warn", "allow"}
