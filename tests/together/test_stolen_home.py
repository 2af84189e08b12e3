"""What a thief finds who takes a device's whole home, local key and all (design 4.1, product facts 4)."""

import base64
import hashlib
import hmac
import itertools
import secrets

import msgspec
import pytest
from voprf import ristretto

from policy.account import Account
from policy.activity import FollowRequested, MessageReceived, MessageSent, Thread
from policy.bundle import Bundle
from policy.drafts.draft import Draft
from policy.roster import Part, prefix
from policy.sighting import PersonSeen, SelfSeen, ThreadSeen
from proxy_addons import enrol, named
from proxy_addons.courier import Courier
from proxy_addons.current import Current
from proxy_addons.home import Home
from proxy_addons.oracle import CannotCheck, Oracle
from proxy_addons.outbox import Outbox
from proxy_addons.pulse import Pulse
from proxy_addons.vault import Vault
from server.store import pupils
from server.store.pupils import PupilChange
from tests.together.desk import Desk
from tests.together.parts import Guard, until

PUPIL = Account("instagram", "77711122233", "pupil_of_the_test", ("eimu:17840000011122233",))
UNMET = Account("instagram", "77799988877", "pupil_never_met")
STRANGER = Account("instagram", "77755544433", "stranger_of_the_test")
PASSER_BY = Account("instagram", "77710101010", "passer_by_of_the_test")
TUTOR = Account("instagram", "77760606060", "tutor_of_the_test")
THREAD = Thread("instagram", ("340282366841710300949128", "17859999888877776"))
MESSAGE = "30000000011111111222222"
DRAFTS = ("Thank you, Quentin Oddfellow!", "Zoraida Quillfeather did well", "Zoraida Quillfeather and Hortense Plumtree")
WRITTEN = ("zoraida", "quillfeather", "quentin", "oddfellow", "hortense", "plumtree", "did well", "Thank you")


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """As long as a busy machine needs: nothing here is about time."""
    monkeypatch.setattr(named, "SECONDS", 30.0)


@pytest.fixture
async def desk(tmp_path):
    made = Desk(tmp_path / "office")
    await made.start()
    await made.add("P1", id=PUPIL.id, handle=PUPIL.handle)
    await made.add("P2", handle=UNMET.handle)
    async with made.database.begin() as db:
        await pupils.change(db, "test", "P2", PupilChange(first_name="Zoraida", last_name="Quillfeather"))
    await until(lambda: (len(made.policy.roster), len(made.policy.names)) == (3, 1))
    yield made
    await made.stop()


@pytest.fixture
async def stolen(desk, tmp_path):
    """A home after a life: threads, acts, contact received, reports, a new epoch; then it was stolen."""
    home = Home(tmp_path / "guard")
    guard = Guard(home, await enrol.enrol(await desk.code(), home))
    await guard.courier.sync()
    guard.directory.learn(SelfSeen(TUTOR))
    guard.directory.learn(PersonSeen(PASSER_BY))
    guard.directory.learn(ThreadSeen(THREAD, (PUPIL, STRANGER, TUTOR), with_tutor=True))
    for activity in (MessageSent(threads=(THREAD,)), FollowRequested(people=(STRANGER,)), MessageReceived(people=(PUPIL,))):
        people = guard.directory.resolve(activity).activity.people
        await guard.people.check(people, seconds=30)
    guard.seen.first_time("instagram", MESSAGE)
    guard.seen.first_in_thread(THREAD, "aa")
    guard.outbox.incident_id("5.1", "instagram", PUPIL.handle, "out")
    await guard.event(PUPIL, reason="her mother asked me to, by telephone")
    for draft in DRAFTS[:2]:
        await named.findings(Draft(draft), guard.current.settings, guard.names)
    await desk.rotate()
    await until(lambda: desk.policy.head.epoch == 2)
    await guard.courier.sync()
    await guard.event(PUPIL)
    (found,) = (await named.findings(Draft(DRAFTS[2]), guard.current.settings, guard.names)).findings
    assert found.text == "Zoraida Quillfeather"
    await guard.courier.sync()
    assert guard.current.policy.head.epoch == 2
    await guard.close()
    return home


def spellings(word):
    """A word as any program might have left it on a disk."""
    plain = word.encode()
    yield from (plain, word.encode("utf-16-le"), word.encode("utf-16-be"), plain[::-1], plain.upper())
    yield from (plain.hex().encode(), plain.hex().upper().encode(), base64.b64encode(plain).rstrip(b"=")[:-1])
    inner = (base64.b64encode(b"\0" * shift + plain)[4:-4] for shift in (1, 2))
    yield from (one for one in inner if len(one) > 4)  # four letters stand among random ones by chance
    for name in ("md5", "sha1", "sha256", "sha512", "blake2b"):
        yield hashlib.new(name, plain).digest()[:16]
    if word.isdecimal() and int(word) < 2**64:
        yield from (int(word).to_bytes(8, order).strip(b"\0") for order in ("little", "big"))


