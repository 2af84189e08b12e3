"""What the company chose: the policy's settings, which travel in every bundle, and the office's own.

A change is a JSON merge patch (RFC 7396) on one document: what is named changes, `null` goes back to the default.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import insert, select, update

from policy.hosts import canonical
from policy.live import Live
from policy.never import refused
from policy.platforms import by_name
from policy.settings import Drafts, Settings
from server.problem import Invalid, RequestProblem, from_decoding
from server.store import adviser_sites, log
from server.store.log import Kind
from server.store.transaction import Transaction
from server.tables import settings

POLICY, OFFICE = "policy", "office"
KEPT_APART = "register"  # a field of Settings that is no setting: the office keeps it in tables of its own
HOLD_SECONDS = range(15, 601)
MAX_TEXT = 120
MAX_HOSTS = 50
type Json = Any


class Budget(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Blind look-ups of one device: of people on its first day and on each later one, of names in drafts on each day."""

    first_day: int = 1_000
    daily: int = 200
    names: int = 500


class Office(msgspec.Struct, frozen=True, omit_defaults=True):
    """What only the office itself needs to know."""

    lookups: Budget = Budget()


async def policy(db: Transaction) -> Settings:
    return msgspec.convert(await _document(db, POLICY), Settings)


async def office(db: Transaction) -> Office:
    return msgspec.convert(await _document(db, OFFICE), Office)


async def shown(db: Transaction) -> dict[str, Json]:
    """Every setting with its value now, as JSON."""
    return _whole(await policy(db)) | _whole(await office(db))


async def change(db: Transaction, actor: str, patch: dict[str, Json]) -> dict[str, Json]:
    """Apply a merge patch. Raises Invalid, naming the field."""
    known = dict.fromkeys(Settings.__struct_fields__, POLICY) | dict.fromkeys(Office.__struct_fields__, OFFICE)
    for name in patch:
        if name not in known or name == KEPT_APART:
            raise Invalid(f"There is no setting {name[:40]!r}.", field=name[:40])
    before = await shown(db)
    for document, shape in ((POLICY, Settings), (OFFICE, Office)):
        mine = {name: value for name, value in patch.items() if known[name] == document}
        if mine:
            await _keep(db, document, _checked(_merged(await _document(db, document), mine), shape))
    after = await shown(db)
    changed = sorted(name for name in after if after[name] != before[name])
    if changed:
        await log.write(db, actor, Kind.SETTINGS_CHANGED, "settings", fields=changed)
        db.publish = True
    return after


def _checked(document: Json, shape: type[Settings | Office]) -> Settings | Office:
    try:
        wanted = msgspec.convert(document, shape)
    except msgspec.ValidationError as error:
        raise _named(document, shape, from_decoding(error)) from error
    match wanted:
        case Settings():
            adviser_sites.check(wanted.adviser_sites, document.get("adviser_sites", {}))
            _refuse_unknown(drafts := document.get("drafts", {}), Drafts, "drafts")
            _refuse_unknown(drafts.get("live", {}), Live, "drafts.live")
            return msgspec.structs.replace(wanted, hosts=_checked_hosts(_checked_values(wanted).hosts))
        case Office(lookups=Budget(first_day=first, daily=daily, names=names)):
            if not all(0 <= questions <= 100_000 for questions in (first, daily, names)):
                raise Invalid("A budget is between 0 and 100,000 questions.", field="lookups")
            return wanted


def _refuse_unknown(given: Mapping[str, Json], shape: type[Drafts | Live], field: str) -> None:
    """A device skips words that it does not know, for a newer office's sake; here they are slips."""
    for name in given:
        if name not in shape.__struct_fields__:
            raise Invalid(f"There is no setting {name[:40]!r}.", field=f"{field}.{name[:40]}")


def _named(document: Json, shape: type[Settings | Office], found: RequestProblem) -> RequestProblem:
    """The same with the setting's name, where the decoder cannot say where it was (a word that stands as a key)."""
    if found.problem.field != "body":
        return found
    for name, value in document.items():
        try:
            msgspec.convert({name: value}, shape)
        except msgspec.ValidationError:
            return Invalid("There is no such choice.", field=name)
    return found


def _checked_values(wanted: Settings) -> Settings:
    if wanted.hold_seconds not in HOLD_SECONDS:
        raise Invalid("A hold lasts 15 to 600 seconds.", field="hold_seconds")
    if unknown := next((name for name in wanted.drafts.media if by_name(name) is None), ""):
        raise Invalid(f"{unknown[:40]!r} is not a platform that Tutor Guard knows.", field="drafts.media")
    for field in ("company", "contact"):
        text = getattr(wanted, field)
        if not 0 < len(text) <= MAX_TEXT or not text.isprintable():
            raise Invalid(f"Please use 1 to {MAX_TEXT} printable characters.", field=field)
    return wanted


def _checked_hosts(hosts: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    for platform, names in hosts.items():
        field = f"hosts.{platform[:40]}"
        if by_name(platform) is None:
            raise Invalid("There is no such platform.", field=field)
        if len(names) > MAX_HOSTS:
            raise Invalid(f"At most {MAX_HOSTS} hosts can be named.", field=field)
        for name in names:
            if why := refused(name):
                raise Invalid(f"{name[:80]!r} cannot be guarded: {why}.", field=field)
    return {platform: tuple(dict.fromkeys(map(canonical, names))) for platform, names in hosts.items() if names}


def _merged(document: Json, patch: Json) -> Json:
    if not isinstance(patch, dict):
        return patch
    merged = dict(document) if isinstance(document, dict) else {}
    for name, value in patch.items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = _merged(merged.get(name), value)
    return merged


def _whole(wanted: Settings | Office) -> dict[str, Json]:
    """With the defaults written out, which the wire leaves out."""
    names = (name for name in wanted.__struct_fields__ if name != KEPT_APART)
    return {name: _written_out(getattr(wanted, name)) for name in names}


def _written_out(value: object) -> Json:
    if isinstance(value, Drafts | Live):
        return {name: _written_out(getattr(value, name)) for name in value.__struct_fields__}
    return msgspec.to_builtins(value)


async def _document(db: Transaction, name: str) -> Json:
    return await db.value(select(settings.c.document).where(settings.c.name == name)) or {}


async def _keep(db: Transaction, name: str, wanted: Settings | Office) -> None:
    row = {"document": msgspec.to_builtins(wanted), "updated_at": db.now}
    if not await db.run(update(settings).where(settings.c.name == name).values(row)):
        await db.run(insert(settings).values(name=name, **row))
