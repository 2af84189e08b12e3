"""Who is in which conversation, and which identifiers are one person's: learned from answers, asked before every act.

People merely seen stay in `memory`. People of threads and acts are *met*: they survive a restart, sealed, because a pupil
who is known by the handle alone must be recognised by the id tomorrow, offline. Nothing stands on the disk in clear.
"""

from collections.abc import Callable

import msgspec

from policy.account import Account
from policy.activity import Activity, FollowReceived, MessageReceived, MessageSent, Thread
from policy.sighting import PersonSeen, SelfSeen, Sighting, ThreadLeft, ThreadSeen
from proxy_addons.database import Database
from proxy_addons.memory import Memory, named_once
from proxy_addons.shelf import Shelf
from proxy_addons.threads import Known, Threads
from proxy_addons.vault import Vault

MET = 50_000
OWN = 200


class Learned(msgspec.Struct, frozen=True):
    """people: those who may need a look-up now, because the tutor has a conversation with them."""

    people: tuple[Account, ...] = ()


class Resolved[A: Activity](msgspec.Struct, frozen=True):
    """An activity with everybody on the other side, as far as it is known who they are."""

    activity: A
    members_unknown: bool = False


NOTHING = Learned()


class Directory:
    def __init__(self, database: Database, vault: Vault, memory: Memory) -> None:
        self._memory = memory
        self._met = Shelf("met", MET, database, vault).people
        self._own = Shelf("own", OWN, database, vault).people
        self._threads = Threads(database, vault)

    def counts(self) -> tuple[int, int]:
        """How many people and how many conversations are remembered on this disk."""
        return len(self._met), len(self._threads)

    def own(self, platform: str) -> frozenset[Account]:
        """The tutor's own accounts there, as far as they are known."""
        return frozenset(account for account in self._own.everybody() if account.platform == platform)

    # -- learning --------------------------------------------------------------------------------------------------

    def learn(self, sighting: Sighting) -> Learned:
        """Take in what an answer said."""
        match sighting:
            case PersonSeen(account):
                return self._person(account)
            case SelfSeen(account):
                self._own.learn(self._memory.learn(account))
                return NOTHING
            case ThreadSeen():
                return self._thread(sighting)
            case ThreadLeft(thread, account):
                self._left(thread, account)
                return NOTHING

    def _person(self, account: Account) -> Learned:
        """Somebody was seen; only of people whom the tutor has met anything further is made of it."""
        seen = self._memory.learn(account)
        if self._is_own(seen):
            self._own.learn(seen)
            return NOTHING
        before = self._met.find(seen)
        if before is None:
            self._met.release(seen)
            return NOTHING
        after = self._met.learn(seen)
        return NOTHING if after.identifiers == before.identifiers else Learned((after,))

    def _thread(self, sighting: ThreadSeen) -> Learned:
        state = hash((sighting, len(self._own)))
        if self._threads.unchanged(sighting.thread, state):
            return NOTHING
        if sighting.public:
            for account in sighting.people:
                self._memory.learn(account)
            self._threads.learn(sighting, (), state)
            return NOTHING
        others = tuple(self._met_now(account) for account in sighting.people if not self._is_own(account))
        self._threads.learn(sighting, tuple(map(named_once, others)), state)
        doubtful = sighting.with_tutor and len(others) == len(sighting.people)  # one is the tutor, who is never looked up
        return NOTHING if doubtful else Learned(others)

    def _left(self, thread: Thread, account: Account) -> None:
        person, known = self._met.find(account), self._threads.find(thread)
        if person and known:
            self._threads.leave(thread, [member for member in known.people if self._met.find(member) == person])

    # -- resolving -------------------------------------------------------------------------------------------------

    def resolve[A: Activity](self, activity: A, *, meet: bool = True) -> Resolved[A]:
        """Fill in who is on the other side, without the tutor's own accounts. Without `meet` nobody is remembered for it."""
        joined = self._met_now if meet else self._completed
        incoming = isinstance(activity, MessageReceived | FollowReceived)
        if incoming and self._public(activity.threads):
            return Resolved(msgspec.structs.replace(activity, people=()))
        named = [joined(account) for account in activity.people if not self._is_own(account)]
        if incoming:
            return Resolved(msgspec.structs.replace(activity, people=tuple(named)))
        threads = [self._known(thread, joined) for thread in activity.threads]
        members = [account for known in threads if known for account in self._others(known)]
        people = tuple(dict.fromkeys((*named, *members)))
        unknown = None in threads or (not named and any(known and self._doubtful(known) for known in threads))
        apart = self._apart(threads)
        if isinstance(activity, MessageSent):
            copies = activity.apart and (bool(named) or None in threads)  # known threads say it better than their number
            return Resolved(msgspec.structs.replace(activity, people=people, apart=apart or copies), unknown)
        # An accepted request has no `apart`: while it can't be said which of two is the tutor, the members are not known.
        return Resolved(msgspec.structs.replace(activity, people=people), unknown or apart)

    def _apart(self, threads: list[Known | None]) -> bool:
        """Is one of these conversations one-to-one for its own part, though not by the number of all people named?"""
        alone = (known is not None and not known.public and self._alone(known) for known in threads)
        several = len(threads) > 1 or any(known and self._includes_tutor(known) for known in threads)
        return several and any(alone)

    def _alone(self, known: Known) -> bool:
        others = len(self._others(known))
        return others == (2 if self._includes_tutor(known) else 1)

    def _includes_tutor(self, known: Known) -> bool:
        """Is one of the people counted as the others the tutor, because it is not known yet who the tutor is?"""
        return known.with_tutor and len(self._others(known)) == len(known.people)

    def _doubtful(self, known: Known) -> bool:
        """Too few members are known to say whether the rest makes it a group."""
        return not known.public and not known.complete and len(self._others(known)) <= 1

    def _known(self, thread: Thread, joined: Callable[[Account], Account]) -> Known | None:
        """The thread; failing that, a one-to-one thread by the id of the other person (Instagram's thread key)."""
        if known := self._threads.find(thread):
            return known
        person = next(filter(None, (self._named(thread.platform, name) for name in thread.ids)), None)
        if person is None:
            return None
        return Known(platform=thread.platform, people=(named_once(joined(person)),), complete=True)

    def _named(self, platform: str, value: str) -> Account | None:
        return self._met.named(platform, value) or self._memory.named(platform, value)

    def _others(self, known: Known) -> list[Account]:
        if known.public:
            return []
        return [account for account in map(self._completed, known.people) if not self._is_own(account)]

    def _public(self, threads: tuple[Thread, ...]) -> bool:
        return any(known.public for known in map(self._threads.find, threads) if known)

    # -- people ----------------------------------------------------------------------------------------------------

    def _completed(self, account: Account) -> Account:
        return self._met.joined(self._memory.joined(account))

    def _met_now(self, account: Account) -> Account:
        """Somebody with whom the tutor has to do from now on."""
        return self._met.learn(self._memory.learn(account))

    def _is_own(self, account: Account) -> bool:
        return self._own.find(account) is not None
