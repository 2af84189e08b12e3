"""Names are asked about once, blindly, from a budget of their own, and remembered without being written down."""

import asyncio
import base64
import zlib

import pytest

from policy.names import Role
from policy.wire import Purpose
from proxy_addons.current import Current
from proxy_addons.database import Database
from proxy_addons.home import Home
from proxy_addons.names import AWAY_SECONDS, MOST, SPENT_SECONDS, Looked, Names
from proxy_addons.oracle import CannotCheck, Oracle
from proxy_addons.vault import Vault
from tests.proxy_addons.clock import Clock
from tests.proxy_addons.issuer import Issuer

TUTOR_KEY = b"\x07" * 32
AVA, SAM, UMA = "name:ava patel", "name:sam jones", "name:uma khan"
SOON = 5.0


@pytest.fixture
def issuer():
    issuer = Issuer()
    issuer.names = {AVA: Role.PUPIL, SAM: Role.STAFF}
    return issuer


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


@pytest.fixture
def clock():
    return Clock(5000.0)


@pytest.fixture
def current(home, issuer):
    current = Current(home, issuer.public_key)
    current.offer(issuer.publish())
    return current


@pytest.fixture
def database(home):
    made = Database(home.database)
    yield made
    made.close()


@pytest.fixture
def restarted(database, home, current, issuer, clock):
    def restart(evaluate=issuer.evaluate):
        return Names(database, Vault(home.local_key), current, Oracle(evaluate, Purpose.NAMES), TUTOR_KEY, clock)

    return restart


@pytest.fixture
def names(restarted):
    return restarted()


async def looked(names, *identifiers, **more):
    await names.ask(identifiers, **{"seconds": SOON} | more)
    return names.known(identifiers)


async def test_a_pupil_s_name_is_found_by_one_blind_question(names, issuer):
    assert names.known([AVA]) == Looked({}, whole=False)
    assert await looked(names, AVA, UMA, SAM, AVA) == Looked({AVA: Role.PUPIL, SAM: Role.STAFF}, whole=True)
    assert (issuer.asked, issuer.purposes) == ([3], [Purpose.NAMES])


async def test_a_name_is_asked_about_once_not_even_after_a_restart_without_the_office(names, restarted, issuer):
    first = await looked(names, AVA, UMA)
    issuer.away = "away"
    assert await looked(restarted(), AVA, UMA) == first
    assert issuer.asked == [2]


async def test_a_pupil_registered_later_is_found_without_asking(names, issuer, current):
    await looked(names, UMA)
    issuer.names[UMA] = Role.NAMED_PUPIL
    current.offer(issuer.publish())
    assert names.known([UMA]) == Looked({UMA: Role.NAMED_PUPIL}, whole=True)


async def test_the_tutor_s_own_name_is_nobody_s(names, issuer, current):
    issuer.own.append((TUTOR_KEY, SAM))
    current.offer(issuer.publish())
    assert await looked(names, SAM) == Looked({}, whole=True)


async def test_an_office_that_registers_no_names_is_never_asked(names, issuer, current):
    issuer.names = {}
    current.offer(issuer.publish())
    assert await looked(names, AVA) == Looked({}, whole=True)
    assert issuer.asked == []


async def test_without_a_bundle_nothing_is_known(home, issuer, database, tmp_path):
    nothing = Current(Home(tmp_path / "other"), issuer.public_key)
    names = Names(database, Vault(home.local_key), nothing, Oracle(issuer.evaluate), TUTOR_KEY)
    assert await looked(names, AVA) == Looked({}, whole=False)


async def test_an_office_that_is_away_is_not_asked_at_every_key(names, issuer, clock):
    issuer.away = "away"
    for _ in range(3):
        assert await looked(names, AVA) == Looked({}, whole=False)
    assert issuer.asked == [1]
    issuer.away = ""
    clock.now += AWAY_SECONDS
    assert (await looked(names, AVA)).whole


async def test_when_the_office_is_back_it_is_asked_at_once(names, issuer):
    issuer.away = "away"
    await looked(names, AVA)
    issuer.away = ""
    names.retry()
    assert (await looked(names, AVA)).whole


