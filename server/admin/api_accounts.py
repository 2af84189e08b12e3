"""Pupils' accounts for programs."""

from http import HTTPStatus

from aiohttp import web

from server.admin.api_pupils import PUPILS
from server.admin.listing import Items, whole
from server.auth import PERSON
from server.problem import NotFound
from server.roles import Right
from server.route import Routes
from server.store import accounts, log, pupils
from server.store.accounts import Kept
from server.store.entered import NewAccount
from server.store.log import Kind
from server.store.transaction import Transaction
from server.web import DB, nothing, read, reply

routes = Routes(PUPILS + "/{ref}/accounts")


@routes.on("GET", "", Right.READ_PUPILS, reply=Items[Kept])
async def list_accounts(request: web.Request) -> web.Response:
    """A pupil's accounts, the oldest first."""
    ref = request.match_info["ref"]
    async with request.app[DB].begin() as db:
        await pupils.find(db, ref)
        found = await accounts.of_pupil(db, ref)
        await log.write(db, request[PERSON].actor, Kind.RECORD_READ, f"pupil:{ref}", part="accounts")
    return reply(whole(found))


@routes.on("POST", "", Right.WRITE_PUPILS, body=NewAccount, reply=Kept, status=HTTPStatus.CREATED)
async def add_account(request: web.Request) -> web.Response:
    """Add an account: its handle (a profile's address will do), its permanent id, or both."""
    ref, new = request.match_info["ref"], await read(request, NewAccount)
    async with request.app[DB].begin() as db:
        kept = await accounts.add(db, request[PERSON].actor, ref, new)
    return reply(kept, status=HTTPStatus.CREATED, location=f"{PUPILS}/{ref}/accounts/{kept.key}")


@routes.on("DELETE", "/{account}", Right.WRITE_PUPILS, status=HTTPStatus.NO_CONTENT)
async def remove_account(request: web.Request) -> web.Response:
    """Remove an account, named by its key; its id or handle will do where only one has it."""
    async with request.app[DB].begin() as db:
        kept = await named(db, request.match_info["ref"], request.match_info["account"])
        await accounts.remove(db, request[PERSON].actor, kept.key)
    return nothing()


async def named(db: Transaction, pupil: str, name: str) -> Kept:
    """One of a pupil's accounts. Raises NotFound, for another pupil's too."""
    await pupils.find(db, pupil)
    mine = await accounts.of_pupil(db, pupil)
    found = [kept for kept in mine if kept.key == name] or [kept for kept in mine if name in {kept.id, kept.handle}]
    if len(found) != 1:
        raise NotFound(f"Pupil {pupil} has no such account.")
    return found[0]
