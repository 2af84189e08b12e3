import asyncio

import pytest

from proxy_addons import prefetch
from proxy_addons.oracle import CannotCheck, Oracle
from proxy_addons.prefetch import BATCH, RESERVE, Prefetch


class Asked:
    """Answers batches, or fails."""

    def __init__(self):
        self.batches = asyncio.Queue()
        self.failure = None

    async def __call__(self, names):
        await self.batches.put(names)
        return self.failure

    async def next(self):
        async with asyncio.timeout(30):
            return await self.batches.get()


@pytest.fixture
def asked():
    return Asked()


@pytest.fixture
def oracle():
    return Oracle(None)


@pytest.fixture
def waiting(asked, oracle):
    made = Prefetch(asked, oracle)
    yield made
    made.close()


async def test_what_turns_up_together_is_one_question(waiting, asked):
    waiting.want(["a", "b"], 2)
    waiting.want(["c", "a"], 1)
    assert sorted(await asked.next()) == ["a", "b", "c"]
    assert len(waiting) == 0


async def test_one_to_one_threads_and_small_groups_go_first(waiting, asked):
    waiting.want([f"group {number}" for number in range(BATCH)], 50)
    waiting.want(["friend"], 1)
    waiting.want(["group 7"], 3)
    batch = await asked.next()
    assert batch[:2] == ["friend", "group 7"]
    assert len(batch) == BATCH
    assert len(await asked.next()) == 1


async def test_what_failed_is_asked_again_when_the_office_is_back(waiting, asked):
    asked.failure = CannotCheck("the office cannot be reached")
    waiting.want(["a"], 1)
    await asked.next()
    waiting.want(["b"], 1)
    asked.failure = None
    waiting.resume()
    assert await asked.next() == ["a", "b"]
    assert len(waiting) == 0


async def test_what_failed_is_asked_again_after_as_long_as_the_office_said(waiting, asked):
    asked.failure = CannotCheck("used up", retry_after=0.01)
    waiting.want(["a"], 1)
    assert [await asked.next(), await asked.next()] == [["a"], ["a"]]


async def test_the_last_of_the_budget_is_left_for_acts(waiting, asked, oracle, monkeypatch):
    monkeypatch.setattr(prefetch, "BUDGET_SECONDS", 0.2)
    oracle.left = RESERVE
    waiting.want(["a"], 1)
    waiting.resume()
    started = asyncio.get_running_loop().time()
    assert await asked.next() == ["a"]  # tried again later: nothing tells when the budget has grown
    assert asyncio.get_running_loop().time() - started >= 0.2


async def test_of_too_many_the_largest_groups_are_let_go(waiting, asked, monkeypatch):
    monkeypatch.setattr(prefetch, "WAITING", 3)
    waiting.want(["a", "b", "c"], 9)
    waiting.want(["friend"], 1)
    assert len(waiting) == 3
    assert (await asked.next())[0] == "friend"


async def test_nothing_is_asked_after_closing(waiting, asked):
    waiting.want(["a"], 1)
    waiting.close()
    later = asyncio.Event()
    asyncio.get_running_loop().call_later(2 * prefetch.GATHER_SECONDS, later.set)
    await later.wait()
    assert asked.batches.empty()


async def test_wanting_nothing_asks_nothing(waiting, asked):
    waiting.want([], 1)
    waiting.resume()
    assert len(waiting) == 0
