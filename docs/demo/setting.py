"""What the story needs: an office with a few invented pupils, and this computer enrolled with it."""

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docs.demo.internet import Internet
from docs.demo.office import Office
from docs.demo.phone import Phone
from docs.demo.programs import Failed, command, last_line

TUTOR = "DEMO"
PUPIL, STRANGER = "58200000222", "58200000333"  # ids on Instagram
PUPILS = {
    "P1": [{"platform": "instagram", "handle": "demo_pupil_one", "id": PUPIL}],
    "P2": [{"platform": "instagram", "handle": "demo_pupil_two"}],
    "P3": [{"platform": "discord", "handle": "demo_pupil_three", "id": "820000000000000003"}],
}
MOST_NAMES = 1_000
type Place = tuple[str, int]


class Setting:
    """Where everything is. What is made at the first run is found again at the next."""

    def __init__(self, home: Path, *, office: Place, listen: Place, loopback: Place) -> None:
        self.home, self.office, self.listen, self.loopback = home, office, listen, loopback
        self.office_home, self.guard = home / "office", home / "guard"
        self.internet = Internet(home / "internet")
        self.pupils: list[str] = []

    # -- the programs ----------------------------------------------------------------------------------------------

    @property
    def office_line(self) -> list[str]:
        return ["server", "serve", "--listen", _text(self.office), "--home", str(self.office_home)]

    def guard_line(self, *, upstream: bool) -> list[str]:
        """`upstream`: what the guard lets pass goes to the stand-in, not to the net."""
        listen = ["--listen", _text(self.listen), "--loopback", _text(self.loopback)]
        behind = ["--upstream-proxy", self.internet.address, "--upstream-ca", str(self.internet.ca_file)] if upstream else []
        return ["proxy_addons", "run", *listen, *behind, "--home", str(self.guard)]

    def log(self, program: str) -> Path:
        return self.home / f"{program}.log"

    def guarding(self) -> bool:
        """Does the guard run, and may everybody ask it?"""
        return bool(self.status()["state"] != "cannot-check")

    @contextlib.contextmanager
    def internet_at_work(self) -> Iterator[None]:
        self.internet.start()
        try:
            yield
        finally:
            self.internet.stop()

    # -- what is asked of them -------------------------------------------------------------------------------------

    @property
    def office_url(self) -> str:
        return f"https://{_text(self.office)}/"

    @property
    def page(self) -> str:
        """The status page's host and port."""
        return _text(self.loopback)

    @property
    def serial(self) -> int:
        return int(self.status()["serial"])

    def status(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.ask_guard("status", "--json"))
        return found

    def ask_guard(self, *line: str) -> str:
        return command("proxy_addons", *line, "--home", str(self.guard))

    def typed(self, *line: str) -> str:
        """A command of the guard's, as a person types it here."""
        return " ".join((shown(sys.executable), "-m proxy_addons", *line, "--home", shown(self.guard)))

    def ask_office(self, *line: str) -> str:
        return command("server", *line, "--home", str(self.office_home))

    def registry(self) -> Office:
        """The admin API, with a token that was made at the first run."""
        file = self.home / "office.token"
        if not file.exists():
            token = self._named("token", "add", role="owner")[1]
            with open(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="ascii") as secret:  # noqa: PTH123
                secret.write(token)
        return Office(_text(self.office), file.read_text("ascii"))

    def safeguarding_lead(self) -> tuple[str, str]:
        """A new name and its one-time password for the admin pages."""
        return self._named("admin", "add", role="dsl")

    def phone(self) -> Phone:
        return Phone(self.listen, self.guard / "ca.pem")

    # -- making it -------------------------------------------------------------------------------------------------

    def prepare(self) -> None:
        """Fill an empty registry, and enrol this computer unless it is."""
        registry = self.registry()
        if not registry.pupils():
            registry.settings(company="Example Tutors", contact="the office, 01632 960000")
            for ref, accounts in PUPILS.items():
                registry.add(ref, accounts)
        self.pupils = registry.pupils()
        if self.status()["serial"] is None:
            code = last_line(self.ask_office("enrolment-code", "--tutor", TUTOR, "--address", _text(self.office)))
            self.ask_guard("enrol", code)

    def _named(self, *line: str, role: str) -> tuple[str, str]:
        """A name that is not taken, and the secret that the office prints for it."""
        for number in range(1, MOST_NAMES):
            name = f"demo-{role}-{number}"
            try:
                return name, last_line(self.ask_office(*line, name, "--role", role))
            except Failed as error:
                if "already" not in str(error):
                    raise
        raise Failed(f"all names for the demo's {role} are taken")


def shown(path: Path | str) -> str:
    """A path as one would type it from here."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative


def _text(place: Place) -> str:
    return f"{place[0]}:{place[1]}"
