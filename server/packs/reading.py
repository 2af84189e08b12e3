"""What every reader of a source gives: the list as it will stand in the pack, its entries, and what was left out, and why."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

import msgspec

from policy.drafts.links import facts, suffixes, trust
from policy.drafts.links.address import read
from policy.packs.entry import Entry, page_entry, rest
from policy.packs.lists import ThreatList

NO_ADDRESS = "no address"
KNOWN = "a well-known site as a whole"


class BadSource(Exception):
    """A source that cannot be read as what it is said to be; the message names file and line."""


class Content(msgspec.Struct, frozen=True):
    """What stood in a source. `count`: rules or lines read; `ignored`: why how many of them were left out.
    `as_of`: the day of which it says itself that it is true.
    """

    entries: frozenset[Entry]
    count: int
    ignored: Mapping[str, int]
    as_of: date | None = None


class Reading(msgspec.Struct, frozen=True):
    """A list to be packed."""

    on: ThreatList
    content: Content


type Reader = Callable[[str, str], Content]  # of a source's text and its name
type Item = tuple[int, Entry | str]  # where it stands, and the entry or why there is none


def gathered(file: str, items: Iterable[Item], as_of: date | None = None) -> Content:
    """The content of a source, entry by entry. Raises BadSource if most of it is no address: then it is something else."""
    entries, ignored, count, unread = set(), Counter[str](), 0, 0
    for count, (line, item) in enumerate(items, 1):  # noqa: B007 - the number of items is wanted
        if isinstance(item, Entry):
            entries.add(item)
        else:
            ignored[item] += 1
            unread = unread or (line if item == NO_ADDRESS else 0)
    if ignored[NO_ADDRESS] * 2 > count:
        raise BadSource(f"{file}, line {unread}: no address stands there, nor on most other lines; is it another kind of file?")
    return Content(frozenset(entries), count, ignored, as_of)


def lines(text: str, comments: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Every line that is neither empty nor a comment, stripped, with its number."""
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if stripped and not stripped.startswith(comments):
            yield number, stripped


def of_url(written: str) -> Entry | str:
    """What a reported URL lists: the page; the whole host if it is the bare host that was reported.

    Below a well-known site even that is only the front page: `script.google.com` is not to be blamed for what is kept there.
    """
    address = read(written)
    if address is None or not address.opens or not address.host:
        return NO_ADDRESS
    bare = rest(address) == "/"
    site = address.host.removeprefix("www.")
    if bare and (site in facts.table("known") or site in facts.table("places")):
        return KNOWN
    shared = trust.known(address.host, suffixes.parts(address.host).hosting)
    whole = not bare or shared or bool(address.port or address.fragment)
    return page_entry(written, whole=whole) or NO_ADDRESS
