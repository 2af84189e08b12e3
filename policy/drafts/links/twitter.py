"""Links as platform x makes them: the published rules of twitter-text 3, held to its conformance suite.

The rules are the project's; the code is ours and linear, where the published expressions are not.
"""

import re
from collections.abc import Iterator

from policy.drafts.links.place import Place, host_end, word_start

ACCENTED = (
    r"\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f\u0272\u0289\u1e00-\u1eff"
)
HOST_CHARACTERS = re.compile(r"[\w.\-\u0300-\u036f\u0900-\u0eff\u2600-\u27bf]++")
CANDIDATE = re.compile(  # a bare name is Latin; its top-level domain may be of any script
    rf"(?P<scheme>https?://)|[a-z0-9{ACCENTED}-]++(?:\.[a-z0-9{ACCENTED}-]++)*+(?:\.[^\x00-\u024f\W\d_]++)?+", re.IGNORECASE
)
MARK = re.compile(r"\.(?=\S)|://")  # nothing without one of them is a link
NOT_BEFORE = re.compile(r"[A-Za-z0-9@\uff20$#\uff03\ufffe\ufeff\uffff]")
NOT_ENCODED = re.compile(r"(?:^|\.)xn--[^.]*[^\x00-\x7f]", re.IGNORECASE)
NOT_BEFORE_BARE = frozenset("-_./")
GENERAL = rf"a-z0-9!*';:=+,.$/%\#\[\]\u2013_~@|&\u0400-\u04ff{ACCENTED}-"
PATH = re.compile(rf"(?::[0-9]++)?(/(?:[{GENERAL}]++|\((?:[{GENERAL}]++|\([{GENERAL}]*+\))*+\))*+)?", re.IGNORECASE)
QUERY = re.compile(r"\?[a-z0-9!?*'@();:&=+$/%#\[\]_.,~|-]*+", re.IGNORECASE)
NOT_LAST = "!*';:,.$%[]~@|&\u2013"
NOT_LAST_OF_QUERY = "!?*'@();:+$%[].,~|"
WRAPPER = re.compile(r"https?://t\.co/([a-z0-9]+)", re.IGNORECASE)
LONGEST_SLUG = 40


def places(text: str) -> Iterator[Place]:
    at, mark = 0, -1
    while True:
        if mark < at:  # else there is still to be read up to the dot or scheme that was found
            seen = MARK.search(text, at)
            if seen is None:
                return
            mark = seen.start()
            at = word_start(text, at, mark)
        found = CANDIDATE.search(text, at)
        if found is None:
            return
        place = _with_scheme(text, found.start(), found.end()) if found["scheme"] else _bare(text, found.start(), found.end())
        if place:
            yield place
        at = place.end if place else found.end()


def _with_scheme(text: str, start: int, after: int) -> Place | None:
    name = HOST_CHARACTERS.match(text, after)
    if name is None or NOT_BEFORE.match(text[start - 1 : start]):
        return None
    host = host_end(text, after, name.end())
    if host == after or NOT_ENCODED.search(text[after:host]):
        return None
    if wrapped := WRAPPER.match(text, start):
        return Place(start, _query(text, wrapped.end())) if len(wrapped[1]) <= LONGEST_SLUG else None
    return Place(start, _rest(text, host))


def _bare(text: str, start: int, end: int) -> Place | None:
    before = text[start - 1 : start]
    if NOT_BEFORE.match(before) or before in NOT_BEFORE_BARE:
        return None
    host = host_end(text, start, end)
    return Place(start, _rest(text, host)) if host > start else None


def _rest(text: str, host: int) -> int:
    """Where port, path and query end, without the punctuation of the sentence."""
    path = PATH.match(text, host)
    end = path.end() if path else host
    if path and path[1]:
        end = path.start(1) + max(1, len(path[1].rstrip(NOT_LAST)))
        if end < path.end():
            return end
    return _query(text, end)


def _query(text: str, at: int) -> int:
    """Where the query ends that starts here; here, if none does."""
    query = QUERY.match(text, at)
    return at + (len(query[0].rstrip(NOT_LAST_OF_QUERY)) if query else 0)
