"""Look-ups ahead of need: the people of an inbox are asked for as it passes, so that a send need not wait.

Everybody who turns up within a fiftieth of a second goes into one question; people of one-to-one threads and small groups
go first, and some of the device's budget is left for acts, which cannot wait until tomorrow.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from heapq import nsmallest

from proxy_addons.oracle import CannotCheck, Oracle

GATHER_SECONDS = 0.02
RETRY_SECONDS = 60.0
BUDGET_SECONDS = 3600.0
BATCH = 64  # unblinding is one step of about 130 µs each, during which no request is served
RESERVE = 50
WAITING = 5_000


class Prefetch:
    """`ask` answers a batch, or says why it can't."""

    def __init__(self, ask: Callable[[list[str]], Awaitable[CannotCheck | None]], oracle: Oracle) -> None:
        self._ask = ask
        self._oracle = oracle
        self._wanted: dict[str, int] = {}  # identifier → members of its smallest conversation
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None
        self._resumed = False

    def __len__(self) -> int:
        return len(self._wanted)

    def want(self, names: Iterable[str], members: int) -> None:
        for name in names:
            self._wanted[name] = min(members, self._wanted.get(name, members))
        if len(self._wanted) > WAITING:
            self._wanted = {name: self._wanted[name] for name in self._first(WAITING)}
        if self._wanted and not self._timer and not self._task:
            self._again(GATHER_SECONDS)

    def resume(self) -> None:
        """The office is back: do not wait any longer, unless it is the budget that is waited for."""
        if self._task:
            self._resumed = True  # what is under way may have been asked before the office was back
        elif self._wanted and not self._is_short(0):
            self._again(GATHER_SECONDS)

    def close(self) -> None:
        if self._timer:
            self._timer.cancel()
        if self._task:
            self._task.cancel()

    def _first(self, number: int) -> list[str]:
        return nsmallest(number, self._wanted, key=self._wanted.__getitem__)

    def _is_short(self, questions: int) -> bool:
        left = self._oracle.left
        return left is not None and left < RESERVE + questions

    def _again(self, seconds: float) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(seconds, self._start)

    def _later(self) -> None:
        """The budget is nearly spent. It grows again within a day; nothing tells when, so one batch an hour is tried."""
        self._timer = asyncio.get_running_loop().call_later(BUDGET_SECONDS, self._anew)

    def _anew(self) -> None:
        self._oracle.left = None
        self._start()

    def _start(self) -> None:
        self._timer = None
        self._task = asyncio.get_running_loop().create_task(self._run())

    async def _run(self) -> None:
        try:
            await self._drain()
        finally:
            self._task = None

    async def _drain(self) -> None:
        while batch := self._first(BATCH):
            if self._is_short(len(batch)):
                return self._later()
            self._resumed = False
            if failure := await self._ask(batch):
                return self._again(GATHER_SECONDS if self._resumed else failure.retry_after or RETRY_SECONDS)
            for name in batch:
                self._wanted.pop(name, None)
        return None
