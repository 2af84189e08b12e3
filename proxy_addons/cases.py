"""Who is meant by what the tutor is about to do, and what is known of them: by memory, by the office, by the platform.

For a known person all of it is memory: a few dictionary look-ups. Only somebody never seen costs a question to the
office, and only an unknown thread or id a question to the platform (design 4.1, 4.3, 4.7a).
"""

import asyncio
import contextlib
from typing import Protocol

import msgspec

from policy.account import Account
from policy.activity import FollowAccepted, MessageSent, Outgoing, Thread
from policy.adapter import Exchange, Platform
from policy.rule import Known
from proxy_addons.current import Current
from proxy_addons.directory import Directory
from proxy_addons.fetch import Fetch, Origin
from proxy_addons.learner import Learner
from proxy_addons.people import CannotCheck, Found, People
from proxy_addons.pulse import Pulse
from proxy_addons.reader import Reader

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
    """The parts of the device that know."""

    directory: Directory
    people: People
    current: Current
    learner: Learner
    pulse: Pulse
    fetch: Fetch


class Cases:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._reader = Reader(parts.pulse)

    async def of(self, activity: Outgoing, asked: Asked | None) -> Case:
        """`asked`: the request, if there is one already; without it the platform can't be asked."""
        resolved = self._parts.directory.resolve(activity)
        if resolved.members_unknown and asked:
            for thread in activity.threads:
                await self._ask_platform(thread, asked)
            resolved = self._parts.directory.resolve(activity)
        meant = resolved.activity
        found = await self._found(meant)
        if asked and (nameless := _nameless(meant, found)):
            for account in nameless:
                await self._ask_platform(account, asked)
            meant = self._parts.directory.resolve(meant).activity
            found = await self._found(meant)
        if self._parts.learner.asks_back(meant):
            meant = FollowAccepted(people=meant.people, threads=meant.threads)
        self._parts.learner.reviews(found)
        return Case(meant, self._known(found, members_unknown=resolved.members_unknown))

    def remembered(self, activity: Outgoing) -> Case:
        """The same from memory alone: nobody is asked, nobody is remembered for it."""
        resolved = self._parts.directory.resolve(activity, meet=False)
        found = self._parts.people.known(resolved.activity.people)
        return Case(resolved.activity, self._known(found, members_unknown=resolved.members_unknown))

    def _known(self, found: Found, *, members_unknown: bool) -> Known:
        return Known(found.standings, found.unchecked, members_unknown, self._parts.current.settings)

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
        self._parts.learner.learn(self._reader.answer(asked.platform, answer))


def _nameless(activity: Outgoing, found: Found) -> tuple[Account, ...]:
    """Those who are written to alone, or followed, and are known by an id that matched nobody and no handle at all."""
    if isinstance(activity, MessageSent) and len(activity.people) > 1 and not activity.apart:
        return ()
    return tuple(
        account
        for account in activity.people
        if account.id and not account.handle and account not in found.standings and account not in found.unchecked
    )
