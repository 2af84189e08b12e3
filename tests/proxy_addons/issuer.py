"""An office in memory: its keys, a roster that is published as signed bundles, and an oracle that answers blinded questions."""

import asyncio
import secrets

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from voprf import ristretto

from policy.bundle import Bundle, Content, Policy, seal, unseal
from policy.names import OWN, Names, own_token
from policy.roster import PSEUDONYM_BYTES, Part, Roster, family_token, prefix
from policy.settings import Settings
from policy.wire import Evaluate, Evaluation, encode
from proxy_addons.oracle import CannotCheck

PROOF = 64


class Issuer:
    """`away`: why the oracle does not answer, if so. `asked`: the number of questions in each batch that `came`; `purposes`:
    what for; `heard`: every byte of them.
    """

    def __init__(self):
        self.signer = Ed25519PrivateKey.generate()
        self.identifiers = {}
        self.names = {}
        self.own = []
        self.exempted = []
        self.keys = {1: ristretto.Evaluator(secrets.token_bytes(32))}
        self.epoch = 1
        self.serial = 0
        self.settings = Settings()
        self.away = ""
        self.budget = 1000
        self.asked = []
        self.purposes = []
        self.heard = []
        self.renewals = 0
        self.came = asyncio.Event()

    @property
    def public_key(self):
        return self.signer.public_key().public_bytes_raw()

    def pseudonym(self, identifier):
        return self.keys[self.epoch].evaluate_known_input(identifier.encode())[:PSEUDONYM_BYTES]

    def add(self, identifier, part=Part.CURRENT):
        self.identifiers[identifier] = part

    def remove(self, identifier):
        del self.identifiers[identifier]

    def exempt(self, tutor_key, identifier):
        self.exempted.append((tutor_key, identifier))

    def rotate(self):
        self.epoch += 1
        self.keys[self.epoch] = ristretto.Evaluator(secrets.token_bytes(32))

    def publish(self, *, serial=0, issued=1_000_000) -> Bundle:
        self.serial = serial or self.serial + 1
        parts = {part: set() for part in Part}
        for identifier, part in self.identifiers.items():
            parts[part].add(prefix(self.pseudonym(identifier)))
        for tutor_key, identifier in self.exempted:
            parts[Part.FAMILY].add(family_token(tutor_key, self.pseudonym(identifier)))
        public_key = self.keys[self.epoch].public_key.serialize()
        content = Content(public_key, self.settings, Roster(parts).coded(), names=self._names().coded())
        return seal(self.signer, content, epoch=self.epoch, serial=self.serial, issued=issued, lifetime=7 * 86_400)

    def _names(self) -> Names:
        sets = {}
        for identifier, role in self.names.items():
            sets.setdefault(role, set()).add(prefix(self.pseudonym(identifier)))
        sets[OWN] = {own_token(tutor_key, self.pseudonym(identifier)) for tutor_key, identifier in self.own}
        return Names(sets)

    def policy(self, **how) -> Policy:
        return unseal(self.publish(**how), self.signer.public_key())

    async def evaluate(self, question: Evaluate) -> Evaluation:
        self.asked.append(len(question.blinded))
        self.purposes.append(question.purpose)
        self.heard.append(encode(question))
        self.came.set()
        if self.away:
            raise CannotCheck(self.away)
        self.renewals += question.renewal
        self.budget -= len(question.blinded)
        elements = [ristretto.BlindedInput.deserialize(blinded) for blinded in question.blinded]
        raw = self.keys[question.epoch].evaluate_batch(elements).serialize()
        proof, rest = raw[:PROOF], raw[PROOF:]
        evaluated = tuple(rest[at : at + 32] for at in range(0, len(rest), 32))
        return Evaluation(evaluated=evaluated, proof=proof, left=self.budget)
