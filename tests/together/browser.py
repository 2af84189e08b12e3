"""A plain HTTPS client behind the guard, for pages that no Python client imitates and for requests that none would send."""

import http.client
import json
import ssl
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


class Browser:
    """One request, one connection. It trusts the guard's authority and, as every machine does, the internet's."""

    def __init__(self, proxy: str, *ca_files: Path) -> None:
        parts = urlsplit(proxy)
        self._proxy = (str(parts.hostname), int(parts.port or 0))
        self._trust = ssl.create_default_context()
        for file in ca_files:
            self._trust.load_verify_locations(file)

    def open(self, host: str, seconds: float = 60) -> http.client.HTTPSConnection:
        """A connection through the proxy, ready for requests."""
        connection = http.client.HTTPSConnection(*self._proxy, timeout=seconds, context=self._trust)
        connection.set_tunnel(host, 443)
        return connection

    def send(
        self, method: str, url: str, body: bytes | str = b"", headers: dict[str, str] | None = None, seconds: float = 60
    ) -> tuple[int, bytes]:
        parts = urlsplit(url)
        connection = self.open(str(parts.hostname), seconds)
        try:
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            connection.request(method, target, body or None, headers or {})
            reply = connection.getresponse()
            return reply.status, reply.read()
        finally:
            connection.close()

    def post(self, url: str, body: bytes | str, headers: dict[str, str]) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.send("POST", url, body, headers)[1])
        return answer

    @staticmethod
    def json(value: object) -> str:
        return json.dumps(value)
