"""From an activity to its consequence: who is meant, what the policy says, what the tutor answers, what is written down.

For a known person all of it is memory: a few dictionary look-ups. Only somebody never seen costs a question to the
office, and only an unknown thread or id a question to the platform (design 4.1, 4.3, 4.7a).
"""

import asyncio
import contextlib
from typing import Protocol

import msgspec

from policy import notice as notices
from policy.account import Account
from policy.activity import FollowAccepted, MessageSent, Outgoing, Thread, act
from policy.adapter import AdapterDrift, Exchange, Platform
from policy.engine import decide
from policy.notice import Notice
from policy.reading import read_answer
from policy.rule import Known
from policy.verdict import Action, Verdict
from proxy_addons.current import Current
from proxy_addons.directory import Directory
from proxy_addons.fetch import Fetch, Origin
from proxy_addons.hold import Continued
from proxy_addons.holds import Holds
from proxy_addons.learner import Learner
from proxy_addons.people import CannotCheck, Found, People
from proxy_addons.pulse import Pulse
from proxy_addons.recorder import Recorder, platform

CHECK_SECONDS = 4.0  # how long a message to somebody never seen may wait for the office


class Asked(msgspec.Struct, frozen=True):
    """Where an outgoing activity was found. `gone` is set when the client hangs up."""

    platform: Platform
    exchange: Exchange
    origin: Origin
    gone: asyncio.Event


class Case(msgspec.Struct, frozen=True):
    """An activity with its people filled in, and what is known of them."""

    activity: Outgoing
    known: Known


class Parts(Protocol):
    """The parts of the device that a judgement needs."""

    directory: Directory
    people: People
    current: Current
    holds: Holds
    recorder: Recorder
    learner: Learner
    pulse: Pulse
    fetch: Fetch


class Judge:
    """Decides what leaves this computer."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def outgoing(self, activity: Outgoing, asked: Asked) -> Notice | None:
        """None: it may leave. A notice: it is refused, and this is why."""
        case = await self._case(activity, asked)
        verdict = decide(case.activity, case.known)
        match verdict.action:
            case Action.BLOCK:
                return self._blocked(case.activity, verdict)
            case Action.HOLD:
                return await self._held(case.activity, verdict, asked)
            case _:
                self._passed(case.activity, verdict)
                return None

    # -- who is meant ----------------------------------------------------------------------------------------------

    async def _case(self, activity: Outgoing, asked: Asked) -> Case:
        resolved = self._parts.directory.resolve(activity)
        if resolved.members_unknown:
            for thread in activity.threads:
                await self._ask_platform(thread, asked)
            resolved = self._parts.directory.resolve(activity)
        meant = resolved.activity
        found = await self._found(meant)
        if nameless := _nameless(meant, found):
            for account in nameless:
                await self._ask_platform(account, asked)
            meant = self._parts.directory.resolve(meant).activity
            found = await self._found(meant)
        if self._parts.learner.asks_back(meant):
            meant = FollowAccepted(people=meant.people, threads=meant.threads)
        self._parts.learner.reviews(found)
        known = Known(found.standings, found.unchecked, resolved.members_unknown, self._parts.current.settings)
        return Case(meant, known)

    async def _found(self, activity: Outgoing) -> Found:
        """What is known of the people, after asking the office about those never seen."""
        found = self._parts.people.known(activity.people)
        if not found.unchecked:
            return found
        with contextlib.suppress(CannotCheck):  # whoever is still unchecked is held, unless the company chose otherwise
            await self._parts.people.check(tuple(found.unchecked), seconds=CHECK_SECONDS)
        return self._parts.people.known(activity.people)

    async def _ask_platform(self, unknown: Account | Thread, asked: Asked) -> None:
        """Learn who is in a thread, or what handle an id has, by the one GET that the platform's adapter names."""
        wanted = asked.platform.resolve(unknown, asked.exchange)
        answer = await self._parts.fetch.get(wanted, asked.origin) if wanted else None
        if answer is None or answer.status >= 300:
            return
        try:
            self._parts.learner.learn(read_answer(asked.platform, answer))
        except AdapterDrift as drift:
            self._parts.pulse.drift(asked.platform.name, str(drift))

    # -- what follows ----------------------------------------------------------------------------------------------

    def _blocked(self, activity: Outgoing, verdict: Verdict) -> Notice:
        for finding in verdict.findings:
            if finding.action is Action.BLOCK:
                self._parts.recorder.finding(activity, finding)
        return self._tell(activity, verdict)

    async def _held(self, activity: Outgoing, verdict: Verdict, asked: Asked) -> Notice | None:
        finding = verdict.decisive
        assert finding is not None  # a HOLD comes from a finding
        words = self._tell(activity, verdict)
        answer = await self._parts.holds.ask(
            _key(activity),
            gone=asked.gone,
            platform=platform(activity),
            act=act(activity),
            clause=str(finding.clause),
            standing=str(finding.match.standing) if finding.match else "unknown",
            notice=words.text,
        )
        self._parts.pulse.hold_ended(type(answer).__name__.lower())
        if not isinstance(answer, Continued) or asked.gone.is_set():
            return notices.cancelled(self._parts.current.settings)
        for found in verdict.findings:
            self._parts.recorder.finding(activity, found, reason=answer.reason)
        return None

    def _passed(self, activity: Outgoing, verdict: Verdict) -> None:
        for finding in verdict.findings:
            self._parts.recorder.finding(activity, finding)
        if verdict.findings:
            self._tell(activity, verdict)
        self._parts.learner.passed(activity)

    def _tell(self, activity: Outgoing, verdict: Verdict) -> Notice:
        finding = verdict.decisive
        assert finding is not None
        return self._parts.recorder.told(activity, finding)


def _nameless(activity: Outgoing, found: Found) -> tuple[Account, ...]:
    """Those who are written to alone, or followed, and are known by an id that matched nobody and no handle at all."""
    if isinstance(activity, MessageSent) and len(activity.people) > 1 and not activity.apart:
        return ()
    return tuple(
        account
        for account in activity.people
        if account.id and not account.handle and account not in found.standings and account not in found.unchecked
    )


def _key(activity: Outgoing) -> tuple[object, ...]:
    """What makes two requests the same act: the platform, the act, and whom it is for."""
    people = tuple(sorted(account.keys[0] for account in activity.people if account.keys))
    threads = tuple(sorted(key for thread in activity.threads for key in thread.keys)) if not people else ()
    return (platform(activity), act(activity), people, threads)
