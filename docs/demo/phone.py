"""Instagram's app as the tutor uses it: its own requests, sent through the guard's proxy."""

import http.client
import json
import ssl
import time
from pathlib import Path
from urllib.parse import urlencode

HOST = "i.instagram.com"
TUTOR = "58200000001"
SECONDS = 90.0  # a held request waits for a minute
HEADERS = {
    "User-Agent": "Instagram 449.0.0.52.84 Android (34/14; 480dpi; 1080x2400; Google; Pixel 8; shiba; shiba; en_GB; 800000000)",
    "X-IG-App-ID": "567067343352427",
    "Authorization": "Bearer IGT:2:e30=",
    "IG-U-DS-User-ID": TUTOR,
    "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
}


class Phone:
    """`proxy`: the guard's, host and port. `ca_file`: the certificate that the tutor's computer trusts."""

    def __init__(self, proxy: tuple[str, int], ca_file: Path) -> None:
        self._proxy = proxy
        self._context = ssl.create_default_context(cafile=str(ca_file))

    def message(self, person: str, text: str) -> str:
        """Send a direct message; "" when Instagram took it, else what the app would show."""
        number = str(time.time_ns())
        form = {
            "action": "send_item",
            "client_context": number,
            "mutation_token": number,
            "offline_threading_id": number,
            "device_id": "android-1",
            "recipient_users": f"[[{person}]]",
            "send_attribution": "message_button",
            "text": text,
        }
        return self._post("/api/v1/direct_v2/threads/broadcast/text/", form)

    def follow(self, person: str) -> str:
        """Ask to follow somebody; "" when Instagram took it, else what the app would show."""
        signed = json.dumps({"_uid": TUTOR, "container_module": "profile", "radio_type": "wifi-none", "user_id": person})
        return self._post(f"/api/v1/friendships/create/{person}/", {"signed_body": f"SIGNATURE.{signed}"})

    def _post(self, path: str, form: dict[str, str]) -> str:
        connection = http.client.HTTPSConnection(*self._proxy, timeout=SECONDS, context=self._context)
        connection.set_tunnel(HOST)
        try:
            connection.request("POST", path, urlencode(form), HEADERS)
            answer = json.loads(connection.getresponse().read())
        finally:
            connection.close()
        return "" if answer.get("status") == "ok" else str(answer.get("feedback_message") or answer)
