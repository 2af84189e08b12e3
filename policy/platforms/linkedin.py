"""LinkedIn: a vanity name in the address, and a token on the wire that holds the lasting member number.

The token is base64url: `00 2a 00 00`, four bytes of member number, then bytes that may differ from viewer to viewer; so
the number is the id, and the first twelve characters tell it.
"""

import base64
import binascii
import unicodedata
from urllib.parse import unquote

from policy.adapter import Platform

ACCOUNT = r"(?:urn:li:\w+:)?ACoAA[A-Za-z0-9_-]{7,}"
MAGIC = bytes.fromhex("002a0000")
URNS = ("urn:li:fsd_profile:", "urn:li:fs_miniProfile:", "urn:li:fs_profile:", "urn:li:member:")


def member(text: str) -> str:
    """The member number of a token, a URN or a number; "" for what holds none."""
    tail = next((text.removeprefix(urn) for urn in URNS if text.startswith(urn)), text)
    if not tail.startswith("ACoAA"):
        return tail
    try:
        raw = base64.b64decode(tail[:12], altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return ""
    number = int.from_bytes(raw[4:8])
    return str(number) if raw.startswith(MAGIC) and number else ""


def vanity(text: str) -> str:
    return unicodedata.normalize("NFC", unquote(text).lower())


platform = Platform(
    "linkedin",
    hosts=("linkedin.com", "lnkd.in"),
    handle=r"(?!-)(?:[^\W_]|-){3,100}(?<!-)",
    handle_key=vanity,
    ids=r"[1-9][0-9]{0,19}",
    id_key=member,
    bare_ids=ACCOUNT,
    profiles=("*.linkedin.com/in/{handle}", "*.linkedin.com/mwlite/in/{handle}", "*.linkedin.com/mwlite/profile/in/{handle}"),
    minimum_age=16,
)
