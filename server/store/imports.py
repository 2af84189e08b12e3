"""Many pupils and handles at once: compared with the registry first, then all of it done or nothing.

An import adds and completes; it never removes. A pupil or an account that is missing from a file stays as it is.
"""

from collections.abc import Sequence
from typing import Any

import msgspec

from server import sheet
from server.problem import Invalid
from server.sheet import Rejected, Row
from server.store import accounts, log, pupils
from server.store.entered import parsed
from server.store.log import Kind
from server.store.names import Guardian
from server.store.plan import AccountAdded, AccountCompleted, Added, Changed, Plan
from server.store.present import NEW, Present
from server.store.pupils import NewPupil, Pupil, PupilChange, Status
from server.store.transaction import Transaction

FIELDS = ("first_name", "last_name", "known_as", "full_name_consent", "date_of_birth", "status", "left_on")


async def planned(db: Transaction, text: str) -> Plan:
    """Compare a file with the registry; nothing is changed. Raises Invalid when it is no such file."""
    read = sheet.read(text)
    plan = Plan(ignored=read.ignored, rejected=list(read.rejected))
    known = {pupil.ref: pupil for pupil in await pupils.every(db)}
    present = await Present.load(db)
    for ref, rows in _by_pupil(read.rows).items():
        try:
            _plan_pupil(db, plan, rows, known.get(ref))
        except Invalid as error:
            plan.rejected.append(_rejection(rows[0].line, error))
        for row in rows:
            _plan_accounts(plan, row, present)
    plan.rejected.sort(key=lambda item: item.line)
    return plan


async def carried_out(db: Transaction, actor: str, text: str) -> Plan:
    """Do what the file says, unless a row of it is rejected: then nothing. Raises Invalid when it is no such file."""
    plan = await planned(db, text)
    if plan.rejected or plan.empty:
        return plan
    await pupils.add_all(db, actor, [item.pupil for item in plan.new_pupils])
    for changed in plan.changed_pupils:
        await pupils.change(db, actor, changed.ref, changed.change)
    await accounts.add_all(db, actor, [item.new for item in plan.new_accounts])
    for completed in plan.completed:
        await _complete(db, actor, completed)
    counts = {what.replace(" ", "_"): count for what, count in plan.counts().items()}
    await log.write(db, actor, Kind.HANDLES_IMPORTED, "registry", **counts)
    return plan


async def _complete(db: Transaction, actor: str, item: AccountCompleted) -> None:
    kept = await accounts.find(db, item.key)
    whole = kept.account.joined(item.new.account)
    await accounts.replace(db, actor, item.key, handle=whole.handle, id=whole.id)


def _by_pupil(rows: Sequence[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row.ref, []).append(row)
    return grouped


def _plan_pupil(db: Transaction, plan: Plan, rows: list[Row], known: Pupil | None) -> None:
    said = _agreed(rows)
    if guardians := _guardians(rows, known):
        said["guardians"] = guardians
    if known is None:
        new = pupils.checked(db, NewPupil(ref=rows[0].ref, **said))
        plan.new_pupils.append(Added(rows[0].line, new))
        return
    if said.get("status") is Status.CURRENT:
        said["left_on"] = None
    after = pupils.checked(db, msgspec.structs.replace(known, **said))
    fields = tuple(field for field in (*FIELDS, "guardians") if getattr(after, field) != getattr(known, field))
    if fields:
        change = PupilChange(**{field: getattr(after, field) for field in fields})
        plan.changed_pupils.append(Changed(rows[0].line, known.ref, change, fields))


def _guardians(rows: list[Row], known: Pupil | None) -> tuple[Guardian, ...]:
    """Those who stand already, as they stand, and those whom the rows add."""
    kept = {one.name: one for one in known.guardians} if known else {}
    for one in (one for row in rows for one in row.guardians):
        kept.setdefault(one.name, one)
    return tuple(kept.values())


def _agreed(rows: list[Row]) -> dict[str, Any]:
    """What the rows of one pupil say together. Raises Invalid when they disagree."""
    said: dict[str, Any] = {}
    for row in rows:
        for field in FIELDS:
            value = getattr(row, field)
            if value is not None and said.setdefault(field, value) != value:
                raise Invalid(f"Line {row.line} says something else of this pupil.", field=field)
    return said


def _plan_accounts(plan: Plan, row: Row, present: Present) -> None:
    for entered in row.accounts:
        try:
            new = parsed(row.ref, entered)
            key = present.place(new)
        except Invalid as error:
            plan.rejected.append(_rejection(row.line, error))
            continue
        if key is None:
            plan.unchanged += 1
        elif key == NEW:
            plan.new_accounts.append(AccountAdded(row.line, new))
        else:
            plan.completed.append(AccountCompleted(row.line, key, new))


def _rejection(line: int, error: Invalid) -> Rejected:
    return Rejected(line, error.errors[0].field, error.detail)
