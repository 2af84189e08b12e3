"""The real office in this process, on loopback TLS: it can stop, come back, be restored from a backup, and be made to lie."""

import shutil
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec
from aiohttp import web

from policy import wire
from policy.bundle import Policy
from policy.wire import Changes
from server import app, enrolment, keys
from server.api.door import PUBLISHER
from server.packs.published import Published
from server.settings import Home
from server.store import accounts, epochs, incidents, meta, pupils, tutors
from server.store.db import Database
from server.store.entered import NewAccount
from server.store.opening import opened
from server.store.pupils import NewPupil

ACTOR = "test"
type Tamper = Callable[[Changes], bytes]


class Desk:
    """`tamper`: what to make of the answers to `changes`. `losing`: paths whose next so many answers never arrive, although
    the office acted on the questions. `refusing`: paths that are answered with 503. `requests`: the device API's paths in
    the order they were asked.
    """

    def __init__(self, root: Path) -> None:
        self.home = Home(root)
        self.tamper: Tamper | None = None
        self.losing: Counter[str] = Counter()
        self.refusing: set[str] = set()
        self.requests: list[str] = []
        self.port = 0
        self._runner: web.AppRunner | None = None
        self._database: Database | None = None

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def database(self) -> Database:
        assert self._database is not None
        return self._database

    @property
    def policy(self) -> Policy:
        """The bundle in force."""
        assert self._runner is not None
        return self._runner.app[PUBLISHER].policy

    async def start(self) -> None:
        self._database = await opened(self.home)
        tls = keys.tls_context(self.home, "127.0.0.1")
        packs = Published(self.home.packs, self._database.keys.signer.public_key())
        application = app.build(self._database, packs, pin=keys.pin(self.home))
        application.middlewares.insert(0, self._watch)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, ssl_context=tls)
        await site.start()
        self.port = self._runner.addresses[0][1]
        async with self.database.begin() as db:
            await meta.note(db, meta.ADDRESS, text=self.address)

    async def stop(self) -> None:
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    async def back_up(self, to: Path) -> None:
        """As an operator would: a copy of everything while the office is stopped."""
        await self.stop()
        shutil.copytree(self.home.root, to)
        await self.start()

    async def restore(self, backup: Path) -> None:
        await self.stop()
        shutil.rmtree(self.home.root)
        shutil.copytree(backup, self.home.root)
        await self.start()

    async def code(self, address: str = "") -> str:
        async with self.database.begin() as db:
            if not await tutors.page(db):
                await tutors.add(db, ACTOR, "T1")
            return (await enrolment.code(db, ACTOR, tutor="T1", pin=keys.pin(self.home), address=address)).code

    async def add(self, ref: str, **account: str) -> str:
        """Register a pupil; returns the account's key."""
        async with self.database.begin() as db:
            await pupils.add(db, ACTOR, NewPupil(ref=ref))
            return (await accounts.add(db, ACTOR, ref, NewAccount(platform="instagram", **account))).key

    async def remove(self, ref: str) -> None:
        async with self.database.begin() as db:
            await pupils.remove(db, ACTOR, ref)

    async def rotate(self) -> None:
        async with self.database.begin() as db:
            await epochs.rotate(db, ACTOR)

    async def counts(self) -> dict[str, int]:
        """Pupil → occurrences over all incidents."""
        async with self.database.reading() as db:
            found = await incidents.page(db)
        return {incident.pupil: sum(one.count for one in found if one.pupil == incident.pupil) for incident in found}

    @web.middleware
    async def _watch(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        name = request.path.removeprefix(wire.PREFIX)
        self.requests.append(name)
        if name in self.refusing:
            return web.Response(status=503)
        response = await handler(request)
        if self.losing[name] > 0 and request.transport:
            self.losing[name] -= 1
            request.transport.abort()
        if request.path.endswith("/changes") and self.tamper and isinstance(response, web.Response):
            said = msgspec.msgpack.decode(response.body or b"", type=Changes)  # type: ignore[arg-type]
            return web.Response(body=self.tamper(said), content_type=wire.MEDIA_TYPE)
        return response
