"""Pupils for programs. Lists say who is registered, not who they are; whoever opens a record is written down."""

from datetime import date
from http import HTTPStatus

import msgspec
from aiohttp import web

from server.admin.listing import QUERY, Items, listed, place
from server.auth import API, PERSON
from server.roles import Right
from server.route import Routes
from server.store import log, pupils
from server.store.log import Kind
from server.store.pupils import NewPupil, Pupil, PupilChange, Status
from server.web import DB, nothing, read, reply

PUPILS = f"{API}v1/pupils"
routes = Routes(PUPILS)


class ListedPupil(msgspec.Struct, frozen=True, kw_only=True):
    """A pupil without names and date of birth."""

    ref: str
    status: Status
    left_on: date | None
    vulnerable: bool
    updated_at: int


def brief(pupil: Pupil) -> ListedPupil:
    return ListedPupil(
        ref=pupil.ref,
        status=pupil.status,
        left_on=pupil.left_on,
        vulnerable=pupil.vulnerable,
        updated_at=pupil.updated_at,
    )


@routes.on("GET", "", Right.READ_PUPILS, reply=Items[ListedPupil], query=QUERY)
async def list_pupils(request: web.Request) -> web.Response:
    """Pupils in the order of their references."""
    at = place(request)
    async with request.app[DB].reading() as db:
        found = await pupils.page(db, after=at.after, limit=at.reading)
    return reply(listed([brief(pupil) for pupil in found], at, lambda pupil: pupil.ref))


@routes.on("POST", "", Right.WRITE_PUPILS, body=NewPupil, reply=Pupil, status=HTTPStatus.CREATED)
async def add_pupil(request: web.Request) -> web.Response:
    """Register a pupil."""
    new = await read(request, NewPupil)
    async with request.app[DB].begin() as db:
        pupil = await pupils.add(db, request[PERSON].actor, new)
    return reply(pupil, status=HTTPStatus.CREATED, location=f"{PUPILS}/{pupil.ref}")


@routes.on("GET", "/{ref}", Right.READ_PUPILS, reply=Pupil)
async def read_pupil(request: web.Request) -> web.Response:
    """A pupil's record, names included."""
    ref = request.match_info["ref"]
    async with request.app[DB].begin() as db:
        pupil = await pupils.find(db, ref)
        await log.write(db, request[PERSON].actor, Kind.RECORD_READ, f"pupil:{ref}")
    return reply(pupil)


@routes.on("PATCH", "/{ref}", Right.WRITE_PUPILS, body=PupilChange, reply=Pupil)
async def change_pupil(request: web.Request) -> web.Response:
    """Change what the body names."""
    wanted = await read(request, PupilChange)
    async with request.app[DB].begin() as db:
        pupil = await pupils.change(db, request[PERSON].actor, request.match_info["ref"], wanted)
    return reply(pupil)


@routes.on("DELETE", "/{ref}", Right.WRITE_PUPILS, status=HTTPStatus.NO_CONTENT)
async def remove_pupil(request: web.Request) -> web.Response:
    """Forget a pupil with all accounts. Whoever only left is better kept, with the status `left`, until 18."""
    async with request.app[DB].begin() as db:
        await pupils.remove(db, request[PERSON].actor, request.match_info["ref"])
    return nothing()
