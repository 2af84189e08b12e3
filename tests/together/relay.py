"""A wire between guard and office that a test can cut: whole, or so that nothing lives longer than a short request."""

import asyncio
import contextlib
import threading
from collections.abc import Coroutine
from typing import Any

CHUNK = 64 * 1024


class Relay:
    """Listens on a port of its own and passes bytes to the office's.

    `cut`: nobody gets through. `short_lived`: the seconds after which a connection falls silent without being closed,
    as under a middlebox that forgets it; a push stream dies of that, a request and its answer do not.
    """

    def __init__(self, target: int) -> None:
        self.cut = False
        self.short_lived = 0.0
        self.to_office = 0  # bytes
        self._target = target
        self._open: dict[asyncio.StreamWriter, float] = {}  # and when it was opened, by the loop's clock
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._server = self._run(asyncio.start_server(self._carry, "127.0.0.1", 0))
        self.port: int = self._server.sockets[0].getsockname()[1]
        self.address = f"127.0.0.1:{self.port}"

    def drop(self) -> None:
        """End every open connection, and let nobody in until `mend`."""
        self.cut = True
        self._run(self._drop())

    def forget(self, seconds: float) -> None:
        """From now on connections fall silent that long after they were opened; those that are open, at once."""
        self.short_lived = seconds
        self._run(self._drop())

    def has_forgotten(self) -> bool:
        """Is there a connection by now on which nothing gets through any more?"""
        return any(self._loop.time() - opened > self.short_lived for opened in list(self._open.values()))

    def mend(self) -> None:
        self.cut, self.short_lived = False, 0.0

    def stop(self) -> None:
        self.drop()
        self._loop.call_soon_threadsafe(self._server.close)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    def _run[T](self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    async def _drop(self) -> None:
        for writer in list(self._open):
            writer.transport.abort()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.cut:
            writer.transport.abort()
            return
        with contextlib.suppress(OSError):
            inner, outer = await asyncio.open_connection("127.0.0.1", self._target)
            opened = self._loop.time()
            self._open |= {writer: opened, outer: opened}
            await asyncio.gather(self._pipe(reader, outer, opened, counted=True), self._pipe(inner, writer, opened))
            self._open.pop(writer)
            self._open.pop(outer)
        writer.close()

    async def _pipe(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, opened: float, *, counted: bool = False
    ) -> None:
        with contextlib.suppress(OSError):
            while chunk := await reader.read(CHUNK):
                if self.short_lived and self._loop.time() - opened > self.short_lived:
                    continue
                self.to_office += len(chunk) if counted else 0
                writer.write(chunk)
                await writer.drain()
            writer.close()
