"""Becoming a device of the office, and ceasing to be one."""

import platform
import secrets
import time

import msgspec

from policy import enrolment
from policy.bundle import BundleRejected
from policy.incident import Health
from policy.wire import Enrol, Enrolled, EventsHeld
from proxy_addons.authority import Authority
from proxy_addons.current import Current
from proxy_addons.home import Home
from proxy_addons.office import Office, OfficeAway
from proxy_addons.outbox import Outbox
from proxy_addons.routing import Routing
from proxy_addons.vault import Vault

UNAUTHORISED = 401
SPENT = "this enrolment code was used already, or is older than 24 hours; please ask for a new one"


class EnrolmentRefused(RuntimeError):
    """A computer that cannot be enrolled like that; the message says why, for a person to read."""


class Enrolment(msgspec.Struct, frozen=True, kw_only=True):
    """What makes a home a device. `enrolled_at`: Unix seconds; messages from before are nobody's business."""

    token: str
    device: str
    tutor: str
    tutor_key: bytes
    signer: bytes
    address: str
    pin: bytes
    enrolled_at: float


def enrolled(home: Home) -> Enrolment | None:
    """What this home was enrolled as, if it was."""
    try:
        return msgspec.msgpack.decode(home.device_file.read_bytes(), type=Enrolment)
    except FileNotFoundError:
        return None
    except msgspec.MsgspecError as error:
        raise EnrolmentRefused(f"{home.device_file} is damaged; remove it and enrol again with a new code") from error


async def enrol(written: str, home: Home, *, office_proxy: str = "", version: str = "") -> Enrolment:
    """Use an enrolment code. Raises EnrolmentRefused; then nothing has changed on this computer."""
    if before := enrolled(home):
        raise EnrolmentRefused(f"this computer is enrolled already, for {before.tutor}; `leave` first to enrol it anew")
    try:
        code = enrolment.read(written)
    except enrolment.WrongCode as error:
        raise EnrolmentRefused(str(error)) from error
    question = Enrol(secret=code.secret, device=f"{platform.system() or 'Some'} computer", version=version)
    answer = await _asked(code, question, office_proxy)
    made = Enrolment(
        token=answer.token,
        device=answer.device,
        tutor=answer.tutor,
        tutor_key=answer.tutor_key,
        signer=answer.signer,
        address=code.address,
        pin=code.pin,
        enrolled_at=time.time(),
    )
    _settle(home, made, answer)
    return made


async def leave(home: Home, *, office_proxy: str = "") -> bool:
    """Cease to be a device: tell the office if it can be reached, then remove all that is kept. Was the office told?"""
    told = False
    if known := enrolled(home):
        outbox = Outbox(home, Vault(home.local_key))
        async with Office(known.address, known.pin, token=known.token, proxy=office_proxy) as office:
            told = await farewell(office, outbox)
        outbox.close()
    home.erase()
    return told


async def farewell(office: Office, outbox: Outbox) -> bool:
    """Send what waits and that this device leaves. Was the office told?"""
    outbox.health(Health(key=secrets.token_hex(16), kind="left", at=int(time.time())))
    try:
        while outbox.queued:
            held = await office.post("events", outbox.batch(), EventsHeld)
            outbox.forget(held.keys)
            if not held.keys:
                return False
    except OfficeAway:
        return False
    return True


async def _asked(code: enrolment.Code, question: Enrol, office_proxy: str) -> Enrolled:
    try:
        async with Office(code.address, code.pin, proxy=office_proxy) as office:
            return await office.post("enrol", question, Enrolled)
    except OfficeAway as error:
        if error.status == UNAUTHORISED:
            raise EnrolmentRefused(SPENT) from error
        raise EnrolmentRefused(f"{error.why} ({code.address}); nothing was changed, please try again") from error


def _settle(home: Home, made: Enrolment, answer: Enrolled) -> None:
    """Put the first bundle in force; the device file comes last, for it is what makes this home enrolled."""
    for stale in (home.bundle, home.previous_bundle, *home.root.glob(f"{home.database.name}*")):
        stale.unlink(missing_ok=True)  # of an office that this home may have belonged to: its pseudonyms mean nothing here
    try:
        settings = Current(home, made.signer).offer(answer.bundle).settings
    except (BundleRejected, ValueError) as error:
        raise EnrolmentRefused("the office's first bundle cannot be verified; please tell its operator") from error
    Authority(home, Routing(lambda: settings.hosts).hosts())  # so that it can be trusted before the guard runs
    home.write_secret(home.device_file, msgspec.msgpack.encode(made))
