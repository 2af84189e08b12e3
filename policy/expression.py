"""The expressions by which the extension reads addresses and marks of a page: regular ones whose cost is known beforehand.

They run in a browser on text that a page chooses, cut to LONGEST characters, in an engine that goes back and tries again. So
what they may say is a small part of what such engines understand, groups are not repeated, and the ways that there are to try
are counted: more than MOST of them is refused. The count is an upper bound; the last repetition of an expression is never gone
back to, for nothing after it can fail.
"""

import re

LONGEST = 1_000  # characters that the extension lets one read (content/site.js)
MOST = 5_000_000
LENGTH = 300
GROUPS = ("thread", "handle", "id", "group")
_GROUP = re.compile(r"\((?:\?:|\?=|\?<(?P<name>\w+)>)")
_PLAIN = re.compile(r"[^\\^$.*+?()\[\]{}|]")
_ESCAPE = re.compile(r"\\(?:[dwsDWS]|[\\^$.*+?()\[\]{}|/])")
_ITEM = re.compile(r"\\[dwsDWS]|(?P<low>\\[\\^$.*+?()\[\]{}|/-]|[^\\\]\[-])(?:-(?P<high>\\[\\^$.*+?()\[\]{}|/-]|[^\\\]\[-]))?")
_TIMES = re.compile(r"(?:(?P<one>[*+?])|\{(?P<least>\d{1,3})(?P<open>,(?P<most>\d{1,3})?)?\})\??")
_CLOSED = re.compile(r"\)*")


class InvalidExpression(ValueError):
    """It cannot be used; the words say why, for a person to read."""


def check(expression: str) -> None:
    """Raises InvalidExpression."""
    if not 0 < len(expression) <= LENGTH or not expression.isprintable():
        raise InvalidExpression(f"an expression has 1 to {LENGTH} printable characters")
    if _Reader(expression).ways() > MOST:
        raise InvalidExpression("it would try too many ways; use fewer repetitions without an end")


class _Reader:
    """Reads once from left to right; each part gives how many ways there are to try it."""

    def __init__(self, expression: str) -> None:
        self._text = expression
        self._at = 0
        self._names: set[str] = set()

    def ways(self) -> int:
        starts = 1 if self._text.startswith("^") else LONGEST
        self._at = 1 if starts == 1 else 0
        found = self._choices()
        if self._at < len(self._text):
            raise self._wrong()
        return starts * found

    def _choices(self) -> int:
        """Alternatives, up to what closes them."""
        found = self._sequence()
        while self._take("|"):
            found += self._sequence()
        return found

    def _sequence(self) -> int:
        found = 1
        while self._at < len(self._text) and self._text[self._at] not in "|)":
            found *= self._group() if self._text[self._at] == "(" else self._repeated()
        return found

    def _group(self) -> int:
        opened = self._match(_GROUP)
        if name := opened["name"]:
            if name not in GROUPS or name in self._names:
                raise InvalidExpression(f"groups are named once, and {', '.join(GROUPS)} only")
            self._names.add(name)
        found = self._choices()
        if not self._take(")"):
            raise self._wrong()
        ahead = opened[0] == "(?="
        if self._take("?"):
            if ahead:
                raise self._wrong()
            return found + 1
        if self._text[self._at : self._at + 1] in ("*", "+", "{"):
            raise InvalidExpression("a group cannot be repeated")
        return found

    def _repeated(self) -> int:
        if self._take("$"):
            return 1
        self._one()
        times = _TIMES.match(self._text, self._at)
        if not times:
            return 1
        self._at = times.end()
        ways = _ways(times)
        closed = _CLOSED.match(self._text, self._at)
        return 1 if closed and closed.end() == len(self._text) else ways

    def _one(self) -> None:
        """One character, or one of a class."""
        if self._take("."):
            return
        if self._take("["):
            self._class()
            return
        self._match(_ESCAPE if self._text[self._at] == "\\" else _PLAIN)

    def _class(self) -> None:
        self._take("^")
        while not self._take("]"):
            if self._text.startswith("-]", self._at):
                self._at += 1  # elsewhere a hyphen that stands for itself is written \-
                continue
            item = self._match(_ITEM)
            if item["high"] and item["low"][-1] > item["high"][-1]:
                raise self._wrong()

    def _take(self, letter: str) -> bool:
        found = self._text.startswith(letter, self._at)
        self._at += found
        return found

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str]:
        found = pattern.match(self._text, self._at)
        if not found:
            raise self._wrong()
        self._at = found.end()
        return found

    def _wrong(self) -> InvalidExpression:
        return InvalidExpression(f"it cannot be understood at character {self._at + 1}")


def _ways(times: re.Match[str]) -> int:
    if times["one"]:
        return 2 if times["one"] == "?" else LONGEST
    least, most = int(times["least"]), times["most"]
    if not most:
        return LONGEST if times["open"] else 1
    if int(most) < least:
        raise InvalidExpression("a repetition ends before it begins")
    return int(most) - least + 1
