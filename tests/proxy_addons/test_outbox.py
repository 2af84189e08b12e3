import json
import os
import secrets
import signal
import subprocess
import sys

import msgspec
import pytest

from policy.clauses import Clause
from policy.incident import SAME_ACT_SECONDS, Event, Health, Outcome, Review
from policy.standing import Standing
from policy.verdict import Action
from policy.wire import MAX_EVENTS, Events
from proxy_addons.home import Home
from proxy_addons.outbox import KEPT, KEPT_SECONDS, Outbox
from proxy_addons.vault import Vault
from tests.proxy_addons.clock import Clock


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


@pytest.fixture
def clock():
    return Clock(1_000_000.0)


@pytest.fixture
def opened(home, clock):
    boxes = []

    def make(**how):
        boxes.append(Outbox(home, Vault(home.local_key), clock, **how))
        return boxes[-1]

    yield make
    for box in boxes:
        box.close()


@pytest.fixture
def outbox(opened):
    return opened()


def event(**changes):
    return Event(
        **{
            "key": secrets.token_hex(16),
            "incident": "a" * 32,
            "clause": Clause.ONE_TO_ONE,
            "platform": "instagram",
            "act": "message",
            "action": Action.BLOCK,
            "outcome": Outcome.BLOCKED,
            "standing": Standing.CURRENT,
            "subject": "5e" * 16,
            "epoch": 1,
            "serial": 7,
            "at": 1_000_000,
        }
        | changes
    )


def health(**changes):
    return Health(**{"key": secrets.token_hex(16), "kind": "drift", "platform": "instagram"} | changes)


def test_what_was_put_in_is_there_after_a_restart(outbox, opened):
    put = (event(), Review(key="r", kind="learn", platform="instagram", subject="5e", epoch=1, at=1, id="222"), health())
    outbox.put(put[0])
    outbox.review(put[1])
    outbox.health(put[2])
    assert opened().batch() == Events(events=put[:1], reviews=put[1:2], health=put[2:])


