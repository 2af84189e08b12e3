"""HTTP to the office: one session, TLS pinned to the key that the enrolment code named, no proxy that was not asked for.

The office signs its own certificate, so no authority is asked; what is compared is the public key, so that a renewed
certificate of the same key is as good. Nothing of the environment (proxy variables, .netrc, cookies) is used.
"""

import hashlib
import hmac
from types import TracebackType
from typing import Self

import aiohttp
import msgspec
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from policy import wire

SECONDS = 20.0
CONNECT_SECONDS = 10.0
IDLE_SECONDS = 20.0  # a connection that was idle for longer may have been forgotten on the way, which nobody is told
MAX_ANSWER = 16_000_000


class OfficeAway(Exception):
    """No usable answer. `status`: of the HTTP answer, 0 without one; `retry_after`: seconds, when it said so."""

    def __init__(self, why: str, *, status: int = 0, retry_after: float = 0.0) -> None:
        super().__init__(why)
        self.why = why
        self.status = status
        self.retry_after = retry_after


class Unreadable(OfficeAway):
    """The office answered, but not in a form that can be read."""


class Pin(aiohttp.Fingerprint):
    """Accepts the one public key, instead of aiohttp's whole certificate."""

    def check(self, transport: object) -> None:
        """Raises aiohttp.ServerFingerprintMismatch."""
        tls = getattr(transport, "get_extra_info")("ssl_object")  # noqa: B009 - typed as object: aiohttp's shape is not public
        certificate = tls.getpeercert(binary_form=True) if tls else b""
        found = key_hash(certificate) if certificate else b""
        if not hmac.compare_digest(found, self.fingerprint):
            raise aiohttp.ServerFingerprintMismatch(self.fingerprint, found, "", 0)


def key_hash(certificate: bytes) -> bytes:
    """SHA-256 of the SubjectPublicKeyInfo of a certificate in DER."""
    key = x509.load_der_x509_certificate(certificate).public_key()
    return hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).digest()


class Office:
    """address: "host:port". proxy: URL of an HTTP proxy to reach it by, if that was asked for."""

    def __init__(self, address: str, pin: bytes, *, token: str = "", proxy: str = "") -> None:
        self._url = f"https://{address}{wire.PREFIX}"
        self._proxy = proxy or None
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(ssl=Pin(pin), limit=8, keepalive_timeout=IDLE_SECONDS),
            headers={"Accept": wire.MEDIA_TYPE} | ({"Authorization": f"Bearer {token}"} if token else {}),
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=SECONDS, connect=CONNECT_SECONDS),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def post[M: msgspec.Struct](self, path: str, message: msgspec.Struct, shape: type[M]) -> M:
        """Raises OfficeAway."""
        headers = {"Content-Type": wire.MEDIA_TYPE}
        return await self._answer("POST", path, shape, data=wire.encode(message), headers=headers)

    async def get[M: msgspec.Struct](self, path: str, query: dict[str, str], shape: type[M]) -> M:
        """Raises OfficeAway."""
        return await self._answer("GET", path, shape, params=query)

    async def stream(self, heartbeat: float) -> aiohttp.ClientResponse:
        """The open stream of pushes; to be closed by the caller. Raises OfficeAway."""
        timeout = aiohttp.ClientTimeout(total=None, connect=CONNECT_SECONDS, sock_read=heartbeat)
        try:
            response = await self._session.get(self._url + "stream", proxy=self._proxy, timeout=timeout, allow_redirects=False)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise _away(error) from error
        if response.status != 200:
            response.close()
            raise _refused(response)
        return response

    async def close(self) -> None:
        await self._session.close()

    async def _answer[M: msgspec.Struct](self, method: str, path: str, shape: type[M], **request: object) -> M:
        try:
            asked = self._session.request(method, self._url + path, proxy=self._proxy, allow_redirects=False, **request)  # type: ignore[arg-type]
            async with asked as response:
                if response.status != 200:
                    raise _refused(response)
                return wire.decode(await _body(response), shape)
        except msgspec.MsgspecError as error:
            raise Unreadable("the office's answer cannot be read", status=200) from error
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            raise _away(error) from error


async def _body(response: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    async for chunk in response.content.iter_any():
        body += chunk
        if len(body) > MAX_ANSWER:
            raise Unreadable("the office's answer is too long", status=200)
    return bytes(body)


def _refused(response: aiohttp.ClientResponse) -> OfficeAway:
    retry = response.headers.get("Retry-After", "")
    after = float(retry) if retry.isdecimal() else 0.0
    return OfficeAway(f"the office answered {response.status}", status=response.status, retry_after=after)


def _away(error: Exception) -> OfficeAway:
    match error:
        case aiohttp.ServerFingerprintMismatch():
            return OfficeAway("another computer answers at the office's address")
        case TimeoutError():
            return OfficeAway("the office did not answer in time")
        case _:
            return OfficeAway("the office cannot be reached")
