"""Sites that somebody of the company has looked at and called reputable (4.2.7): who, when, until when.

A site that is withdrawn stays in its row, so that a slip can be taken back; a site that runs out is left out of the next
day's bundle. Its sub-domains are vouched for with it, hence nothing under which others can have sites is taken.
"""

from datetime import date, timedelta
from typing import Any, Literal

import msgspec
from sqlalchemy import ColumnElement, Row, func, insert, select, update

from policy.ask import host_of
from policy.drafts.links.address import read
from policy.hosts import canonical
from policy.register import Site
from server.problem import Conflict, Invalid, NotFound
from server.store import log
from server.store.log import Kind
from server.store.transaction import Transaction
from server.tables import sites

YEAR = timedelta(days=365)
SOON = timedelta(days=30)
UNDONE_SECONDS = 30 * 86_400  # how long a withdrawn site is offered again
MOST = 2_000  # all of them are on every device
MAX_NOTE = 500

type State = Literal["verified", "expiring", "expired", "withdrawn"]


class NewSite(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`until`: in a year unless it says otherwise. `note`: for the office alone."""

    host: str
    until: date | None = None
    note: str = ""


class VerifiedSite(msgspec.Struct, frozen=True, kw_only=True):
    """`by`, `on`: who verified it when. `until`: the last day on which it counts."""

    host: str
    by: str
    on: date
    until: date
    note: str
    state: State


async def verify(db: Transaction, actor: str, new: NewSite) -> VerifiedSite:
    """Vouch for a site, or vouch for it anew. Raises Invalid, or Conflict when the register is full."""
    host, until = checked_host(new.host), new.until or db.today + YEAR
    if until < db.today:
        raise Invalid("This day is over.", field="until")
    if len(new.note) > MAX_NOTE:
        raise Invalid(f"A note has at most {MAX_NOTE} characters.", field="note")
    row = {
        "verified_by": actor.partition(":")[2] or actor,
        "verified_on": db.today,
        "until": until,
        "note": db.vault.seal_text(sites.c.note, host, new.note),
        "withdrawn_at": None,
        "withdrawn_by": "",
    }
    if not await db.run(update(sites).where(sites.c.host == host).values(row)):
        if (await db.value(select(func.count()).select_from(sites).where(_standing()))) >= MOST:
            raise Conflict(f"The register holds {MOST:,} sites already; please withdraw some.", field="host")
        await db.run(insert(sites).values(host=host, **row))
    await _changed(db, actor, Kind.SITE_VERIFIED, host, until=until.isoformat())
    return await find(db, host)


async def withdraw(db: Transaction, actor: str, host: str) -> None:
    """Vouch for a site no longer. Raises NotFound."""
    mine = (sites.c.host == canonical(host)) & _standing()
    if not await db.run(update(sites).where(mine).values(withdrawn_at=db.now, withdrawn_by=actor)):
        raise NotFound("There is no such site in the register.")
    await _changed(db, actor, Kind.SITE_WITHDRAWN, canonical(host))


async def restore(db: Transaction, actor: str, host: str) -> None:
    """Take a withdrawal back: the site stands as it stood. Raises NotFound."""
    mine = (sites.c.host == canonical(host)) & ~_standing()
    if not await db.run(update(sites).where(mine).values(withdrawn_at=None, withdrawn_by="")):
        raise NotFound("There is no such site among those withdrawn.")
    await _changed(db, actor, Kind.SITE_RESTORED, canonical(host))


async def find(db: Transaction, host: str) -> VerifiedSite:
    """Raises NotFound."""
    row = await db.row(select(sites).where((sites.c.host == canonical(host)) & _standing()))
    if row is None:
        raise NotFound("There is no such site in the register.")
    return _shown(db, row)


async def page(db: Transaction, *, after: str = "", limit: int = MOST) -> list[VerifiedSite]:
    """By name; those that have run out too."""
    query = select(sites).where(_standing(), sites.c.host > after).order_by(sites.c.host).limit(limit)
    return [_shown(db, row) for row in await db.rows(query)]


async def withdrawn(db: Transaction) -> list[VerifiedSite]:
    """Those that were withdrawn lately, the last first."""
    lately = sites.c.withdrawn_at >= db.now - UNDONE_SECONDS
    query = select(sites).where(lately).order_by(sites.c.withdrawn_at.desc(), sites.c.host).limit(20)
    return [_shown(db, row) for row in await db.rows(query)]


async def in_force(db: Transaction) -> tuple[Site, ...]:
    """What devices are told."""
    valid = _standing() & (sites.c.verified_on <= db.today) & (sites.c.until >= db.today)
    return tuple(map(_told, await db.rows(select(sites).where(valid).order_by(sites.c.host))))


def checked_host(entered: str) -> str:
    """The host, by which a site is known. Raises Invalid for anything that is no site as a whole."""
    try:
        host = host_of(entered)
    except ValueError as error:
        raise Invalid(str(error), field="host") from error
    address = read(entered.strip())
    if address and (address.path != "/" or address.query or address.fragment):
        raise Invalid(f"A site is verified as a whole, not one page of it; please enter {host}.", field="host")
    return host


def _standing() -> ColumnElement[bool]:
    return sites.c.withdrawn_at.is_(None)


def _told(row: Row[Any]) -> Site:
    return Site(row.host, row.verified_by, row.verified_on, row.until)


def _shown(db: Transaction, row: Row[Any]) -> VerifiedSite:
    return VerifiedSite(
        host=row.host,
        by=row.verified_by,
        on=row.verified_on,
        until=row.until,
        note=db.vault.open_text(sites.c.note, row.host, row.note),
        state=_state(db, row),
    )


def _state(db: Transaction, row: Row[Any]) -> State:
    if row.withdrawn_at is not None:
        return "withdrawn"
    if row.until < db.today:
        return "expired"
    return "expiring" if row.until <= db.today + SOON else "verified"


async def _changed(db: Transaction, actor: str, kind: Kind, host: str, **detail: str) -> None:
    db.publish = True
    await log.write(db, actor, kind, f"site:{host}", **detail)
