"""Debian's Chromium, through chromedriver's WebDriver BiDi."""

import os
from collections.abc import Sequence
from pathlib import Path

from tests.extension.bidi import Bidi
from tests.extension.browser import LIVE_EVENTS, Program, trust
from tests.extension.tab import Tab
from tests.together.programs import free_port, listens
from tests.together.waiting import until

QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--disable-default-apps",
    "--no-first-run",
    "--no-default-browser-check",
]  # fmt: skip - a list


class Chromium:
    """`proxy`: host:port. `extension`: its folder. `within`: what starts the program.
    `screen`: there is one to stand on, and a screen reader that listens.

    Nothing is said on the command line that would loosen the checks of certificates.
    """

    name = "chromium"

    def __init__(
        self,
        home: Path,
        extension: Path,
        proxy: str,
        *authorities: Path,
        within: Sequence[str] = (),
        screen: bool = False,
    ) -> None:
        trust(home / ".pki" / "nssdb", *authorities)
        port = free_port()
        self._driver = Program([*within, "chromedriver", f"--port={port}"], home)
        until(lambda: listens(port), 60, "chromedriver")
        self.bidi = Bidi()
        self._address = f"http://127.0.0.1:{port}/session"
        opened = self.bidi.post(
            self._address, {"capabilities": {"alwaysMatch": _wishes(home, extension, proxy, screen=screen)}}
        )["value"]
        assert "sessionId" in opened, opened
        self._address += f"/{opened['sessionId']}"
        self.bidi.connect(opened["capabilities"]["webSocketUrl"])
        self.bidi.call("session.subscribe", events=LIVE_EVENTS)
        first = self.bidi.call("browsingContext.getTree")["contexts"][0]["context"]
        self._first = Tab(self.bidi, first)
        self._worker = until(self._find_worker, 60, "the extension's worker")

    @property
    def extension(self) -> str:
        return "/".join(self._worker.split("/")[:3])

    def restart_worker(self) -> None:
        """As when Chromium ends it after half a minute without work."""
        self.cdp("ServiceWorker.enable", self._first)
        self.cdp("ServiceWorker.stopAllWorkers", self._first)

    def update(self) -> None:
        inside = Tab(self.bidi, str(self.bidi.call("browsingContext.create", type="tab")["context"]))
        inside.open("chrome://extensions")
        inside.evaluate("chrome.developerPrivate.updateProfileConfiguration({inDeveloperMode: true})")
        inside.evaluate(f"chrome.developerPrivate.reload('{self.extension.split('//')[1]}')")
        inside.close()

    def dark(self, *, on: bool) -> None:
        self._scheme = "dark" if on else "light"
        for tab in self.bidi.call("browsingContext.getTree")["contexts"]:
            scheme = {"name": "prefers-color-scheme", "value": self._scheme}
            self.cdp("Emulation.setEmulatedMedia", Tab(self.bidi, tab["context"]), features=[scheme])

    def cdp(self, method: str, tab: Tab | None = None, **parameters: object) -> dict[str, object]:
        """For what BiDi has no word for."""
        session = {"session": tab.do("goog:cdp.getSession")["session"]} if tab else {}
        answer: dict[str, object] = self.bidi.call("goog:cdp.sendCommand", method=method, params=parameters, **session)[
            "result"
        ]
        return answer

    def close(self) -> None:
        self.bidi.call("browser.close")
        self.end()

    def end(self) -> None:
        self.bidi.close()
        self._driver.close()

    def _find_worker(self) -> str:
        targets = self.cdp("Target.getTargets")["targetInfos"]
        assert isinstance(targets, list)
        workers = [str(one["url"]) for one in targets if one["type"] == "service_worker"]
        return next((url for url in workers if url.startswith("chrome-extension://")), "")


def _wishes(home: Path, extension: Path, proxy: str, *, screen: bool) -> dict[str, object]:
    root = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium refuses to start as root with one
    shown = ["--force-renderer-accessibility"] if screen else ["--headless=new"]
    loads = [f"--disable-extensions-except={extension}", f"--load-extension={extension}"]
    where = [f"--user-data-dir={home / 'profile'}", f"--proxy-server={proxy}", "--window-size=1280,1000"]
    return {
        "webSocketUrl": True,
        "acceptInsecureCerts": False,
        "unhandledPromptBehavior": {"default": "ignore"},
        "goog:chromeOptions": {"binary": "/usr/bin/chromium", "args": [*shown, *root, *QUIET, *loads, *where]},
    }
