"""What a pack is made of, once it was verified, and the one error for a pack that was not."""

import msgspec

from policy.packs.lists import ThreatList

WHOLE, STARTS = 255, 254  # in place of a list: pages of this host are listed, of the one kind or the other
MOST_LISTS = STARTS


class PackRejected(ValueError):
    """A pack that must not be used; `kind`: torn, signature, version, older, forked or other."""

    def __init__(self, kind: str, why: str) -> None:
        super().__init__(f"{kind}: {why}")
        self.kind = kind
        self.why = why


class Head(msgspec.Struct, frozen=True, array_like=True):
    """What is signed. `issued`: Unix seconds. `whole`, `starts`: how long the listed pages of each kind are, from the slash on.
    `deepest`: how many labels the longest listed name has. Lists stand in the order of their names.
    """

    name: str
    serial: int
    issued: int
    digest: bytes
    rows: int
    whole: tuple[int, ...]
    starts: tuple[int, ...]
    deepest: int
    lists: tuple[ThreatList, ...]


class Parts(msgspec.Struct, frozen=True):
    """A pack that was verified. `numbers` and `lists` are views of the file, not copies."""

    head: Head
    signed: bytes  # the head as it was signed
    key: bytes
    signature: bytes
    numbers: memoryview
    lists: memoryview
