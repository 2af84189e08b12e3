"""What an address means to a browser (the WHATWG URL standard, by the parser that Node.js has), and its canonical form.

What a browser refuses is still given a canonical form where there is a host (`opens` is then false): platforms and
lists do not agree on such addresses, so nobody can say where they lead.
"""

import re

import can_ada
import msgspec

from policy.drafts.links import canonical
from policy.hosts import LONGEST

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,30}):")
WEB = frozenset(("http", "https", "ftp"))
OUTER = "".join(map(chr, range(33)))
BREAKS = str.maketrans("", "", "\t\r\n")
PLAIN = re.compile(  # nothing that a browser or the canonical form would change but the host: most links are written like that
    r"(?:(https?)://)?((?:[\w-]++\.)++[^\W\d_]{2,}+)"
    r"((?:/(?![/.])[A-Za-z0-9_.~=&,;+!()@:-]*+)*+)(?:(\?)([A-Za-z0-9_.~=&,;+!()@:/?-]*+))?(?:#([A-Za-z0-9_.~=&,;+!()@:/?-]*+))?"
)
HOST = re.compile(r"(?:[a-z0-9_-]++\.)++[a-z][a-z0-9-]*+")
PORT = re.compile(r":[0-9]*$")
HIDDEN_SCHEME = re.compile(r"(https?|ftp)%3a(?:/|%2f){2}", re.IGNORECASE)
SECOND_HOST = re.compile(r"[^:]*+:[/\\]*+[^/?#\\]*+\\[^/?#@.]*+[@.]")  # `a.com\b.com`: programs differ on which it is
ESCAPED = re.compile(r"%[0-9a-f]{2}")


class Address(msgspec.Struct, frozen=True):
    """`url` without fragment, user and port, as Safe Browsing writes it. `port` is 0 where it is the scheme's own."""

    scheme: str
    host: str
    url: str
    path: str = "/"
    query: str = ""
    fragment: str = ""
    port: int = 0
    user: bool = False
    opens: bool = True
    stated: bool = True  # the scheme was written; else `http` is only what a browser would try first
    odd: bool = False  # the host was written in another form than its canonical one, for the sake of disguise


def read(written: str) -> Address | None:
    """The address, or None for what has no host and no scheme of its own."""
    plain = PLAIN.fullmatch(written)
    if plain and (host := _name(plain[2])):
        return _plain(plain, host)
    text = written.strip(OUTER).translate(BREAKS)
    if hidden := HIDDEN_SCHEME.match(text):
        return _lenient(f"{hidden[1]}://{text[hidden.end() :]}")
    found = SCHEME.match(text)
    if found is None or _is_port(text, found.end()):
        address = None if text[:1] in {"/", "?", "#"} else _web(f"http://{text}")
        return msgspec.structs.replace(address, stated=False) if address else None
    scheme = found[1].lower()
    if scheme in WEB:
        return _web(text)
    return Address(scheme, "", canonical.escaped(text.encode("utf-8", "surrogatepass")))


def _name(written: str) -> str:
    """The host that a browser makes of letters and digits; "" if that takes a closer look."""
    host = written.lower() if written.isascii() else _encoded(written)
    return host if "xn--" not in written.lower() and len(host) <= LONGEST and HOST.fullmatch(host) else ""


def _plain(found: re.Match[str], host: str) -> Address:
    """What stands for itself, without the cost of asking a parser."""
    scheme, _, path, mark, query, fragment = found.groups(default="")
    path = path or "/"
    url = f"{scheme or 'http'}://{host}{path}{mark}{query}"
    return Address(scheme or "http", host, url, path, query, fragment, stated=bool(scheme))


def _is_port(text: str, colon: int) -> bool:
    """Is it `host:8080/…` rather than `scheme:…`? A scheme with a dot in it is nobody's."""
    return not text.startswith("//", colon) and ("." in text[:colon] or text[colon : colon + 1].isdigit())


def _web(text: str) -> Address | None:
    try:
        url = can_ada.parse(text)
    except ValueError:
        return _lenient(text)
    href, _, fragment = str(url.href).partition("#")
    name = canonical.host(url.hostname)
    if not name or len(name) > LONGEST:
        return None
    _, mark, query = href.partition("?")
    scheme = str(url.protocol).removesuffix(":")
    path = canonical.path(url.pathname)
    return Address(
        scheme=scheme,
        host=name,
        url=_joined(scheme, name, path, mark, query),
        path=path,
        query=query,
        fragment=fragment,
        port=int(url.port or 0),
        user=bool(url.username or url.password),
        odd=_odd(text, name),
    )


def _joined(scheme: str, name: str, path: str, mark: str, query: str) -> str:
    return f"{scheme}://{name}{path}{mark}{canonical.escaped(canonical.unescaped(query))}"


def _odd(text: str, name: str) -> bool:
    """Was an IP address hidden in another number system, letters behind escapes, or a host behind a backslash?"""
    authority = _authority(text).rpartition("@")[2]
    if "\\" in text and SECOND_HOST.match(text):
        return True
    return "%" in authority or (
        canonical.four(name) == name and PORT.sub("", authority).strip(".") != name and "[" not in authority
    )


def _authority(text: str) -> str:
    rest = text.partition(":")[2].lstrip("/\\")
    return re.split(r"[/\\?#]", rest, maxsplit=1)[0]


def _lenient(text: str) -> Address | None:
    """By the Safe Browsing rules alone, which make something of every host."""
    scheme = text.partition(":")[0].lower()
    authority = _authority(text)
    rest = text.partition(":")[2].lstrip("/\\")[len(authority) :].partition("#")[0]
    path, mark, query = rest.partition("?")
    user, _, name = authority.rpartition("@")
    if name.startswith("[") and "]" not in name:
        return None
    host = ESCAPED.sub(_capital, canonical.host(_ascii(canonical.unescaped(_without_port(name)))))
    if not host or len(host) > LONGEST or text.partition(":")[2].startswith("///"):
        return None
    path = canonical.path(path.replace("\\", "/"))
    url = _joined(scheme, host, path, mark, query)
    return Address(scheme, host, url, path, query, user=bool(user), opens=False, odd=_odd(text, host))


def _without_port(name: str) -> str:
    """Colons inside brackets are an address's own."""
    colon = name.find(":", name.rfind("]") + 1)
    return name if colon < 0 else name[:colon]


def _ascii(raw: bytes) -> str:
    """A host that no browser takes: as punycode if it is text, escaped where it isn't."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    return ("" if text.isascii() else _encoded(text)) or canonical.escaped(raw)


def _encoded(name: str) -> str:
    """A name of any script in ASCII; "" for what is none."""
    try:
        return can_ada.idna_encode(name).decode("ascii", "replace")
    except ValueError:
        return ""


def _capital(escape: re.Match[str]) -> str:
    return escape[0].upper()
