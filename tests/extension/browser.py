"""A real browser with the adviser in it, behind the guard's proxy, trusting what the tutor's machine would trust."""

import atexit
import contextlib
import os
import signal
import subprocess
from pathlib import Path
from typing import Any, Protocol

from cryptography import x509

from tests.extension.bidi import Bidi
from tests.extension.tab import Tab
from tests.together.driver import bare_environment
from tests.together.waiting import until

LIVE_EVENTS = ["log.entryAdded"]
PLATFORMS = """async () => {
  const asked = ({id}) => chrome.tabs.sendMessage(id, {type: 'where'}, {frameId: 0}).then(said => said?.platform, () => null);
  return Promise.all((await chrome.tabs.query({})).map(asked)); }"""  # as the popup asks it


class Browser(Protocol):
    """What differs between the two."""

    name: str
    bidi: Bidi

    @property
    def extension(self) -> str:
        """The origin of the extension's own pages."""

    def restart_worker(self) -> None:
        """End the extension's background; the next message starts a new one."""

    def update(self) -> None:
        """Put the extension in its own place, as an update does; its storage stays. Afterwards `end`, not `close`."""

    def dark(self, *, on: bool) -> None:
        """Prefer dark colours from now on."""

    def close(self) -> None: ...

    def end(self) -> None:
        """Without asking it: after an update chromedriver knows of tabs that are no more, and waits for them."""


class Program:
    """The browser's process with a home of its own, and an end to it."""

    def __init__(self, command: list[str], home: Path) -> None:
        self._log = (home / "browser.log").open("ab")
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
            env=bare_environment() | {"HOME": str(home)},
            start_new_session=True,
        )
        atexit.register(self._kill)  # for whoever fails before it could be closed

    def close(self) -> None:
        self._process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(10)
        self._kill()
        self._log.close()

    def _kill(self) -> None:
        """All that it started, too: it leads a group of its own."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(5)


def trust(database: Path, *authorities: Path) -> None:
    """Put authorities into an NSS database, where both browsers look; the office's certificate is one for itself alone."""
    database.mkdir(parents=True, exist_ok=True)
    subprocess.run(["certutil", "-d", f"sql:{database}", "-N", "--empty-password"], check=True, capture_output=True)
    for number, authority in enumerate(authorities):
        flags = "C,," if _signs(authority) else "CP,,"
        add = ["certutil", "-d", f"sql:{database}", "-A", "-t", flags, "-n", f"authority {number}", "-i", str(authority)]
        subprocess.run(add, check=True, capture_output=True)


def _signs(certificate: Path) -> bool:
    read = x509.load_pem_x509_certificate(certificate.read_bytes())
    return read.extensions.get_extension_for_class(x509.BasicConstraints).value.ca


def new_tab(bidi: Bidi) -> Tab:
    tab = Tab(bidi, str(bidi.call("browsingContext.create", type="tab")["context"]))
    tab.resize()
    return tab


def welcome(browser: Browser) -> Tab:
    """The options page, which the adviser opens by itself once it is installed."""
    page = f"{browser.extension}/pages/options.html"

    def opened() -> list[str]:
        tabs = browser.bidi.call("browsingContext.getTree")["contexts"]
        return [str(one["context"]) for one in tabs if one["url"] == page]

    tab = Tab(browser.bidi, until(opened, 60, "the options page")[0])
    tab.resize()
    return tab


def learns(browser: Browser, platform: str) -> None:
    """Returns once an open page was told that it is of that platform. Before, what its site alone knows as a button is none."""
    inside = Tab(browser.bidi, str(browser.bidi.call("browsingContext.create", type="tab", background=True)["context"]))
    inside.open(f"{browser.extension}/pages/options.html")
    inside.until(f"({PLATFORMS})().then(all => all.includes('{platform}'))")
    inside.close()


def console(bidi: Bidi) -> list[Any]:
    """Everything that pages and content scripts wrote to the console."""
    return [entry.get("text") for entry in bidi.named("log.entryAdded")]
