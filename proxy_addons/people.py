"""Who of the people on the other side is a pupil: pseudonyms from memory, and from the office's oracle for those never seen.

A pseudonym says nothing by itself; it is compared with the roster in force at that moment, so that a pupil added later is
recognised at once, offline, without asking. Only people of threads and acts get here; those merely seen never do.
"""

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

import msgspec

from policy.account import Account
from policy.bundle import Policy
from policy.roster import HandleReused, Pseudonyms
from policy.standing import Match
from policy.wire import MAX_BATCH
from proxy_addons.answers import Answers
from proxy_addons.current import Current
from proxy_addons.database import Database
from proxy_addons.oracle import CannotCheck, Oracle
from proxy_addons.prefetch import Prefetch
from proxy_addons.vault import Vault

__all__ = ["CannotCheck", "Found", "People"]

MAX_QUESTIONS = 4 * MAX_BATCH  # for one act; a message to thousands is not worth a device's whole budget
TRIED_SECONDS = 60.0


class Found(msgspec.Struct, frozen=True):
    """What is known of some people.

    `unchecked`: those with an identifier that was not answered yet. Somebody of whom *another* identifier was answered is
    among them only until the question was tried; a failure then does not make a stranger of somebody known.
    `reused`: those who bear a pupil's handle under an id that is not the pupil's.
    """

    standings: dict[Account, Match]
    unchecked: frozenset[Account] = frozenset()
    reused: tuple[tuple[Account, HandleReused], ...] = ()


