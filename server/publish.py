"""Publishing: from the registry to the signed bundle in force, and the news of it to every device that listens.

Whoever changes what devices hold counts the change up in the database, in this process or in another (the command
line); the publisher sees the number, builds the content and gives it a new serial if it differs. Days change standings,
so midnight in London is a change too, and a bundle is issued anew each day, long before it would expire.
"""

import asyncio
import contextlib
from typing import TYPE_CHECKING

import msgspec
import structlog
from sqlalchemy.exc import SQLAlchemyError

from policy import bundle as bundles_format
from policy.bundle import Content, Head, Policy
from policy.names import Names
from policy.roster import Roster
from server.packs.published import Published
from server.store import bundles, epochs, meta, namelists, register, rosters
from server.store.db import Database
from server.store.transaction import Transaction

if TYPE_CHECKING:
    from datetime import date

LIFETIME = 7 * 24 * 3600
REISSUE = 24 * 3600
POLL = 0.3  # how soon the command line's changes are seen
COALESCE = 0.02  # changes of one moment make one bundle

log = structlog.get_logger()


class Feed:
    """The newest serial, and everybody who waits for a newer one."""

    def __init__(self) -> None:
        self.serial = 0
        self.closed = False
        self._turn = asyncio.Event()

    def announce(self, serial: int) -> None:
        self.serial = serial
        turn, self._turn = self._turn, asyncio.Event()
        turn.set()

    def close(self) -> None:
        """Send everybody home who waits."""
        self.closed = True
        self.announce(self.serial)

    async def beyond(self, serial: int, seconds: float) -> int:
        """The newest serial, at once if it is not `serial`, else when it changes or time is up."""
        if self.serial == serial:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._turn.wait(), seconds)
        return self.serial


class Publisher:
    """Keeps `policy`, the bundle in force, in step with the database."""

    def __init__(self, database: Database, packs: Published) -> None:
        self._database = database
        self._packs = packs
        self._wish = asyncio.Event()
        self._ended = False
        self._change = -1
        self._day: date | None = None
        self._policy: Policy | None = None
        self.feed = Feed()

    @property
    def policy(self) -> Policy:
        """The bundle in force. There is one from `start` on."""
        if self._policy is None:
            raise LookupError("nothing is published yet")
        return self._policy

    async def start(self) -> None:
        """Have a bundle in force before the first device asks."""
        self._database.on_change.append(self._wish.set)
        await self.look()

    async def run(self) -> None:
        """Publish whenever there is something to publish, until `end`."""
        while not self._ended:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wish.wait(), POLL)
            if self._wish.is_set():
                await asyncio.sleep(COALESCE)
                self._wish.clear()
            try:
                await self.look()
            except SQLAlchemyError as error:
                # The last bundle stays in force. A traceback could quote rows, so only the kind is written.
                log.error("publish.failed", exception=type(error).__qualname__)  # noqa: TRY400 - as above

    def end(self) -> None:
        """Let `run` return after what it is at. To cancel it would leave a connection open in the middle of a query."""
        self._ended = True
        self._wish.set()

    async def look(self) -> None:
        """See whether something changed, here or in another process, and act on it."""
        packs = await self._packs.look()
        async with self._database.reading() as db:
            change = await meta.number(db, meta.CHANGE)
            newest = await bundles.newest_serial(db)
            settled = self._policy is not None and newest == self.policy.head.serial and change == self._change
            due = self._policy is None or db.now >= self.policy.head.issued + REISSUE
            if settled and not due and db.today == self._day and packs == self.policy.content.packs:
                return
            if newest and (self._policy is None or newest != self.policy.head.serial):
                await self._load(db)
        await self._publish()

    async def _load(self, db: Transaction) -> None:
        """Take over what is stored: at the start, or because another process published."""
        stored = await bundles.newest(db)
        if stored is not None:
            public = db.keys.signer.public_key()
            self._policy = await asyncio.to_thread(bundles_format.unseal, stored.bundle, public)

    async def _publish(self) -> None:
        async with self._database.begin() as db:
            change, today = await meta.number(db, meta.CHANGE), db.today
            made = await renewed(db, self._policy, change, self._packs.digests)
        self._change, self._day = change, today
        if made is not None:
            self._policy = made
        if self.feed.serial != self.policy.head.serial:
            self.feed.announce(self.policy.head.serial)
            log.info("bundle.published", serial=self.policy.head.serial, entries=len(self.policy.roster))


async def renewed(db: Transaction, current: Policy | None, change: int, packs: dict[str, bytes]) -> Policy | None:
    """The next bundle, stored; None when the current one still says it all and is fresh."""
    epoch = await epochs.current(db)
    roster, names = await rosters.roster(db, epoch), await namelists.namelists(db, epoch)
    coded, coded_names = await asyncio.to_thread(lambda: (roster.coded(), names.coded()))
    content = Content(await epochs.public_key(db, epoch), await register.settings(db), coded, packs, coded_names)
    newest = await bundles.newest_serial(db)
    floor = await meta.number(db, meta.FLOOR)
    if current and newest == current.head.serial > floor and content == current.content and _fresh(db, current):
        await bundles.still_right(db, newest, change)
        return None
    serial = max(newest, floor) + 1
    sealed = bundles_format.seal(db.keys.signer, content, epoch=epoch, serial=serial, issued=db.now, lifetime=LIFETIME)
    policy = _opened(sealed, content, roster, names)
    await bundles.keep(db, policy.head, sealed, change)
    return policy


def _fresh(db: Transaction, current: Policy) -> bool:
    return db.now < current.head.issued + REISSUE


def _opened(sealed: bundles_format.Bundle, content: Content, roster: Roster, names: Names) -> Policy:
    """What we have just sealed ourselves needs no unsealing."""
    return Policy(msgspec.msgpack.decode(sealed.head, type=Head), content, roster, names, sealed)
