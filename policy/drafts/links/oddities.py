"""Single characters that are out of place in a label: marks upon marks, digits of two systems, strokes that look like a slash.

The cases are those of Chromium's published rules for showing names in other scripts. A name may have each of these
characters where its own language puts it, and nowhere else.
"""

import re
import unicodedata
from functools import cache
from itertools import pairwise

from policy.drafts.links import facts

JAPANESE = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
CJK = r"\u3005-\u3007\u3040-\u30ff\u3105-\u312f\u31a0-\u31bf\u3400-\u9fff\uf900-\ufaff"
EASTERN = frozenset(("Han", "Hiragana", "Katakana", "Bopomofo", "Hangul"))
ALPHABETS = frozenset(("Latin", "Cyrillic", "Greek"))
LETTERS = frozenset(("Ll", "Lo", "Lm", "Mn", "Mc", "Nd"))
SIGNS = frozenset("-_\u00b7\u0375\u05f3\u05f4\u06fd\u06fe\u0f0b\u30fb")  # what a name may have besides letters
NOT_IN_USE = re.compile(  # letters of phonetics, of old books and of rare languages, parts of Hangul, marks for readers
    r"[\u0138\u0180\u0185\u01c0-\u01dc\u0222\u0223\u0237\u0250-\u0258\u025a-\u02ff\u0338\u0591-\u05c7\u1100-\u11ff\u1c80-\u1c8f"
    r"\u1d00-\u1dbf\u1e00-\u1e9b\u1f00-\u1fff\u200c\u200d\u2c60-\u2c7f\u31f0-\u31ff\ua640-\ua69f\ua720-\ua7ff\uab30-\uab6f]"
)
OUT_OF_PLACE = re.compile(
    r"[\u0307\u0335\u0337]"
    rf"|(?<![\u3040-\u30ff])[\u3099\u309a\u30fc]|(?<![\u30a0-\u30ff])[\u30fd\u30fe]"  # marks that change or repeat a kana
    rf"|(?<=[\u30a1-\u30fe])[\u3078-\u307a](?=[\u30a1-\u30fe])"  # a hiragana that is drawn like its katakana
    rf"|(?<=[^{JAPANESE}])[\u30ce\u30f3\u30bd\u30be\u4e36\u4e40\u4e41\u4e3f](?=[^{JAPANESE}])"  # strokes like a slash
    r"|(?<![\u0600-\u08ff])[\u064b-\u0655\u0670]"  # marks of Arabic on other letters
    r"|[\u0131\u0237][\u0300-\u0314]"  # an accent in place of the dot
)
MIDDLE_DOT = re.compile(rf"\u30fb(?![{JAPANESE}])|^\u30fb[^{JAPANESE}]|(?<=[a-z0-9])\u30fb")
CATALAN_DOT = re.compile(r"(?<!l)\u00b7|\u00b7(?!l)")
LATIN_MARK = re.compile(r"[\u0300-\u0339]")
AT_HOME = {"\u00fe": ("is",), "\u00f0": ("is", "fo"), "\u0259": ("az",), "\u00b7": ("cat",)}  # easily taken for p, o, e, a dot


def found(label: str, used: set[str], top: str) -> bool:
    """Is there such a character in a label of these scripts, under this top-level domain?"""
    if NOT_IN_USE.search(label) or OUT_OF_PLACE.search(label) or MIDDLE_DOT.search(label) or CATALAN_DOT.search(label):
        return True
    if any(not _permitted(char) or top not in AT_HOME.get(char, (top,)) for char in label):
        return True
    return _digits(label, used) or _marks(label, used) or _latin_among_others(label, used)


def _permitted(char: str) -> bool:
    return unicodedata.category(char) in LETTERS or char in SIGNS


def _latin_among_others(label: str, used: set[str]) -> bool:
    """Beside Chinese, Japanese or Korean only plain Latin letters are in use, and no stroke that may pass for one."""
    if "Latin" not in used or not used & EASTERN:
        return False
    accented = any("\u00c0" <= char <= "\u024f" for char in label)
    return accented or bool(_strokes().search(label))


@cache
def _strokes() -> re.Pattern[str]:
    strokes = f"[{''.join(_listed('strokes'))}]"
    return re.compile(f"(?<=[^{CJK}]){strokes}|{strokes}(?=[^{CJK}])")


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(chr(int(code, 16)) for code in facts.table("alike")[key].note.split())


def _digits(label: str, used: set[str]) -> bool:
    """Digits of two systems, or of a foreign one alone, or letters that pass for digits."""
    systems = {ord(char) - int(unicodedata.decimal(char)) for char in label if char.isdecimal()}
    letters = [char for char in label if unicodedata.category(char).startswith("L")]
    foreign = bool(systems - {ord("0")})
    passing = all(char in "0123456789-" or char in _listed("digits") for char in label)
    lone = len(letters) == 1 and len(label) > 2 and ord("0") in systems and not used & (EASTERN | {"Latin"})
    return len(systems) > 1 or (foreign and not letters) or passing or lone


def _marks(label: str, used: set[str]) -> bool:
    """The same mark twice, two marks on a letter where none has two, or a European accent on another script."""
    spelt = unicodedata.normalize("NFD", label)
    twice = any(one == two and unicodedata.combining(one) for one, two in pairwise(spelt))
    vietnamese = used == {"Latin"} and any("\u1ea0" <= char <= "\u1ef9" for char in label)
    stacked = used <= ALPHABETS and any(
        unicodedata.combining(one) and unicodedata.combining(two) for one, two in pairwise(spelt)
    )
    return twice or (stacked and not vietnamese) or (not used & ALPHABETS and bool(LATIN_MARK.search(label)))