class People:
    """`tutor_key` finds this tutor's family exemptions in the roster."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        current: Current,
        oracle: Oracle,
        tutor_key: bytes,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._tag = vault.tag
        self._answers = Answers(database, vault)
        self._current = current
        self._oracle = oracle
        self._tutor_key = tutor_key
        self._clock = clock
        self._tried: dict[str, float] = {}
        self._asking: dict[str, asyncio.Task[CannotCheck | None]] = {}
        self._prefetch = Prefetch(self._ask_some, oracle)
        self._epoch = current.policy.head.epoch if current.policy else 0
        current.on_change(self._changed)

    def known(self, accounts: Iterable[Account]) -> Found:
        """What can be said at once, from memory."""
        policy = self._current.policy
        if policy is None:
            return Found({}, frozenset(accounts))
        answers = self._answers.of(policy.head.epoch)
        standings: dict[Account, Match] = {}
        reused: list[tuple[Account, HandleReused]] = []
        unchecked: list[Account] = []
        for account in accounts:
            person = self._person(account, answers)
            match policy.roster.match(person, self._tutor_key):
                case Match() as match:
                    standings[account] = match
                case HandleReused() as handle:
                    reused.append((account, handle))
                case None:
                    pass
            if self._is_open(account, person):
                unchecked.append(account)
        return Found(standings, frozenset(unchecked), tuple(reused))

    async def check(self, accounts: Iterable[Account], *, seconds: float) -> None:
        """Ask the office about what is not known of them. Raises CannotCheck."""
        policy = self._current.policy
        if policy is None:
            raise CannotCheck("no list of pupils yet")
        missing = self._missing(accounts, policy)
        if len(missing) > MAX_QUESTIONS:
            raise CannotCheck("too many people at once")
        if not missing:
            return
        tasks = self._ask(missing, policy)
        done, late = await asyncio.wait(tasks, timeout=seconds)
        failures = [failure for task in done if (failure := task.result())]
        if late or failures:
            self._tried.update(dict.fromkeys(missing, self._clock()))
            raise failures[0] if failures else CannotCheck("the office did not answer in time")

    def prefetch(self, accounts: Sequence[Account]) -> None:
        """Have the people of a conversation looked up soon; a failure is tried again later."""
        if policy := self._current.policy:
            self._prefetch.want(self._missing(accounts, policy), len(accounts))

    def retry(self) -> None:
        """The office is back."""
        self._tried.clear()
        self._prefetch.resume()

    async def renew(self, policy: Policy) -> None:
        """Ask for everybody known under the epoch of a bundle that is not in force yet. Raises CannotCheck."""
        names = list(self._answers.unanswered(policy.head.epoch))
        for at in range(0, len(names), MAX_BATCH):
            batch = names[at : at + MAX_BATCH]
            self._keep(policy, batch, await self._oracle.pseudonyms(batch, policy, renewal=True))

    async def close(self) -> None:
        self._prefetch.close()
        for task in (tasks := set(self._asking.values())):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    # -- what is known ---------------------------------------------------------------------------------------------

    def _person(self, account: Account, answers: Mapping[bytes, bytes]) -> Pseudonyms:
        """The id counts as known when it was answered: until then nobody can say that the handle has changed hands."""
        by_id = answers.get(self._tag(account.id_key), b"") if account.id else b""
        by_handle = answers.get(self._tag(account.handle_key), b"") if account.handle else b""
        return Pseudonyms(by_id, by_handle, id_known=bool(by_id))

    def _is_open(self, account: Account, person: Pseudonyms) -> bool:
        """Is there something to ask about this account?"""
        if not (person.id or person.handle):
            return True
        missing = account.id_key if account.id and not person.id else ""
        missing = missing or (account.handle_key if account.handle and not person.handle else "")
        return bool(missing) and self._clock() - self._tried.get(missing, -TRIED_SECONDS) >= TRIED_SECONDS

    def _missing(self, accounts: Iterable[Account], policy: Policy) -> list[str]:
        answers = self._answers.of(policy.head.epoch)
        names = (name for account in accounts for name in account.identifiers)
        return list(dict.fromkeys(name for name in names if self._tag(name) not in answers))

    # -- asking ----------------------------------------------------------------------------------------------------

    async def _ask_some(self, names: list[str]) -> CannotCheck | None:
        """The prefetch's questions: those not answered meanwhile."""
        policy = self._current.policy
        if policy is None:
            return CannotCheck("no list of pupils yet")
        answers = self._answers.of(policy.head.epoch)
        missing = [name for name in names if self._tag(name) not in answers]
        results = await asyncio.gather(*self._ask(missing, policy))
        return next(filter(None, results), None)

    def _ask(self, names: Sequence[str], policy: Policy) -> set[asyncio.Task[CannotCheck | None]]:
        """The tasks that answer: those under way already, and new ones for the rest. They live on when a wait ends early."""
        tasks = {self._asking[name] for name in names if name in self._asking}
        rest = [name for name in names if name not in self._asking]
        for at in range(0, len(rest), MAX_BATCH):
            batch = rest[at : at + MAX_BATCH]
            task = asyncio.get_running_loop().create_task(self._question(batch, policy))
            self._asking.update(dict.fromkeys(batch, task))
            task.add_done_callback(partial(self._answered, batch))  # mitmproxy's eager tasks may be done already
            tasks.add(task)
        return tasks

    def _answered(self, batch: Sequence[str], _: object) -> None:
        for name in batch:
            del self._asking[name]

    async def _question(self, batch: list[str], policy: Policy) -> CannotCheck | None:
        try:
            self._keep(policy, batch, await self._oracle.pseudonyms(batch, policy))
        except CannotCheck as error:
            return error
        return None

    def _keep(self, policy: Policy, names: list[str], pseudonyms: list[bytes]) -> None:
        for name, pseudonym in zip(names, pseudonyms, strict=True):
            self._answers.keep(policy.head.epoch, name, pseudonym)

    def _changed(self) -> None:
        """Another bundle is in force. The answers of the epoch before stay: its bundle is the one to fall back on."""
        if (policy := self._current.policy) and policy.head.epoch != self._epoch:
            self._answers.forget_before(self._epoch)
            self._epoch = policy.head.epoch
