"""A browser on a computer without a guard: the real office checks links and hashtags, and hears of nothing else.

The office stands behind a name of the stand-in internet, which writes down what it is sent and passes it on. That the tutor has
allowed the address is taken for granted here: a copy of the manifest lists it.
"""

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from extension.tools import pack
from tests.extension import drafts
from tests.extension.browser import Browser, new_tab, welcome
from tests.extension.company import managed
from tests.extension.composer import Composer, Way
from tests.extension.conftest import PROGRAMS
from tests.extension.pages import BY_NAME
from tests.extension.street import Street
from tests.extension.tab import Tab
from tests.extension.words import say
from tests.together.internet import Seen
from tests.together.programs import last_line

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a browser policies of its own")
HOST = "office.tutors.example"
FORM = BY_NAME["form"]
WAYS: list[Way] = ["key", "button"]
WORDS = ("our", "private", "lesson", "with", "went", "well")


class Relay:
    """Passes the browser's questions on to the office while it is `open`."""

    def __init__(self, street: Street) -> None:
        self.open = True
        self._office = f"https://127.0.0.1:{street.office.port}"
        token = last_line(street.office.run("token", "add", "the first", "--role", "adviser"))
        street.internet.run(self._warm({"Authorization": f"Bearer {token}"}))
        self._seen = street.internet
        street.internet.mount(self.answer, HOST)

    async def _warm(self, headers: dict[str, str]) -> None:
        """The first question waits for the tables, which on a busy machine takes longer than the adviser waits."""
        question = {"links": ["https://www.bbc.co.uk/bitesize"], "hashtags": ["#fractions"]}
        asked = f"{self._office}/api/adviser/v1/check"
        async with aiohttp.ClientSession(headers=headers) as session, session.post(asked, json=question, ssl=False) as said:
            assert said.status == 200, await said.text()

    @property
    def bodies(self) -> list[bytes]:
        return [seen.body for seen in self._seen.requests(HOST, method="POST")]

    async def answer(self, _: web.BaseRequest, seen: Seen) -> web.StreamResponse:
        if not self.open:
            return web.Response(status=502)
        headers = {name: seen.headers[name] for name in ("authorization", "content-type") if name in seen.headers}
        async with (
            aiohttp.ClientSession() as session,
            session.request(seen.method, self._office + seen.target, data=seen.body, headers=headers, ssl=False) as said,
        ):
            return web.Response(status=said.status, body=await said.read(), content_type=said.content_type)


@pytest.fixture(scope="module")
def relay(street: Street) -> Relay:
    return Relay(street)


@pytest.fixture(scope="module")
def allowed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The adviser as it ships, and the office's address allowed."""
    folder = pack.unpacked(tmp_path_factory.mktemp("allowed") / "adviser")
    manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest["host_permissions"] += [f"https://{HOST}/*", "https://127.0.0.1/*"]
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    return folder


