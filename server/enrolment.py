"""Enrolment codes as the office hands them out: made once, shown once, for the pages, the API and the command line."""

import msgspec

from policy.enrolment import Code, is_address
from server.problem import Conflict, Invalid
from server.store import devices, meta
from server.store.transaction import Transaction


class NewCode(msgspec.Struct, frozen=True):
    """`expires` in Unix seconds."""

    code: str
    expires: int


async def code(db: Transaction, actor: str, *, tutor: str, pin: bytes, address: str = "") -> NewCode:
    """A code for one device of a tutor. `address`: unless it is named, the one that `serve` recorded.

    Raises NotFound for an unknown tutor, Conflict while nobody knows where devices would find the office, Invalid.
    """
    found = address or await meta.text(db, meta.ADDRESS)
    if not found:
        raise Conflict("The office has no address yet: start `serve` once, or name the address.", field="address")
    if not is_address(found):
        raise Invalid("An address is HOST:PORT, as 192.0.2.7:8443.", field="address")
    secret = await devices.make_code(db, actor, tutor)
    return NewCode(Code(found, pin, secret).written(), db.now + devices.CODE_SECONDS)
