"""Whose names stand in a draft: pseudonyms from memory, and from the office's oracle for names never asked about.

Asked as blindly as for people, from a budget of its own. What is remembered of a name is a tag and its pseudonym: neither on
the disk nor in memory does the name itself stay, so a new key of the office forgets them all, and they are asked anew when
they are next written. The office away is no reason to hold a post: then the caller says that names were not looked up.
"""

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial

import msgspec

from policy.bundle import Policy
from policy.names import Role
from proxy_addons.current import Current
from proxy_addons.database import Database
from proxy_addons.oracle import CannotCheck, Oracle
from proxy_addons.vault import Vault

MOST = 50  # names of one draft that are asked about: questions are rationed
KEPT = 20_000
AWAY_SECONDS = 30.0  # after a question without an answer: nobody waits for the next one
SPENT_SECONDS = 3600.0  # the budget grows again within a day; nothing tells when, so it is tried once an hour


class Looked(msgspec.Struct, frozen=True):
    """roles: of those whose name it is. `whole`: every name was looked up, so that the others are nobody's."""

    roles: Mapping[str, Role]
    whole: bool


class Names:
    """`tutor_key` finds the tutor's own name, which counts against nobody."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        current: Current,
        oracle: Oracle,
        tutor_key: bytes,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._tag = vault.tag
        self._current = current
        self._oracle = oracle
        self._tutor_key = tutor_key
        self._clock = clock
        self._epoch = 0
        self._known: dict[bytes, bytes] = {}
        self._asking: dict[str, asyncio.Task[None]] = {}
        self._away_until = self._spent_until = 0.0
        database.table("TABLE names (epoch INTEGER NOT NULL, tag BLOB PRIMARY KEY, pseudonym BLOB NOT NULL)")
        self._restore()
        current.on_change(self._forget_older)

    def known(self, identifiers: Iterable[str]) -> Looked:
        """What can be said at once, from memory."""
        policy = self._current.policy
        if policy is None or not len(policy.names):  # an office that registers no names has none to look for
            return Looked({}, whole=policy is not None)
        roles, whole = {}, True
        for identifier in identifiers:
            pseudonym = self._known.get(self._tag(identifier))
            whole = whole and pseudonym is not None
            if pseudonym and (role := policy.names.role(pseudonym, self._tutor_key)) is not None:
                roles[identifier] = role
        return Looked(roles, whole)

    async def ask(self, identifiers: Iterable[str], *, seconds: float, spare: int = 0) -> None:
        """Ask the office about what is not known of them, and wait a little. `spare`: questions to be left for others."""
        policy = self._current.policy
        if policy is None or not len(policy.names) or self._clock() < self._away_until:
            return
        missing = [name for name in dict.fromkeys(identifiers) if self._tag(name) not in self._known]
        fresh = [name for name in missing if name not in self._asking][: self._allowed(spare)]
        if fresh:
            task = asyncio.get_running_loop().create_task(self._question(fresh, policy))
            self._asking.update(dict.fromkeys(fresh, task))
            task.add_done_callback(partial(self._asked, fresh))  # mitmproxy's eager tasks may be done already
        tasks = {self._asking[name] for name in missing if name in self._asking}
        if tasks and (await asyncio.wait(tasks, timeout=seconds))[1]:
            self._away_until = self._clock() + AWAY_SECONDS

    def retry(self) -> None:
        """The office is back."""
        self._away_until = 0.0

    async def close(self) -> None:
        for task in (tasks := set(self._asking.values())):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _allowed(self, spare: int) -> int:
        """How many questions may be asked now."""
        if self._clock() < self._spent_until:
            return 0
        left = MOST if self._oracle.left is None else self._oracle.left - spare
        return max(0, min(MOST, left))

    async def _question(self, batch: list[str], policy: Policy) -> None:
        try:
            pseudonyms = await self._oracle.pseudonyms(batch, policy)
        except CannotCheck as error:
            if error.retry_after:
                self._spend(error.retry_after)
            else:
                self._away_until = self._clock() + AWAY_SECONDS
            return
        self._away_until = 0.0
        if not self._oracle.left:
            self._spend(SPENT_SECONDS)
        for name, pseudonym in zip(batch, pseudonyms, strict=True):
            self._keep(policy.head.epoch, name, pseudonym)

    def _asked(self, batch: list[str], _: object) -> None:
        for name in batch:
            del self._asking[name]

    def _spend(self, seconds: float) -> None:
        """There is nothing left to ask with for so long."""
        self._spent_until = self._clock() + seconds
        self._oracle.left = None

    # -- memory ------------------------------------------------------------------------------------------------------

    def _keep(self, epoch: int, name: str, pseudonym: bytes) -> None:
        if epoch != self._epoch:
            return  # a new key came into force meanwhile: this answer says nothing any more
        tag = self._tag(name)
        self._known[tag] = pseudonym
        self._database.write("INSERT OR REPLACE INTO names VALUES (?, ?, ?)", epoch, tag, pseudonym)
        while len(self._known) > KEPT:
            oldest = next(iter(self._known))
            del self._known[oldest]
            self._database.write("DELETE FROM names WHERE tag = ?", oldest)

    def _restore(self) -> None:
        self._forget_older()
        for tag, pseudonym in self._database.read("SELECT tag, pseudonym FROM names ORDER BY rowid"):
            if isinstance(tag, bytes) and isinstance(pseudonym, bytes):
                self._known[tag] = pseudonym

    def _forget_older(self) -> None:
        """Forget what was learned under another key than the one in force."""
        policy = self._current.policy
        if policy and policy.head.epoch != self._epoch:
            self._epoch = policy.head.epoch
            self._known.clear()
            self._database.write("DELETE FROM names WHERE epoch != ?", self._epoch)
