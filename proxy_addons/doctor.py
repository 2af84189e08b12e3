"""Looks for what may be wrong on this computer, one thing after another, and says of each what to do next."""

import asyncio
import http.client
import re
import socket
import stat
import sys
import time
from collections.abc import AsyncIterator, Iterator
from email.utils import parsedate_to_datetime

import aiohttp
import msgspec
from cryptography import x509

from proxy_addons.authority import permitted
from proxy_addons.current import Current
from proxy_addons.enrol import Enrolment, EnrolmentRefused, enrolled
from proxy_addons.home import Home
from proxy_addons.loopback import door
from proxy_addons.office import Pin
from proxy_addons.routing import Routing
from proxy_addons.stores import Trusted
from proxy_addons.trust import Trust

SECONDS = 10.0
MAX_SKEW = 300.0  # a minute or two is common; more makes times in reports wrong, and certificates invalid
MAX_AGE = 86_400.0
PORTS = {"proxy": ("127.0.0.1", 8118), "status page": ("127.0.0.1", 8119)}
RUN = "python -m proxy_addons run"
TRUST = "python -m proxy_addons trust, then restart the browser"
SECRETS = ("device", "local.key", "ca.key", "loopback.token")


class Check(msgspec.Struct, frozen=True):
    """What was looked at, what was found, and what to do about it; nothing to do: it is fine."""

    what: str
    found: str
    remedy: str = ""


async def examine(home: Home, trust: Trust, *, office_proxy: str = "") -> AsyncIterator[Check]:
    """Every check, in the order in which a person should mend things."""
    yield _permissions(home)
    try:
        known = enrolled(home)
    except EnrolmentRefused as error:
        yield Check("enrolment", str(error), "python -m proxy_addons leave, then enrol again")
        return
    if known is None:
        yield Check(
            "enrolment", "this computer is not enrolled", "ask the office for a code: python -m proxy_addons enrol CODE"
        )
        return
    yield Check("enrolment", f"enrolled for {known.tutor}")
    for check in await asyncio.to_thread(_inside, home, Current(home, known.signer), trust):
        yield check
    async for check in _office(known, office_proxy):
        yield check


def _inside(home: Home, current: Current, trust: Trust) -> tuple[Check, ...]:
    """All that needs no office, but asks other programs of this computer."""
    return (*_guard(home), *_authority(home, current, trust), _bundle(current))


def _permissions(home: Home) -> Check:
    if sys.platform == "win32":
        return Check("home", f"{home.root}")
    present = (path for path in (home.root / name for name in SECRETS) if path.exists())
    loose = [path for path in (home.root, *present) if stat.S_IMODE(path.stat().st_mode) & 0o077]
    if loose:
        return Check("home", f"others can look into {', '.join(map(str, loose))}", f"chmod go= {' '.join(map(str, loose))}")
    return Check("home", f"{home.root} is open to you alone")


def _guard(home: Home) -> Iterator[Check]:
    address = door.address(home)
    pac = _pac(address) if address else None
    if address is None or pac is None:
        yield Check("guard", "it is not running", RUN)
        for name, (host, port) in PORTS.items():
            if _answers(host, port):
                yield Check(name, f"another program listens on {host}:{port}", f"stop it, or choose another port: {RUN} --help")
        return
    yield Check("guard", f"it is running; status page http://{address}/, browser setting http://{address}/proxy.pac")
    host, port = pac
    if _answers(host, port):
        yield Check("proxy", f"it listens on {host}:{port}")
    else:
        yield Check("proxy", f"nothing answers on {host}:{port}", f"stop the guard and start it anew: {RUN}")


def _authority(home: Home, current: Current, trust: Trust) -> Iterator[Check]:
    try:
        ca = x509.load_pem_x509_certificate(home.ca_cert.read_bytes())
    except (OSError, ValueError):
        yield Check("certificate", "there is none yet", TRUST)
        return
    missing = sorted(set(Routing(lambda: current.settings.hosts).hosts()) - permitted(ca))
    if missing:
        yield Check("certificate", f"it does not cover {', '.join(missing)}", TRUST)
    else:
        yield Check("certificate", f"it covers every guarded site, until {ca.not_valid_after_utc:%d %B %Y}")
    match trust.trusted(home.ca_cert):
        case Trusted.YES:
            yield Check(
                "trust", f"trusted by {', '.join(name for name, held in trust.held(home.ca_cert).items() if held == 'yes')}"
            )
        case Trusted.NO:
            yield Check("trust", "no browser of this computer trusts the certificate", TRUST)
        case Trusted.UNKNOWN:
            yield Check("trust", "it cannot be told whether a browser trusts the certificate", TRUST)


def _bundle(current: Current) -> Check:
    age = current.age(time.time())
    if current.policy is None or age is None:
        return Check("list", "there is no list of pupils yet", "python -m proxy_addons sync")
    if age > MAX_AGE:
        return Check("list", f"it was confirmed {age / 3600:.0f} hours ago", "python -m proxy_addons sync")
    return Check("list", f"number {current.policy.head.serial}, confirmed {age:.0f} seconds ago")


async def _office(known: Enrolment, proxy: str) -> AsyncIterator[Check]:
    timeout = aiohttp.ClientTimeout(total=SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(f"https://{known.address}/", ssl=Pin(known.pin), proxy=proxy or None) as response,
        ):
            said = response.headers.get("Date", "")
    except aiohttp.ServerFingerprintMismatch:
        yield Check(
            "office", f"another computer answers at {known.address}", "tell the office's operator; nothing was sent to it"
        )
        return
    except (aiohttp.ClientError, TimeoutError, OSError):
        yield Check("office", f"{known.address} does not answer", "check the net; if it stays, tell the office's operator")
        return
    yield Check("office", f"{known.address} answers, with the key of your enrolment")
    yield _clock(said)


def _clock(said: str) -> Check:
    try:
        skew = time.time() - parsedate_to_datetime(said).timestamp()
    except ValueError:
        return Check("clock", "the office does not say its time", "tell the office's operator")
    if abs(skew) > MAX_SKEW:
        found = f"this computer is {abs(skew) / 60:.0f} minutes {'ahead of' if skew > 0 else 'behind'} the office"
        return Check("clock", found, "set this computer's clock")
    return Check("clock", "it agrees with the office's")


def _pac(address: str) -> tuple[str, int] | None:
    """The proxy's address, as the PAC file names it; None when no guard serves one there."""
    connection = http.client.HTTPConnection(address, timeout=SECONDS)
    try:
        connection.request("GET", "/proxy.pac")
        found = re.search(r"PROXY (\S+):(\d+)", connection.getresponse().read().decode("utf-8", "replace"))
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
    return (found[1].strip("[]"), int(found[2])) if found else None


def _answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=SECONDS):
            return True
    except OSError:
        return False
