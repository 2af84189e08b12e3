"""Host names made comparable: one spelling for each, so that dictionaries and sets of hosts can be trusted."""

import re
from collections.abc import Iterator

LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
LONGEST = 253


def canonical(host: str) -> str:
    """The host in lower case and ASCII (IDNA), without a root dot; "" for what cannot be a host."""
    if len(host) > LONGEST:
        return ""
    try:
        name = host.strip().lower().removesuffix(".").encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    labels = name.split(".")
    return name if len(name) <= LONGEST and all(map(LABEL.fullmatch, labels)) else ""


def upwards(host: str) -> Iterator[str]:
    """The host itself, then every domain that it is part of: a.b.c, b.c, c."""
    yield host
    while dot := host.find(".") + 1:
        host = host[dot:]
        yield host
