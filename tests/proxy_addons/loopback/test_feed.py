import msgspec
import pytest

from policy.activity import FollowRequested, MessageSent
from policy.adviser_site import AdviserSite
from proxy_addons.hold import Decision
from proxy_addons.loopback import feed as module
from proxy_addons.loopback.feed import BOUND, Feed
from tests.proxy_addons.loopback.conftest import PUPIL


@pytest.fixture
def feed(guarded):
    with Feed(guarded.desk) as entered:
        yield entered


async def test_the_state_comes_first_with_what_is_open_and_what_was_told(guarded) -> None:
    await guarded.intents.ask(FollowRequested(people=(PUPIL,)))
    (hold,), (entry,) = guarded.holds.list(), guarded.notices.recent()
    with Feed(guarded.desk) as feed:
        first = await feed.next()
    assert (first["type"], first["state"], first["reasons"]) == ("state", "watching", [])
    assert ([one["id"] for one in first["holds"]], first["notices"]) == ([hold.id], [entry.id])


async def test_a_question_its_notice_and_its_end_are_told_in_order(feed, guarded) -> None:
    await feed.next()
    advice = await guarded.intents.ask(FollowRequested(people=(PUPIL,)))
    guarded.holds.answer(advice.ticket, Decision.CANCEL)
    hold, notice, ended = [await feed.next() for _ in range(3)]
    assert (hold["type"], hold["id"], hold["ahead"], hold["clause"]) == ("hold", advice.ticket, True, "5.2")
    assert (notice["type"], notice["act"], notice["page"]) == ("notice", "follow", True)
    assert ended == {"type": "ended", "id": advice.ticket}


async def test_a_change_of_state_is_told_once(feed, guarded) -> None:
    await feed.next()
    for _ in range(2):
        guarded.pulse.not_seeing("discord", "its gateway speaks a new dialect")
    await guarded.intents.ask(MessageSent(people=(PUPIL,)))
    changed, notice = [await feed.next() for _ in range(2)]
    assert (changed["type"], changed["state"], notice["type"]) == ("state", "degraded", "notice")


async def test_sites_that_the_bundle_replaces_are_told_of_by_their_tag(feed, guarded) -> None:
    first = await feed.next()
    guarded.current.offer(guarded.registry.bundle())
    made = {"x": AdviserSite("x", ("x.com",))}
    guarded.registry.settings = msgspec.structs.replace(guarded.registry.settings, adviser_sites=made)
    guarded.current.offer(guarded.registry.bundle())
    changed = await feed.next()
    assert (changed["type"], changed["state"]) == ("state", first["state"])
    assert changed["sites"] != first["sites"]


async def test_a_quiet_listener_is_pinged(feed, monkeypatch) -> None:
    await feed.next()
    monkeypatch.setattr(module, "BEAT_SECONDS", 0.01)
    ping = await feed.next()
    assert ping["type"] == "ping"
    assert str(ping["at"]).endswith("Z")


async def test_too_much_unread_is_no_memory_but_an_end(feed, guarded) -> None:
    for number in range(BOUND - 1):  # the state has the first place
        guarded.pulse.not_seeing(f"host {number}", "gone")
    assert not feed.overflow.is_set()
    guarded.pulse.not_seeing("one more", "gone")
    assert feed.overflow.is_set()
    assert feed._queue.qsize() == BOUND


async def test_who_has_left_hears_nothing(guarded) -> None:
    with Feed(guarded.desk) as feed:
        pass
    guarded.pulse.not_seeing("discord", "gone")
    assert feed._queue.qsize() == 1
    assert (guarded.pulse._watchers, guarded.holds._watchers, guarded.notices._readers) == ([], [], [])
