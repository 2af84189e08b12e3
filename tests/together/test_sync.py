"""The real courier against the real office, in one process, over loopback TLS."""

import contextlib
import time

import pytest

from policy.account import Account
from policy.bundle import Delta, seal
from policy.wire import Changes, encode
from proxy_addons import conversation, courier, enrol
from proxy_addons.courier import Contact
from proxy_addons.home import Home
from proxy_addons.oracle import CannotCheck
from proxy_addons.pulse import State, Trouble
from tests.together.desk import Desk
from tests.together.parts import PUPIL, STRANGER, Guard, until
from tests.together.relay import Relay


@pytest.fixture
async def desk(tmp_path):
    made = Desk(tmp_path / "office")
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
def relay(desk):
    made = Relay(desk.port)
    yield made
    made.stop()


@pytest.fixture
async def enrolled(desk, relay, tmp_path):
    """A home that is enrolled, through a wire that can be cut, while P1 is a pupil."""
    await desk.add("P1", id="222", handle="pupil_one")
    await until(lambda: len(desk.policy.roster))
    home = Home(tmp_path / "guard")
    return home, await enrol.enrol(await desk.code(relay.address), home, version="test")


@pytest.fixture
async def guard(enrolled):
    made = Guard(*enrolled)
    yield made
    await made.close()


async def test_a_registered_handle_is_enforced_at_once_and_freed_as_fast(desk, guard):
    guard.run()
    await guard.people.check([PUPIL, STRANGER], seconds=30)
    await until(lambda: guard.courier.state is Contact.PUSH)
    assert (guard.blocked(PUPIL), guard.blocked(STRANGER)) == (True, False)
    started = time.monotonic()
    await desk.add("P2", handle="stranger")
    await until(lambda: guard.blocked(STRANGER))
    took = time.monotonic() - started
    await desk.remove("P2")
    await until(lambda: not guard.blocked(STRANGER))
    print(f"registered to enforced: {took * 1000:.0f} ms")
    assert guard.pulse.state is State.WATCHING


async def test_nothing_new_is_one_question(desk, guard):
    await guard.courier.sync()
    desk.requests.clear()
    await guard.courier.sync()
    assert desk.requests == ["preflight"]


async def test_an_event_is_with_the_office_at_once(desk, guard):
    guard.run()
    await until(lambda: guard.courier.state is Contact.PUSH)
    await guard.event()
    started = time.monotonic()
    await until(lambda: guard.outbox.queued == 0)
    print(f"written to delivered: {(time.monotonic() - started) * 1000:.0f} ms")
    assert await desk.counts() == {"P1": 1}


async def test_events_arrive_exactly_once_whatever_answers_are_lost(desk, guard, monkeypatch):
    monkeypatch.setattr(courier, "BREATH", 0.01)
    monkeypatch.setattr("policy.sync.FIRST_RETRY", 0.02)
    for path in ("preflight", "events", "postflight"):
        desk.losing[path] = 3
    for _ in range(5):
        await guard.event()
    guard.run()
    await until(lambda: desk.losing["events"] == 0, 20)
    for _ in range(5):
        await guard.event()
    await until(lambda: guard.outbox.queued == 0, 20)
    assert await desk.counts() == {"P1": 10}


async def test_while_the_office_is_away_events_queue_and_arrive_once_when_it_is_back(desk, guard):
    guard.run()
    await until(lambda: guard.courier.state is Contact.PUSH)
    await guard.people.check([PUPIL, STRANGER], seconds=30)
    await desk.stop()
    await until(lambda: guard.courier.state is Contact.AWAY)
    assert Trouble.OFFICE_AWAY in guard.pulse.troubles
    for _ in range(3):
        await guard.event()
    assert guard.blocked(PUPIL)
    assert guard.people.known([STRANGER]).unchecked == frozenset()
    with pytest.raises(CannotCheck):
        await guard.people.check([Account("instagram", "444")], seconds=30)
    guard.people.prefetch([Account("instagram", "555")])
    await desk.start()
    await until(lambda: guard.outbox.queued == 0 and guard.courier.state is Contact.PUSH, 40)
    assert await desk.counts() == {"P1": 3}
    assert guard.pulse.state is State.WATCHING
    await until(lambda: not guard.people.known([Account("instagram", "555")]).unchecked)


