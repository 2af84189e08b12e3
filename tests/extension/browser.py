"""A real browser with the adviser in it, behind the guard's proxy, trusting what the tutor's machine would trust."""

import os
import subprocess
from pathlib import Path
from typing import Any, Protocol

from tests.extension.bidi import Bidi
from tests.extension.tab import Tab
from tests.together.driver import bare_environment

LIVE_EVENTS = ["log.entryAdded"]


class Browser(Protocol):
    """What differs between the two."""

    name: str
    bidi: Bidi

    @property
    def extension(self) -> str:
        """The origin of the extension's own pages."""

    def restart_worker(self) -> None:
        """End the extension's background; the next message starts a new one."""

    def dark(self, *, on: bool) -> None:
        """Prefer dark colours from now on."""

    def close(self) -> None: ...


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

    def close(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, 9)  # it leads a session of its own
            self._process.wait(5)
        self._log.close()


def trust(database: Path, *authorities: Path) -> None:
    """Put authorities into an NSS database, where both browsers look."""
    database.mkdir(parents=True, exist_ok=True)
    subprocess.run(["certutil", "-d", f"sql:{database}", "-N", "--empty-password"], check=True, capture_output=True)
    for number, authority in enumerate(authorities):
        add = ["certutil", "-d", f"sql:{database}", "-A", "-t", "C,,", "-n", f"authority {number}", "-i", str(authority)]
        subprocess.run(add, check=True, capture_output=True)


def new_tab(bidi: Bidi) -> Tab:
    tab = Tab(bidi, str(bidi.call("browsingContext.create", type="tab")["context"]))
    tab.resize()
    return tab


def console(bidi: Bidi) -> list[Any]:
    """Everything that pages and content scripts wrote to the console."""
    return [entry.get("text") for entry in bidi.named("log.entryAdded")]
