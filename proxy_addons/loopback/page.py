"""The status page: plain words, no script needed, every question answerable with the keyboard alone."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec
from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from policy.incident import MAX_REASON, MIN_REASON
from proxy_addons.hold import Decision, Fate, NoSuchHold
from proxy_addons.loopback import words
from proxy_addons.loopback.desk import DESK
from proxy_addons.loopback.forms import Forms

FOLDER = Path(__file__).parent
STATIC = {"status.css": "text/css", "live.js": "text/javascript", "icon.svg": "image/svg+xml"}
FORMS = web.AppKey("forms", Forms)
CLOSED = "That question is closed: it was answered already, or its time is over. Nothing was sent."
STALE = "This page is older than the guard that runs now. Please look again and answer once more."
TOLD = {
    "continued": "Your answer was taken. The request goes on, and your reason is recorded.",
    "cancelled": "Cancelled. Nothing was sent, and nothing is held against you.",
    "kept": "The app has stopped waiting, so nothing was sent. Do it again within ten minutes, and your answer will be used.",
}
routes = web.RouteTableDef()


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody sent with the form of a hold."""

    decision: str = ""
    reason: str = ""
    token: str = ""


@routes.get("/")
async def show(request: web.Request) -> web.Response:
    return await _page(request, told=TOLD.get(request.query.get("told", ""), ""))


@routes.post("/holds/{id}")
async def decide(request: web.Request) -> web.Response:
    """Answer a question by the form on the page."""
    hold_id, asked = request.match_info["id"], _asked(await request.post())
    if not request.app[FORMS].fits(hold_id, asked.token):
        return await _page(request, status=403, error=STALE)
    try:
        decision = Decision(asked.decision)
        fate = request.app[DESK].answer(hold_id, decision, asked.reason)
    except NoSuchHold:
        return await _page(request, status=409, error=CLOSED)
    except ValueError as error:
        return await _page(request, status=422, error=f"{str(error).capitalize()}.", at=hold_id, reason=asked.reason)
    told = "kept" if fate is Fate.KEPT else {Decision.CONTINUE: "continued", Decision.CANCEL: "cancelled"}[decision]
    raise web.HTTPSeeOther(f"/?told={told}")


@routes.get("/proxy.pac")
async def pac(request: web.Request) -> web.Response:
    return web.Response(text=request.app[DESK].pac(), content_type="application/x-ns-proxy-autoconfig")


@routes.get("/static/{name}")
async def static(request: web.Request) -> web.Response:
    """One of three small files; nothing else can be asked for."""
    kind = STATIC.get(name := request.match_info["name"])
    if kind is None:
        raise web.HTTPNotFound
    return web.Response(body=_file(name), content_type=kind, headers={"Cache-Control": "max-age=600"})


async def _page(request: web.Request, *, status: int = 200, told: str = "", error: str = "", **form: str) -> web.Response:
    report = await request.app[DESK].report()
    text = (
        _environment()
        .get_template("status.html")
        .render(
            report=report,
            told=told,
            error=error,
            at=form.get("at", ""),
            reason=form.get("reason", ""),
            token=request.app[FORMS].token,
            pac=f"http://{request.host}/proxy.pac",
        )
    )
    return web.Response(text=text, status=status, content_type="text/html")


def _asked(form: Mapping[str, object]) -> Asked:
    fields = {name: value for name in Asked.__struct_fields__ if isinstance(value := form.get(name), str)}
    return Asked(**fields)


@cache
def _file(name: str) -> bytes:
    return (FOLDER / "static" / name).read_bytes()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.update(
        platform=words.platform,
        state=words.state,
        question=words.question,
        sentence=words.sentence,
        moment=words.moment,
        span=words.span,
        verbatim=words.verbatim,
        min_reason=MIN_REASON,
        max_reason=MAX_REASON,
    )
    return environment
