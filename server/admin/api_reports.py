"""What tutors report in their own words, for programs of those who may read it."""

from aiohttp import web

from server.admin.listing import QUERY, Items, listed, place
from server.auth import API, PERSON
from server.roles import Right
from server.route import Routes
from server.store import log, reports
from server.store.log import Kind
from server.store.reports import Reported
from server.web import DB, reply

routes = Routes(f"{API}v1/reports")


@routes.on("GET", "", Right.READ_REPORTS, reply=Items[Reported], query=QUERY)
async def list_reports(request: web.Request) -> web.Response:
    """Reports, those heard of last first; none that is about whoever asks."""
    at = place(request)
    async with request.app[DB].begin() as db:
        found = await reports.page(db, request[PERSON].role, after=at.after, limit=at.reading)
        page = listed(found, at, reports.cursor)
        for report in page.items:
            await log.write(db, request[PERSON].actor, Kind.RECORD_READ, f"report:{report.id}")
    return reply(page)


@routes.on("GET", "/{id}", Right.READ_REPORTS, reply=Reported)
async def read_report(request: web.Request) -> web.Response:
    """One report."""
    async with request.app[DB].begin() as db:
        report = await reports.find(db, request[PERSON].role, request.match_info["id"])
        await log.write(db, request[PERSON].actor, Kind.RECORD_READ, f"report:{report.id}")
    return reply(report)
