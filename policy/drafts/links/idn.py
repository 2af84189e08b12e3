"""Names in other scripts: is a label what it looks like? By the script rules of Unicode's UTS 39 and of the browsers.

`unicode(host)` undoes punycode. A label is suspicious when it mixes scripts that no language mixes, or when it is drawn
like a Latin word though it has no Latin letter. Its skeleton is the ASCII word that it is drawn like.
"""

import re
import unicodedata
from bisect import bisect_right
from functools import cache, lru_cache
from itertools import pairwise

import can_ada

from policy.drafts.links import facts

NEUTRAL = frozenset(("Common", "Inherited"))
TOGETHER = tuple(  # the sets of UTS 39's "highly restrictive" level: Latin goes with these and with nothing else
    frozenset(names.split()) for names in ("Latin Han Hiragana Katakana", "Latin Han Bopomofo", "Latin Han Hangul")
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
ODD = frozenset(
    "\u00b7\u0387\u0138\u0180\u01c0\u01c1\u01c2\u01c3\u02bb\u02bc\u0307\u0335\u0337\u0338\u05b4\u2010\u2027\u2044\u2215\u30fb\u30fc\u30a0\u4e36\u4e40\u4e41\u4e3f\u4e00\u3078\u307a\u3079\u30ce\u30bd\u30be\u30f3\u7c21\u0585\u0581"
)
KANA = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@lru_cache(maxsize=4096)
def unicode(host: str) -> str:
    """The host as people see it, or as it is if it has no punycode."""
    if "xn--" not in host:
        return host
    return can_ada.idna_decode(host.encode())  # type: ignore[arg-type]  # the stub names the wrong type


def suspicion(shown: str) -> str:
    """Why a host in another script is not to be trusted, in a few words; "" when nothing speaks against it."""
    return next((why for label in shown.split(".") if (why := _of_label(label, shown))), "") if not shown.isascii() else ""


def skeleton(shown: str) -> str:
    """What the name is drawn like, in ASCII where it can be said; equal skeletons look alike."""
    letters = unicodedata.normalize("NFD", "".join(map(_plain, shown)))
    drawn = "".join(_plain(char) for char in letters if not unicodedata.combining(char))
    for pair, like in ALIKE:
        drawn = drawn.replace(pair, like)
    return drawn


def _plain(char: str) -> str:
    return char if char.isascii() else _prototypes().get(char, char)


def _of_label(label: str, shown: str) -> str:
    if label.isascii():
        return ""
    used = {script(char) for char in label} - NEUTRAL
    if len(used) > 1 and not any(used <= allowed for allowed in TOGETHER):
        return "mixes alphabets that no language mixes"
    if len(used) == 1 and used <= LOOKS_LATIN and _drawn_in_latin(label) and not _at_home(min(used), shown):
        return "is written in another alphabet so that it looks like Latin letters"
    return _odd_marks(label, used)


def _odd_marks(label: str, used: set[str]) -> str:
    label = label.replace("l\u00b7l", "ll")  # Catalan
    if any(char in ODD for char in label) and not KANA.search(label.translate(dict.fromkeys(map(ord, ODD)))):
        return "has a character that is easily taken for another"
    marks = [unicodedata.combining(char) > 0 for char in unicodedata.normalize("NFD", label)]
    if used <= {"Latin", "Cyrillic", "Greek"} and any(one and two for one, two in pairwise(marks)):
        return "" if used == {"Latin"} and "\u1ea0" <= max(label) <= "\u1ef9" else "piles accents upon a letter"
    if "Latin" in used and _stray(label):
        return "has a letter that is easily taken for another"
    return ""


def _stray(label: str) -> bool:
    """A letter that is Latin, but only looks like another: a script g, an i without its dot."""
    return any(not "\u00df" <= char <= "\u017f" and char in _prototypes() for char in label if not char.isascii())


def _drawn_in_latin(label: str) -> bool:
    return skeleton(label).replace("-", "").isascii()


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
