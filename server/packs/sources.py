"""The operator's own table of sources, a TOML file:

[[list]]
name = "URLhaus"                    # as reasons will name it
shape = "urlhaus"                   # a word of shapes.py
category = "malware"                # else what such lists are about
source = "URLhaus by abuse.ch"      # else the file or address
licence = "CC0-1.0"
url = "https://…"                   # or file = "…", beside this table
as_of = 2026-03-20                  # only where the list itself does not say
"""

from datetime import date
from pathlib import Path

import msgspec

from policy.packs.lists import Category, ThreatList
from server.packs.reading import BadSource, Content, Reading
from server.packs.shapes import SHAPES


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where a list is, and what is to be said of it."""

    name: str
    shape: str
    licence: str
    category: Category | None = None
    source: str = ""
    url: str = ""
    file: str = ""
    as_of: date | None = None

    def reading(self, content: Content) -> Reading:
        """The list with its content. Raises BadSource where nobody says how old it is."""
        as_of = self.as_of or content.as_of
        if as_of is None:
            raise BadSource(f"{self.file or self.url}: it does not say of which day it is; give its date (as_of, --as-of)")
        category = self.category or SHAPES[self.shape].category
        return Reading(ThreatList(self.name, category, self.source or self.url or self.file, self.licence, as_of), content)


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    list: tuple[Source, ...] = ()


def table(file: Path) -> tuple[Source, ...]:
    """The sources of a table. Raises BadSource."""
    try:
        sources = msgspec.toml.decode(file.read_bytes(), type=Table).list
    except OSError as error:
        raise BadSource(f"{file} cannot be read: {error.strerror}") from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise BadSource(f"{file}: {error}") from error
    for one in sources:
        if one.shape not in SHAPES:
            raise BadSource(f"{file}: the list {one.name} has the shape {one.shape}, which is none of {', '.join(SHAPES)}")
        if bool(one.url) == bool(one.file):
            raise BadSource(f"{file}: the list {one.name} needs a url or a file, and not both")
        if one.url and not one.url.startswith("https://"):
            raise BadSource(f"{file}: the list {one.name} is not fetched over https: {one.url}")
    return sources
