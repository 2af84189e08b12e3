"""Every site of the stand-in internet that the adviser is tried on: pages with real editors, and what was sent to them."""

import json
import re
from pathlib import Path

import msgspec
from aiohttp import web

from extension.tools import node
from tests.extension import pages
from tests.extension.pages import Page
from tests.together.internet import Internet, Seen
from tests.together.sites.instagram import Instagram

ENGINES = ("textarea", "draft", "lexical", "quill", "tiptap", "slate", "ckeditor")
EDITORS = Path(__file__).parent / "editors"
INSTAGRAM = "www.instagram.com"
FOLLOW = re.compile(r"/api/v1/web/friendships/(\d+)/follow/")


class Square:
    """`people`: handle → account id, for profile pages."""

    def __init__(self, internet: Internet, folder: Path) -> None:
        self.internet = internet
        self.instagram = Instagram(internet)
        self.more: dict[tuple[str, str], str] = {}  # host and path → HTML, for a single test
        self._scripts = bundle(folder)
        internet.mount(self.answer, INSTAGRAM, pages.PRIVATE.host, *(page.host for page in pages.PAGES))

    def add(self, page: Page) -> Page:
        """A page of a single test's own, on a host of any kind."""
        self.internet.mount(self.answer, page.host)
        self.more[page.host, page.path] = page.html
        return page

    def private(self, person: str) -> Page:
        """A conversation that is encrypted end to end; its header says with whom."""
        body = pages.PRIVATE.body.replace("{person}", person)
        return self.add(msgspec.structs.replace(pages.PRIVATE, body=body))

    def sent(self, host: str) -> list[str]:
        """The texts that arrived at a site, in order."""
        return [str(json.loads(seen.body)["text"]) for seen in self.internet.requests(host, "/stand-in/sent") if seen.complete]

    def follows(self, number: str) -> list[Seen]:
        return self.internet.requests(INSTAGRAM, f"/api/v1/web/friendships/{number}/follow/", "POST")

    async def answer(self, request: web.BaseRequest, seen: Seen) -> web.StreamResponse:
        if seen.path.startswith("/stand-in/"):
            return self._file(seen.path.removeprefix("/stand-in/"))
        if seen.host == INSTAGRAM and seen.path.startswith("/api/graphql"):
            return await self.instagram.answer_web(request, seen)
        if seen.path == "/api/v1/users/web_profile_info/":
            person = {"id": seen.query["id"], "pk": seen.query["id"], "username": seen.query["username"], "full_name": ""}
            return web.json_response({"data": {"user": person}, "status": "ok"})
        if FOLLOW.fullmatch(seen.path):
            return web.json_response({"status": "ok", "result": "following"})
        if html := self._html(seen):
            return web.Response(text=html, content_type="text/html", headers={"Content-Security-Policy": pages.CSP})
        return web.Response(status=404, text="no such page")

    def _html(self, seen: Seen) -> str:
        if own := self.more.get((seen.host, seen.path)):
            return own
        for page in pages.PAGES:
            if (page.host, page.path) == (seen.host, seen.path):
                return page.html
        if seen.host == INSTAGRAM and seen.path.startswith("/direct/t/"):
            return pages.THREAD.html
        if seen.host == INSTAGRAM and re.fullmatch(r"/[\w.]+/", seen.path):
            return pages.PROFILE.format(handle=seen.path.strip("/"))
        return ""

    def _file(self, name: str) -> web.Response:
        if name == "page.css":
            return web.Response(text=pages.STYLE, content_type="text/css")
        if name == "sent":
            return web.json_response({})
        if name in self._scripts:
            return web.Response(body=self._scripts[name], content_type="text/javascript")
        return web.Response(status=404, text="no such file")


def bundle(folder: Path) -> dict[str, bytes]:
    """The editors with the pages' own scripts, as a site would serve them."""
    entries = [str(EDITORS / f"{engine}.js") for engine in (*ENGINES, "profile")]
    options = ["--bundle", "--format=esm", "--minify", "--log-level=warning", "--loader:.css=empty"]
    define = ["--define:global=globalThis", '--define:process.env.NODE_ENV="production"']
    made = node.run("esbuild", *entries, *options, *define, f"--outdir={folder}")
    assert made.returncode == 0, made.stderr
    return {path.name: path.read_bytes() for path in folder.glob("*.js")}
