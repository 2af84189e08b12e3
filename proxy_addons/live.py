"""Asks a live list about the links of a draft, where the company has switched one on (policy/live.py).

It is asked from here and not through the office: the employer has no business with what a tutor is about to link to. Only
four bytes of a hash leave, in no order that says which link they were, and an answer is kept as long as it holds. A service
that is away says nothing, and a post never waits for it longer than a moment.
"""

import asyncio
import ssl
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime

import aiohttp
import msgspec

from policy.live import PREFIX, Answer, Live, Service, question, read

ADDRESSES = {Service.WEB_RISK: "https://webrisk.googleapis.com", Service.SAFE_BROWSING: "https://safebrowsing.googleapis.com"}
KEPT = 4096
MOST = 60  # questions for one draft
MAX_ANSWER = 200_000
AWAY_SECONDS = 60.0


class LiveLists:
    """`addresses`: where the services are. `clock`: Unix seconds."""

    def __init__(
        self,
        addresses: Mapping[Service, str] = ADDRESSES,
        tls: ssl.SSLContext | bool = True,  # noqa: FBT001, FBT002 - aiohttp's own shape of it
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._addresses = addresses
        self._tls = tls
        self._clock = clock
        self._answers: OrderedDict[tuple[Service, bytes], tuple[float, Answer]] = OrderedDict()
        self._away_until = 0.0

    def known(self, live: Live, hashes: Iterable[bytes]) -> Mapping[bytes, str]:
        """Of these hashes those that are listed, with the reason, as far as answers are at hand."""
        now, found = self._clock(), {}
        for full in hashes:
            until, answer = self._answers.get((live.service, full[:PREFIX]), (0.0, None))
            if answer and until > now and full in answer.listed:
                found[full] = answer.listed[full]
        return found

    async def ask(self, live: Live, hashes: Iterable[bytes], *, seconds: float) -> None:
        """Ask about what no answer is at hand for, and wait a little."""
        now = self._clock()
        prefixes = {full[:PREFIX] for full in hashes}
        missing = sorted(one for one in prefixes if self._answers.get((live.service, one), (0.0,))[0] <= now)
        if not live.on or not missing or now < self._away_until:
            return
        connector = aiohttp.TCPConnector(ssl=self._tls, limit=8)
        async with aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar()) as session:
            try:
                async with asyncio.timeout(seconds), asyncio.TaskGroup() as tasks:
                    for prefix in missing[:MOST]:
                        tasks.create_task(self._asked(session, live, prefix))
            except (TimeoutError, ExceptionGroup):
                self._away_until = self._clock() + AWAY_SECONDS

    async def _asked(self, session: aiohttp.ClientSession, live: Live, prefix: bytes) -> None:
        path, query = question(live, prefix)
        async with session.get(self._addresses[live.service] + path, params=query, allow_redirects=False) as response:
            answer = await self._read(live.service, response)
        self._answers[live.service, prefix] = (self._clock() + answer.seconds, answer)
        while len(self._answers) > KEPT:
            self._answers.popitem(last=False)

    async def _read(self, service: Service, response: aiohttp.ClientResponse) -> Answer:
        raw = bytearray()
        async for chunk in response.content.iter_any():
            raw += chunk
            if response.status != 200 or len(raw) > MAX_ANSWER:
                raise Unusable
        try:
            return read(service, bytes(raw), datetime.fromtimestamp(self._clock(), UTC))
        except (msgspec.MsgspecError, ValueError) as error:
            raise Unusable from error


class Unusable(Exception):
    """The service did not answer as it is said to. The question is not quoted: it holds the company's key."""
