"""The loopback application on a real port of this computer, in front of real parts of a device."""

import asyncio
import ssl
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import formatdate
from pathlib import Path

import aiohttp
import msgspec
import pytest
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.x509.oid import NameOID

from policy.account import Account
from policy.activity import Thread
from policy.bundle import Content, seal
from policy.roster import Roster
from policy.settings import Settings
from policy.sighting import ThreadSeen
from policy.wire import Evaluate, Evaluation, PackChange
from proxy_addons.authority import Authority
from proxy_addons.conversation import Sent
from proxy_addons.current import Current
from proxy_addons.database import Database
from proxy_addons.deed import Deed
from proxy_addons.directory import Directory
from proxy_addons.enrol import Enrolment
from proxy_addons.hold import Answer, Asked
from proxy_addons.holds import Holds
from proxy_addons.home import Home
from proxy_addons.lists import Lists
from proxy_addons.live import LiveLists
from proxy_addons.loopback import app, door
from proxy_addons.loopback.desk import Desk
from proxy_addons.memory import Memory
from proxy_addons.names import Names
from proxy_addons.notices import Notices
from proxy_addons.office import OfficeAway, key_hash
from proxy_addons.oracle import CannotCheck, Oracle
from proxy_addons.outbox import Outbox
from proxy_addons.pulse import Pulse
from proxy_addons.routing import Routing
from proxy_addons.trust import Trust
from proxy_addons.vault import Vault

NOW = 1_764_000_000.0
SETTINGS = Settings(company="Acme Tutoring", contact="the office", hold_seconds=60, hosts={"matrix": ("chat.example",)})


FOLLOW = Asked(
    platform="instagram",
    act="follow",
    clause="5.2",
    standing="current",
    notice="Request waiting for your answer. This account belongs to a pupil of Acme Tutoring (clause 5.2).",
)


class Courier(msgspec.Struct):
    """What a courier said of late."""

    recent: deque[Sent] = msgspec.field(default_factory=deque)


class Device:
    """The parts that the desk shows, built as device.py builds them, with a clock that stands still."""

    def __init__(self, root: Path) -> None:
        def clock() -> float:
            return NOW

        self.home = Home(root / "guard")
        key = Ed25519PrivateKey.generate()
        self.signer = _raw(key)
        vault = Vault(self.home.local_key)
        self.current = Current(self.home, self.signer, clock)
        self.publish = lambda content, serial: self.current.offer(
            seal(key, content, epoch=1, serial=serial, issued=int(NOW), lifetime=86_400)
        )
        self.publish(Content(b"p" * 32, SETTINGS, Roster().coded()), serial=7)
        self.database = Database(self.home.database)
        self.directory = Directory(self.database, vault, Memory())
        self.directory.learn(ThreadSeen(Thread("instagram", ("1",)), (Account("instagram", id="333"),)))
        self.names = Names(self.database, vault, self.current, Oracle(self.evaluate), b"k" * 32, clock)
        self.outbox = Outbox(self.home, vault, clock)
        self.holds = Holds(clock, lambda: self.current.settings)
        self.notices = Notices(clock)
        self.courier = Courier()
        self.pulse = Pulse(clock=clock)
        self.live = LiveLists()
        self.lists = Lists(self.home, self.signer, self.current, self.pack, self.pulse)
        self.routing = Routing(lambda: self.current.settings.hosts)
        self.authority = Authority(self.home, self.routing.hosts())
        self.problem = ""
        self.stopped = False
        self.desk = Desk(
            self, proxy="127.0.0.1:8118", sync=self.sync, stop=self.stop, clock=clock, trust=Trust("linux", root, bundles=())
        )

    def enrol(self, address: str = "127.0.0.1:9", pin: bytes = b"p" * 32) -> None:
        """Make the home one of an office's; nobody answers there unless the address says so."""
        made = Enrolment(
            token="t",
            device="d",
            tutor="T1",
            tutor_key=b"k" * 32,
            signer=self.signer,
            address=address,
            pin=pin,
            enrolled_at=NOW,
        )
        self.home.write_secret(self.home.device_file, msgspec.msgpack.encode(made))

    async def evaluate(self, _: Evaluate) -> Evaluation:
        raise CannotCheck("away")

    async def pack(self, name: str, held: bytes) -> PackChange:
        raise OfficeAway("away")

    async def sync(self) -> str:
        return self.problem

    def stop(self) -> None:
        self.stopped = True

    def close(self) -> None:
        self.outbox.close()
        self.database.close()


@pytest.fixture
def device(tmp_path: Path) -> Iterator[Device]:
    device = Device(tmp_path)
    yield device
    device.close()


class Office:
    """Something that answers by TLS with a key of its own, and says what time it thinks it is."""

    def __init__(self, folder: Path) -> None:
        key, self.file = ec.generate_private_key(ec.SECP256R1()), folder / "office.pem"
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "office")])
        now = datetime.now(UTC)
        made = x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(days=1), now + timedelta(days=1))
        certificate = made.sign(key, hashes.SHA256())
        private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        self.file.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
        self.pin = key_hash(certificate.public_bytes(serialization.Encoding.DER))
        self.date = formatdate()
        self.address = ""

    async def answer(self, _: web.Request) -> web.Response:
        return web.Response(headers={"Date": self.date})


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    office = Office(tmp_path)
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", office.answer)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(office.file)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
    office.address = f"127.0.0.1:{runner.addresses[0][1]}"
    yield office
    await runner.cleanup()


@pytest.fixture
async def address(device: Device) -> AsyncIterator[str]:
    """host:port of the application at work."""
    async with app.served(device.desk, device.home, ("127.0.0.1", 0)) as address:
        yield address


@pytest.fixture
async def http(address: str) -> AsyncIterator[aiohttp.ClientSession]:
    """Any program of this computer; it holds nothing."""
    async with aiohttp.ClientSession(f"http://{address}") as session:
        yield session


type Call = Callable[..., "aiohttp.client._RequestContextManager"]


@pytest.fixture
def call(http: aiohttp.ClientSession, device: Device) -> Call:
    """A program that may read the home."""
    token = door.token(device.home)

    def post(path: str, body: object = None) -> "aiohttp.client._RequestContextManager":
        return http.post(path, json={} if body is None else body, headers={"Authorization": f"Bearer {token}"})

    return post


def follow(person: str) -> Deed:
    """Following somebody whose id this is."""
    return Deed("instagram", "follow", ("5.2", "current"), (frozenset({f"instagram:id:{person}"}),))


type Ask = Callable[..., Awaitable["asyncio.Task[Answer]"]]


@pytest.fixture
async def ask(device: Device) -> AsyncIterator[Ask]:
    """Have a request wait for an answer; it is listed when this returns."""
    waiting: list[asyncio.Task[Answer]] = []

    async def ask(person: str = "222", gone: asyncio.Event | None = None) -> asyncio.Task[Answer]:
        opened = asyncio.Event()
        leave = device.holds.subscribe(opened.set)
        question = device.holds.ask(follow(person), gone=gone or asyncio.Event(), **FOLLOW)
        waiting.append(asyncio.create_task(question))
        await opened.wait()
        leave()
        return waiting[-1]

    yield ask
    for task in waiting:
        task.cancel()


def _raw(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
