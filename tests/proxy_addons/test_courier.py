import asyncio
import json
import sqlite3

import pytest

from policy import wire
from policy.incident import Health
from proxy_addons import courier as module
from proxy_addons import enrol
from proxy_addons.courier import Contact, Courier
from proxy_addons.current import Current
from proxy_addons.home import Home
from proxy_addons.oracle import CannotCheck
from proxy_addons.outbox import Outbox
from proxy_addons.pulse import Pulse, State, Trouble
from proxy_addons.vault import Vault
from tests.proxy_addons.counter import TOKEN, Counter
from tests.proxy_addons.issuer import Issuer


@pytest.fixture
async def counter(tmp_path):
    made = Counter(Issuer(), tmp_path)
    await made.start()
    yield made
    await made.pushes.put(None)
    await made.stop()


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


@pytest.fixture
async def enrolment(counter, home):
    return await enrol.enrol(counter.code, home)


@pytest.fixture
def outbox(home):
    made = Outbox(home, Vault(home.local_key))
    yield made
    made.close()


@pytest.fixture
def pulse(outbox):
    return Pulse(outbox.health)


@pytest.fixture
def current(home, enrolment):
    return Current(home, enrolment.signer)


@pytest.fixture
async def courier(enrolment, current, outbox, pulse):
    made = Courier(enrolment, current, outbox, pulse, version="1")
    yield made
    await made.close()


@pytest.fixture
def until(counter, current, pulse):
    """Wait for something that shows in what the office was asked, in the bundle or in the pulse."""
    moved = asyncio.Event()
    counter.watchers.append(moved.set)
    current.on_change(moved.set)
    pulse.subscribe(moved.set)

    async def wait(condition, seconds=30.0):
        async with asyncio.timeout(seconds):
            while not condition():
                moved.clear()
                await moved.wait()

    return wait


@pytest.fixture
async def running(courier, counter, until):
    task = asyncio.create_task(courier.run())
    await until(lambda: counter.asked["preflight"] and counter.asked["stream"])
    yield courier
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_a_push_brings_the_newest_bundle_at_once(running, counter, current, until):
    counter.issuer.add("instagram:id:222")
    counter.publish()
    await counter.pushes.put(b"data: 2\n\n")
    await until(lambda: current.policy.head.serial == 2)
    assert len(current.roster) == 1
    assert running.state is Contact.PUSH
    assert counter.headers["Authorization"] == f"Bearer {TOKEN}"


async def test_a_push_of_what_is_in_force_asks_for_nothing(running, counter, current, until):
    asked = counter.asked["preflight"]
    await counter.pushes.put(b"data: 1\n\n")
    counter.publish()
    await counter.pushes.put(b"data: 2\n\n")
    await until(lambda: current.policy.head.serial == 2)
    assert counter.asked["preflight"] == asked + 1


async def test_what_is_put_into_the_outbox_goes_out_at_once(running, counter, outbox, until):
    outbox.health(Health(key="k", kind="drift", platform="instagram"))
    await until(lambda: "k" in counter.held)
    assert await running.now() == ""
    assert outbox.queued == 0


async def test_without_a_stream_it_asks_by_itself(courier, counter, current, monkeypatch, until):
    monkeypatch.setattr(module, "POLL_SECONDS", 0.02)
    counter.answers["stream"] = {"status": 503}
    task = asyncio.create_task(courier.run())
    counter.publish()
    await until(lambda: current.policy.head.serial == 2)
    counter.publish()
    await until(lambda: current.policy.head.serial == 3)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_an_office_that_goes_and_comes_back_is_noticed_and_said(courier, counter, pulse, monkeypatch):
    back = []
    courier.on_back(lambda: back.append(courier.state))
    assert courier.state is Contact.NONE
    await counter.stop()
    await courier.sync()
    assert (courier.state, pulse.state) == (Contact.AWAY, State.DEGRADED)
    assert Trouble.OFFICE_AWAY in pulse.troubles
    await counter.start()
    await courier.sync()
    await courier.sync()
    assert (courier.state, pulse.state, back) == (Contact.POLL, State.WATCHING, [Contact.POLL])


async def test_a_revoked_device_says_so(courier, counter, pulse):
    counter.answers["preflight"] = {"status": 401}
    await courier.sync()
    assert courier.state is Contact.REVOKED
    assert Trouble.REVOKED in pulse.troubles


