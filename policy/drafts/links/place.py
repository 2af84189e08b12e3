"""Where a link stands in a text, and where a host name ends: what every way of finding links shares."""

import re
from collections.abc import Iterator

import msgspec

from policy.drafts.links import suffixes

LABEL = re.compile(r"[a-z0-9\x80-\U0010ffff](?:[a-z0-9_\x80-\U0010ffff-]*[a-z0-9\x80-\U0010ffff])?", re.IGNORECASE)
USUAL = re.compile(r"(?:[^\W_]++(?:-++[^\W_]++)*+\.)++([^\W\d_]++)")
TOP = re.compile(r"xn--[a-z0-9-]*[a-z0-9]|[a-z\x80-\U0010ffff]+", re.IGNORECASE)
LATIN = re.compile(r"[a-z]*", re.IGNORECASE)
UNSPACED = re.compile(r"[\u2e80-\ua4cf\uac00-\ud7af]{1,24}")  # scripts that put no space between words
NOT_AFTER_TOP = re.compile(r"[a-z0-9@]", re.IGNORECASE)
DOT = re.compile(r"\.(?=\S)")  # no name is without one
LONGEST_LABEL, SHORTEST_TOP = 63, 2
LONGEST_NAME = 320  # a name is at most 253 characters long in ASCII, and never longer in another script


class Place(msgspec.Struct, frozen=True, order=True):
    """A link from `start` to before `end`, in code points."""

    start: int
    end: int


def word_start(text: str, at: int, dot: int) -> int:
    """Where, from `at` on, the word begins that has something at `dot`; a link has no space in it, so it begins no sooner."""
    return text.rfind(" ", at, dot) + 1 or at


def host_end(text: str, start: int, end: int) -> int:
    """Where the longest host name ends that starts at `start`, its last label a real top-level domain; `start` for none.

    Labels may be of any script; what follows the top-level domain may not be more of a word (`foo.comm` is no name).
    The label that is registered has no underscore, whatever stands before it.
    """
    usual = USUAL.fullmatch(text, start, end) if end - start <= LONGEST_LABEL else None
    if usual and _top(text, usual.start(1), usual[1]) == end:
        return end
    found, at, before = start, start, "_"
    for label in text[start : min(end, start + LONGEST_NAME)].split("."):
        if "_" not in before and (stop := _top(text, at, label)):
            found = stop
        if len(label) > LONGEST_LABEL or not LABEL.fullmatch(label):
            break
        at, before = at + len(label) + 1, label
    return found


def _top(text: str, at: int, label: str) -> int:
    """Where the top-level domain ends with which `label` starts; 0 if it starts with none."""
    for end in _ends(label):
        if suffixes.is_top(label[:end].lower()) and not NOT_AFTER_TOP.match(text, at + end):
            return at + end
    return 0


def _ends(label: str) -> Iterator[int]:
    """Where a top-level domain may end: after all letters, before another script, or anywhere in a script without spaces."""
    whole = TOP.match(label)
    if whole is None or whole.end() < SHORTEST_TOP:
        return
    yield whole.end()
    if not label.isascii() and (latin := LATIN.match(label)):
        yield latin.end()
        if unspaced := UNSPACED.match(label):
            yield from range(unspaced.end() - 1, 0, -1)