async def test_nobodys_identifier_stands_in_any_file(stolen):
    found = {path.name: path.read_bytes() for path in stolen.root.rglob("*") if path.is_file()}
    assert {"people.sqlite", "outbox.sqlite", "bundle", "device"} <= found.keys()
    words = [MESSAGE, "her mother asked me", *THREAD.ids, *WRITTEN, *(word.capitalize() for word in WRITTEN)]
    for account in (PUPIL, UNMET, STRANGER, PASSER_BY, TUTOR):
        words += [account.id, account.handle, *account.identifiers, *(inner.partition(":")[2] for inner in account.also)]
    for (name, content), word in itertools.product(found.items(), words):
        for spelling in spellings(word):
            assert spelling not in content, f"{word} stands in {name}"


async def test_of_people_merely_seen_nothing_is_found_even_with_the_local_key(stolen):
    vault = Vault(stolen.local_key)
    for path in stolen.root.glob("*.sqlite*"):
        content = path.read_bytes()
        assert not any(vault.tag(key) in content for key in PASSER_BY.keys)
    everything = opened(stolen)
    assert PUPIL.handle.encode() in everything  # the thief has the key, and the tutor met this person
    assert PASSER_BY.handle.encode() not in everything
    assert UNMET.handle.encode() not in everything
    assert not any(word.encode() in everything.lower() for word in WRITTEN), "of a name not even the key opens anything"


async def test_names_that_were_written_before_the_last_key_have_left_no_tag(stolen):
    """A tag under the local key would tell whoever has it that this very name was once written."""
    tag, content = Vault(stolen.local_key).tag, (stolen.root / "people.sqlite").read_bytes()
    assert [tag(name) in content for name in ("name:quentin oddfellow", "name:zoraida quillfeather")] == [False, True]


def opened(home):
    """Everything that the local key opens."""
    import sqlite3  # noqa: PLC0415 - the thief's own way in

    vault, found = Vault(home.local_key), []
    for path in home.root.glob("*.sqlite"):
        connection = sqlite3.connect(path)
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for row in connection.execute(f"SELECT * FROM {table}"):
                found += [vault.open(value) for value in row if isinstance(value, bytes) and len(value) > 28]
        connection.close()
    return b"\n".join(found)


def guesses(home, identifier):
    """Everything that a program could compute of an identifier from what lies in the home."""
    device = msgspec.msgpack.decode(home.device_file.read_bytes())
    policy = Current(home, device["signer"]).policy
    secrets_found = [home.local_key, policy.content.public_key, policy.head.digest, b""]
    secrets_found += [
        value if isinstance(value, bytes) else value.encode()
        for value in device.values()
        if value and not isinstance(value, float)
    ]
    name = identifier.encode()
    yield Vault(home.local_key).tag(identifier)
    for key in secrets_found:
        for algorithm in ("sha256", "sha512", "blake2b", "sha1"):
            yield hashlib.new(algorithm, key + name).digest()
            yield hashlib.new(algorithm, name + key).digest()
            yield hmac.digest(key, name, algorithm)
        if len(key) == 32:
            yield ristretto.Evaluator(key).evaluate_known_input(name)
            yield ristretto.Evaluator.from_seed(key, b"").evaluate_known_input(name)


async def test_no_program_can_tell_offline_whether_somebody_never_met_is_a_pupil(stolen, desk):
    roster = Current(stolen, msgspec.msgpack.decode(stolen.device_file.read_bytes())["signer"]).roster
    everything = set().union(*(roster.parts[part] for part in Part))
    assert len(everything) == 3  # an id with its alias, and a handle: the thief knows no more than how many
    files = b"".join(path.read_bytes() for path in stolen.root.rglob("*") if path.is_file())
    for guess in guesses(stolen, UNMET.handle_key):
        assert prefix(guess) not in everything
        assert guess[:16] not in files
    assert prefix(desk.database.oracle.pseudonym(2, UNMET.handle_key)) in everything  # so a right guess would have been seen


async def test_the_only_way_is_the_oracle_and_it_counts(stolen, desk):
    enrolment = enrol.enrolled(stolen)
    outbox, current = Outbox(stolen, Vault(stolen.local_key)), Current(stolen, enrolment.signer)
    thief = Courier(enrolment, current, outbox, Pulse())
    oracle = Oracle(thief.evaluate)
    (found,) = await oracle.pseudonyms([UNMET.handle_key], current.policy)
    assert prefix(found) in current.roster.parts[Part.CURRENT]

    def names():
        return [f"instagram:handle:{secrets.token_hex(8)}" for _ in range(100)]

    for _ in range(oracle.left // 100):
        await oracle.pseudonyms(names(), current.policy)
    assert oracle.left < 100  # of the thousand of the first day
    with pytest.raises(CannotCheck, match="used up") as caught:
        await oracle.pseudonyms(names(), current.policy)
    assert caught.value.retry_after > 0
    await thief.close()
    outbox.close()


async def test_the_bundle_is_all_that_the_office_gave_away(stolen):
    bundle = msgspec.msgpack.decode(stolen.bundle.read_bytes(), type=Bundle)
    assert len(bundle.content) < 400
