"""An account as a person or a file names it, and what the platform makes of that."""

from datetime import date

import msgspec

from policy.account import Account, InvalidHandle
from policy.adapter import Platform
from policy.platforms import by_name
from server.problem import Invalid

MAX_ENTERED = 300
ID_FIELD = "id"
HANDLE_FIELD = "handle"


class NewAccount(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`handle`: as people write it, with @ or as a profile's address too. `id`: the platform's permanent number, if known."""

    platform: str
    handle: str = ""
    id: str = ""
    source: str = "admin"
    confirmed_by: str = ""
    confirmed_on: date | None = None


class Parsed(msgspec.Struct, frozen=True):
    """An account that may be added: what was entered, and what the platform makes of it."""

    pupil: str
    entered: NewAccount
    account: Account


def parsed(pupil: str, entered: NewAccount) -> Parsed:
    """What was entered, normalised by the platform. Raises Invalid, naming the field."""
    platform = by_name(entered.platform)
    if platform is None:
        raise Invalid(f"{entered.platform[:40]!r} is not a platform that Tutor Guard knows.", field="platform")
    if not (entered.handle or entered.id):
        raise Invalid("An account needs a handle or an id.", field=HANDLE_FIELD)
    for field in (HANDLE_FIELD, ID_FIELD):
        if len(getattr(entered, field)) > MAX_ENTERED:
            raise Invalid(f"This has more than {MAX_ENTERED} characters.", field=field)
    named = _named(platform, HANDLE_FIELD, entered.handle) if entered.handle else Account(platform.name)
    numbered = _named(platform, ID_FIELD, entered.id) if entered.id else Account(platform.name)
    if named.id and numbered.id and named.id != numbered.id:
        raise Invalid("The profile's address names another id.", field=ID_FIELD)
    return Parsed(pupil, entered, named.joined(numbered))


def _named(platform: Platform, field: str, value: str) -> Account:
    try:
        return platform.account(value) if field == HANDLE_FIELD else platform.account(id=value)
    except InvalidHandle as error:
        raise Invalid(str(error), field=field) from error
