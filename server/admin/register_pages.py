"""A register on a page: its entries, a form for a new one, and a button for each thing that can be done to an entry.

One mechanism for all of them, so that a page's module says what is its own and no more: which entries stand on it, what the
form makes, what its buttons do. What is wrong is said beside its field, whichever register it is.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from http import HTTPStatus
from types import UnionType
from typing import Any, get_args

import msgspec
from aiohttp import web

from server.admin.render import page, see, wrong
from server.auth import PERSON, form, uploaded
from server.problem import Conflict, FieldError, Invalid, NotFound, from_decoding
from server.roles import Right
from server.route import Routes
from server.store.transaction import Transaction
from server.web import DB

type Context = dict[str, Any]
type Act = Callable[[Transaction, str, str], Awaitable[object]]  # what a button does: as whom, to which entry

PLAIN = {date: "Please give the date as year-month-day.", int: "Please give a whole number."}


async def nothing(_: Any) -> tuple[()]:
    return ()


class Register(msgspec.Struct, frozen=True, kw_only=True):
    """`shape`: what the form makes; a field of bytes is a file. `beside`: what has to be found out of it before the
    transaction, given to `add` as well. `acts`: by the last part of their address, with the name of what is said afterwards.
    """

    path: str
    template: str
    shape: type[msgspec.Struct]
    shown: Callable[[Transaction, Mapping[str, str]], Awaitable[Context]]
    add: Callable[..., Awaitable[object]]
    acts: Mapping[str, tuple[Act, str]]
    beside: Callable[[Any], Awaitable[tuple[Any, ...]]] = nothing
    added: str = "added"
    read: Right = Right.READ_REGISTERS
    write: Right = Right.WRITE_REGISTERS


def pages(register: Register) -> Routes:
    """Its routes: the list, the form, and one for each act."""
    routes = Routes(register.path)

    @routes.on("GET", "", register.read)
    async def show(request: web.Request) -> web.Response:
        return await _list(register, request)

    @routes.on("POST", "", register.write)
    async def enter(request: web.Request) -> web.Response:
        return await _enter(register, request)

    for name, (act, said) in register.acts.items():
        routes.on("POST", f"/{{id}}/{name}", register.write)(_acting(register, act, said))
    return routes


async def _list(register: Register, request: web.Request, *, status: int = HTTPStatus.OK, **context: Any) -> web.Response:
    async with request.app[DB].reading() as db:
        found = await register.shown(db, request.query)
    return page(request, register.template, status=status, **(found | context))


async def _enter(register: Register, request: web.Request) -> web.Response:
    fields = await form(request)
    try:
        new = await entered(request, register.shape, fields)
        more = await register.beside(new)
        async with request.app[DB].begin() as db:
            await register.add(db, request[PERSON].actor, new, *more)
    except (Invalid, Conflict, NotFound) as error:
        shown = wrong(error, fields, register.shape.__struct_fields__)
        return await _list(register, request, status=error.status, **shown)
    raise see(register.path, register.added)


def _acting(register: Register, act: Act, said: str) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def carry_out(request: web.Request) -> web.Response:
        async with request.app[DB].begin() as db:
            await act(db, request[PERSON].actor, request.match_info["id"])
        raise see(register.path, said)

    return carry_out


async def entered[S: msgspec.Struct](request: web.Request, shape: type[S], fields: Mapping[str, str]) -> S:
    """What the form makes; a field left empty has its default. Raises Invalid in words for people."""
    parts = msgspec.structs.fields(shape)
    values: dict[str, object] = {part.name: value for part in parts if (value := fields.get(part.name))}
    values |= {part.name: await uploaded(request, part.name) for part in parts if part.type is bytes}
    values |= {part.name: "" for part in parts if part.required and part.type is str and part.name not in values}
    try:
        return msgspec.convert(values, shape, strict=False)
    except msgspec.ValidationError as error:
        raise _plain(from_decoding(error).errors, {part.name: part.type for part in parts}) from error


def _plain(errors: Sequence[FieldError], types: Mapping[str, Any]) -> Invalid:
    told = tuple(FieldError(error.field, _words(types.get(error.field))) for error in errors)
    return Invalid(told[0].message, errors=told)


def _words(kind: Any) -> str:
    kinds = get_args(kind) if isinstance(kind, UnionType) else (kind,)
    return next((words for one, words in PLAIN.items() if one in kinds), "Please choose one of those that are offered.")
