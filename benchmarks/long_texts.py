"""Texts of any length that are hard to check: one thing over and over, or thousands of different things of one kind.

Every kind that a check looks for has its place here, in the form that costs most: what is looked for and not found, what is
found and different each time, what opens and never closes, what stands in letters of other scripts.
"""

import random
from collections.abc import Callable, Iterator
from itertools import count
from string import ascii_lowercase

REPEATED = (
    *("#", "@", "(", "[", "](", ".", ". ", ":", '"', "0", "0-", "(0", "**", "a", "a*", "a'", "a-", "aB", "a\n", "\n", "\0"),
    *(
        "a.",
        "a.b.",
        "www.",
        "http://",
        "a://",
        "aa://x ",
        "ms-",
        "javascript:",
        "javascript:alert(1) ",
        "data:a/b,",
        "a@b.com ",
    ),
    *("[a](b)", "[a](http://b.co)", "a.co ", "https://t.co/abcdefghij ", "http://0x7f.1 ", "http://a.com/?u=http://b.com/?u="),
    *("\u200d", "a\u200d", "\u0301", "\U0001f600", "#\U0001f600", "#a\u0301", "\U0010ffff", "\u0130\u0131", "\u017f:", "&amp;"),
    *("\u6f22\u5b57", "\u6f22.\u5b57.", "\u6f22\u5b57\u4eee\u540d\u6587\u3002", "\u4e2d\u6587a.com", "\u043f.\u0440\u0444 "),
    *("\uff48\uff54\uff54\uff50\uff1a\uff0f\uff0f\uff41\uff0e\uff43\uff4f\uff4d ", "\uff03a ", "#a", "#a_", "#a#b "),
    *("Aa ", "Aaaa'aa. ", "Ava Patel ", "Ash School ", "Ash School year 7 ", "year 7 ", "CamelCase", f"A{'a' * 29} "),
    *("07700 900123 ", "0 1 2 3 4 5 6 7 8 9 ", "SW1A 1AA ", "SW1A1AA", "A1 1AA1", "shit ", "AA ", "AAAAAAA ", "AA. "),
    *("TutorTrain ", "Tutor ", "tutor trian ", "tutortrai ", "t u t o r ", "follow for ", "safeguarding case "),
    *("bloody shut balls f gay came stupid *** ", "f u c ", "s.h.i.", "sh_t ", "sh-t", "aa bb cc ", "#ffuucckk ", "#fck "),
)
ENCLOSED = tuple(  # one long link, one long hashtag
    (start, unit, end)
    for start, units, end in (
        ("http://a.com/", ("(", "(a)", ")", ".", "'s", "%25", "//../", "a"), ""),
        ("http://a.com/?", ("a=b&", "u=http%3A%2F%2F"), ""),
        ("http://a.com/%", ("25",), ""),
        ("http://", ("a@", "\u0430b.", "a-", "1."), "com"),
        ("http://a.com:", ("9",), ""),
        ("http://[", ("1:",), "]/"),
        ("#", ("a", "a_", "ass", "\u0430", "1"), ""),
    )
    for unit in units
)
DIFFERENT = {  # §: a fresh word of some letters, ¤: a fresh number
    "words": "§7",
    "words with digits": "§2 0 §2 1",
    "words with stars": "§1 ** §2",
    "words in capitals": "^4",
    "names": "^5 ^6",
    "short links": "§4 .co",
    "links": "https:// §8 .com/ ¤",
    "long links": "http:// §20 - §20 .top/ §400",
    "escaped links": "http://a ¤ .com/%25252525",
    "links in links": "https://a ¤ .com/?u=https://b ¤ .com/?u=https://c ¤ .com",
    "escaped links in links": "https://a ¤ .com/?u=https%3A%2F%2Fb ¤ .com%2F%3Fu%3Dhttps%253A%252F%252Fc ¤ .com",
    "four links in each": "https://a ¤ .com/?u=https:// §4 .com&u=https:// §4 .com&u=https:// §4 .com&u=https:// §4 .com",
    "look-alike links": "p\u0430yp\u0430l §3 .com",
    "links in Cyrillic": "я8 .\u0440\u0444",
    "addresses as numbers": "http:// ¤ /",
    "hashtags": "# §6",
    "hashtags of words": "#Maths §3 ¤",
    "hashtags with digits": "# §3 1 §2 0$4",
    "hashtags with signs": "#a §2 !@$ §2 * §2",
    "long hashtags": "# §130",
    "hashtags of bad words": "#analtitcum §4",
    "hashtags of harmless words": "#assignationassignationassignation §4",
    "hashtags with gaps": "#sh_ §3 sh- §2",
    "hashtags with slips": "#fuk §2 sht §2",
    "hashtags with the company's name": "#love §2 tutortrain §2",
    "hashtags drawn out": "#fffuuu §2 ccckkk",
    "hashtags in Cyrillic": "# я8",
    "links with fragments": "a ¤ .co#b ¤",
    "the company's words": "alpha ¤ beta ¤",
}


def texts(length: int, seed: int = 3) -> Iterator[tuple[str, str]]:
    """Each text with what it consists of, cut to so many characters."""
    for unit in REPEATED:
        yield ascii(unit), _cut((unit for _ in count()), length)
    for start, unit, end in ENCLOSED:
        yield ascii(f"{start}{unit}…{end}"), start + _cut((unit for _ in count()), length - len(start) - len(end)) + end
    chance = random.Random(seed)
    for what, pattern in DIFFERENT.items():
        yield what, _cut(_different(pattern, chance), length)


def _cut(pieces: Iterator[str], length: int) -> str:
    made, size = [], 0
    while size < length:
        made.append(next(pieces))
        size += len(made[-1])
    return "".join(made)[:length]


def _different(pattern: str, chance: random.Random) -> Iterator[str]:
    for number in count():
        yield "".join(_part(part, chance, number) for part in pattern.split(" ")) + " "


def _part(part: str, chance: random.Random, number: int) -> str:
    alphabets: dict[str, Callable[[str], str]] = {"§": str, "^": str.title, "я": _cyrillic}
    if part == "¤":
        return str(number * 7919)
    if part[:1] not in alphabets or not part[1:]:
        return part
    return alphabets[part[0]]("".join(chance.choices(ascii_lowercase, k=int(part[1:]))))


def _cyrillic(word: str) -> str:
    return "".join(chr(ord(char) - ord("a") + 0x430) for char in word)
