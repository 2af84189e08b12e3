"""Where hashtags stand in a text: by twitter-text on X, by UAX #31 elsewhere, by both when no platform is named.

On X a hashtag needs a letter, may not touch a second hash sign or `://`, and starts where no letter, digit or `&` stands
before it. By UAX #31 it is whatever identifiers are made of, and emoji, `+` and `-`. Nothing inside a link is a hashtag.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from policy.drafts.hashtags import tables

SIGNS = "#\uff03"
SMALL_SIGN = "\ufe5f"
SIGN = re.compile(  # with the tag where it is one by every rule, as most are
    rf"[{SIGNS}{SMALL_SIGN}](?:(?<=[{SIGNS}])(?<!\S[{SIGNS}])([0-9_]*+[A-Za-z][A-Za-z0-9_]*+)(?![^\s.,;!?)])|(?![{SIGNS}{SMALL_SIGN}\s]))"
)
MAY_TOUCH = re.compile(rf"[{SIGNS}{SMALL_SIGN}](?:(?<=\S.)|\w+://)")  # else no hashtag can be part of a link
ASCII_ON_X, ASCII_BY_UAX = re.compile(r"[A-Za-z0-9_]+"), re.compile(r"[A-Za-z0-9_+-]+")  # most hashtags are nothing else
DIGITS_ONLY = re.compile(r"[0-9_]*")
SPECIAL = frozenset("_\u200c\u200d\ua67e\u05be\u05f3\u05f4\uff5e\u301c\u309b\u309c\u30a0\u30fb\u3003\u0f0b\u0f0c\u00b7")
VARIATIONS = "\ufe0e\ufe0f"
KEYCAPS = "\ufe0f\u20e3"
type Span = tuple[int, int]


class Hashtag(msgspec.Struct, frozen=True):
    """One hashtag: as written with its sign, and where; `start` and `end` count code points."""

    text: str
    start: int
    end: int


def hashtags(text: str, platform: str = "", links: Sequence[Span] = ()) -> Iterator[Hashtag]:
    """Every hashtag in order. `links`: where the links of the text stand, in order."""
    ends = {"x": (_end_on_x,), "": (_end_on_x, _end_by_uax)}.get(platform, (_end_by_uax,))
    link = 0
    for sign in SIGN.finditer(text):
        at = sign.start()
        end = sign.end(1) if sign[1] else max(find(text, at) for find in ends)
        while link < len(links) and links[link][1] <= at:
            link += 1
        if end and not (link < len(links) and links[link][0] < end):
            yield Hashtag(text[at:end], at, end)


def _end_on_x(text: str, at: int) -> int:
    """Where the hashtag that starts here ends by twitter-text; 0 if none does."""
    before, end = text[at - 1 : at], at + 1
    if text[at] == SMALL_SIGN or before == "&" or (before and before not in VARIATIONS and _word_on_x(before)):
        return 0
    if text[end : end + 1] and text[end] in KEYCAPS:
        return 0
    end = _run_end(ASCII_ON_X, text, end)
    lettered = not DIGITS_ONLY.fullmatch(text, at + 1, end)
    while end < len(text) and _word_on_x(text[end]):
        lettered = lettered or _letter(text[end])
        end += 1
    touches = text[end : end + 1] in {*SIGNS} or text.startswith("://", end)
    return end if lettered and not touches else 0


def _end_by_uax(text: str, at: int) -> int:
    """Where the hashtag that starts here ends by UAX #31; 0 if none does."""
    if at and _continues(text[at - 1]):
        return 0
    end = _run_end(ASCII_BY_UAX, text, at + 1)
    while end < len(text) and _continues(text[end]):
        end += 1
    return end if end > at + 1 else 0


def _run_end(run: re.Pattern[str], text: str, at: int) -> int:
    found = run.match(text, at)
    return found.end() if found else at


@lru_cache(maxsize=4096)
def _letter(char: str) -> bool:
    return unicodedata.category(char)[0] in "LM"


@lru_cache(maxsize=4096)
def _word_on_x(char: str) -> bool:
    return _letter(char) or unicodedata.category(char) == "Nd" or char in SPECIAL


@lru_cache(maxsize=4096)
def _continues(char: str) -> bool:
    """XID_Continue, of which Python's identifiers are made; emoji and their parts; `_`, `-`, `+`; never a sign."""
    if char in SIGNS or char == SMALL_SIGN:
        return False
    return f"a{char}".isidentifier() or char in "-+" or char in tables.emoji()
