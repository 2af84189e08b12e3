"""The log for people: who did what when, the newest first."""

from typing import Any

import msgspec
from aiohttp import web
from sqlalchemy import Row

from server.admin.listing import place
from server.admin.render import page
from server.roles import Right
from server.route import Routes
from server.store import log
from server.web import DB

routes = Routes("/log")


@routes.on("GET", "", Right.READ_AUDIT)
async def show_log(request: web.Request) -> web.Response:
    """A page of the log."""
    at = place(request)
    before = int(at.after) if at.after.isascii() and at.after.isdecimal() and len(at.after) <= 12 else None
    async with request.app[DB].reading() as db:
        rows = await log.recent(db, before=before, limit=at.reading)
    following = str(rows[at.limit - 1].seq) if len(rows) > at.limit else ""
    return page(request, "log.html", entries=[_shown(row) for row in rows[: at.limit]], following=following)


def _shown(row: Row[Any]) -> dict[str, object]:
    detail = msgspec.json.decode(row.detail, type=dict[str, Any])
    words = ", ".join(f"{name} {_listed(value)}" for name, value in detail.items())
    return {"seq": row.seq, "at": row.at, "actor": row.actor, "kind": row.kind, "subject": row.subject, "detail": words}


def _listed(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
