"""The shapes in which lists are published, by the word that an operator writes for each."""

from pathlib import Path

import msgspec

from policy.packs.lists import Category
from server.packs import text
from server.packs.phishtank import phishtank
from server.packs.reading import BadSource, Content, Reader
from server.packs.urlhaus import urlhaus


class Shape(msgspec.Struct, frozen=True):
    """A reader, and what such a list is about unless somebody says otherwise."""

    reader: Reader
    category: Category = Category.PHISHING


SHAPES = {
    "urlhaus": Shape(urlhaus, Category.MALWARE),  # its CSV; its text export is `urls`, its hosts file `hosts`
    "phishtank": Shape(phishtank),
    "openphish": Shape(text.urls),
    "urls": Shape(text.urls),
    "domains": Shape(text.domains),
    "hosts": Shape(text.hosts),
    "filters": Shape(text.filters),
}


def content(shape: str, raw: bytes, file: str) -> Content:
    """What stands in a source of this shape. Raises BadSource; an empty source is a broken one."""
    try:
        decoded = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise BadSource(f"{file}, line {line}: not UTF-8 text") from error
    found = SHAPES[shape].reader(decoded, file)
    if not found.entries:
        raise BadSource(f"{file}: no entry stands in it")
    return found


def of_file(shape: str, file: Path) -> Content:
    try:
        return content(shape, file.read_bytes(), str(file))
    except OSError as error:
        raise BadSource(f"{file} cannot be read: {error.strerror}") from error
