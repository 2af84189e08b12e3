"""What a device needs to come up to date: a delta between two stored bundles, or a whole one.

A delta between two serials never changes, so each is made once; a thousand devices that ask for the same are given the
same bytes.
"""

import asyncio
from collections import OrderedDict

from policy import bundle as bundles_format
from policy import wire
from policy.bundle import Policy
from policy.wire import Changes
from server.publish import Publisher
from server.store import bundles
from server.store.db import Database

KEPT = 64
KEPT_POLICIES = 4


class Deltas:
    """Encoded `Changes` by base and newest serial, least recently used ones forgotten."""

    def __init__(self, database: Database, publisher: Publisher) -> None:
        self._database = database
        self._publisher = publisher
        self._made: OrderedDict[tuple[int, int], bytes] = OrderedDict()
        self._policies: OrderedDict[int, Policy] = OrderedDict()
        self._turn = asyncio.Lock()  # one delta is made once, however many ask at the same moment

    async def since(self, base: int) -> bytes:
        """The changes from a serial to the bundle in force, encoded; a whole bundle if there is no way from there."""
        newest = self._publisher.policy
        async with self._turn:
            key = (base, newest.head.serial)
            if key not in self._made:
                self._made[key] = wire.encode(await self._changes(base, newest))
            self._made.move_to_end(key)
            while len(self._made) > KEPT:
                self._made.popitem(last=False)
            return self._made[key]

    async def _changes(self, base: int, newest: Policy) -> Changes:
        self._remember(newest)
        older = await self._older(base)
        if older is None or older.head.serial >= newest.head.serial or older.head.epoch != newest.head.epoch:
            return Changes(bundle=newest.bundle)
        return Changes(delta=bundles_format.difference(older, newest))

    async def _older(self, serial: int) -> Policy | None:
        if serial not in self._policies:
            async with self._database.reading() as db:
                stored = await bundles.stored(db, serial)
            if stored is None:
                return None
            public = self._database.keys.signer.public_key()
            self._remember(await asyncio.to_thread(bundles_format.unseal, stored.bundle, public))
        return self._policies[serial]

    def _remember(self, policy: Policy) -> None:
        self._policies[policy.head.serial] = policy
        self._policies.move_to_end(policy.head.serial)
        while len(self._policies) > KEPT_POLICIES:
            self._policies.popitem(last=False)