def test_what_was_put_in_survives_kill_9(home, opened):
    script = (
        "import os, signal, sys, msgspec\nfrom pathlib import Path\nfrom policy.incident import Event\n"
        "from proxy_addons.home import Home\nfrom proxy_addons.outbox import Outbox\nfrom proxy_addons.vault import Vault\n"
        "home = Home(Path(sys.argv[1]))\n"
        "Outbox(home, Vault(home.local_key)).put(msgspec.json.decode(sys.argv[2], type=Event))\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    put = event()
    ended = subprocess.run(
        [sys.executable, "-c", script, home.root, encoded(put)], check=False, env=os.environ | {"PYTHONPATH": "."}
    )
    assert ended.returncode == -signal.SIGKILL
    assert opened().batch().events == (put,)


def encoded(put):
    return msgspec.json.encode(put).decode()  # longer than MessagePack, if anything


def test_only_what_the_office_holds_is_forgotten(outbox, opened):
    first, second = event(), event()
    outbox.put(first)
    outbox.put(second)
    assert outbox.batch().events == (first, second)
    outbox.forget([first.key, "unknown"])
    assert opened().batch().events == (second,)
    assert outbox.queued == 1
    outbox.forget([second.key])
    assert (outbox.queued, outbox.size, outbox.full, outbox.batch()) == (0, 0, False, Events())


def test_the_same_key_is_kept_once(outbox):
    put = event()
    outbox.put(put)
    outbox.put(put)
    assert outbox.queued == 1


def test_a_batch_has_a_bound(outbox):
    for _ in range(MAX_EVENTS + 3):
        outbox.put(event())
    first = outbox.batch().events
    assert len(first) == MAX_EVENTS
    outbox.forget(entry.key for entry in first)
    assert len(outbox.batch().events) == 3


def test_a_batch_is_never_longer_than_the_office_reads(outbox):
    for _ in range(400):
        outbox.put(event(reason="x" * 300))
    sent = 0
    while batch := outbox.batch().events:
        assert len(encoded(Events(events=batch))) < 256 * 1024
        outbox.forget(entry.key for entry in batch)
        sent += len(batch)
    assert sent == 400


def test_whoever_listens_hears_of_each_entry(outbox):
    heard = []
    outbox.on_put(lambda: heard.append(outbox.queued))
    outbox.put(event())
    outbox.health(health())
    assert heard == [1, 2]


def test_when_much_waits_identical_events_become_counts_and_nothing_is_lost(opened):
    outbox = opened(limit=20_000)
    for number in range(300):
        outbox.put(event(subject=f"{number % 3:032x}", at=1_000_000 + number))
        outbox.health(health(detail=f"word {number % 2}"))
    sent = outbox.batch()
    counts = {}
    for entry in sent.events:
        counts[entry.subject] = counts.get(entry.subject, 0) + entry.count
    assert counts == {f"{number:032x}": 100 for number in range(3)}
    assert sum(entry.count for entry in sent.health) == 300
    assert outbox.size <= 20_000
    assert outbox.queued < 100
    assert outbox.full
    outbox.forget(entry.key for entry in (*sent.events, *sent.health))
    assert not outbox.full


def test_what_differs_in_what_matters_is_never_put_together(opened):
    outbox = opened(limit=1)
    different = [
        event(),
        event(clause=Clause.FRIENDS_AND_FOLLOWERS),
        event(platform="discord"),
        event(act="call"),
        event(action=Action.RECORD),
        event(outcome=Outcome.RECORDED),
        event(standing=Standing.LEFT_MINOR),
        event(subject="6f" * 16),
        event(reason="his mother asked me to"),
        event(reason="his mother asked me to"),
    ]
    for entry in different:
        outbox.put(entry)
    assert outbox.batch().events == tuple(different)


def test_what_the_office_may_hold_already_keeps_its_key_and_count(opened):
    outbox = opened(limit=1)
    first = event()
    outbox.put(first)
    outbox.batch()  # sent, but the answer was lost
    outbox.put(event())
    outbox.put(event())
    sent = outbox.batch().events
    assert [entry.count for entry in sent] == [1, 2]
    assert sent[0] == first


def test_steps_and_retries_of_one_act_are_one_incident_over_a_restart_too(outbox, opened, clock):
    first = outbox.incident_id("5.1", "instagram", "5e", "out")
    clock.now += SAME_ACT_SECONDS
    assert opened().incident_id("5.1", "instagram", "5e", "out") == first
    clock.now += 1
    assert outbox.incident_id("5.1", "instagram", "5e", "out") != first


@pytest.mark.parametrize(
    "other", [("5.2", "p", "s", "d"), ("5.1", "q", "s", "d"), ("5.1", "p", "t", "d"), ("5.1", "p", "s", "e")]
)
def test_other_acts_are_other_incidents(outbox, other):
    assert outbox.incident_id("5.1", "p", "s", "d") != outbox.incident_id(*other)


def test_a_clock_that_was_set_back_starts_a_new_incident(outbox, clock):
    first = outbox.incident_id("5.1", "p", "s", "d")
    clock.now -= 1000
    assert outbox.incident_id("5.1", "p", "s", "d") != first


def test_the_tutor_sees_what_waits_and_what_was_sent_verbatim(outbox, clock):
    waiting, sent = event(), health()
    outbox.health(sent)
    clock.now += 5
    outbox.forget([sent.key])
    outbox.put(waiting)
    newest, older = outbox.entries()
    assert (newest.key, newest.kind, newest.at, newest.sent_at) == (waiting.key, "event", 1_000_005, 0)
    assert json.loads(newest.text)["subject"] == "5e" * 16
    assert (older.kind, older.sent_at, json.loads(older.text)["kind"]) == ("health", 1_000_005, "drift")


def test_what_was_sent_is_kept_for_a_while(outbox, clock):
    for _ in range(KEPT + 5):
        outbox.put(event())
    waiting = event()
    keys = [entry.key for entry in outbox.entries()]
    outbox.put(waiting)
    outbox.forget(keys)
    assert len(outbox.entries()) == KEPT + 1
    clock.now += KEPT_SECONDS + 1
    outbox.forget([])
    assert [entry.key for entry in outbox.entries()] == [waiting.key]


def test_nothing_can_be_read_on_the_disk(outbox, home):
    outbox.put(event(reason="a telling reason of the tutor"))
    written = b"".join(path.read_bytes() for path in home.root.iterdir())
    assert not any(word in written for word in (b"telling", b"instagram", b"5e5e5e"))


def test_a_damaged_file_is_set_aside_and_said_so(home, opened):
    home.outbox.write_bytes(b"no database" * 500)
    outbox = opened()
    assert outbox.set_aside
    outbox.put(event())
    assert outbox.queued == 1
    assert home.outbox.with_suffix(".damaged").exists()


def test_an_entry_that_cannot_be_opened_does_not_keep_the_others_back(home, opened, clock):
    other = Outbox(home, Vault(b"\x09" * 32), clock)
    other.put(event())
    other.close()
    kept, outbox = event(), opened()
    outbox.put(kept)
    assert outbox.set_aside
    assert outbox.batch().events == (kept,)