async def test_a_guard_that_was_killed_sends_what_it_had_once(desk, enrolled):
    first = Guard(*enrolled)
    desk.losing["events"] = 1
    await first.event()
    await first.courier.sync()  # the office took it; the answer was lost
    assert first.outbox.queued == 1
    await first.close()
    second = Guard(*enrolled)
    await second.courier.sync()
    assert (second.outbox.queued, await desk.counts()) == (0, {"P1": 1})
    await second.close()


async def test_an_office_restored_from_an_older_backup_is_not_followed_until_it_is_ahead_again(desk, guard, tmp_path):
    backup = tmp_path / "backup"
    await desk.back_up(backup)
    guard.run()
    for number in range(3):
        await desk.add(f"Q{number}", id=str(9000 + number))
    await until(lambda: len(guard.current.roster) == 5)
    await guard.people.check([PUPIL], seconds=30)
    good = guard.serial
    await desk.restore(backup)
    await until(lambda: Trouble.REFUSED_BUNDLE in guard.pulse.troubles, 40)
    assert (guard.serial, len(guard.current.roster), guard.blocked()) == (good, 5, True)
    reports = [entry.text for entry in guard.outbox.entries() if entry.kind == "health"]
    assert any('"older"' in text for text in reports)


def forged(desk):
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415 - one forger

    newest = desk.policy
    bundle = seal(Ed25519PrivateKey.generate(), newest.content, epoch=1, serial=newest.head.serial + 5, issued=1, lifetime=9)
    return lambda _: encode(Changes(bundle=bundle))


def torn(_):
    def tear(said):
        delta = said.delta
        if delta is None:
            return encode(Changes(bundle=type(said.bundle)(said.bundle.head, said.bundle.signature, said.bundle.content[:-3])))
        return encode(Changes(delta=Delta(delta.base, delta.head, delta.signature, {0: (b"", b"\1\2\3\4\5")})))

    return tear


def unreadable(_):
    return lambda said: encode(said)[:-4]


def older(desk):
    before = desk.policy.bundle
    return lambda _: encode(Changes(bundle=before))


def other_epoch(desk):
    newest = desk.policy
    bundle = seal(
        desk.database.keys.signer, newest.content, epoch=0, serial=newest.head.serial + 5, issued=int(time.time()), lifetime=9
    )
    return lambda _: encode(Changes(bundle=bundle))


@pytest.mark.parametrize(
    ("lie", "why"),
    [(forged, "signature"), (torn, "torn"), (unreadable, "torn"), (older, "older"), (other_epoch, "epoch")],
)
async def test_a_lying_office_changes_nothing_is_reported_and_healed_by_a_whole_bundle(desk, guard, monkeypatch, lie, why):
    monkeypatch.setattr("policy.sync.CLEAN_RETRY", 0.2)
    await guard.courier.sync()
    await guard.people.check([PUPIL, STRANGER], seconds=30)
    good = guard.serial
    desk.tamper = lie(desk)
    await desk.add("P2", id="333")
    await until(lambda: desk.policy.head.serial > good)
    guard.run()
    await until(lambda: Trouble.REFUSED_BUNDLE in guard.pulse.troubles)
    assert (guard.serial, guard.blocked(PUPIL), guard.blocked(STRANGER)) == (good, True, False)
    assert any(f'"{why}"' in entry.text for entry in guard.outbox.entries() if entry.kind == "health")
    desk.tamper = None
    await until(lambda: guard.blocked(STRANGER))
    await until(lambda: guard.pulse.state is State.WATCHING)


async def test_without_push_the_poll_finds_what_is_new(desk, guard, monkeypatch):
    monkeypatch.setattr(courier, "POLL_SECONDS", 1.0)
    await guard.people.check([STRANGER], seconds=30)
    desk.refusing.add("stream")
    guard.run()
    await until(lambda: {"stream", "preflight"} <= set(desk.requests))
    await desk.add("P2", id="333")
    await until(lambda: guard.blocked(STRANGER))


async def test_a_stream_without_heartbeat_is_given_up(desk, enrolled, relay):
    guard = Guard(*enrolled)
    guard.courier._listener._heartbeat = 0.3
    guard.run()
    await until(lambda: guard.courier.state is Contact.PUSH)
    desk.requests.clear()
    await until(lambda: "stream" in desk.requests and "preflight" in desk.requests)
    await guard.close()