async def test_the_oracle_is_asked_through_it_and_shown(courier, counter):
    question = wire.Evaluate(epoch=1, blinded=(b"\1" * 32,))
    counter.answers["evaluate"] = wire.encode(wire.Evaluation(evaluated=(b"e",), proof=b"p", left=3))
    assert (await courier.evaluate(question)).left == 3
    assert courier.recent[-1].what == "evaluate"
    assert json.loads(courier.recent[-1].text)["epoch"] == 1


@pytest.mark.parametrize(
    ("answer", "why", "retry"),
    [
        ({"status": 429, "headers": {"Retry-After": "600"}}, "used up", 600),
        ({"status": 409}, "answered 409", 0),
        (b"?", "cannot be read", 0),
    ],
)
async def test_an_oracle_that_does_not_answer_cannot_check(courier, counter, answer, why, retry):
    counter.answers["evaluate"] = answer
    with pytest.raises(CannotCheck, match=why) as caught:
        await courier.evaluate(wire.Evaluate(epoch=1, blinded=()))
    assert caught.value.retry_after == retry


async def test_look_ups_that_are_used_up_are_said_until_there_are_some_again(courier, counter, pulse):
    counter.answers["evaluate"] = {"status": 429, "headers": {"Retry-After": "600"}}
    for question in (
        wire.Evaluate(epoch=1, blinded=(), purpose=wire.Purpose.NAMES),
        wire.Evaluate(epoch=1, blinded=(), renewal=True),
    ):
        with pytest.raises(CannotCheck):
            await courier.evaluate(question)
    assert Trouble.LOOKUPS_USED not in pulse.troubles
    with pytest.raises(CannotCheck):
        await courier.evaluate(wire.Evaluate(epoch=1, blinded=()))
    assert Trouble.LOOKUPS_USED in pulse.troubles
    counter.answers["evaluate"] = wire.encode(wire.Evaluation(evaluated=(), proof=b"", left=3))
    await courier.evaluate(wire.Evaluate(epoch=1, blinded=()))
    assert Trouble.LOOKUPS_USED not in pulse.troubles


async def test_leaving_is_said_but_not_waited_for(courier, counter, monkeypatch):
    assert await courier.leave()
    assert [entry.kind for entry in counter.held.values()] == ["left"]

    async def never(_):
        await asyncio.Event().wait()

    counter.answers["events"] = never
    monkeypatch.setattr(module, "LEAVE_SECONDS", 0.05)
    assert not await courier.leave()


async def test_what_is_wrong_with_bundle_and_outbox_is_said(counter, home, enrolment, outbox, pulse):
    home.bundle.unlink()
    none = Courier(enrolment, Current(home, enrolment.signer), outbox, pulse)
    assert pulse.state is State.CANNOT_CHECK
    await none.sync()
    assert pulse.state is State.WATCHING
    await none.close()


async def test_a_bundle_that_nobody_confirmed_for_a_day_is_said_to_be_old(counter, home, enrolment, outbox, pulse, monkeypatch):
    later = module.time.time() + 2 * module.DAY
    current = Current(home, enrolment.signer, clock=lambda: later)
    monkeypatch.setattr(module.time, "time", lambda: later)
    old = Courier(enrolment, current, outbox, pulse)
    assert Trouble.OLD_BUNDLE in pulse.troubles
    await old.sync()
    await old.sync()
    assert Trouble.OLD_BUNDLE not in pulse.troubles
    await old.close()


async def test_a_refused_bundle_is_tried_again_soon_even_while_the_stream_stands(running, counter, current, monkeypatch, until):
    monkeypatch.setattr("policy.sync.CLEAN_RETRY", 0.05)
    counter.publish()
    counter.answers["changes"] = wire.encode(wire.Changes(bundle=Issuer().publish(serial=9)))
    await counter.pushes.put(b"data: 2\n\n")
    await until(lambda: counter.asked["changes"] >= 2)
    assert current.policy.head.serial == 1
    del counter.answers["changes"]
    await until(lambda: current.policy.head.serial == 2)


async def test_a_disk_that_cannot_be_written_is_said_and_does_not_end_it(running, counter, outbox, pulse, monkeypatch, until):
    forget = outbox.forget

    def fail(_):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(outbox, "forget", fail)
    outbox.health(Health(key="k", kind="drift", platform="instagram"))
    await until(lambda: Trouble.DISK in pulse.troubles)
    monkeypatch.setattr(outbox, "forget", forget)
    running.wake()
    await until(lambda: Trouble.DISK not in pulse.troubles)
    assert outbox.queued == 0
