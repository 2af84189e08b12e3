"""What tutors report in their own words, for those who may read it: a list without words, and each on a page of its own."""

from aiohttp import web

from policy.report import Kind as ReportKind
from policy.report import Route
from server.admin.listing import place
from server.admin.render import page
from server.admin.report_steps import report_steps
from server.auth import PERSON
from server.roles import Right
from server.route import Routes
from server.store import log, reports
from server.store.log import Kind
from server.web import DB

KINDS = {
    ReportKind.CONTACT: "Contact from a pupil",
    ReportKind.CONCERN: "A concern",
    ReportKind.ACCOUNT: "An account",
    ReportKind.OTHER: "Something else",
}
READERS = {
    Route.DSL: "the safeguarding leads and the owner",
    Route.OWNER: "the owner alone, for it is about a safeguarding lead",
    Route.DSL_ONLY: "the safeguarding leads alone, for it is about the owner",
}
routes = Routes("/reports")


@routes.on("GET", "", Right.READ_REPORTS)
async def list_reports(request: web.Request) -> web.Response:
    """Reports, those heard of last first."""
    at = place(request)
    async with request.app[DB].reading() as db:
        found = await reports.page(db, request[PERSON].role, after=at.after, limit=at.reading)
    newest = found[: at.limit]
    following = reports.cursor(newest[-1]) if len(found) > at.limit else ""
    return page(request, "reports.html", reports=newest, kinds=KINDS, following=following)


@routes.on("GET", "/{id}", Right.READ_REPORTS)
async def read_report(request: web.Request) -> web.Response:
    """One report with the tutor's words; that it was opened is written down."""
    async with request.app[DB].begin() as db:
        report = await reports.find(db, request[PERSON].role, request.match_info["id"])
        await log.write(db, request[PERSON].actor, Kind.RECORD_READ, f"report:{report.id}")
    return page(
        request, "report.html", report=report, kind=KINDS[ReportKind(report.kind)], readers=READERS[Route(report.route)],
        steps=report_steps(report),
    )  # fmt: skip