async def test_a_new_epoch_comes_into_force_only_when_everybody_known_was_asked_for_anew(desk, guard):
    guard.run()
    crowd = [Account("instagram", str(number)) for number in range(5000, 5020)]
    await guard.people.check([PUPIL, *crowd], seconds=30)
    await guard.event()
    desk.losing["evaluate"] = 1
    gaps = []

    def seen():
        gaps.extend(guard.people.known([PUPIL, *crowd]).unchecked)
        return guard.current.policy.head.epoch == 2

    await desk.rotate()
    await until(seen, 40)
    assert gaps == []
    assert guard.blocked()
    await guard.event()
    await until(lambda: guard.outbox.queued == 0)
    assert await desk.counts() == {"P1": 2}


async def test_what_was_sent_is_shown_verbatim(desk, guard):
    await guard.event()
    await guard.courier.sync()
    assert [sent.what for sent in guard.courier.recent] == ["evaluate", "preflight"]
    assert '"blinded":' in guard.courier.recent[0].text
    (entry,) = guard.outbox.entries()
    assert (entry.kind, bool(entry.sent_at)) == ("event", True)


async def test_a_revoked_device_says_so_and_goes_on_blocking(desk, guard):
    from server.store import devices  # noqa: PLC0415 - the one test that needs it

    await guard.people.check([PUPIL], seconds=30)
    async with desk.database.begin() as db:
        (device,) = await devices.page(db)
        await devices.revoke(db, "test", device.id)
    guard.run()
    await until(lambda: guard.courier.state is Contact.REVOKED)
    assert Trouble.REVOKED in guard.pulse.troubles
    assert guard.blocked()


async def test_leaving_tells_the_office_and_leaves_nothing(desk, guard, enrolled):
    await guard.event()
    assert await guard.courier.leave()
    assert await desk.counts() == {"P1": 1}
    assert guard.outbox.queued == 0
    assert [entry.kind for entry in guard.outbox.entries()] == ["health", "event"]


async def test_leaving_without_the_office_is_possible_too(desk, enrolled):
    home, _ = enrolled
    await desk.stop()
    assert not await enrol.leave(home)
    assert list(home.root.iterdir()) == []


async def test_leaving_a_home_that_does_not_run(desk, enrolled, tmp_path):
    home, _ = enrolled
    assert await enrol.leave(home)
    assert list(home.root.iterdir()) == []
    assert enrol.enrolled(home) is None


async def test_a_code_works_once(desk, tmp_path):
    code = await desk.code()
    first, second = Home(tmp_path / "first"), Home(tmp_path / "second")
    made = await enrol.enrol(code, first)
    assert enrol.enrolled(first) == made
    with pytest.raises(enrol.EnrolmentRefused, match="used already, or is older"):
        await enrol.enrol(code, second)
    with pytest.raises(enrol.EnrolmentRefused, match=r"enrolled already, for T1; `leave` first"):
        await enrol.enrol(await desk.code(), first)
    assert list(second.root.iterdir()) == []


async def test_a_mistyped_code_asks_nobody(desk, tmp_path):
    code = await desk.code()
    desk.requests.clear()
    with pytest.raises(enrol.EnrolmentRefused, match="slip of the pen"):
        await enrol.enrol(code[:20] + ("A" if code[20] != "A" else "B") + code[21:], Home(tmp_path / "guard"))
    assert desk.requests == []


async def test_another_computer_at_the_offices_address_is_found_out(desk, enrolled, tmp_path):
    code = await desk.code()
    other = Desk(tmp_path / "other")
    await desk.stop()
    other.port = desk.port
    await other.start()
    with pytest.raises(enrol.EnrolmentRefused, match="another computer answers"):
        await enrol.enrol(code, Home(tmp_path / "new"))
    guard = Guard(*enrolled)
    await guard.courier.sync()
    assert guard.courier.state is Contact.AWAY
    with pytest.raises(CannotCheck, match="another computer"):
        await guard.people.check([PUPIL], seconds=30)
    assert [path for path in other.requests if path != "enrol"] == []
    await guard.close()
    await other.stop()


async def test_environment_proxies_are_not_used(desk, guard, monkeypatch):
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "HTTP_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    await guard.courier.sync()
    assert guard.courier.state is not Contact.AWAY
    assert conversation.KEPT >= 1
    with contextlib.suppress(CannotCheck):
        await guard.people.check([PUPIL], seconds=30)
    assert guard.blocked()
