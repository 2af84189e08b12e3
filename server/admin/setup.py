"""Everything of the people side, put into an app: routes behind their rights, pages, headers and the API's description."""

import functools
from itertools import chain
from pathlib import Path

import msgspec
from aiohttp import web

from server import adviser, headers, openapi
from server.admin import (
    api_accounts,
    api_asks,
    api_consents,
    api_devices,
    api_exemptions,
    api_fakes,
    api_imports,
    api_incidents,
    api_media,
    api_official,
    api_openapi,
    api_pupils,
    api_reports,
    api_reviews,
    api_settings,
    api_sites,
    api_tutors,
    errors,
    pages_adviser,
    pages_consents,
    pages_devices,
    pages_exemptions,
    pages_imports,
    pages_incidents,
    pages_log,
    pages_login,
    pages_media,
    pages_official,
    pages_posts,
    pages_pupils,
    pages_reports,
    pages_reviews,
    pages_settings,
    pages_sites,
    pages_terms,
    pages_today,
)
from server.auth import guarded, identify
from server.public import official
from server.route import Route
from server.throttle import Throttle
from server.web import problems

STATIC = Path(__file__).parent.parent / "static"
MODULES = (
    api_pupils,
    api_accounts,
    api_tutors,
    api_exemptions,
    api_devices,
    api_incidents,
    api_reports,
    api_settings,
    api_reviews,
    api_imports,
    api_sites,
    api_official,
    api_fakes,
    api_media,
    api_consents,
    api_asks,
    adviser,
    official,
    api_openapi,
    pages_login,
    pages_today,
    pages_pupils,
    pages_imports,
    pages_devices,
    pages_incidents,
    pages_reports,
    pages_reviews,
    pages_posts,
    pages_sites,
    pages_official,
    pages_media,
    pages_consents,
    pages_terms,
    pages_exemptions,
    pages_settings,
    pages_adviser,
    pages_log,
)
ROUTES: tuple[Route, ...] = tuple(chain.from_iterable(module.routes for module in MODULES))


def setup(app: web.Application) -> None:
    """Expects DB and PIN in the app. Errors become answers outside of everything that may raise them."""
    app.middlewares.extend([problems, errors.pages, identify])
    app.on_response_prepare.append(headers.add)
    app[pages_login.THROTTLE] = Throttle()
    official.setup(app)
    app[api_openapi.DOCUMENT] = _description()
    for route in ROUTES:
        app.router.add_route(route.method, route.path, guarded(route))
    app.router.add_static("/static/", STATIC)


@functools.cache
def _description() -> bytes:
    """Made once for all apps of a process, for it takes longer than all the rest."""
    return msgspec.json.encode(openapi.described(ROUTES, version=api_openapi.own_version()))
