import msgspec
import pytest

from policy.clauses import Clause
from policy.incident import Event, Health, Outcome, Review
from policy.register import Ask
from policy.report import Report
from policy.standing import Standing
from policy.verdict import Action
from policy.wire import Events
from proxy_addons.letters import KINDS, Letter, batch, empty, kind

LETTERS: dict[str, Letter] = {
    "event": Event(
        key="k1",
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
    ),
    "review": Review(key="k2", kind="learn", platform="instagram", subject="00", epoch=1, at=1, id="222"),
    "health": Health(key="k3", kind="drift"),
    "report": Report(key="k4", kind="concern", route="dsl", at=1, written=1, words="I am worried."),
    "ask": Ask(key="k5", kind="link", value="www.example.org", at=1),
}


def test_every_kind_of_letter_is_tried() -> None:
    assert set(LETTERS) == set(KINDS)


@pytest.mark.parametrize("name", KINDS)
def test_a_letter_is_read_again_by_the_name_of_its_kind(name: str) -> None:
    letter = LETTERS[name]
    assert kind(letter) == name
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(letter), type=KINDS[name]) == letter


def test_a_batch_holds_every_letter_and_the_office_reads_the_same() -> None:
    sent = batch(LETTERS.values())
    assert {one.key for field in msgspec.structs.astuple(sent) for one in field} == {one.key for one in LETTERS.values()}
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(sent), type=Events) == sent
    assert not empty(sent)


def test_nothing_to_send_is_empty() -> None:
    assert empty(batch([]))
