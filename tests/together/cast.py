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

    def __init__(self, office: Office, platform: str, world: World[P], traces: Traces, size: int) -> None:
        self.office, self._platform, self._world, self._traces = office, platform, world, traces
        self.refs: dict[str, str] = {}
        self._waiting = [self._registered() for _ in range(size)]

    def pupil(self) -> P:
        """The next pupil, known to the registry by handle and id."""
        return self._waiting.pop()

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

    def _registered(self) -> P:
        person = self._world.person()
        self.register(person)
        return person
