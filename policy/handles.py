"""How a platform writes its people: handles, ids and profile URLs as people and payloads have them, made comparable."""

import re
from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from policy.account import Account, InvalidHandle, tidy

type Key = Callable[[str], str]

LONGEST = 2_000  # a profile address with all that sites append; payloads may hold megabytes where a name should be
REMEMBERED = 1_000
SCHEME = re.compile(r"https?://", re.IGNORECASE)
PLACES = re.compile(r"(^\*\.|\{(?:handle|id|host)\}|\?)")
PATTERNS = {
    "*.": r"(?:[\w-]+\.)*",
    "{handle}": r"(?P<handle>[^/?#&]+)",
    "{id}": r"(?P<id>[^/?#&]+)",
    "{host}": r"(?P<host>[\w-]+(?:\.[\w-]+)+)(?::\d+)?",
    "?": r"/?\?(?:[^#]*&)?",  # other parameters may stand before the one that counts
}


class Syntax(NamedTuple):
    handle: re.Pattern[str]
    ids: re.Pattern[str]
    bare_ids: re.Pattern[str]
    profiles: tuple[re.Pattern[str], ...]


class Handles:
    """The syntax of one platform; see Platform for what its parts mean."""

    def __init__(  # noqa: PLR0913 - as the platform, data with names
        self,
        platform: str,
        *,
        handle: str,
        handle_key: Key,
        ids: str,
        id_key: Key,
        bare_ids: str,
        profiles: tuple[str, ...],
    ) -> None:
        self.platform = platform
        self._written = (handle, ids, bare_ids, profiles)
        self._handle_key = handle_key
        self._id_key = id_key
        self.account = lru_cache(REMEMBERED, typed=True)(self._account)  # an inbox names the same few people all day

    @cached_property
    def _syntax(self) -> Syntax:
        """Compiled when first asked: of forty platforms most are never met, and the guard has to start fast."""
        handle, ids, bare_ids, profiles = self._written
        forms = tuple(re.compile(_profile(form), re.IGNORECASE) for form in profiles)
        return Syntax(re.compile(handle), re.compile(ids), re.compile(bare_ids), forms)

    def _account(self, entered: str, id: str | int, also: tuple[str, ...]) -> Account:  # noqa: A002 - the word of the wire
        """The account, as Platform.account."""
        if max(len(entered), len(str(id))) > LONGEST:
            raise InvalidHandle(f"too long for an account on {self.platform}")
        number, handle = self._id(tidy(str(id))), ""
        if text := tidy(entered):
            kind, value = self._parsed(text)
            if kind == "handle":
                handle = self._checked(value)
            elif number and number != self._id(value):
                raise InvalidHandle("the profile address and the id name different accounts")
            else:
                number = self._id(value)
        if not (number or handle or also):
            raise InvalidHandle(f"neither a handle nor an id on {self.platform}")
        return Account(self.platform, number, handle, also)

    def _parsed(self, text: str) -> tuple[str, str]:
        """What was entered: ("id" | "handle", the text of it)."""
        bare = SCHEME.sub("", text, count=1)
        for profile in self._syntax.profiles:
            if hit := profile.fullmatch(bare):
                kind, value = _named(hit)
                return (kind, value) if kind == "id" else self._sorted(value)
        if "://" in text:
            raise InvalidHandle(f"not the address of a profile on {self.platform}")
        return self._sorted(text)

    def _sorted(self, text: str) -> tuple[str, str]:
        return ("id" if self._syntax.bare_ids.fullmatch(text) else "handle"), text

    def _id(self, text: str) -> str:
        if not text:
            return ""
        number = self._id_key(text)
        if not self._syntax.ids.fullmatch(number):
            raise InvalidHandle(f"not an id on {self.platform}")
        return number

    def _checked(self, text: str) -> str:
        handle = self._handle_key(text.removeprefix("@"))
        if not self._syntax.handle.fullmatch(handle):
            raise InvalidHandle(f"not a handle on {self.platform}")  # never quoted: it may come from traffic
        return handle


def _named(hit: re.Match[str]) -> tuple[str, str]:
    """What a profile address names. On a platform of many servers the host is part of the name."""
    groups = {kind: tidy(unquote(value)) for kind, value in hit.groupdict().items() if value}
    host = groups.pop("host", "")
    kind, value = next(iter(groups.items()))
    if not host:
        return kind, value
    return (kind, f"{host}/{value}") if kind == "id" else (kind, value if "@" in value[1:] else f"{value}@{host}")


def _profile(form: str) -> str:
    """A profile URL form as a regular expression; query and fragment may follow."""
    pattern = "".join(PATTERNS.get(piece) or re.escape(piece) for piece in PLACES.split(form))
    return pattern + (r"(?:[&#].*)?" if "?" in form else r"/?(?:[?#].*)?")
