"""Tutors for programs: a reference, and a name if the company wants one."""

from http import HTTPStatus

import msgspec
from aiohttp import web

from server.admin.listing import QUERY, Items, listed, place
from server.auth import API, PERSON
from server.roles import Right
from server.route import Routes
from server.store import tutors
from server.store.tutors import Tutor
from server.web import DB, read, reply

routes = Routes(f"{API}v1/tutors")


class NewTutor(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    ref: str
    name: str = ""


class TutorChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    name: str


@routes.on("GET", "", Right.READ_TUTORS, reply=Items[Tutor], query=QUERY)
async def list_tutors(request: web.Request) -> web.Response:
    """Tutors in the order of their references."""
    at = place(request)
    async with request.app[DB].reading() as db:
        found = await tutors.page(db, after=at.after, limit=at.reading)
    return reply(listed(found, at, lambda tutor: tutor.ref))


@routes.on("POST", "", Right.WRITE_TUTORS, body=NewTutor, reply=Tutor, status=HTTPStatus.CREATED)
async def add_tutor(request: web.Request) -> web.Response:
    """Register a tutor."""
    new = await read(request, NewTutor)
    async with request.app[DB].begin() as db:
        tutor = await tutors.add(db, request[PERSON].actor, new.ref, new.name)
    return reply(tutor, status=HTTPStatus.CREATED, location=f"{API}v1/tutors/{tutor.ref}")


@routes.on("GET", "/{ref}", Right.READ_TUTORS, reply=Tutor)
async def read_tutor(request: web.Request) -> web.Response:
    """One tutor."""
    async with request.app[DB].reading() as db:
        return reply(await tutors.find(db, request.match_info["ref"]))


@routes.on("PATCH", "/{ref}", Right.WRITE_TUTORS, body=TutorChange, reply=Tutor)
async def rename_tutor(request: web.Request) -> web.Response:
    """Give a tutor another name."""
    wanted = await read(request, TutorChange)
    async with request.app[DB].begin() as db:
        tutor = await tutors.rename(db, request[PERSON].actor, request.match_info["ref"], wanted.name)
    return reply(tutor)
