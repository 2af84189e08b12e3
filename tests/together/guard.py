"""The guard as a tutor drives it: the command lines of design 4.7, and the extension's one question about a draft."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from proxy_addons.home import Home
from proxy_addons.loopback import door
from tests.together.internet import Internet
from tests.together.programs import Program, command, free_port
from tests.together.waiting import until


class Guard:
    """One enrolled device with a home of its own. It stays on its ports over restarts."""

    def __init__(self, folder: Path, internet: Internet, code: str) -> None:
        self.home = folder / "guard"
        self.log = folder / "guard.log"
        self.commands = folder / "guard-commands.log"
        self.port, self.loopback = free_port(), free_port()
        self.proxy = f"http://127.0.0.1:{self.port}"
        self.ca_file = self.home / "ca.pem"
        listen = ["--listen", f"127.0.0.1:{self.port}", "--loopback", f"127.0.0.1:{self.loopback}"]
        upstream = ["--upstream-proxy", internet.address, "--upstream-ca", str(internet.ca_file)]
        arguments = ["-m", "proxy_addons", "run", *listen, *upstream, "--home", str(self.home)]
        self.program = Program("the guard", arguments, self.port, self.log)
        self.run("enrol", code)
        self.start()

    def start(self) -> None:
        self.program.start()

    def run(self, *arguments: str, expect: int | None = 0) -> str:
        return command("proxy_addons", *arguments, "--home", str(self.home), log=self.commands, expect=expect)

    def status(self) -> dict[str, Any]:
        state: dict[str, Any] = json.loads(self.run("status", "--json"))
        return state

    def reaches(self, serial: int, seconds: float = 60) -> None:
        """Wait until that serial is in force."""
        until(lambda: self.status()["serial"] >= serial, seconds, f"serial {serial} on the guard")

    def holds(self) -> list[dict[str, Any]]:
        waiting: list[dict[str, Any]] = json.loads(self.run("holds", "--json"))
        return waiting

    def page(self) -> str:
        """The status page, as the tutor reads it."""
        with urlopen(f"http://127.0.0.1:{self.loopback}/", timeout=60) as reply:
            return str(reply.read().decode())

    def draft(self, **draft: Any) -> dict[str, Any]:
        """What the guard says of a draft, as the extension asks it."""
        token = door.token(Home(self.home))
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        asked = Request(f"http://127.0.0.1:{self.loopback}/v1/draft", json.dumps(draft).encode(), headers)
        with urlopen(asked, timeout=60) as reply:
            said: dict[str, Any] = json.load(reply)
        return said

    def hold(self, seconds: float = 60) -> dict[str, Any]:
        """The one request that waits for the tutor, once there is one."""
        (waiting,) = until(self.holds, seconds, "a hold")
        return waiting

    def cancel(self, hold: dict[str, Any]) -> None:
        self.run("answer", str(hold["id"]), "cancel")

    def answer_on_page(self, hold: dict[str, Any], **fields: str) -> str:
        """Fill in the hold's form on the status page and press a button, as a browser does; gives the page that follows."""
        form = re.search(
            rf'action="(/holds/{re.escape(str(hold["id"]))})".*?name="token" value="(\w+)"', self.page(), re.DOTALL
        )
        assert form
        sent = urlencode(fields | {"token": form[2]}).encode()
        here = f"http://127.0.0.1:{self.loopback}"
        with urlopen(Request(here + form[1], sent, {"Origin": here}), timeout=60) as reply:
            return str(reply.read().decode())

    def let_through(self, hold: dict[str, Any], reason: str, expect: int | None = 0) -> None:
        self.run("answer", str(hold["id"]), "continue", "--reason", reason, expect=expect)
