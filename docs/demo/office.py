"""The office as its registrar and safeguarding lead use it: the admin API."""

import http.client
import json
import ssl
from typing import Any

API = "/api/admin/v1/"


class Office:
    """`address`: host:port. `token`: an API token with every right."""

    def __init__(self, address: str, token: str) -> None:
        self._address = address
        self._token = token

    def pupils(self) -> list[str]:
        """The references of those who are registered, the first page of them."""
        return [pupil["ref"] for pupil in self._call("GET", "pupils")["items"]]

    def add(self, ref: str, accounts: list[dict[str, str]]) -> None:
        """Register a pupil with accounts."""
        self._call("POST", "pupils", {"ref": ref, "status": "current"})
        for account in accounts:
            self._call("POST", f"pupils/{ref}/accounts", account)

    def settings(self, **settings: str) -> None:
        self._call("PATCH", "settings", settings)

    def incidents(self, pupil: str) -> list[str]:
        """The ids of a pupil's incidents, the newest first."""
        return [incident["id"] for incident in self._call("GET", f"incidents?pupil={pupil}")["items"]]

    def incident_page(self, incident: str) -> str:
        return f"https://{self._address}/incidents/{incident}"

    def _call(self, method: str, path: str, body: object = None) -> Any:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # its own certificate, on this very computer
        connection = http.client.HTTPSConnection(self._address, timeout=20, context=context)
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        try:
            connection.request(method, API + path, None if body is None else json.dumps(body), headers)
            response = connection.getresponse()
            raw = response.read()
        finally:
            connection.close()
        if response.status >= http.client.BAD_REQUEST:
            raise RuntimeError(f"the office answered {response.status} to {method} {path}; see its log")
        return json.loads(raw) if raw else None
