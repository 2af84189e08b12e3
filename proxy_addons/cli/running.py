"""A line to the guard that runs in this home. Only the standard library, so that it costs nothing to ask."""

import http.client
import json
from typing import Any

from proxy_addons.home import Home
from proxy_addons.loopback import door

SECONDS = 30.0


class NotRunning(Exception):
    """No guard answers in this home."""

    def __init__(self) -> None:
        super().__init__("the guard is not running; start it with: python -m proxy_addons run")


class Refused(Exception):
    """The guard says no; the message says why."""


def ask(home: Home, path: str, body: dict[str, object] | None = None) -> dict[str, Any]:
    """Call the running guard's API. Raises NotRunning or Refused."""
    status, raw = _post(home, path, json.dumps(body or {}))
    try:
        answer = json.loads(raw)
    except ValueError as error:
        raise NotRunning from error  # something else has the port now
    if not isinstance(answer, dict):
        raise NotRunning
    if status >= http.client.BAD_REQUEST:
        raise Refused(str(answer.get("error", "the guard refused")))
    return answer


def _post(home: Home, path: str, body: str) -> tuple[int, bytes]:
    address = door.address(home)
    if address is None:
        raise NotRunning
    headers = {"Authorization": f"Bearer {door.token(home)}", "Content-Type": "application/json"}
    connection = http.client.HTTPConnection(address, timeout=SECONDS)
    try:
        connection.request("POST", path, body, headers)
        response = connection.getresponse()
        return response.status, response.read()
    except (OSError, http.client.HTTPException) as error:
        raise NotRunning from error
    finally:
        connection.close()
