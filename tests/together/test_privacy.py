"""After everything else: what was said, and whoever is no pupil, has left no trace in any home, log or database.

Every test of this folder writes the session's canary into its messages and registers its strangers; this file runs last.
"""

import hashlib
import hmac
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from policy.bundle import Bundle, Policy, unseal
from policy.roster import prefix
from policy.wire import Evaluation
from proxy_addons.enrol import enrolled
from proxy_addons.home import Home
from proxy_addons.office import Office as OfficeOnline
from proxy_addons.office import OfficeAway
from proxy_addons.oracle import Oracle
from tests.together.cast import Cast, Traces
from tests.together.driver import Driver
from tests.together.guard import Guard
from tests.together.office import Office
from tests.together.search import contents, files, found
from tests.together.sites.instagram import Instagram
from tests.together.sites.instagram_world import Person

pytestmark = pytest.mark.client
OWN_TOWN = True
FIRST_DAY = 1000  # look-ups of a device in its first 24 hours
REASON = "we sing in the same choir on Sundays"


@pytest.fixture(scope="module")
def a_day(phone: Driver, cast: Cast[Person], instagram: Instagram, guard: Guard, office: Office, traces: Traces) -> None:
    """A bit of everything that a tutor does, and what is done to a tutor."""
    pupil, followed, stranger = cast.pupil(), cast.pupil(), cast.stranger()
    threads = {person.id: instagram.thread(person) for person in (pupil, stranger)}
    traces.strangers += [threads[stranger.id].long, threads[stranger.id].short, stranger.messaging]
    for person in (pupil, stranger):
        instagram.says(threads[person.id], person.id, traces.text("inbound"))
        phone.call("direct_threads")
        phone.call("direct_answer", int(threads[person.id].long), traces.text("outbound"))
        phone.call("direct_send", traces.text("outbound"), [int(person.id)])
    phone.begin("user_follow", followed.id)
    guard.let_through(guard.hold(), REASON)
    phone.answer()
    write_of(guard, office, traces)
    office.incident(cast.ref(pupil), "5.4")
    office.incident(cast.ref(followed), "5.2")


def write_of(guard: Guard, office: Office, traces: Traces) -> None:
    """A draft that names a pupil and a stranger."""
    before = guard.status()["serial"]
    office.api("POST", "pupils", {"ref": "named", "first_name": "Zoraida", "last_name": "Quillfeather"})
    guard.reaches(before + 1)
    said = guard.draft(text=traces.text("of Zoraida Quillfeather and Hortense Plumtreebank"), platform="x", account="official")
    assert [(one["clause"], one["text"]) for one in said["findings"]] == [("4.2.4", "Zoraida Quillfeather")]
    traces.pupils += ["Quillfeather", "quillfeather"]  # the first names are so short that random keys may hold them
    traces.strangers += ["Plumtreebank", "plumtreebank"]


@pytest.fixture(scope="module")
def status_page(a_day: None, guard: Guard) -> str:
    return guard.page()


@pytest.fixture(scope="module")
def never_met(cast: Cast[Person], a_day: None) -> Person:
    """A pupil who stands in the registry, and whom no client behind the guard has ever seen."""
    return cast.pupil()


def policy_of(guard: Guard) -> Policy:
    """The bundle in force, as anybody reads it who has the device's files."""
    bundle = msgspec.msgpack.decode(Home(guard.home).bundle.read_bytes(), type=Bundle)
    thief = enrolled(Home(guard.home))
    assert thief
    return unseal(bundle, Ed25519PublicKey.from_public_bytes(thief.signer))


def everybody(policy: Policy) -> frozenset[int]:
    return frozenset().union(*policy.roster.parts.values())


def homes(traces: Traces, name: str) -> Iterator[Path]:
    return files(folder / name for folder in traces.folders)


def test_no_word_of_a_message_is_anywhere(a_day: None, traces: Traces) -> None:
    searched = list(files(traces.folders))
    assert len(searched) > 10
    assert found([traces.canary], searched) == []


