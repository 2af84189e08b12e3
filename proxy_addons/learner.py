"""What passes by and what is made of it: people and threads for the directory, contact from pupils for the DSL.

Looking somebody up may take a moment, and the office may be away; contact received waits here, in memory, until its
sender could be checked. A person whom the tutor wrote to before it was known that this is a pupil is recognised late,
told and recorded as such (design 4.7a).
"""

import asyncio
from collections import OrderedDict
from collections.abc import Coroutine, Iterable, Sequence

import msgspec

from policy.account import Account
from policy.activity import Activity, FollowReceived, FollowRequested, Incoming, MessageReceived, Outgoing
from policy.engine import decide
from policy.incident import Outcome
from policy.reading import Readings
from policy.rule import Known
from policy.sighting import PersonSeen, SelfSeen, Sighting, ThreadLeft, ThreadSeen
from policy.verdict import Action
from proxy_addons.current import Current
from proxy_addons.directory import Directory
from proxy_addons.entries import Entries
from proxy_addons.people import CannotCheck, Found, People
from proxy_addons.recorder import Recorder, platform
from proxy_addons.seen import Seen

BOUND = 2_000  # of what waits or is remembered in memory; the oldest goes first
MESSAGES = 20_000  # of which it is remembered that they were decided
CHECK_SECONDS = 20.0


class Learner:
    """`enrolled`: Unix seconds; older messages are nobody's business."""

    def __init__(  # noqa: PLR0913 - parts by name
        self,
        *,
        directory: Directory,
        people: People,
        current: Current,
        entries: Entries,
        recorder: Recorder,
        seen: Seen,
        enrolled: float,
    ) -> None:
        self._directory = directory
        self._people = people
        self._current = current
        self._entries = entries
        self._recorder = recorder
        self._seen = seen
        self._enrolled = enrolled
        self._decided_under: OrderedDict[tuple[str, str], int] = OrderedDict()  # message → serial of the list then in force
        self._waiting: OrderedDict[tuple[str, str], Incoming] = OrderedDict()
        self._asking: OrderedDict[str, None] = OrderedDict()
        self._passed: OrderedDict[str, Outgoing] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()
        current.on_change(self.settle)

    def learn(self, readings: Readings) -> None:
        """Take in what an answer or a frame said."""
        for reading in readings:
            match reading:
                case MessageReceived() | FollowReceived():
                    self._received(reading)
                case PersonSeen() | SelfSeen() | ThreadSeen() | ThreadLeft():
                    self._sighted(reading)
                case _:
                    pass  # what the tutor did was judged on its way out
        if self._waiting:
            self.settle()

    def settle(self) -> None:
        """Decide on the contact that waits for its sender to be checked; called again when the office is back."""
        waiting = {key: self._directory.resolve(activity).activity for key, activity in self._waiting.items()}
        unchecked = self._people.known(_people(waiting.values())).unchecked
        for key, activity in waiting.items():
            if not unchecked.intersection(activity.people):
                del self._waiting[key]
                _put(self._decided_under, key, self._serial(), MESSAGES)
                self._decided(activity)
        if unchecked:
            self._spawn(self._check(tuple(unchecked)))

    def asks_back(self, activity: Outgoing) -> bool:
        """Does this follow request answer one of theirs? On some platforms both are the same verb."""
        return isinstance(activity, FollowRequested) and any(
            key in self._asking for account in activity.people for key in account.keys
        )

    def passed(self, activity: Outgoing) -> None:
        """Remember what was let through to somebody of whom only an id was known."""
        for account in activity.people:
            if account.id and not account.handle:
                _put(self._passed, account.id_key, activity)

    def reviews(self, found: Found) -> None:
        """Tell the registrar what the device learned about registered handles."""
        for account, reused in found.reused:
            self._recorder.reused(reused, account)
        for account, match in found.standings.items():
            if match.by_handle and account.id:
                self._recorder.learned(match, account)

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _serial(self) -> int:
        return self._current.policy.head.serial if self._current.policy else 0

    def _sighted(self, sighting: Sighting) -> None:
        learned = self._directory.learn(sighting)
        if learned.people:
            self._people.prefetch(learned.people)
        if self._passed and isinstance(sighting, PersonSeen | ThreadSeen):
            seen = (sighting.account,) if isinstance(sighting, PersonSeen) else sighting.people
            if late := [account for account in seen if account.handle and account.id_key in self._passed]:
                self._spawn(self._recognise(late))

    def _received(self, activity: Incoming) -> None:
        if isinstance(activity, FollowReceived):
            for asking in (name for account in activity.people for name in account.keys):
                _put(self._asking, asking, None)
        if activity.at and activity.at < self._enrolled:
            return
        name = activity.people[0].platform if activity.people else ""
        key = (name, activity.message)
        # An inbox is listed all day: what was decided under this list of pupils needs no second look.
        if all(key) and key not in self._waiting and self._decided_under.get(key) != self._serial():
            _put(self._waiting, key, activity)

    def _decided(self, activity: Incoming) -> None:
        """The sender is known: nothing, or one incident for this message, however often it is listed.

        The tutor's own messages have nobody left in them here.
        """
        found = self._people.known(activity.people)
        self.reviews(found)
        verdict = decide(activity, Known(found.standings, frozenset(), settings=self._current.settings))
        for finding in verdict.findings:
            if finding.match is None or not self._seen.first_time(platform(activity), activity.message):
                continue
            if activity.at and activity.at < self._entries.since(finding.match.pseudonym):
                continue  # written before this person was a pupil
            self._recorder.told(activity, finding, event=self._recorder.finding(activity, finding))

    async def _check(self, accounts: Sequence[Account]) -> None:
        try:
            await self._people.check(accounts, seconds=CHECK_SECONDS)
        except CannotCheck:
            return  # `settle` comes again with the next answer, or when the office is back
        self.settle()

    async def _recognise(self, accounts: Sequence[Account]) -> None:
        try:
            await self._people.check(accounts, seconds=CHECK_SECONDS)
        except CannotCheck:
            return
        for account in accounts:
            activity = self._passed.pop(account.id_key, None)
            if activity is not None:
                self._recognised(self._directory.resolve(activity).activity)

    def _recognised(self, activity: Activity) -> None:
        found = self._people.known(activity.people)
        for finding in decide(activity, Known(found.standings, settings=self._current.settings)).findings:
            late = msgspec.structs.replace(finding, action=min(finding.action, Action.RECORD))
            self._recorder.told(activity, late, event=self._recorder.finding(activity, late, Outcome.RECOGNISED_LATE))

    def _spawn(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _people(activities: Iterable[Activity]) -> list[Account]:
    return list(dict.fromkeys(account for activity in activities for account in activity.people))


def _put[K, V](bounded: OrderedDict[K, V], key: K, value: V, limit: int = BOUND) -> None:
    bounded[key] = value
    bounded.move_to_end(key)
    if len(bounded) > limit:
        bounded.popitem(last=False)
