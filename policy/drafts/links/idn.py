"""Names in other scripts: is a label what it looks like? By the script rules of Unicode's UTS 39 and of the browsers.

`unicode(host)` undoes punycode. A label is suspicious when it mixes scripts that no language mixes, when all its letters
are drawn like Latin ones, or when it has characters that are out of place (oddities.py). Which letters those are is told by
facts/links_alike.csv, by Chromium's published lists. Its skeleton is the ASCII word that it is drawn like.
"""

import re
import unicodedata
from bisect import bisect_right
from functools import cache, lru_cache

import can_ada

from policy.drafts.links import facts, oddities

NEUTRAL = frozenset(("Common", "Inherited"))
TOGETHER = tuple(  # the sets of UTS 39's "highly restrictive" level: Latin goes with these and with nothing else
    frozenset(names.split()) for names in ("Latin Han Hiragana Katakana", "Latin Han Bopomofo", "Latin Han Hangul")
)
LIVING = frozenset(  # UTS 31's recommended scripts
    re.findall(
        r"\w+",
        "Arabic Armenian Bengali Bopomofo Cyrillic Devanagari Ethiopic Georgian Greek Gujarati Gurmukhi Han Hangul Hebrew "
        "Hiragana Kannada Katakana Khmer Lao Latin Malayalam Myanmar Oriya Sinhala Tamil Telugu Thaana Thai Tibetan",
    )
)
EVERYDAY = re.compile(r"[0-9\u0370-\u03ce\u0430-\u045f\u0490\u0491-]+")  # letters of modern Greek and of the Slavic languages
WORDS = frozenset(("\u043a\u0443\u0440\u0441",))  # a Russian word for a course that has only letters that look Latin
ALIKE = (("rn", "m"), ("vv", "w"), ("0", "o"), ("1", "l"), ("5", "s"), ("3", "e"))


@lru_cache(maxsize=4096)
def unicode(host: str) -> str:
    """The host as people see it; punycode that stands for nothing but ASCII is no name and stays as it is."""
    if "xn--" not in host:
        return host
    shown = can_ada.idna_decode(host.encode()).split(".")  # type: ignore[arg-type]  # the stub names the wrong type
    return ".".join(label if drawn.isascii() else drawn for label, drawn in zip(host.split("."), shown, strict=True))


def suspicion(shown: str) -> str:
    """Why a host in another script is not to be trusted, in a few words; "" when nothing speaks against it."""
    if shown.isascii() and "xn--" not in shown:
        return ""
    top = shown.rpartition(".")[2]
    return next((why for label in shown.split(".") if (why := _of_label(label, top))), "")


def skeleton(shown: str) -> str:
    """What the name is drawn like, in ASCII where it can be said; equal skeletons look alike."""
    drawn = shown if shown.isascii() else _latin(shown)
    for pair, like in ALIKE:
        drawn = drawn.replace(pair, like)
    return drawn


def _latin(shown: str) -> str:
    letters = unicodedata.normalize("NFD", "".join(map(_plain, shown)))
    return "".join(_plain(char) for char in letters if not unicodedata.combining(char))


def _plain(char: str) -> str:
    return char if char.isascii() else _prototypes().get(char, char)


def _of_label(label: str, top: str) -> str:
    if label.startswith("xn--") or unicodedata.combining(label[:1] or "-"):
        return "is no valid name"
    return "" if label.isascii() else _of_letters(label, top)


def _of_letters(label: str, top: str) -> str:
    used = {script(char) for char in label} - NEUTRAL
    if used - LIVING:
        return "is written in an alphabet that hardly anybody reads"
    if len(used) > 1 and not any(used <= allowed for allowed in TOGETHER):
        return "mixes alphabets that no language mixes"
    if len(used) == 1 and label not in WORDS and _drawn_in_latin(label, min(used), top):
        return "is written in another alphabet so that it looks like Latin letters"
    if oddities.found(label, used, top):
        return "has a character that is easily taken for another"
    return ""


def _drawn_in_latin(label: str, used: str, top: str) -> bool:
    """Is each letter drawn like a Latin one, under a domain where the script is not at home?"""
    if used == "Latin" or used in oddities.EASTERN or any(script(char) == used for char in top):
        return False
    row = facts.table("alike").get(used)
    letters, _, homes = row.note.partition(";") if row else ("", "", "")
    if top in homes.split():
        return False
    alike = _characters(letters)
    whole = all(char in alike for char in label if script(char) == used)
    return whole or (not EVERYDAY.fullmatch(label) and skeleton(label).isascii())


@cache
def _characters(codes: str) -> frozenset[str]:
    return frozenset(chr(int(code, 16)) for code in codes.split())


@lru_cache(maxsize=4096)
def script(char: str) -> str:
    """The script of a character, by Unicode's Scripts.txt."""
    starts, ends, names = _ranges()
    at = bisect_right(starts, ord(char)) - 1
    return names[at] if at >= 0 and ord(char) <= ends[at] else "Unknown"


@cache
def _ranges() -> tuple[list[int], list[int], list[str]]:
    ranges = []
    for row in facts.table("scripts").values():
        for span in row.note.split():
            first, _, last = span.partition("-")
            ranges.append((int(first, 16), int(last or first, 16), row.key))
    ranges.sort()
    return [first for first, _, _ in ranges], [last for _, last, _ in ranges], [name for _, _, name in ranges]


@cache
def _prototypes() -> dict[str, str]:
    drawn = [row for row in facts.table("alike").values() if row.kind == "drawn"]
    rows = (*facts.table("confusables").values(), *drawn)
    return {chr(int(char, 16)): row.key for row in rows for char in row.note.split()}
