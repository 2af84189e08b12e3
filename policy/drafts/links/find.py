"""Every link of a text, as platforms would make one: whatever has a scheme, and bare names under a real top-level domain.

One pass, each character looked at a few times at most, and most of them only by a search for dots and colons: without one
of the two there is no link. Nothing is left out because it looks harmless: a file called `main.py` is a link on many sites.
Left out is what no site links: mail addresses, @names, and the `It` after a full stop without a space. Platform x has
narrower rules of its own (twitter.py); where no platform is named, the wider ones count.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from policy.drafts.links import twitter
from policy.drafts.links.place import DOT, Place, host_end, word_start

CJK = r"\u2e80-\u2fff\u3001-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff01-\uffef\U00020000-\U0003ffff"
END = r"""\s<>"\u201c\u201d\u300c-\u300f\uff08\uff09\uff0c"""
WITH_SCHEME = re.compile(
    rf"""(?: (?:https?|ftp)://
    | (?<![\w+.-])[a-z][a-z0-9+.-]{{1,30}}://
    | (?<![\w+.-])(?:about|blob|data(?=:[a-z]+/)|intent|javascript|ms-[a-z-]{{1,30}}|vbscript|view-source):
    ) (?:[^{END}\]]|\](?!\())++""",  # `](` in Markdown: the text of a link is a link itself
    re.IGNORECASE | re.VERBOSE,
)
SCHEMES = ("about", "blob", "data", "intent", "javascript", "vbscript", "view-source")
RUN = re.compile(r"[a-z0-9+.-]++\Z", re.IGNORECASE)
LONGEST_SCHEME = 33
SMALL = {0x130: "i", 0x131: "i", 0x17F: "s", 0x212A: "k"}  # what an expression takes for a letter of ASCII, case aside
LATER = rf"(?:[^\W_{CJK}]|[\u0300-\u036f\u0900-\u0eff])"
NAME = re.compile(
    rf"{LATER}++(?:[-_]++{LATER}++)*+(?:\.{LATER}++(?:[-_]++{LATER}++)*+){{0,130}}+|"
    rf"(?:(?=\w)[{CJK}])++(?:\.(?:(?:(?=\w)[{CJK}])++|{LATER}++(?:[-_]++{LATER}++)*+)){{0,130}}+"
)
REST = re.compile(rf"(?::[0-9]{{1,5}}(?![0-9]))?(?:[/?#][^{END}]*+)?")
NO_LINK_AFTER = frozenset("@\uff20#\uff03$")
TRAILING = frozenset(".,;:!?'*~|\u2019\u2018\u00bb\u2026\u3002\uff01\uff1f\uff0e\\`")
OPENING = {")": "(", "]": "[", "}": "{"}


@lru_cache(maxsize=1)
def places(text: str, platform: str | None = None) -> tuple[Place, ...]:
    """Every link of the text, in order, none inside another. Kept while a draft is checked, since several checks ask."""
    return tuple(twitter.places(text) if platform == "x" else _places(text))


def _places(text: str) -> Iterator[Place]:
    at = 0
    while full := _with_scheme(text, at):
        yield from _bare(text, at, full.start())
        end = _trimmed(text, full.start(), full.end(), full.start())
        if text[end - 3 : end] != "://":
            yield Place(full.start(), end)
        at = max(end, full.start() + 1)
    yield from _bare(text, at, len(text))


def _with_scheme(text: str, at: int) -> re.Match[str] | None:
    """The next link that starts with a scheme. Only a colon that may end a scheme is worth a look at what stands before it."""
    colon = text.find(":", at)
    while colon >= 0:
        run = RUN.search(text, max(at, colon - LONGEST_SCHEME), colon)
        if run and (text.startswith("//", colon + 1) or _worded(run[0])):
            for start in range(run.start(), colon):
                if full := WITH_SCHEME.match(text, start):
                    return full
        colon = text.find(":", colon + 1)
    return None


def _worded(run: str) -> bool:
    """May a scheme that needs no `//` end here?"""
    small = run.translate(SMALL).lower()
    return small.endswith(SCHEMES) or "ms-" in small


def _bare(text: str, at: int, limit: int) -> Iterator[Place]:
    dot = at - 1
    while True:
        if dot < at:  # else names are still to be read up to the dot that was found
            found = DOT.search(text, at, limit)
            if found is None:
                return
            dot = found.start()
            at = word_start(text, at, dot)
        name = NAME.search(text, at, limit)
        if name is None:
            return
        start, at = name.start(), name.end()
        if "." not in name[0] or text[start - 1 : start] in NO_LINK_AFTER or text[at : at + 1] == "@":
            continue
        host = host_end(text, start, at)
        rest = REST.match(text, host, limit) if host > start else None
        if rest is None or (rest.end() == host and _new_sentence(text, start, host)):
            continue
        at = _trimmed(text, start, rest.end(), host)
        yield Place(start, at)


def _new_sentence(text: str, start: int, host: int) -> bool:
    """Is it `finished.It`, two words without a space, rather than a name?"""
    before, _, top = text[start:host].rpartition(".")
    return top.istitle() and before[-1:].islower()


def _trimmed(text: str, start: int, end: int, least: int) -> int:
    """The end without what belongs to the sentence: punctuation, a closing bracket without its opening one, `'s`."""
    if text[end - 1].isalnum() and text[end - 1] != "s":  # as nearly all do
        return end
    count = {char: text.count(char, start, end) for char in "()[]{}"}
    while end > least:
        last = text[end - 1]
        if last in TRAILING or (last in OPENING and count.get(last, 0) > count.get(OPENING[last], 0)):
            count[last] = count.get(last, 0) - 1
            end -= 1
        elif text[end - 2 : end] in {"'s", "\u2019s"}:
            end -= 2
        else:
            break
    return end
