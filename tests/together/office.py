"""The office as its registrar and operator drive it: the command lines of design 4.7 and the admin JSON API, nothing else."""

import http.client
import json
import ssl
from pathlib import Path
from typing import Any

from tests.together.programs import Program, command, free_port, last_line
from tests.together.waiting import until

API = "/api/admin/v1/"


class Refused(Exception):
    """The admin API said no; `status` and `problem` are what it said."""

    def __init__(self, status: int, problem: Any) -> None:
        super().__init__(f"{status}: {problem}")
        self.status, self.problem = status, problem


class Office:
    """One office with a home of its own. It stays on its port over restarts."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "office"
        self.log = folder / "office.log"
        self.commands = folder / "office-commands.log"
        self.port = free_port()
        serve = ["-m", "server", "serve", "--listen", f"127.0.0.1:{self.port}", "--home", str(self.home)]
        self.program = Program("the office", serve, self.port, self.log)
        self.program.start()
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # it is pinned by key, and this is loopback
        self._connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=60, context=context)
        self._token = last_line(self.run("token", "add", "tests", "--role", "owner"))

    def start(self) -> None:
        self.program.start()

    def stop(self) -> None:
        self._connection.close()  # the next call finds the next process
        self.program.stop()

    def run(self, *arguments: str, expect: int | None = 0) -> str:
        return command("server", *arguments, "--home", str(self.home), log=self.commands, expect=expect)

    def code(self, tutor: str, address: str = "") -> str:
        more = ["--address", address] if address else []
        return last_line(self.run("enrolment-code", "--tutor", tutor, *more))

    def api(self, method: str, path: str, body: Any = None) -> Any:
        """One call of the admin API. Raises Refused."""
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        sent = None if body is None else json.dumps(body)
        try:
            self._connection.request(method, API + path, sent, headers)
            reply = self._connection.getresponse()
            raw = reply.read()
        except (http.client.HTTPException, OSError):
            self._connection.close()  # the office was stopped or restarted; the next request connects anew
            raise
        answer = json.loads(raw) if raw else None
        if reply.status >= 400:
            raise Refused(reply.status, answer)
        return answer

    def items(self, path: str) -> list[dict[str, Any]]:
        """A list to its end, page by page."""
        found: list[dict[str, Any]] = []
        page = self.api("GET", path)
        while True:
            found += page["items"]
            if not page.get("next"):
                return found
            mark = "&" if "?" in path else "?"
            page = self.api("GET", f"{path}{mark}after={page['next']}")

    def pupil(self, ref: str, platform: str = "", status: str = "current", **account: str) -> None:
        self.api("POST", "pupils", {"ref": ref, "status": status})
        if platform:
            self.account(ref, platform, **account)

    def account(self, ref: str, platform: str, **account: str) -> Any:
        return self.api("POST", f"pupils/{ref}/accounts", {"platform": platform, **account})

    def settings(self, **settings: Any) -> None:
        self.api("PATCH", "settings", settings)

    def incidents(self, pupil: str = "", clause: str = "") -> list[dict[str, Any]]:
        return [
            incident
            for incident in self.items("incidents")
            if pupil in {"", incident["pupil"]} and clause in {"", incident["clause"]}
        ]

    def incident(self, pupil: str, clause: str = "", seconds: float = 60) -> dict[str, Any]:
        """The first incident of a pupil, once it has come."""
        return until(lambda: self.incidents(pupil, clause), seconds, f"an incident of {pupil}")[0]
