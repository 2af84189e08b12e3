"""As a company rolls it out: installed by policy from its own server, set by policy, nothing for the tutor to change.

The browsers read their policies from fixed places, so each is started in a mount namespace of its own; that needs root.
"""

import base64
import json
import os
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from extension.tools import crx, pack
from tests.extension import drafts
from tests.extension.browser import Browser, Program, new_tab, welcome
from tests.extension.chromium import Chromium
from tests.extension.company import GECKO, POLICY, apart, written
from tests.extension.composer import Composer
from tests.extension.firefox import Firefox
from tests.extension.pages import BY_NAME
from tests.extension.pairing import pair
from tests.extension.street import Street
from tests.extension.words import say
from tests.together.waiting import until

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a browser policies of its own")
UPDATES = (
    '<?xml version="1.0"?><gupdate xmlns="http://www.google.com/update2/response" protocol="2.0">'
    '<app appid="{id}"><updatecheck codebase="{server}/{file}" version="{version}"/></app></gupdate>'
)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """A server of a test has nothing to say."""


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder of the company's web server, and the server's address."""
    folder = tmp_path / "shop"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield folder, f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join(5)


def packed(folder: Path) -> tuple[str, dict[str, str]]:
    """Packs signed with a new key: the id in Chromium, and each kind's file name."""
    crx.make_key(folder.parent / "key.pem")
    key = crx.read_key(folder.parent / "key.pem")
    return crx.extension_id(key.public_key()), {path.suffix: path.name for path in pack.write(folder, key)}


def check(browser: Browser, street: Street) -> None:
    """The options show what the company set, and the tutor cannot change it."""
    try:
        tab = welcome(browser)
        tab.until(f"document.querySelector('#guard').value === '{street.loopback}'", 20)
        assert tab.evaluate("document.querySelector('#guard').disabled && document.querySelector('#language').disabled")
        assert tab.evaluate("document.documentElement.lang").startswith("cy")
    finally:
        browser.close()


@pytest.mark.long  # Chromium writes down what it has installed after ten seconds
def test_chromium_installs_our_signed_package_by_policy(shop: tuple[Path, str], tmp_path: Path) -> None:
    folder, server = shop
    name, files = packed(folder)
    version = json.loads((pack.ROOT / "manifest.json").read_text())["version"]
    (folder / "updates.xml").write_text(UPDATES.format(id=name, server=server, file=files[".crx"], version=version))
    settings = {"installation_mode": "force_installed", "update_url": f"{server}/updates.xml"}
    written(tmp_path / POLICY, {"ExtensionSettings": {name: settings}})
    home = tmp_path / "home"
    home.mkdir()
    command = ["chromium", "--headless=new", "--no-sandbox", f"--user-data-dir={home / 'profile'}", "about:blank"]
    running = Program([*apart(tmp_path / "chromium", "/etc/chromium"), *command], home)
    known = home / "profile" / "Default" / "Preferences"
    until(lambda: known.exists() and name in known.read_text("utf-8"), 60, "the install")
    running.close()
    assert list((home / "profile").glob(f"Default/Extensions/{name}/*/manifest.json"))


def test_chromium_obeys_what_the_company_set(street: Street, tmp_path: Path) -> None:
    manifest = json.loads((pack.ROOT / "manifest.json").read_text())
    name = crx.id_of(base64.b64decode(manifest["key"]))
    browser = managed_chromium(street, tmp_path, {"guard": street.loopback, "language": "cy"})
    assert browser.extension == f"chrome-extension://{name}"
    check(browser, street)


def test_firefox_installs_our_package_by_policy(street: Street, shop: tuple[Path, str], tmp_path: Path) -> None:
    folder, server = shop
    _, files = packed(folder)
    settings = {"installation_mode": "force_installed", "install_url": f"{server}/{files['.xpi']}"}
    managed = {"guard": street.loopback, "language": "cy"}
    unsigned = {"xpinstall.signatures.required": {"Value": False, "Status": "locked"}}  # the maker signs it for a real roll-out
    policy = {"ExtensionSettings": {GECKO: settings}, "3rdparty": {"Extensions": {GECKO: managed}}, "Preferences": unsigned}
    written(tmp_path / "firefox" / "policies.json", {"policies": policy})
    place = str(Path("/usr/lib/firefox-esr/distribution").resolve())
    proxy = f"127.0.0.1:{street.guard.port}"
    browser = Firefox(tmp_path / "home", None, proxy, *street.authorities, within=apart(tmp_path / "firefox", place))
    check(browser, street)


@pytest.mark.parametrize("name", ["chromium", "firefox"])
def test_where_the_company_wants_no_more_than_a_warning_a_draft_goes_and_that_is_said(
    street: Street, tmp_path: Path, name: str
) -> None:
    browser = BROWSERS[name](street, tmp_path, {"guard": street.loopback, "onServiceDown": "warn"})
    try:
        pair(browser, street, fixed=True)
        tab = new_tab(browser.bidi)
        composer = Composer(tab, BY_NAME["form"])
        with street.guard_slow():
            texts = [composer.write(drafts.danger())]
            composer.send("key")
            tab.box(".quiet", say("failed_slow"))
            tab.until("standIn.sent().length === 1")
        with street.guard_down():
            texts += [composer.write(drafts.clean())]
            composer.send("button")
            tab.box(".quiet", say("failed_away"))
            tab.until("standIn.sent().length === 2")
        assert composer.sent == texts
        assert tab.box_now("[role=dialog]") is None
    finally:
        browser.close()


def managed_chromium(street: Street, folder: Path, managed: dict[str, str]) -> Browser:
    manifest = json.loads((pack.ROOT / "manifest.json").read_text())
    name = crx.id_of(base64.b64decode(manifest["key"]))
    written(folder / POLICY, {"3rdparty": {"extensions": {name: managed}}})
    within = apart(folder / "chromium", "/etc/chromium")
    proxy = f"127.0.0.1:{street.guard.port}"
    return Chromium(folder / "home", street.adviser, proxy, *street.authorities, within=within)


def managed_firefox(street: Street, folder: Path, managed: dict[str, str]) -> Browser:
    written(folder / "firefox" / "policies.json", {"policies": {"3rdparty": {"Extensions": {GECKO: managed}}}})
    within = apart(folder / "firefox", str(Path("/usr/lib/firefox-esr/distribution").resolve()))
    proxy = f"127.0.0.1:{street.guard.port}"
    return Firefox(folder / "home", street.adviser, proxy, *street.authorities, within=within)


BROWSERS = {"chromium": managed_chromium, "firefox": managed_firefox}
