"""A registry in miniature: real keys, real pseudonyms, real bundles; and a device's parts around it, without the network."""

import asyncio
import time
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from voprf import ristretto

from policy.bundle import Bundle, Content, seal
from policy.roster import PSEUDONYM_BYTES, Part, Roster, family_token, prefix
from policy.settings import Settings
from policy.wire import Evaluate, Evaluation
from proxy_addons.current import Current
from proxy_addons.database import Database
from proxy_addons.directory import Directory
from proxy_addons.entries import Entries
from proxy_addons.fetch import Fetch
from proxy_addons.holds import Holds
from proxy_addons.home import Home
from proxy_addons.learner import Learner
from proxy_addons.memory import Memory
from proxy_addons.notices import Notices
from proxy_addons.oracle import CannotCheck, Oracle
from proxy_addons.outbox import Outbox
from proxy_addons.people import People
from proxy_addons.pulse import Pulse
from proxy_addons.recorder import Recorder
from proxy_addons.routing import Routing
from proxy_addons.seen import Seen
from proxy_addons.vault import Vault

TUTOR_KEY = b"k" * 32


class Registry:
    """The office's secrets and what it would publish. `away`: it does not answer; `asked`: how many questions it answered."""

    def __init__(self) -> None:
        self._signer = Ed25519PrivateKey.generate()
        self._oracle = ristretto.Evaluator(bytes(range(32)))
        self._serial = 0
        self.parts: dict[Part, set[int]] = {part: set() for part in Part}
        self.settings = Settings(company="Example Tutors", hosts={"matrix": ("chat.example",)})
        self.away = False
        self.asked = 0
        self.answered = asyncio.Event()

    @property
    def signer(self) -> bytes:
        return self._signer.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def pseudonym(self, identifier: str) -> bytes:
        return bytes(self._oracle.evaluate_known_input(identifier.encode())[:PSEUDONYM_BYTES])

    def add(self, part: Part, *identifiers: str) -> None:
        self.parts[part] |= {prefix(self.pseudonym(identifier)) for identifier in identifiers}

    def exempt(self, identifier: str) -> None:
        self.parts[Part.FAMILY].add(family_token(TUTOR_KEY, self.pseudonym(identifier)))

    def bundle(self) -> Bundle:
        self._serial += 1
        content = Content(self._oracle.public_key.serialize(), self.settings, Roster(self.parts).coded())
        return seal(self._signer, content, epoch=1, serial=self._serial, issued=int(time.time()), lifetime=86_400)

    async def evaluate(self, question: Evaluate) -> Evaluation:
        if self.away:
            raise CannotCheck("the office cannot be reached")
        self.asked += len(question.blinded)
        self.answered.set()
        batch = self._oracle.evaluate_batch([ristretto.BlindedInput.deserialize(item) for item in question.blinded])
        raw = batch.serialize()
        proof, elements = raw[:64], raw[64:]
        return Evaluation(evaluated=tuple(elements[at : at + 32] for at in range(0, len(elements), 32)), proof=proof, left=500)


class Parts:
    """A device without its network: what the judge, the learner and the guard are made of."""

    def __init__(self, home: Home, registry: Registry) -> None:
        self.home, self.registry = home, registry
        self.vault = Vault(home.local_key)
        self.database = Database(home.database)
        self.outbox = Outbox(home, self.vault)
        self.pulse = Pulse(self.outbox.health)
        self.current = Current(home, registry.signer)
        self.current.offer(registry.bundle())
        self.directory = Directory(self.database, self.vault, Memory())
        self.people = People(self.database, self.vault, self.current, Oracle(registry.evaluate), TUTOR_KEY)
        self.seen = Seen(self.database, self.vault)
        self.holds = Holds(time.time, lambda: self.current.settings)
        self.notices = Notices(time.time)
        self.fetch = Fetch()
        self.recorder = Recorder(
            current=self.current, outbox=self.outbox, seen=self.seen, notices=self.notices, vault=self.vault
        )
        self.learner = Learner(
            directory=self.directory,
            people=self.people,
            current=self.current,
            entries=Entries(self.database, self.current),
            recorder=self.recorder,
            seen=self.seen,
            enrolled=0.0,
        )
        self.routing = Routing(lambda: self.current.settings.hosts)

    def republish(self) -> None:
        self.current.offer(self.registry.bundle())

    def events(self) -> list[Any]:
        return list(self.outbox.batch().events)

    def reviews(self) -> list[Any]:
        return list(self.outbox.batch().reviews)

    async def aclose(self) -> None:
        await self.learner.close()
        await self.people.close()
        await self.fetch.close()
        self.database.close()
        self.outbox.close()


def registered(tmp_path: Path) -> tuple[Home, Registry]:
    """A home and a registry in which Instagram's 222 `pupil_one` is a pupil (id known), `pupil_two` too (handle only)."""
    registry = Registry()
    registry.add(Part.CURRENT, "instagram:id:222", "instagram:handle:pupil_two")
    registry.add(Part.CURRENT_ALIAS, "instagram:handle:pupil_one")
    registry.add(Part.LEFT_MINOR, "instagram:id:224")
    registry.add(Part.LEFT_ADULT, "instagram:id:225")
    return Home(tmp_path / "home"), registry
