"""One office, one guard, the stand-in internet, and the adviser as it ships: what both browsers are tried against."""

import json
import os
import signal
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.request import Request, urlopen

from extension.tools import pack
from tests.extension import photos
from tests.extension.square import Square
from tests.together.cast import Cast, Traces
from tests.together.guard import Guard
from tests.together.internet import Internet
from tests.together.office import Office
from tests.together.programs import listens
from tests.together.waiting import until

if TYPE_CHECKING:
    from tests.together.sites.instagram_world import Person


WHATSAPP_PUPIL = "+44 7700 900123"
OFFICIAL = "acme_tutors"
NAMED = "Wilhelmina Quillfeather"  # a pupil, by the name that stands in the registry


class Street:
    """`size`: how many pupils wait to be used, one by each test that needs one."""

    def __init__(self, folder: Path, size: int) -> None:
        self.folder = folder
        self.internet = Internet(folder)
        self.internet.start()
        scripts = folder / "scripts"
        scripts.mkdir()
        self.square = Square(self.internet, scripts)
        self.office = Office(folder)
        self.cast: Cast[Person] = Cast(self.office, "instagram", self.square.instagram, Traces(), size)
        self.office.pupil("W1", "whatsapp", handle=WHATSAPP_PUPIL)
        first, last = NAMED.split()
        self.office.api("POST", "pupils", {"ref": "N1", "first_name": first, "last_name": last})
        self.office.api("POST", "official-accounts", {"platform": "x", "handle": OFFICIAL})
        self.office.api("POST", "media", {"title": "Our logo", "kind": "logo", "picture": b64encode(photos.logo()).decode()})
        self.guard = Guard(folder, self.internet, self.office.code("T1"))
        self.adviser = pack.unpacked(folder / "adviser")
        self._warm()

    @property
    def loopback(self) -> str:
        return f"http://127.0.0.1:{self.guard.loopback}"

    @property
    def authorities(self) -> tuple[Path, Path]:
        """What the tutor's machine trusts: the guard's authority, and for what the guard lets by, the internet's."""
        return self.guard.ca_file, self.internet.ca_file

    def code(self) -> str:
        """A pairing code, as the tutor gets it."""
        return self.guard.run("pair").rstrip().splitlines()[-1].strip()

    def state(self) -> dict[str, Any]:
        """The guard's state, as the popup asks for it."""
        return self._ask("/v1/state", {})

    def looks_up(self, text: str) -> None:
        """The guard knows who the names in a text are: the office may need longer to say so than a send waits for it."""
        until(lambda: not self._ask("/v1/draft", {"text": text}).get("unchecked"), 90, "the office's answer about a name")

    def _warm(self) -> None:
        """The first draft after a start waits for the tables, which on a busy machine takes longer than the adviser waits."""
        until(lambda: listens(self.guard.loopback), why="the guard's loopback API")
        self._ask("/v1/draft", {"text": "Revise #fractions with https://www.bbc.co.uk/bitesize"})

    def _ask(self, path: str, body: object) -> dict[str, Any]:
        """A call of the loopback API, as a program of this home makes it."""
        token = (self.guard.home / "loopback.token").read_text("utf-8").strip()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
        with urlopen(Request(self.loopback + path, json.dumps(body).encode(), headers), timeout=60) as reply:
            said: dict[str, Any] = json.load(reply)
        return said

    @contextmanager
    def guard_down(self) -> Iterator[None]:
        self.guard.program.stop()
        try:
            yield
        finally:
            self.guard.start()
            self._warm()

    @contextmanager
    def guard_slow(self) -> Iterator[None]:
        """It takes calls and does not answer: stopped by the system, in the middle of whatever it does."""
        os.kill(self.guard.program.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self.guard.program.pid, signal.SIGCONT)

    def close(self) -> None:
        try:
            self.guard.program.stop()
            self.office.stop()
        finally:
            self.internet.stop()
