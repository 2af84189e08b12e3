"""Who somebody is on a platform: the identifiers that name them, and how handles are made comparable.

An identifier is a string, `platform:kind:value`. The office knows two kinds, `id` (the platform's permanent
number) and `handle`; a platform may use further ids of its own for the same person (Instagram's messaging id),
which never leave the device and only serve to join what two responses said about one person.
"""

import unicodedata

import msgspec

INVISIBLE = {"Cf", "Cc"}  # zero-width and bidi marks are format characters: they make two equal handles differ
IGNORABLE = frozenset(  # what else is drawn as nothing: joiner, fillers, variation selectors
    map(chr, (0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x3164, 0xFFA0, *range(0xFE00, 0xFE10)))
) | frozenset(map(chr, range(0xE0100, 0xE01F0)))


class Account(msgspec.Struct, frozen=True, omit_defaults=True):
    """One person on one platform, by whatever a request or an answer named: at least one of id, handle, also.

    `handle` is normalised by the platform; `also` holds the platform's other ids as `kind:value`.
    """

    platform: str
    id: str = ""
    handle: str = ""
    also: tuple[str, ...] = ()

    @property
    def identifiers(self) -> tuple[str, ...]:
        """The identifiers that the registry can hold, the id first: ids beat handles."""
        return tuple(identifier for identifier in (self.id_key, self.handle_key) if identifier)

    @property
    def keys(self) -> tuple[str, ...]:
        """Every identifier, the platform's inner ones too: for joining on this device only."""
        return (*self.identifiers, *(f"{self.platform}:{inner}" for inner in self.also))

    @property
    def id_key(self) -> str:
        return f"{self.platform}:id:{self.id}" if self.id else ""

    @property
    def handle_key(self) -> str:
        return f"{self.platform}:handle:{self.handle}" if self.handle else ""

    def joined(self, other: "Account") -> "Account":
        """The same person with what `other` adds; what `other` says wins, for it is newer."""
        also = tuple(dict.fromkeys((*self.also, *other.also)))
        return Account(self.platform, other.id or self.id, other.handle or self.handle, also)


class InvalidHandle(ValueError):
    """What was entered cannot be an account on that platform; the message says why, for a person to read."""


def tidy(text: str) -> str:
    """Text without what a keyboard or a copy may have added: outer space, invisible marks, other forms of a letter."""
    if text.isascii() and text.isprintable():
        return text.strip()
    for char in {*text}:
        if unicodedata.category(char) in INVISIBLE or char in IGNORABLE:
            text = text.replace(char, "")
    return unicodedata.normalize("NFKC", text).strip()
