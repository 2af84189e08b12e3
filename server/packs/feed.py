"""A list fetched over HTTPS: bounded in size and time, asked for only if it changed, with the last good copy as a fallback.

The copy stays beside the packs; a source that fails for a day does not empty a list. Its date tells how old it is.
"""

import asyncio
import hashlib
import ssl
from collections.abc import Callable
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path

import msgspec
from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout, TCPConnector
from yarl import URL

from server.packs.reading import BadSource
from server.packs.written import replaced

MOST_BYTES = 128 * 2**20
SECONDS = 120
MOST_HOPS = 3
OK, NOT_MODIFIED, MOVED = 200, 304, frozenset((301, 302, 303, 307, 308))


class Copy(msgspec.Struct, frozen=True):
    """What is remembered of an answer. `day`: when its content was last changed, as far as the server says, else fetched."""

    url: str
    day: date
    body: bytes
    etag: str = ""
    modified: str = ""


class Fetched(msgspec.Struct, frozen=True):
    """A copy, and why it is not a new one if asking failed."""

    copy: Copy
    failure: str = ""


class Feeds:
    """Fetches lists, and keeps copies of them in a folder."""

    def __init__(self, folder: Path, authority: Path | None = None, most_bytes: int = MOST_BYTES) -> None:
        self._folder = folder
        self._authority = authority
        self._most = most_bytes

    async def fetch(self, url: str, reader: Callable[[bytes], object]) -> Fetched:
        """The list at an address, or the last good copy of it. Raises BadSource if there is neither.

        What the reader refuses is no list: it never becomes the copy that is asked about the next time.
        """
        kept = self._kept(url)
        try:
            copy = await self._asked(url, kept)
            reader(copy.body)
        except (ClientError, TimeoutError, ssl.SSLError, OSError, Unfit, BadSource) as error:
            why = f"{url} could not be fetched: {str(error) or type(error).__name__}"
            if kept is None:
                raise BadSource(why) from error
            return Fetched(kept, why)
        replaced(self._file(url), msgspec.msgpack.encode(copy))
        return Fetched(copy)

    async def _asked(self, url: str, kept: Copy | None) -> Copy:
        context = ssl.create_default_context()
        if self._authority:
            context.load_verify_locations(self._authority)
        headers = {"If-None-Match": kept.etag} if kept and kept.etag else {}
        headers |= {"If-Modified-Since": kept.modified} if kept and kept.modified else {}
        connector = TCPConnector(ssl=context)
        async with (
            asyncio.timeout(SECONDS),
            ClientSession(connector=connector, headers=headers, timeout=ClientTimeout(total=None), trust_env=True) as session,
        ):
            return await self._followed(session, url, kept)

    async def _followed(self, session: ClientSession, url: str, kept: Copy | None) -> Copy:
        at = URL(url)
        for _ in range(MOST_HOPS + 1):
            if at.scheme != "https":
                raise Unfit(f"it leads to {at.scheme}, not https")
            async with session.get(at, allow_redirects=False) as response:
                if response.status in MOVED and "Location" in response.headers:
                    at = at.join(URL(response.headers["Location"]))
                    continue
                if response.status == NOT_MODIFIED and kept:
                    return kept
                return await self._copy(response, url)
        raise Unfit("it leads on and on")

    async def _copy(self, response: ClientResponse, url: str) -> Copy:
        if response.status != OK:
            raise Unfit(f"the answer was {response.status}")
        body = bytearray()
        async for chunk in response.content.iter_chunked(2**16):
            body += chunk
            if len(body) > self._most:
                raise Unfit(f"it is larger than {self._most:,} bytes")
        modified = response.headers.get("Last-Modified", "")
        day = _day(modified) or _day(response.headers.get("Date", ""))
        if day is None:
            raise Unfit("the answer has no date")
        return Copy(url, day, bytes(body), response.headers.get("ETag", ""), modified)

    def _kept(self, url: str) -> Copy | None:
        try:
            return msgspec.msgpack.decode(self._file(url).read_bytes(), type=Copy)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return None  # a copy that cannot be read is none: it is only ever a fallback

    def _file(self, url: str) -> Path:
        return self._folder / f"{hashlib.sha256(url.encode()).hexdigest()[:32]}.copy"


class Unfit(Exception):
    """An answer that is no list."""


def _day(header: str) -> date | None:
    try:
        return parsedate_to_datetime(header).date()
    except ValueError:
        return None
