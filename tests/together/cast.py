"""Who plays: pupils who stand in the registry, and strangers who must leave no trace."""

from pathlib import Path
from secrets import token_hex
from typing import Protocol

import msgspec

from tests.together.office import Office


class Person(Protocol):
    id: str
    handle: str


class World[P: Person](Protocol):
    """A site of the stand-in, as far as it can make people."""

    def person(self, handle: str = "") -> P: ...


class Traces(msgspec.Struct):
    """Everything a run leaves behind, for the privacy tests to search: by then all of it must be free of `canary`."""

    canary: str = msgspec.field(default_factory=lambda: f"canary{token_hex(8)}")
    folders: list[Path] = msgspec.field(default_factory=list)
    strangers: list[str] = msgspec.field(default_factory=list)
    pupils: list[str] = msgspec.field(default_factory=list)

    def text(self, more: str = "") -> str:
        """A message for this test: the canary is in all of them."""
        return f"{self.canary} {more}".strip()


class Cast[P: Person]:
    """Pupils are registered in advance, so that no test waits for the roster; each is used by one test."""

    def __init__(
        self, office: Office, platform: str, world: World[P], traces: Traces, known: int = 0, by_handle: int = 0
    ) -> None:
        self.office, self._platform, self._world, self._traces = office, platform, world, traces
        self.refs: dict[str, str] = {}
        self._known = [self._registered() for _ in range(known)]
        self._by_handle = [self._registered(by_handle=True) for _ in range(by_handle)]

    def pupil(self) -> P:
        """The next pupil, known to the registry by handle and id."""
        return self._known.pop()

    def pupil_by_handle(self) -> P:
        """The next pupil of whom the registry knows nothing but the handle."""
        return self._by_handle.pop()

    def stranger(self, handle: str = "") -> P:
        person = self._world.person(handle)
        self._traces.strangers += [person.id, person.handle]
        return person

    def ref(self, person: P) -> str:
        return self.refs[person.id]

    def register(self, person: P, **account: str) -> str:
        """Put somebody into the registry; by handle and id unless said otherwise."""
        ref = f"P{token_hex(4)}"
        self.office.pupil(ref, self._platform, **(account or {"handle": person.handle, "id": person.id}))
        self.refs[person.id] = ref
        self._traces.pupils += [person.id, person.handle]
        return ref

    def _registered(self, *, by_handle: bool = False) -> P:
        person = self._world.person(f"pupil_{token_hex(3)}_one")
        self.register(person, **({"handle": person.handle} if by_handle else {}))
        return person
