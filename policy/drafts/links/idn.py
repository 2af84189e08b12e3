"""Names in other scripts: is a label what it looks like? By the script rules of Unicode's UTS 39 and of the browsers.

`unicode(host)` undoes punycode. A label is suspicious when it mixes scripts that no language mixes, or when it is drawn
like a Latin word though it has no Latin letter. Its skeleton is the ASCII word that it is drawn like.
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
CYRILLIC_ALIKE = frozenset(  # drawn like Latin letters, by Chromium's list
    "\u0430\u0441\u0501\u0503\u0435\u050d\u04bb\u0456\u044e\u0458\u04cf\u043e\u0440\u0517\u051b\u0455\u051d"
    "\u0445\u0443\u044a\u044c\u044b\u04bd\u043f\u0433\u0475\u0461\u043a"
)
LOOKS_LATIN = frozenset(("Cyrillic", "Greek", "Armenian", "Cherokee", "Georgian", "Hebrew", "Lisu", "Deseret", "Coptic"))
HOME = {  # where a whole label in that script is at home
    "Cyrillic": re.compile(r"\.(?:ru|by|ua|bg|kz|kg|mk|rs|me|mn|su|tj|uz|am|ge|[^.]*[\u0400-\u04ff][^.]*)$"),
    "Greek": re.compile(r"\.(?:gr|cy|eu|[^.]*[\u0370-\u03ff][^.]*)$"),
    "Armenian": re.compile(r"\.(?:am|[^.]*[\u0530-\u058f][^.]*)$"),
    "Georgian": re.compile(r"\.(?:ge|[^.]*[\u10a0-\u10ff][^.]*)$"),
    "Hebrew": re.compile(r"\.(?:il|[^.]*[\u0590-\u05ff][^.]*)$"),
}
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
    return next((why for label in shown.split(".") if (why := _of_label(label, shown))), "")


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


def _of_label(label: str, shown: str) -> str:
    if label.startswith("xn--") or unicodedata.combining(label[:1] or "-"):
        return "is no valid name"
    return "" if label.isascii() else _of_letters(label, shown)


def _of_letters(label: str, shown: str) -> str:
    used = {script(char) for char in label} - NEUTRAL
    if used - LIVING:
        return "is written in an alphabet that hardly anybody reads"
    if len(used) > 1 and not any(used <= allowed for allowed in TOGETHER):
        return "mixes alphabets that no language mixes"
    if len(used) == 1 and used <= LOOKS_LATIN and _drawn_in_latin(label) and not _at_home(min(used), shown):
        return "is written in another alphabet so that it looks like Latin letters"
    if oddities.found(label, used) or ("Latin" in used and _stray(label)):
        return "has a character that is easily taken for another"
    return ""


def _stray(label: str) -> bool:
    """A letter that is Latin, but only looks like another: a script g, an i without its dot."""
    return any(not "\u00df" <= char <= "\u017f" and char in _prototypes() for char in label if not char.isascii())


def _drawn_in_latin(label: str) -> bool:
    return all(char in CYRILLIC_ALIKE or skeleton(char).isascii() for char in label)


def _at_home(name: str, shown: str) -> bool:
    home = HOME.get(name)
    return home is not None and bool(home.search(shown))


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
    rows = facts.table("confusables").values()
    return {chr(int(char, 16)): row.key for row in rows for char in row.note.split()}
