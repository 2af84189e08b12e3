"""instagrapi, real and unmodified, behind JSON lines: one call a line on standard input, one answer a line on output.

Runs with the clients' own Python. Arguments: proxy, CA file, transport ("curl" or "requests").
"""

import json
import sys
import time

from instagrapi import Client
from instagrapi.types import DirectMessage

TUTOR = "58200000111"


def client(proxy: str, ca_file: str, transport: str) -> Client:
    made = Client(proxy=proxy, tls_verify=ca_file, request_timeout=0, private_transport=transport)
    session = f"{TUTOR}%3Aabc%3A1"
    signed_in = {"ds_user_id": TUTOR, "sessionid": session, "should_use_header_over_cookies": True}
    cookies = {"sessionid": session, "ds_user_id": TUTOR}
    made.set_settings({**made.get_settings(), "authorization_data": signed_in, "cookies": cookies})
    made.delay_range = []
    return made


def plain(value: object) -> object:
    """What of an answer the tests look at."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.model_dump(mode="json") if hasattr(value, "model_dump") else value


def reply_to(call: dict) -> None:
    """A reply names the message that it answers by its object."""
    if item := call["with"].get("reply_to_message"):
        call["with"]["reply_to_message"] = DirectMessage(id=item, timestamp=0, client_context="68")


def main() -> None:
    instagram = client(*sys.argv[1:4])
    print(json.dumps({"ready": str(instagram.user_id)}), flush=True)
    for line in sys.stdin:
        call = json.loads(line)
        reply_to(call)
        started = time.monotonic()
        try:
            if call["do"] == "last_body":
                answer = {"value": instagram.last_response.request.body}
            else:
                answer = {"value": plain(getattr(instagram, call["do"])(*call["of"], **call["with"]))}
        except Exception as error:  # noqa: BLE001 - whatever the client raises is what the tutor sees
            answer = {"error": type(error).__name__, "text": str(error)}
        answer["n"], answer["seconds"] = call["n"], time.monotonic() - started
        print(json.dumps(answer, default=str), flush=True)


main()
