"""Single characters that are out of place in a label: marks upon marks, digits of two systems, strokes that look like a slash.

The cases are those of Chromium's published rules for showing names in other scripts. A name may have each of these
characters where its own language puts it, and nowhere else.
"""

import re
import unicodedata
from itertools import pairwise

JAPANESE = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
ALPHABETS = frozenset(("Latin", "Cyrillic", "Greek"))
OUT_OF_PLACE = re.compile(
    r"[\u0138\u0180\u0185\u01c0-\u01c3\u02bb\u02bc\u0307\u0335\u0337\u0338\u05b4\u2010\u2027\u2044\u2215\u30a0\u0585\u0581]"
    r"|(?<!l)\u00b7|\u00b7(?!l)"  # the middle dot is Catalan, between two l
    rf"|(?<![\u3040-\u30ff])\u30fc|(?<![\u30a0-\u30ff])[\u30fd\u30fe]"  # marks that lengthen or repeat a kana
    rf"|(?<=[\u30a1-\u30fe])[\u3078-\u307a](?=[\u30a1-\u30fe])"  # a hiragana that is drawn like its katakana
    rf"|(?<=[^{JAPANESE}])[\u30ce\u30f3\u30bd\u30be\u4e36\u4e40\u4e41\u4e3f](?=[^{JAPANESE}])"  # strokes like a slash
    r"|[\u0131\u0237][\u0300-\u0314]"  # an accent in place of the dot
)
MIDDLE_DOT = re.compile(rf"\u30fb(?![{JAPANESE}])|^\u30fb[^{JAPANESE}]|(?<=[a-z0-9])\u30fb")
LATIN_MARK = re.compile(r"[\u0300-\u0339]")
DIGITS_ALIKE = re.compile(
    r"[0-9\u03b8\u09e8\u0a68\u0c92\u0a69\u0ce9\u0577\u0437\u0499\u04e1\u0909\u0993\u0a24\u0a6a\u10d1\u0b6b\u0aed\u0b68-]+"
)


def found(label: str, used: set[str]) -> bool:
    """Is there such a character in a label of these scripts?"""
    if used == {"Armenian"}:
        label = re.sub(r"[\u0585\u0581]", "", label)  # at home there
    return bool(OUT_OF_PLACE.search(label) or MIDDLE_DOT.search(label)) or _digits(label) or _marks(label, used)


def _digits(label: str) -> bool:
    """Digits of two systems, or of a foreign one alone, or letters that pass for digits."""
    systems = {ord(char) - int(unicodedata.decimal(char)) for char in label if char.isdecimal()}
    letters = any(unicodedata.category(char).startswith("L") for char in label)
    foreign = bool(systems - {ord("0")})
    return len(systems) > 1 or (foreign and not letters) or bool(DIGITS_ALIKE.fullmatch(label))


def _marks(label: str, used: set[str]) -> bool:
    """The same mark twice, two marks on a letter where none has two, or a European accent on another script."""
    spelt = unicodedata.normalize("NFD", label)
    twice = any(one == two and unicodedata.combining(one) for one, two in pairwise(spelt))
    vietnamese = used == {"Latin"} and any("\u1ea0" <= char <= "\u1ef9" for char in label)
    stacked = used <= ALPHABETS and any(
        unicodedata.combining(one) and unicodedata.combining(two) for one, two in pairwise(spelt)
    )
    return twice or (stacked and not vietnamese) or (not used & ALPHABETS and bool(LATIN_MARK.search(label)))
