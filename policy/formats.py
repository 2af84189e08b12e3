"""Bodies as data: JSON, forms and multipart, read strictly and with limits.

A reader decodes into a Struct of only the fields that it uses. What cannot be read raises AdapterDrift, which is the
one exception that hostile or changed traffic may cause. Its message never quotes the traffic; the decoder's own exception
might, so it is left out.
"""

import re
from collections.abc import Iterator, Mapping
from email.parser import BytesHeaderParser
from urllib.parse import parse_qsl

import msgspec

MAX_FIELDS = 2_000
MAX_DEPTH = 64
type Json = bool | int | float | str | list["Json"] | dict[str, "Json"] | None


class AdapterDrift(ValueError):
    """A payload on a route that matters is not as the platform's clients write it: the site changed, or it is broken."""


class Unreadable(AdapterDrift):
    """Not even the format is right: no client of the platform sends this, so nothing is lost by refusing it."""


def json[T](raw: bytes | str, shape: type[T]) -> T:
    """Decode JSON into `shape`. Raises Unreadable when it is no JSON, AdapterDrift when the shape differs."""
    try:
        return msgspec.json.decode(raw, type=shape)
    except msgspec.ValidationError:
        any_json(raw)  # the shape may differ before the place where the JSON breaks
        raise AdapterDrift(f"{shape.__name__}: JSON of another shape") from None
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise Unreadable("broken JSON") from None


def any_json(raw: bytes | str) -> Json:
    """Decode JSON of any shape, for learning. Raises Unreadable."""
    try:
        decoded: Json = msgspec.json.decode(raw)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise Unreadable("broken JSON") from None
    return decoded


def objects(tree: Json) -> Iterator[dict[str, Json]]:
    """Every object in a JSON tree, outer before inner, without recursion; deeper than MAX_DEPTH is left out."""
    stack: list[tuple[Json, int]] = [(tree, 0)]
    while stack:
        node, depth = stack.pop()
        if isinstance(node, dict):
            yield node
            children: list[Json] = list(node.values())
        elif isinstance(node, list):
            children = node
        else:
            continue
        if depth < MAX_DEPTH:
            stack.extend((child, depth + 1) for child in reversed(children) if isinstance(child, dict | list))


def form(raw: bytes) -> dict[str, str]:
    """An urlencoded form; the first of repeated fields wins, as it does for most servers. Raises Unreadable."""
    try:
        pairs = parse_qsl(raw.decode("ascii"), keep_blank_values=True, strict_parsing=bool(raw), max_num_fields=MAX_FIELDS)
    except ValueError:
        raise Unreadable("broken form") from None
    return dict(reversed(pairs))


def multipart(raw: bytes, content_type: str) -> dict[str, bytes]:
    """The parts of a multipart/form-data body by name (RFC 7578); file parts too. Raises Unreadable."""
    boundary = re.search(r'boundary="?([^";,]{1,70})"?', content_type)
    if not boundary:
        raise Unreadable("multipart without boundary")
    pieces = (b"\r\n" + raw).split(b"\r\n--" + boundary[1].encode("ascii", "replace"), MAX_FIELDS)
    if not pieces[-1].startswith(b"--"):
        raise Unreadable("broken multipart")
    return dict(_part(piece) for piece in pieces[1:-1])


def _part(piece: bytes) -> tuple[str, bytes]:
    head, separator, body = piece.partition(b"\r\n\r\n")
    name = BytesHeaderParser().parsebytes(head.lstrip(b"\r\n")).get_param("name", header="content-disposition")
    if not separator or not isinstance(name, str):
        raise Unreadable("broken multipart")
    return name, body


def header(headers: Mapping[str, str], name: str) -> str:
    """A header's value by its lower-case name, or nothing."""
    return headers.get(name, "")
