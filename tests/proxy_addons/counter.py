"""The office's counter on loopback TLS, as a device sees it, in front of an Issuer: every answer can be replaced."""

import asyncio
import ssl
from collections import Counter as Tally
from datetime import UTC, datetime, timedelta

from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from policy import sync, wire
from policy.enrolment import Code
from proxy_addons.office import key_hash

TOKEN = "the-device's-token"
TUTOR_KEY = b"\x07" * 32


class Counter:
    """`answers`: path → what to answer instead (bytes, a web.Response's keywords, a handler). `asked`: how often each path
    was; `headers`: of the last question; `watchers`: are called when something was asked, and when it was answered.
    """

    def __init__(self, issuer, folder):
        self.issuer = issuer
        self.answers = {}
        self.asked = Tally()
        self.headers = {}
        self.held = {}
        self.watchers = []
        self.pushes = asyncio.Queue()
        self.secret = "secret"
        self.port = 0
        self._context, self.pin = tls(folder)
        self._runner = None
        self.published = {}
        self.publish()

    @property
    def address(self):
        return f"127.0.0.1:{self.port}"

    @property
    def code(self):
        return Code(self.address, self.pin, self.secret).written()

    @property
    def newest(self):
        return self.published[max(self.published)]

    def publish(self):
        policy = self.issuer.policy()
        self.published[policy.head.serial] = policy

    async def start(self):
        application = web.Application()
        application.router.add_get(f"{wire.PREFIX}stream", self.stream)
        application.router.add_route("*", wire.PREFIX + "{path}", self.answer)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port, ssl_context=self._context).start()
        self.port = self._runner.addresses[0][1]

    async def stop(self):
        if self._runner:
            await self._runner.cleanup()

    async def answer(self, request):
        path = request.match_info["path"]
        self._count(path)
        self.headers = dict(request.headers)
        try:
            return await self._answer(path, request)
        finally:
            self._tell()

    def _count(self, path):
        self.asked[path] += 1
        self._tell()

    def _tell(self):
        for watcher in self.watchers:
            watcher()

    async def _answer(self, path, request):
        raw = await request.read()
        match self.answers.get(path):
            case None:
                said = await getattr(self, path)(raw, request)
                return web.Response(body=wire.encode(said), content_type=wire.MEDIA_TYPE)
            case bytes() as body:
                return web.Response(body=body)
            case dict() as keywords:
                return web.Response(**keywords)
            case handler:
                return await handler(request)

    async def stream(self, request):
        self._count("stream")
        if "stream" in self.answers:
            return web.Response(**self.answers["stream"])
        response = web.StreamResponse()
        await response.prepare(request)
        while (line := await self.pushes.get()) is not None:
            await response.write(line)
        return response

    async def enrol(self, raw, _):
        asked = wire.decode(raw, wire.Enrol)
        if asked.secret != self.secret:
            raise web.HTTPUnauthorized
        self.secret = "used"
        return wire.Enrolled(
            token=TOKEN,
            device="d1",
            tutor="T1",
            tutor_key=TUTOR_KEY,
            signer=self.issuer.public_key,
            bundle=self.newest.bundle,
        )

    async def preflight(self, raw, _):
        said, newest = wire.decode(raw, wire.Preflight), self.newest.head
        if sync.up_to_date(said, newest):
            return wire.Preflighted(serial=newest.serial)
        return wire.Preflighted(serial=newest.serial, cursor=sync.cursor(said, newest, None))

    async def events(self, raw, _):
        sent = wire.decode(raw, wire.Events)
        found = {entry.key: entry for entry in (*sent.events, *sent.reviews, *sent.health)}
        self.held.update(found)
        return wire.EventsHeld(keys=tuple(found))

    async def changes(self, _, request):
        sync.base(request.query["cursor"])
        return wire.Changes(bundle=self.newest.bundle)

    async def postflight(self, raw, _):
        held = wire.decode(raw, wire.Held)
        return wire.Ledger(agrees=self.published[held.serial].head.digest == held.digest)

    async def evaluate(self, raw, _):
        return await self.issuer.evaluate(wire.decode(raw, wire.Evaluate))


def tls(folder):
    """A server's context with a certificate of its own, and the pin of its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "office")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    file = folder / "counter.pem"
    file.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + certificate.public_bytes(Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context, key_hash(certificate.public_bytes(Encoding.DER))