async def test_an_answer_that_is_late_is_not_waited_for_and_counts_when_it_comes(restarted, issuer):
    go_on = asyncio.Event()

    async def slow(question):
        await go_on.wait()
        return await issuer.evaluate(question)

    names = restarted(slow)
    assert await looked(names, AVA, seconds=0.001) == Looked({}, whole=False)
    assert await looked(names, AVA, seconds=3600) == Looked({}, whole=False), "the second draft does not wait at all"
    go_on.set()
    names.retry()
    assert await looked(names, AVA) == Looked({AVA: Role.PUPIL}, whole=True)
    assert issuer.asked == [1], "one question, however often it is waited for"


async def test_beyond_the_budget_nothing_is_asked_until_it_grows_again(restarted, issuer, clock):
    calls = []

    async def spent(question):
        calls.append(len(question.blinded))
        raise CannotCheck("used up", 7200.0)

    names = restarted(spent)
    for _ in range(2):
        assert not (await looked(names, AVA)).whole
    names.retry()
    clock.now += 7199
    await looked(names, AVA)
    assert calls == [1]
    clock.now += 1
    await looked(names, AVA)
    assert calls == [1, 1]


async def test_the_last_questions_are_asked_and_then_an_hour_nothing(names, issuer, clock):
    issuer.budget = 5
    assert (await looked(names, AVA, SAM)).whole
    many = [f"name:a {number}" for number in range(10)]
    assert not (await looked(names, *many)).whole
    assert issuer.asked == [2, 3]
    await looked(names, *many)
    assert issuer.asked == [2, 3]
    issuer.budget = 500
    clock.now += SPENT_SECONDS
    assert (await looked(names, *many)).whole


async def test_a_pause_leaves_questions_for_sending(names, issuer):
    issuer.budget = 102
    await looked(names, AVA)
    await looked(names, UMA, SAM, "name:zoe lee", spare=100)
    assert issuer.asked == [1, 1]


async def test_one_draft_does_not_spend_the_day(names, issuer):
    many = [f"name:a {number}" for number in range(MOST + 1)]
    assert not (await looked(names, *many)).whole
    assert issuer.asked == [MOST]
    assert (await looked(names, *many)).whole


async def test_a_new_key_forgets_all_names(names, restarted, issuer, current):
    await looked(names, AVA)
    issuer.rotate()
    current.offer(issuer.publish())
    current.switch()
    assert names.known([AVA]) == restarted().known([AVA]) == Looked({}, whole=False)
    assert (await looked(names, AVA)).roles == {AVA: Role.PUPIL}


async def test_an_answer_under_a_key_that_is_gone_is_not_kept(restarted, issuer, current):
    go_on = asyncio.Event()

    async def slow(question):
        answer = await issuer.evaluate(question)
        go_on.set()
        await gone.wait()
        return answer

    gone, names = asyncio.Event(), restarted(slow)
    asking = asyncio.create_task(names.ask([AVA], seconds=SOON))
    await go_on.wait()
    issuer.rotate()
    current.offer(issuer.publish())
    current.switch()
    gone.set()
    await asking
    assert names.known([AVA]) == Looked({}, whole=False)


async def test_memory_is_bounded_the_oldest_is_forgotten_first(names, restarted, monkeypatch):
    monkeypatch.setattr("proxy_addons.names.KEPT", 2)
    await looked(names, AVA)
    await looked(names, SAM)
    await looked(names, UMA)
    for memory in (names, restarted()):
        assert [memory.known([name]).whole for name in (AVA, SAM, UMA)] == [False, True, True]


async def test_closing_ends_what_is_under_way(restarted):
    started = asyncio.Event()

    async def never(_):
        started.set()
        await asyncio.Event().wait()

    names = restarted(never)
    asking = asyncio.create_task(names.ask([AVA], seconds=SOON))
    await started.wait()
    await names.close()
    await asking
    assert names.known([AVA]) == Looked({}, whole=False)


async def test_no_name_is_on_the_disk_in_any_form(names, home, database):
    await looked(names, AVA, SAM)
    database.flush()
    files = [path.read_bytes() for path in home.root.rglob("*") if path.is_file()]
    assert any(files)
    for name in ("ava patel", "patel", "sam jones", "ava", "name:"):
        raw = name.encode()
        forms = (raw, raw.hex().encode(), base64.b64encode(raw), name.encode("utf-16-le"), zlib.compress(raw))
        assert not [form for form in forms for file in files if len(form) > 3 and form in file.lower()]
