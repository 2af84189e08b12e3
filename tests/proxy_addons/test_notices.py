import pytest

from policy.clauses import Clause
from policy.verdict import Action
from proxy_addons.notices import SIZE, Entry, Notices

BLOCKED = "Message not sent. This account belongs to a pupil of Acme (clause 5.1)."


@pytest.fixture
def notices() -> Notices:
    return Notices(iter(range(1, 1_000)).__next__)


def add(notices: Notices, act: str = "message") -> None:
    notices.add(platform="instagram", act=act, clause=Clause.ONE_TO_ONE, action=Action.BLOCK, text=BLOCKED)


def entry(number: str, at: float, act: str) -> Entry:
    return Entry(id=number, at=at, platform="instagram", act=act, clause=Clause.ONE_TO_ONE, action=Action.BLOCK, text=BLOCKED)


def test_the_newest_comes_first_with_its_time(notices: Notices) -> None:
    add(notices)
    add(notices, "follow")

    newest, oldest = notices.recent()
    assert (newest, oldest) == (entry(newest.id, 2, "follow"), entry(oldest.id, 1, "message"))
    assert newest.id != oldest.id


def test_an_entry_is_found_by_its_id_while_it_is_kept(notices: Notices) -> None:
    add(notices)
    (kept,) = notices.recent()

    assert notices.find(kept.id) == kept
    assert notices.find("00000000") is None


def test_only_the_last_hundred_are_kept(notices: Notices) -> None:
    for _ in range(SIZE + 5):
        add(notices)

    assert [entry.at for entry in notices.recent()] == list(range(SIZE + 5, 5, -1))


def test_a_reader_hears_every_entry_until_it_leaves(notices: Notices) -> None:
    heard: list[str] = []
    leave = notices.subscribe(lambda entry: heard.append(entry.act))
    add(notices)
    add(notices, "follow")
    leave()
    add(notices, "call")

    assert heard == ["message", "follow"]
