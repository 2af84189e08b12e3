"""The office's own CSV, read strictly: one handle a row, or one column for each platform, or both.

    pupil_ref,first_name,last_name,date_of_birth,status,left_date,platform,handle,profile_url,platform_user_id,…
    pupil_ref,first_name,…,known_as,full_name_consent,guardian_name,guardian_relation,instagram,tiktok,…

Columns that the registry has no use for (notes, anything unknown) are left out and named. A row that cannot be read is
rejected with its line; what several rows say of one pupil must agree, but each may name another guardian.
"""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date

import msgspec

from policy.platforms import by_name
from server.problem import Invalid
from server.store.entered import NewAccount
from server.store.names import Guardian
from server.store.pupils import Status

PUPIL_COLUMNS = ("first_name", "last_name", "known_as", "full_name_consent", "date_of_birth", "status", "left_date")
GUARDIAN_COLUMNS = ("guardian_name", "guardian_relation")
ACCOUNT_COLUMNS = ("platform", "handle", "profile_url", "platform_user_id")
MAX_ROWS = 100_000
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
YES_OR_NO = {"": None, "yes": True, "y": True, "true": True, "1": True, "no": False, "n": False, "false": False, "0": False}
SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """What one line says; None where it says nothing."""

    line: int
    ref: str
    first_name: str | None
    last_name: str | None
    known_as: str | None
    full_name_consent: bool | None
    guardians: tuple[Guardian, ...]
    date_of_birth: date | None
    status: Status | None
    left_on: date | None
    accounts: tuple[NewAccount, ...]


class Rejected(msgspec.Struct, frozen=True):
    line: int
    field: str
    why: str


class Sheet(msgspec.Struct, frozen=True):
    rows: tuple[Row, ...]
    rejected: tuple[Rejected, ...]
    ignored: tuple[str, ...]


def read(text: str) -> Sheet:
    """Raises Invalid when it is no such file at all."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    columns = _columns(reader)
    if "pupil_ref" not in columns:
        raise Invalid("The first line must name the columns, pupil_ref among them.", field="pupil_ref")
    if len(set(columns)) != len(columns):
        raise Invalid("A column stands twice in the first line.", field="pupil_ref")
    reader.fieldnames = columns
    rows: list[Row] = []
    rejected: list[Rejected] = []
    try:
        for cells in reader:
            if len(rows) + len(rejected) >= MAX_ROWS:
                raise Invalid(f"A file may have {MAX_ROWS:,} rows.", field="file")
            try:
                rows.append(_row(reader.line_num, cells))
            except Invalid as error:
                rejected.append(Rejected(reader.line_num, error.errors[0].field, error.detail))
    except csv.Error as error:
        raise Invalid(f"This is no CSV: {error}, line {reader.line_num}.", field="file") from error
    return Sheet(tuple(rows), tuple(rejected), tuple(name for name in columns if not _used(name)))


def _columns(reader: "csv.DictReader[str]") -> list[str]:
    try:
        return [_column(name) for name in reader.fieldnames or ()]
    except csv.Error as error:
        raise Invalid(f"This is no CSV: {error}, line 1.", field="file") from error


def _column(name: str) -> str:
    plain = name.strip().lower()
    column = plain if by_name(plain) else re.sub(r"[\s-]+", "_", plain)
    return "pupil_ref" if column == "ref" else column  # as the API calls it


def _used(column: str) -> bool:
    return column in {"pupil_ref", *PUPIL_COLUMNS, *GUARDIAN_COLUMNS, *ACCOUNT_COLUMNS} or by_name(column) is not None


def _row(line: int, cells: dict[str, str]) -> Row:
    if any(cell is None for cell in cells.values()) or None in cells:
        raise Invalid("The row has more or fewer cells than the first line.", field="pupil_ref")
    said = {name: cell.strip() for name, cell in cells.items()}
    if not said["pupil_ref"]:
        raise Invalid("The row names no pupil.", field="pupil_ref")
    return Row(
        line=line,
        ref=said["pupil_ref"],
        first_name=said.get("first_name") or None,
        last_name=said.get("last_name") or None,
        known_as=said.get("known_as") or None,
        full_name_consent=_yes_or_no("full_name_consent", said.get("full_name_consent", "")),
        guardians=tuple(_guardians(said)),
        date_of_birth=_date("date_of_birth", said.get("date_of_birth", "")),
        status=_status(said.get("status", "")),
        left_on=_date("left_date", said.get("left_date", "")),
        accounts=tuple(_accounts(said)),
    )


def _guardians(said: dict[str, str]) -> Iterator[Guardian]:
    if name := said.get("guardian_name"):
        yield Guardian(name, said.get("guardian_relation", ""))


def _accounts(said: dict[str, str]) -> Iterator[NewAccount]:
    entered = said.get("handle", "") or said.get("profile_url", "")
    number = said.get("platform_user_id", "")
    if entered or number:
        if not said.get("platform"):
            raise Invalid("The row names an account but no platform.", field="platform")
        yield NewAccount(platform=said["platform"].lower(), handle=entered, id=number, source="import")
    for name, cell in said.items():
        if cell and name not in ACCOUNT_COLUMNS and by_name(name):
            yield NewAccount(platform=name, handle=cell, source="import")


def _yes_or_no(field: str, cell: str) -> bool | None:
    try:
        return YES_OR_NO[cell.lower()]
    except KeyError as error:
        raise Invalid("This is yes or no.", field=field) from error


def _status(cell: str) -> Status | None:
    try:
        return Status(cell.lower()) if cell else None
    except ValueError as error:
        raise Invalid("A status is current or left.", field="status") from error


def _date(field: str, cell: str) -> date | None:
    """A date that can be read in one way only."""
    if not cell:
        return None
    try:
        if iso := ISO.fullmatch(cell):
            return date(*map(int, iso.groups()))
        if slashed := SLASHED.fullmatch(cell):
            return _slashed(field, *map(int, slashed.groups()))
    except ValueError as error:
        raise Invalid(f"{cell[:20]!r} is no date.", field=field) from error
    raise Invalid(f"{cell[:20]!r} is no date; please write YYYY-MM-DD.", field=field)


def _slashed(field: str, first: int, second: int, year: int) -> date:
    if first <= 12 and second <= 12 and first != second:
        raise Invalid("This date can be read in two ways; please write YYYY-MM-DD.", field=field)
    day, month = (first, second) if second <= 12 else (second, first)
    return date(year, month, day)
