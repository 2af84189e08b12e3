"""Everything that the status page and `status --json` show, gathered once from the parts of the device."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import hashes

from policy.settings import Settings
from proxy_addons.authority import permitted
from proxy_addons.conversation import Sent
from proxy_addons.hold import Hold
from proxy_addons.notices import Entry
from proxy_addons.outbox import Entry as Uplink
from proxy_addons.stores import Trusted

if TYPE_CHECKING:
    from policy.packs.pack import Pack


class Unwatched(msgspec.Struct, frozen=True):
    """A platform, host or program that is not watched."""

    what: str
    why: str
    since: float


class Authority(msgspec.Struct, frozen=True, kw_only=True):
    """The CA of this computer: where its certificate is, which hosts it can vouch for, and whether a store trusts it."""

    file: str
    hosts: tuple[str, ...] = ()
    fingerprint: str = ""
    until: str = ""
    trusted: Trusted = Trusted.UNKNOWN


class Dated(msgspec.Struct, frozen=True, kw_only=True):
    """A list of harmful sites in use: how many entries it has, and of which day it is."""

    name: str
    source: str
    as_of: str
    entries: int


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Times in Unix seconds. `uplink`: all that was or will be sent to the office; `outbox`: how many of it wait.
    `regular`: what the courier said besides, of late.
    `serial` None: there is no list yet.
    """

    at: float
    state: str
    since: float
    authority: Authority
    reasons: tuple[str, ...] = ()
    watched: Mapping[str, tuple[str, ...]] = {}
    unwatched: tuple[Unwatched, ...] = ()
    holds: tuple[Hold, ...] = ()
    told: tuple[Entry, ...] = ()
    uplink: tuple[Uplink, ...] = ()
    regular: tuple[Sent, ...] = ()
    outbox: int = 0
    people: int = 0
    threads: int = 0
    serial: int | None = None
    epoch: int | None = None
    bundle_age_s: int | None = None
    settings: Settings = Settings()
    lists: tuple[Dated, ...] = ()
    counts: Mapping[str, int] = {}


def document(report: Report) -> dict[str, object]:
    """`status --json` (design 4.7)."""
    return {
        "state": report.state,
        "reasons": [*report.reasons, *(f"not watching {gap.what}: {gap.why}" for gap in report.unwatched)],
        "since": iso(report.since),
        "trusted": report.authority.trusted,
        "ca_file": report.authority.file,
        "serial": report.serial,
        "epoch": report.epoch,
        "bundle_age_s": report.bundle_age_s,
        "people": report.people,
        "threads": report.threads,
        "outbox": report.outbox,
        "lists": [msgspec.structs.asdict(one) for one in report.lists],
        "holds": len(report.holds),
        "watching": sorted(report.watched),
        "not_watching": [gap.what for gap in report.unwatched],
        "counts": report.counts,
    }


def listed(holds: Sequence[Hold]) -> list[dict[str, object]]:
    """`holds --json` (design 4.7)."""
    return [
        {
            "id": hold.id,
            "platform": hold.platform,
            "act": hold.act,
            "clause": hold.clause,
            "standing": hold.standing,
            "asked_at": iso(hold.asked_at),
            "expires_at": iso(hold.expires_at),
        }
        for hold in holds
    ]


def dated(packs: Iterable["Pack"]) -> tuple[Dated, ...]:
    """Every list of every pack, for people to see how old it is."""
    return tuple(
        Dated(name=one.name, source=one.source, as_of=str(one.as_of or "unknown"), entries=one.hosts + one.pages)
        for pack in packs
        for one in pack.lists
    )


def iso(seconds: float) -> str:
    """ISO 8601 in UTC, to the millisecond."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def authority(file: Path, trusted: Trusted) -> Authority:
    """The CA as its certificate on the disk says."""
    try:
        ca = x509.load_pem_x509_certificate(file.read_bytes())
    except (OSError, ValueError):
        return Authority(file=str(file), trusted=trusted)
    return Authority(
        file=str(file),
        hosts=tuple(sorted(permitted(ca))),
        fingerprint=ca.fingerprint(hashes.SHA256()).hex(":").upper(),
        until=ca.not_valid_after_utc.date().isoformat(),
        trusted=trusted,
    )
