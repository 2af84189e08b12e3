"""How Instagram names people and threads: three ids for a person, three for a thread, all of them bare digits.

A person has an account id ("pk", up to 11 digits today, the id that the registry holds), a messaging id ("EIMU", 15 to
17 digits) and an actor id. The same request field holds now one, now the other, so the length decides: up to 14
digits is the account id, more is a messaging id. That one never becomes `id`, for the registry could not know it; it
stands in `also` and is joined with the account by what answers say. A thread has a long id (39 digits), a short one
and, in page addresses, a key; requests may use any of them, so each is kept as the string that it is on the wire.
"""

import re
from collections.abc import Mapping

from policy.account import Account
from policy.adapter import AdapterDrift, Exchange, Platform

LONGEST_PK = 14
THREAD_ID = re.compile(r"[1-9][0-9]*")  # "0" stands for none
COOKIE = re.compile(r"(?:^|;\s*)ds_user_id=(\d{1,14})(?:;|$)")

PAGES = frozenset(("about", "accounts", "direct", "explore", "legal", "p", "privacy", "reel", "reels", "stories", "tv", "web"))


def handle_key(text: str) -> str:
    """Case does not count, dots do; nothing for the site's own pages."""
    handle = text.lower()
    return "" if handle in PAGES else handle


platform = Platform(
    "instagram",
    hosts=("instagram.com",),
    handle=r"(?!\.)(?!.*\.\.)[a-z0-9._]{1,30}(?<!\.)",
    handle_key=handle_key,
    ids=rf"[1-9][0-9]{{0,{LONGEST_PK - 1}}}",
    profiles=(
        "*.instagram.com/_u/{handle}",
        "*.instagram.com/stories/{handle}",
        "*.instagram.com/{handle}",
        "instagr.am/{handle}",
        "ig.me/m/{handle}",
    ),
    minimum_age=13,
)


def recipient(number: str | int) -> Account:
    """Somebody whom a request names by a bare number. Raises AdapterDrift when it cannot be one."""
    text = str(number).strip()
    if not (text.isascii() and text.isdigit()):
        raise AdapterDrift("a recipient that is not a number")
    return platform.account(also=(f"eimu:{text}",)) if len(text) > LONGEST_PK else platform.account(id=text)


def person(node: Mapping[str, object]) -> Account | None:
    """The person that an object in an answer describes, or None if it describes none."""
    inner = node.get("user_dict")
    handle = node.get("username") or (inner.get("username") if isinstance(inner, dict) else None)
    number, also = "", []
    for field in ("pk", "pk_id", "igid", "id"):
        text = str(node.get(field))
        if not text.isdigit():
            continue
        if len(text) <= LONGEST_PK:
            number = number or text
        else:
            also.append(f"eimu:{text}")
    for field, kind in INNER:
        if value := node.get(field):
            also.append(f"{kind}:{value}")
    return platform.seen(handle, id=number, also=tuple(dict.fromkeys(also))) if number or also else None


INNER = (
    ("interop_messaging_user_fbid", "eimu"),
    ("messaging_user_fbid", "eimu"),
    ("eimu_id", "eimu"),
    ("fbid_v2", "fbid"),
)


def own_id(exchange: Exchange) -> str:
    """The tutor's account id, as the client's request says it, or nothing."""
    said = exchange.headers.get("ig-u-ds-user-id", "")
    if said.isdigit() and len(said) <= LONGEST_PK:
        return said
    hit = COOKIE.search(exchange.headers.get("cookie", ""))
    return hit[1] if hit else ""
