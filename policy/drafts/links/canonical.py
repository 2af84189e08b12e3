"""One spelling for every address, by the rules of Safe Browsing, so that lists and people compare the same thing.

The rules are meant for whatever a page may contain, so they make something of hosts that no browser would open.
Only a URL without any host has no canonical form. Everything is linear in the length of what was written.
"""

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address, IPv6Network

ESCAPE = {byte: f"%{byte:02X}" if byte <= 32 or byte >= 127 or byte in b"#%" else chr(byte) for byte in range(256)}
PLAIN = bytes(byte for byte in range(256) if ESCAPE[byte] == chr(byte))
HEX = b"0123456789abcdefABCDEF"
NAT64 = IPv6Network("64:ff9b::/96")
RESOLVED = re.compile(r"%|/[/.]")  # what else stands in a path, stays as it is
DOTS = re.compile(r"\.{2,}")
BYTE = r"(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
DOTTED = re.compile(rf"(?:{BYTE}\.){{3}}{BYTE}")
NUMBER = re.compile(r"0[xX][0-9a-fA-F]*|[0-9]+")
PERCENT = 0x25


def unescaped(text: str) -> bytes:
    """Percent-escapes undone until none is left, in one pass: what an undone escape completes is undone at once."""
    raw = text.encode("utf-8", "surrogatepass")
    if b"%" not in raw:
        return raw
    out = bytearray()
    for byte in raw:
        out.append(byte)
        while len(out) >= 3 and out[-3] == PERCENT and out[-2] in HEX and out[-1] in HEX:
            out[-3:] = bytes((int(out[-2:], 16),))
    return bytes(out)


def escaped(raw: bytes) -> str:
    if not raw.translate(None, PLAIN):
        return raw.decode("ascii")
    return "".join(map(ESCAPE.__getitem__, raw))


def path(text: str) -> str:
    """The path with its dots resolved and its slashes single; `/` for none."""
    if text[:1] == "/" and not RESOLVED.search(text):
        return escaped(text.encode("utf-8", "surrogatepass"))
    kept: list[bytes] = []
    segments = unescaped(text).split(b"/")
    for segment in segments:
        if segment == b"..":
            del kept[-1:]
        elif segment not in {b"", b"."}:
            kept.append(segment)
    end = b"/" if kept and segments[-1] in {b"", b".", b".."} else b""
    return escaped(b"/" + b"/".join(kept) + end)


def host(name: str) -> str:
    """A host in ASCII and lower case; every form of an IP address in its plain one. "" if nothing is left."""
    if name.startswith("["):
        return _six(name)
    name = DOTS.sub(".", name).strip(".").lower()
    return four(name) or name


def four(name: str) -> str:
    """A legal IPv4 address of one to four parts, each decimal, octal or hexadecimal, as dotted decimal; else ""."""
    if not "0" <= name.rpartition(".")[2][:1] <= "9":
        return ""
    if DOTTED.fullmatch(name):
        return name
    parts = name.split(".", 4)
    if len(parts) > 4 or len(name) > 60 or not all(map(NUMBER.fullmatch, parts)):
        return ""
    try:
        numbers = [_number(part) for part in parts]
    except ValueError:
        return ""
    last = numbers.pop() % 256 ** (4 - len(numbers))  # overlong numbers wrap, as in the browsers that the rules were made for
    return str(IPv4Address(sum((number & 255) << (24 - 8 * at) for at, number in enumerate(numbers)) + last))


def _number(part: str) -> int:
    if part[:2].lower() == "0x":
        return int(part[2:] or "0", 16)
    return int(part, 8) if part[0] == "0" else int(part)


def _six(name: str) -> str:
    try:
        address = IPv6Address(name.strip("[]"))
    except AddressValueError:
        return name.lower()
    if address in NAT64:
        return str(IPv4Address(int(address) & 0xFFFFFFFF))
    return str(address.ipv4_mapped or f"[{address}]")
