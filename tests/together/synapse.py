"""A real Matrix homeserver on loopback, from its package; the whole session uses one."""

import hashlib
import hmac
import json
import re
import subprocess
from pathlib import Path
from urllib.request import Request, urlopen

from tests.together.driver import ROOT, bare_environment
from tests.together.programs import Program, free_port

PYTHON = ROOT / ".venvs" / "synapse" / "bin" / "python"
HOST = "chat.example"
PUPILS = ("mx_pupil", "mx_second", "mx_third")  # local names; the office knows them before they sign up
PASSWORD = "not-a-secret"
LIMITS = ("rc_message", "rc_registration", "rc_joins_per_room", "rc_invites_third_party", "rc_admin_redaction")
PAIRS = {
    "rc_login": ("address", "account", "failed_attempts"),
    "rc_joins": ("local", "remote"),
    "rc_invites": ("per_room", "per_user", "per_issuer"),
}
RATE = "{per_second: 1000, burst_count: 1000}"


class Synapse:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._config = folder / "homeserver.yaml"
        self.port = free_port()
        self._configure()
        start = ["-m", "synapse.app.homeserver", "-c", str(self._config)]
        self.program = Program("synapse", start, self.port, folder / "synapse.log", PYTHON)
        self.program.start()

    def register(self, name: str) -> str:
        """A new user, by the homeserver's own registration with the shared secret; gives the full id."""
        url = f"http://127.0.0.1:{self.port}/_synapse/admin/v1/register"
        with urlopen(url, timeout=60) as reply:
            nonce = json.load(reply)["nonce"]
        claim = f"{nonce}\0{name}\0{PASSWORD}\0notadmin".encode()
        signed = hmac.new(self._secret, claim, hashlib.sha1).hexdigest()
        asked = {"nonce": nonce, "username": name, "password": PASSWORD, "admin": False, "mac": signed}
        with urlopen(Request(url, json.dumps(asked).encode()), timeout=60) as reply:
            user: str = json.load(reply)["user_id"]
        return user

    def stop(self) -> None:
        self.program.kill()  # nothing of it is kept

    def _configure(self) -> None:
        generate = ["--server-name", HOST, "--config-path", str(self._config), "--generate-config", "--report-stats=no"]
        self._run("-m", "synapse.app.homeserver", *generate)
        generated = self._config.read_text()
        secret = re.search(r'^registration_shared_secret: "(.+)"$', generated, re.MULTILINE)
        assert secret
        self._secret = secret[1].encode()
        config = generated.replace("port: 8008", f"port: {self.port}")
        limits = [f"{name}: {RATE}" for name in LIMITS]
        limits += [f"{name}: {{{', '.join(f'{part}: {RATE}' for part in parts)}}}" for name, parts in PAIRS.items()]
        more = ["", "suppress_key_server_warning: true", "bcrypt_rounds: 4", *limits, ""]  # the file ends without a newline
        self._config.write_text("\n".join([config, *more]))

    def _run(self, *arguments: str) -> None:
        done = subprocess.run(
            [PYTHON, *arguments],
            cwd=self._folder,
            env=bare_environment(),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-2000:]