@pytest.fixture(scope="module", params=["chromium", "firefox"])
def alone(
    request: pytest.FixtureRequest, street: Street, allowed: Path, relay: Relay, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """A browser that was never paired, to which the company said where its office is."""
    if any(shutil.which(program) is None for program in PROGRAMS[request.param]):
        pytest.skip(f"{request.param} is not installed; tests/prepare installs what it may")
    token = last_line(street.office.run("token", "add", f"posts {request.param}", "--role", "adviser"))
    settings = {"office": f"https://{HOST}", "officeToken": token}
    proxy = street.internet.address.removeprefix("http://")
    folder = tmp_path_factory.mktemp(request.param)
    trusted = (street.internet.ca_file, street.office.home / "tls.pem")
    browser = managed(request.param, folder, allowed, settings, proxy, *trusted)
    welcome(browser).until("!document.body.hidden")
    yield browser
    browser.close()


@pytest.fixture
def page(alone: Browser) -> Iterator[Tab]:
    opened = new_tab(alone.bidi)
    yield opened
    opened.close()


def text(*found: str) -> str:
    return " ".join((*WORDS, *found))


def words_in(bodies: list[bytes]) -> set[str]:
    """Every word that stands by itself in what was sent."""
    return {word for body in bodies for word in re.findall(r"[\w@.]+", body.decode())}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", ["danger", "inappropriate"])
def test_what_the_office_says_of_a_link_or_hashtag_holds_the_send(page: Tab, relay: Relay, way: Way, kind: str) -> None:
    before = len(relay.bodies)
    made = next(word for word in drafts.MADE[kind]().split() if word.startswith(("http", "#")))
    composer = Composer(page, FORM)
    written = composer.paste(text(made, "anna.smith@mail.example"))  # half an address, at which somebody pauses, is a host
    composer.send(way)
    panel = page.panel(say(f"verdict_{kind}"))
    assert (composer.sent, composer.text) == ([], written)
    panel.click(say("edit"))
    page.no_panel()
    asked = relay.bodies[before:]
    assert made in asked[-1].decode()
    assert all(json.loads(body).keys() <= {"links", "hashtags", "platform"} for body in asked)
    assert words_in(asked) & {*WORDS, "anna", "smith", "anna.smith", "mail.example"} == set()


def test_what_is_sent_anyway_without_a_guard_is_not_said_to_be_recorded(page: Tab, relay: Relay) -> None:
    composer = Composer(page, FORM)
    written = composer.write(text(drafts.danger()))
    composer.send("key")
    panel = page.panel(say("not_recorded"))
    assert say("reason_anyway") not in panel.text
    assert panel.buttons == [say("edit"), say("send_anyway")]  # nobody to be asked
    panel.click(say("send_anyway"))
    composer.has_sent(written)


@pytest.fixture
def direct(alone: Browser, street: Street) -> Iterator[None]:
    """The company says that its office is the real one, at its own address."""
    inside = new_tab(alone.bidi)
    inside.open(f"{alone.extension}/pages/options.html")

    def say_so(office: str) -> None:
        set_to = f"chrome.storage.session.set({{managed: {{...managed, office: '{office}'}}}})"
        inside.evaluate(f"chrome.storage.session.get('managed').then(({{managed}}) => {set_to})")

    say_so(f"https://127.0.0.1:{street.office.port}")
    yield
    say_so(f"https://{HOST}")
    inside.close()


@pytest.mark.usefixtures("direct")
def test_the_office_answers_by_its_own_certificate_where_that_is_trusted(page: Tab, relay: Relay) -> None:
    before = len(relay.bodies)
    composer = Composer(page, FORM)
    composer.write(text(drafts.danger()))
    composer.send("key")
    page.panel(say("verdict_danger"))
    assert composer.sent == []
    assert relay.bodies[before:] == []


def test_a_draft_without_links_goes_and_the_office_hears_nothing(page: Tab, relay: Relay) -> None:
    before = len(relay.bodies)
    composer = Composer(page, FORM)
    written = composer.write(text(drafts.clean()))
    page.box(".quiet", say("links_only"))
    composer.send("key")
    composer.has_sent(written)
    assert relay.bodies[before:] == []


def test_the_popup_says_that_there_is_no_guard(page: Tab, alone: Browser) -> None:
    page.open(f"{alone.extension}/pages/popup.html")
    page.until("!document.body.hidden")
    said = str(page.until("document.querySelector('#state').innerText"))
    assert said.startswith(say("state_office"))
    assert say("state_office_why") in said


@pytest.mark.parametrize("way", WAYS)
def test_while_the_office_is_away_a_link_waits_and_it_is_said_why(page: Tab, relay: Relay, way: Way) -> None:
    composer = Composer(page, FORM)
    relay.open = False
    try:
        written = composer.write(text(drafts.danger().split()[1]))
        composer.send(way)
        panel = page.panel(say("failed_office"))
        assert (composer.sent, composer.text) == ([], written)
    finally:
        relay.open = True
    panel.click(say("try_again"))
    page.panel(say("verdict_danger"))
    assert composer.sent == []


PICKED = [
    ("see bbc.co.uk/bitesize, HTTPS://A.example/x.", ["HTTPS://A.example/x", "bbc.co.uk/bitesize"], []),
    ("went well.Anna was happy.Then we left", [], []),
    ("write to anna.smith+x@mail.example or @anna.smith", [], []),
    ("(пример.рф) 例.中国 and x.xn--p1ai:8080/a", ["пример.рф", "例.中国", "x.xn--p1ai:8080/a"], []),
    ("http://user@evil.example/ #fun ＃Fun2 a&#39; b#c", ["http://user@evil.example/"], ["#fun", "＃Fun2"]),
    ("https://x.example/#tag.com", ["https://x.example/#tag.com"], []),
]


@pytest.mark.parametrize(("written", "links", "hashtags"), PICKED)
def test_what_leaves_the_browser_is_picked_with_care(
    page: Tab, alone: Browser, written: str, links: list[str], hashtags: list[str]
) -> None:
    page.open(f"{alone.extension}/pages/options.html")
    module = f"import('{alone.extension}/background/office.js')"
    picked = page.evaluate(f"{module}.then(({{alone}}) => alone({{text: {json.dumps(written)}}}))")
    assert (sorted(picked["links"]), sorted(picked["hashtags"])) == (sorted(links), sorted(hashtags))
