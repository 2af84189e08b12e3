"""The device's parts that talk to the office, without proxy and pages, wired as device.py wires them."""

import asyncio
import secrets
import time

from policy.account import Account
from policy.clauses import Clause
from policy.incident import Event, Outcome
from policy.standing import Standing
from policy.verdict import Action
from policy.wire import Purpose
from proxy_addons.courier import Courier
from proxy_addons.current import Current
from proxy_addons.database import Database
from proxy_addons.directory import Directory
from proxy_addons.lists import Lists
from proxy_addons.memory import Memory
from proxy_addons.names import Names
from proxy_addons.oracle import Oracle
from proxy_addons.outbox import Outbox
from proxy_addons.people import People
from proxy_addons.pulse import Pulse
from proxy_addons.seen import Seen
from proxy_addons.vault import Vault

PUPIL, STRANGER = Account("instagram", "222", "pupil_one"), Account("instagram", "333", "stranger")


async def until(condition, seconds=30.0):
    """Wait for something that another task does."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - conditions over several parts: there is no one event for them
            await asyncio.sleep(0.01)


class Guard:
    def __init__(self, home, enrolment):
        vault = Vault(home.local_key)
        self.home = home
        self.database = Database(home.database)
        self.outbox = Outbox(home, vault)
        self.pulse = Pulse(self.outbox.health)
        self.current = Current(home, enrolment.signer)
        self.courier = Courier(enrolment, self.current, self.outbox, self.pulse, version="test")
        self.people = People(self.database, vault, self.current, Oracle(self.courier.evaluate), enrolment.tutor_key)
        asking = Oracle(self.courier.evaluate, Purpose.NAMES)
        self.names = Names(self.database, vault, self.current, asking, enrolment.tutor_key)
        self.directory = Directory(self.database, vault, Memory())
        self.seen = Seen(self.database, vault)
        self.lists = Lists(home, enrolment.signer, self.current, self.courier.pack, self.pulse)
        self.courier.renewing(self.people.renew)
        self.courier.on_back(self.people.retry)
        self.courier.on_back(self.names.retry)
        self.running = None

    @property
    def serial(self):
        return self.current.policy.head.serial

    def run(self):
        self.running = asyncio.create_task(self.courier.run())

    async def close(self):
        if self.running:
            self.running.cancel()
            await asyncio.gather(self.running, return_exceptions=True)
        await self.people.close()
        await self.names.close()
        await self.courier.close()
        self.database.close()
        self.outbox.close()

    def blocked(self, account=PUPIL):
        return account in self.people.known([account]).standings

    async def event(self, account=PUPIL, reason=""):
        """Put in one occurrence about a pupil; returns its key."""
        await self.people.check([account], seconds=30)
        match = self.people.known([account]).standings[account]
        head = self.current.policy.head
        put = Event(
            key=secrets.token_hex(16),
            incident=secrets.token_hex(16),
            clause=Clause.ONE_TO_ONE,
            platform="instagram",
            act="message",
            action=Action.HOLD if reason else Action.BLOCK,
            outcome=Outcome.CONTINUED if reason else Outcome.BLOCKED,
            standing=Standing.CURRENT,
            subject=match.pseudonym.hex(),
            epoch=head.epoch,
            serial=head.serial,
            at=int(time.time()),
            reason=reason,
        )
        self.outbox.put(put)
        return put.key
