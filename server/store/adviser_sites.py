"""What the company may tell the browser extension about the pages of sites: checked field by field before it is kept.

All of it is data (policy/adviser_site.py), bounded in number and size. A selector is a plain string, which a browser that does
not know it takes for one that fits nothing; an expression is one whose cost is known (policy/expression.py).
"""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import msgspec

from policy.adviser_site import Acts, AdviserSite, Composer, Peer
from policy.expression import InvalidExpression
from policy.expression import check as check_expression
from policy.hosts import canonical
from policy.never import refused
from policy.platforms import by_name
from server.problem import Invalid

MOST = 50  # entries of a list
LENGTH = 500  # of a selector
ALL = 64 * 1024  # bytes: every device fetches all of it
SETTING = "adviser_sites"
KINDS, ENTERS = ("", "post", "comment", "message"), ("", "sends", "newline")
INSIDE: dict[str, type[msgspec.Struct]] = {"composers": Composer, "peers": Peer, "acts": Acts}
EXPRESSIONS = ("blind", "threads", "profiles", "posts")
type Wrong = tuple[str, str]  # the field, and what is wrong with it


def check(sites: Mapping[str, AdviserSite], document: Mapping[str, Any]) -> None:
    """Raises Invalid, naming the first field at fault. `document`: the same before it was read, for fields nobody reads."""
    for name, site in sites.items():
        for field, why in (*_unread(document[name], AdviserSite), *_wrong(name, site)):
            raise Invalid(why, field=f"{SETTING}.{name[:40]}.{field}".rstrip("."))
    if len(msgspec.json.encode(sites)) > ALL:
        raise Invalid(f"All sites together may have {ALL // 1024} kB.", field=SETTING)


def _unread(document: Mapping[str, Any], shape: type[msgspec.Struct]) -> Iterator[Wrong]:
    for name, value in document.items():
        if name not in shape.__struct_fields__:
            yield name[:40], "There is no such field."
        elif inside := INSIDE.get(name):
            for one in value if isinstance(value, list) else [value]:
                yield from ((f"{name}.{field}", why) for field, why in _unread(one, inside))


def _wrong(name: str, site: AdviserSite) -> Iterator[Wrong]:
    if site.platform != name or by_name(name) is None:
        yield "platform", "There is no such platform, or it is not the name that it stands under."
    yield from _hosts(site)
    for field, selectors in _selectors(site).items():
        if len(selectors) > MOST:
            yield field, f"At most {MOST} can be named."
        elif not all(0 < len(one) <= LENGTH and one.isprintable() for one in selectors):
            yield field, f"Each has 1 to {LENGTH} printable characters."
    for field, expressions in _expressions(site).items():
        yield from _expressed(field, expressions)
    if any(one.kind not in KINDS or one.enter not in ENTERS for one in site.composers):
        yield "composers", "A kind is post, comment or message; enter is sends or newline."
    if site.privacy and not _own(site, site.privacy):
        yield "privacy", "Please give an https:// address of this site."


def _hosts(site: AdviserSite) -> Iterator[Wrong]:
    if not 0 < len(site.hosts) <= MOST:
        yield "hosts", f"Please name 1 to {MOST} hosts."
    for host in site.hosts[:MOST]:
        if why := refused(host):
            yield "hosts", f"{host[:80]!r} cannot be watched: {why}."
        elif host != canonical(host):
            yield "hosts", f"Please write {host[:80]!r} as {canonical(host)!r}."


def _selectors(site: AdviserSite) -> dict[str, tuple[str, ...]]:
    """Whatever is a word or a selector, by field."""
    return {
        "sends": site.sends,
        "reserved": site.reserved,
        "composers": tuple(one.match for one in site.composers),
        "peers": tuple(text for one in site.peers for text in (one.match, one.attribute or "text")),
        "acts.follow": site.acts.follow,
        "acts.accept": site.acts.accept,
        "own": (site.own,) if site.own else (),
    }


def _expressions(site: AdviserSite) -> dict[str, tuple[str, ...]]:
    listed: dict[str, tuple[str, ...]] = {name: getattr(site, name) for name in EXPRESSIONS}
    return listed | {"peers": tuple(one.pattern for one in site.peers)}


def _expressed(field: str, expressions: tuple[str, ...]) -> Iterator[Wrong]:
    if len(expressions) > MOST:
        yield field, f"At most {MOST} can be named."
    for expression in expressions[:MOST]:
        try:
            check_expression(expression)
        except InvalidExpression as error:
            yield field, f"{expression[:80]!r}: {error}."


def _own(site: AdviserSite, address: str) -> bool:
    if len(address) > LENGTH or not address.isprintable() or not address.startswith("https://"):
        return False
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return False
    return any(host == one or host.endswith(f".{one}") for one in site.hosts)
