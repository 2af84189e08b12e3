"""The parent's end of a client that runs in its own Python: one JSON line there, one back, each with a deadline."""

import atexit
import json
import os
import queue
import subprocess
import threading
from pathlib import Path
from typing import Any, Self

import msgspec

PATIENCE = 60.0
ROOT = Path(__file__).parents[2]
CLIENTS = ROOT / ".venvs" / "clients" / "bin" / "python"
# The machine's own proxies and trust must not reach the clients: they win over what a test gives.
FOREIGN = {"HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"}


def bare_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.upper() not in FOREIGN}


class Answer(msgspec.Struct, frozen=True):
    """What a client's call gave: a value, or the name and text of what it raised; and how long that took."""

    value: Any = None
    error: str = ""
    text: str = ""
    seconds: float = 0.0


class Driver:
    """A running client. `call` waits for the answer; `begin` and `answer` are the halves of it."""

    def __init__(self, script: str, *arguments: str, log: Path, environment: dict[str, str] | None = None) -> None:
        self._log = log.open("ab")
        self.process = subprocess.Popen(
            [CLIENTS, Path(__file__).parent / "clients" / script, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            env=bare_environment() | (environment or {}),
        )
        atexit.register(self.process.kill)
        self._lines: queue.Queue[bytes] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self._asked = 0
        if "ready" not in self._first():
            self.hang_up()
            raise AssertionError(f"the client did not start; see {log}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def call(self, name: str, *of: object, seconds: float = PATIENCE, **options: object) -> Answer:
        self.begin(name, *of, **options)
        return self.answer(seconds)

    def begin(self, name: str, *of: object, **options: object) -> None:
        assert self.process.stdin
        self._asked += 1
        self.process.stdin.write(json.dumps({"n": self._asked, "do": name, "of": of, "with": options}).encode() + b"\n")
        self.process.stdin.flush()

    def answer(self, seconds: float = PATIENCE) -> Answer:
        """The answer to the newest call; what earlier calls still had to say is thrown away."""
        while (answer := self._next(seconds)).get("n", self._asked) != self._asked:
            pass
        return msgspec.convert(answer, Answer)

    def answered(self) -> bool:
        return not self._lines.empty()

    def hang_up(self) -> None:
        """End the process in the middle of whatever it does, as a closed window would."""
        self.process.kill()
        self.close()

    def close(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        try:
            self.process.wait(3)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(5)
        self._log.close()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put(b'{"error": "the client ended"}')
        self.process.stdout.close()

    def _first(self) -> dict[str, Any]:
        try:
            return self._next(120)
        except AssertionError:
            return {}

    def _next(self, seconds: float) -> dict[str, Any]:
        try:
            decoded: dict[str, Any] = json.loads(self._lines.get(timeout=seconds))
        except queue.Empty:
            raise AssertionError(f"the client did not answer in {seconds} s") from None
        return decoded
