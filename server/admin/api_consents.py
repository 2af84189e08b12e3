"""Consents to pictures for programs (4.2.4): who of a family let a pupil be shown on which picture, and until when."""

from http import HTTPStatus

from aiohttp import web

from server.admin.listing import QUERY, Items, listed, place
from server.auth import API, PERSON
from server.roles import Right
from server.route import Routes
from server.store import consents
from server.store.consents import Consent, NewConsent
from server.web import DB, nothing, read, reply

CONSENTS = f"{API}v1/consents"
FILTERS = {
    "state": "valid, expiring (within 30 days), expired or withdrawn",
    "pupil": "those of one pupil, by reference",
    "picture": "those to one picture, by its id in the media register",
}
routes = Routes(CONSENTS)


@routes.on("GET", "", Right.READ_REGISTERS, reply=Items[Consent], query=QUERY | FILTERS)
async def list_consents(request: web.Request) -> web.Response:
    """Consents, those that have run out or were withdrawn too."""
    at, wanted = place(request), {name: request.query.get(name, "") for name in FILTERS}
    async with request.app[DB].reading() as db:
        found = await consents.page(db, after=at.after, limit=at.reading, **wanted)
    return reply(listed(found, at, lambda one: one.id))


@routes.on("POST", "", Right.WRITE_REGISTERS, body=NewConsent, reply=Consent, status=HTTPStatus.CREATED)
async def give_consent(request: web.Request) -> web.Response:
    """Enter a consent, or renew the one that stands for this pupil and picture."""
    new = await read(request, NewConsent)
    async with request.app[DB].begin() as db:
        kept = await consents.give(db, request[PERSON].actor, new)
    return reply(kept, status=HTTPStatus.CREATED, location=f"{CONSENTS}/{kept.id}")


@routes.on("GET", "/{id}", Right.READ_REGISTERS, reply=Consent)
async def read_consent(request: web.Request) -> web.Response:
    """One consent."""
    async with request.app[DB].reading() as db:
        return reply(await consents.find(db, request.match_info["id"]))


@routes.on("DELETE", "/{id}", Right.WRITE_REGISTERS, status=HTTPStatus.NO_CONTENT)
async def withdraw_consent(request: web.Request) -> web.Response:
    """Withdraw a consent: the picture leaves every device's list; that there was a consent stays on record."""
    async with request.app[DB].begin() as db:
        await consents.withdraw(db, request[PERSON].actor, request.match_info["id"])
    return nothing()


@routes.on("POST", "/{id}/restore", Right.WRITE_REGISTERS, reply=Consent)
async def restore_consent(request: web.Request) -> web.Response:
    """Take a withdrawal back: the consent stands as it stood."""
    key = request.match_info["id"]
    async with request.app[DB].begin() as db:
        await consents.restore(db, request[PERSON].actor, key)
        return reply(await consents.find(db, key))
