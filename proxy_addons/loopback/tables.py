"""The tables behind the draft checks, read once, on a thread: a second of work for which neither start nor hook waits.

They are begun when the extension says that it is there, which is some while before anybody has written anything; whoever asks
about a draft before they are read waits for them, and nobody else does.
"""

import asyncio
import contextlib

from aiohttp import web

from policy.settings import Settings

SAMPLE = "Ava Patel, revise #fractionsfun with https://www.bbc.co.uk/bitesize or http://login.example.top/a"


class Tables:
    def __init__(self) -> None:
        self._reading: asyncio.Task[None] | None = None

    def begin(self, settings: Settings) -> None:
        """Read them in the background, unless that was begun already."""
        if self._reading is None:
            self._reading = asyncio.create_task(asyncio.to_thread(_read, settings))

    async def ready(self, settings: Settings) -> None:
        """Returns when they are read; whoever hangs up ends nothing for the others."""
        self.begin(settings)
        assert self._reading is not None
        await asyncio.shield(self._reading)

    async def close(self) -> None:
        if self._reading:
            self._reading.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._reading


TABLES = web.AppKey("tables", Tables)


async def close(app: web.Application) -> None:
    """Nobody waits for them any more (on_shutdown)."""
    await app[TABLES].close()


def _read(settings: Settings) -> None:
    """Look at a draft that needs all of them: each is read where it is first used."""
    from policy.drafts.draft import Draft  # noqa: PLC0415 - this is the work itself
    from proxy_addons import drafts, named  # noqa: PLC0415

    drafts.findings(named.placed(Draft(text=SAMPLE, platform="x"), settings), settings)