def test_the_search_itself_can_find(tmp_path: Path, traces: Traces) -> None:
    import base64  # noqa: PLC0415 - one of the disguises
    import gzip  # noqa: PLC0415

    disguised = {
        "plain": traces.canary.encode(),
        "base64": base64.b64encode(b"xy" + traces.canary.encode() + b"z"),
        "gzip": gzip.compress(traces.canary.encode()),
        "hex": traces.canary.encode().hex().encode(),
    }
    for name, content in disguised.items():
        (tmp_path / name).write_bytes(content)
    assert len(found([traces.canary], files([tmp_path]))) == len(disguised)


def test_nobody_who_is_no_pupil_is_on_the_device(a_day: None, traces: Traces) -> None:
    only_strangers = set(traces.strangers) - set(traces.pupils)
    assert len(only_strangers) > 1
    assert found(only_strangers, homes(traces, "guard")) == []
    logs = (folder / name for folder in traces.folders for name in ("guard.log", "guard-commands.log"))
    assert found(only_strangers, (log for log in logs if log.exists())) == []


def test_no_pupil_stands_in_clear_on_the_device_or_in_the_offices_files(a_day: None, traces: Traces) -> None:
    assert found(traces.pupils, homes(traces, "guard")) == []
    assert found(traces.pupils, homes(traces, "office")) == []


def test_the_office_never_hears_of_strangers(a_day: None, traces: Traces) -> None:
    only_strangers = set(traces.strangers) - set(traces.pupils)
    assert found(only_strangers, homes(traces, "office")) == []


def test_the_status_page_shows_what_was_sent_and_that_is_free_of_words(
    status_page: str, cast: Cast[Person], office: Office, traces: Traces
) -> None:
    assert REASON in status_page
    assert "5.1" in status_page
    assert traces.canary not in status_page
    assert [name for name in set(traces.strangers) - set(traces.pupils) if name in status_page] == []


def test_a_stolen_home_does_not_tell_who_is_a_pupil(a_day: None, never_met: Person, guard: Guard) -> None:
    """Whoever has every file of the device tries a handle with every key that might lie in them: none finds the roster."""
    known = everybody(policy_of(guard))
    assert known
    names = (f"instagram:handle:{never_met.handle}", f"instagram:id:{never_met.id}")
    assert [name for name in names for tag in offline_tags(name, guard.home) if prefix(tag) in known] == []


def offline_tags(identifier: str, home: Path) -> Iterator[bytes]:
    plain = identifier.encode()
    yield hashlib.sha256(plain).digest()
    yield hashlib.sha512(plain).digest()
    for path in files([home]):
        content = contents(path)[:65536]
        keys = {content[at : at + 32] for at in range(len(content) - 31)}
        yield from (hmac.digest(key, plain, hashlib.sha256) for key in keys)


async def test_the_oracle_alone_could_tell_and_answers_only_so_often(a_day: None, never_met: Person, guard: Guard) -> None:
    """A thousand questions on the first day are plenty for a tutor, and far too few for a list of names."""
    policy, thief = policy_of(guard), enrolled(Home(guard.home))
    assert thief
    async with OfficeOnline(thief.address, thief.pin, token=thief.token) as office:
        oracle = Oracle(lambda question: office.post("evaluate", question, Evaluation))
        (pseudonym,) = await oracle.pseudonyms([f"instagram:handle:{never_met.handle}"], policy)
        assert prefix(pseudonym) in everybody(policy)
        answers = [await until_refused(oracle, policy, batch) for batch in (100, 1)]
    assert 0 < sum(answers) <= FIRST_DAY


async def until_refused(oracle: Oracle, policy: Policy, batch: int) -> int:
    """How many questions of that size the office answers before it says 429 and when to come back."""
    for asked in range(0, 2 * FIRST_DAY, batch):
        try:
            await oracle.pseudonyms([f"instagram:id:{asked + number}" for number in range(batch)], policy)
        except OfficeAway as refusal:
            assert (refusal.status, refusal.retry_after > 0) == (429, True)  # noqa: PT017 - how it refuses is the point
            return asked
    raise AssertionError("it answers without end")


def test_once_the_questions_are_used_up_newcomers_are_held(
    phone: Driver, cast: Cast[Person], instagram: Instagram, guard: Guard, traces: Traces
) -> None:
    before = len(instagram.sends())
    phone.begin("direct_send", traces.text("newcomer"), [int(cast.stranger().id)])
    guard.cancel(guard.hold())
    assert phone.answer().error == "FeedbackRequired"
    assert len(instagram.sends()) == before
