"""The one request that the guard may make on the tutor's behalf: a GET that the tutor's own client also makes.

It asks who is in an unknown thread, or what handle an unknown id has (design 4.3), with the client's own credentials,
to the host that they came for, and nowhere else.
"""

import ssl
from pathlib import Path

import aiohttp
import certifi
import msgspec

from policy.adapter import Exchange

SECONDS = 5.0
LIMIT = 2**20
SKIPPED = {"host", "content-length", "content-type", "transfer-encoding", "connection", "proxy-connection", "accept-encoding"}


class Origin(msgspec.Struct, frozen=True):
    """Where a request was going: a resolving GET may only go to the same place, or to the platform's host over TLS."""

    scheme: str
    host: str
    port: int

    def of(self, host: str) -> str:
        if host == self.host:
            return f"{self.scheme}://{host}:{self.port}"
        return f"https://{host}"


class Fetch:
    """`proxy`: the company's upstream proxy, if there is one; `ca`: PEM file of further certificate authorities."""

    def __init__(self, proxy: str = "", ca: Path | None = None) -> None:
        self._proxy = proxy or None
        self._tls = ssl.create_default_context(cafile=certifi.where())
        if ca:
            self._tls.load_verify_locations(ca)
        self._session: aiohttp.ClientSession | None = None

    async def get(self, wanted: Exchange, origin: Origin) -> Exchange | None:
        """The exchange with its answer; None when there is none that can be used."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=SECONDS), cookie_jar=aiohttp.DummyCookieJar(), trust_env=False
            )
        url = f"{origin.of(wanted.host)}{wanted.path}" + (f"?{wanted.query}" if wanted.query else "")
        headers = {name: value for name, value in wanted.headers.items() if name.lower() not in SKIPPED}
        try:
            async with self._session.get(
                url, headers=headers, proxy=self._proxy, ssl=self._tls, allow_redirects=False
            ) as response:
                body = await response.content.read(LIMIT)
                answer_headers = {name.lower(): value for name, value in response.headers.items()}
                return msgspec.structs.replace(wanted, status=response.status, answer=body, answer_headers=answer_headers)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
            return None

    async def close(self) -> None:
        if self._session:
            await self._session.close()
