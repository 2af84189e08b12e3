"""The blind look-ups' key side: RFC 9497, ristretto255-SHA512, verifiable mode (design 4.1).

Devices send blinded identifiers and learn pseudonyms; the office learns neither. For the registry's own accounts the
office computes the same pseudonyms in clear. Each epoch has a key of its own.

The library holds the interpreter's lock while it works, so a thread would not free the event loop for longer than one
batch: 256 questions are 20 ms. Batches are therefore taken one at a time, and the loop has its turn between them.
"""

import asyncio
import secrets

from voprf import ristretto

from policy.roster import PSEUDONYM_BYTES
from policy.wire import MAX_BATCH

SEED_BYTES = 32
INFO = b"tutor-guard oracle v1"
ELEMENT_BYTES = 32
PROOF_BYTES = 64  # stands before the elements in the library's form


class NoSuchEpoch(LookupError):
    """A question under a key that the office has no longer, or not yet."""


class BrokenQuestion(ValueError):
    """Not blinded identifiers, or too many of them."""


def new_seed() -> bytes:
    return secrets.token_bytes(SEED_BYTES)


def public_key(seed: bytes, info: bytes = INFO) -> bytes:
    return ristretto.Evaluator.from_seed(seed, info).public_key.serialize()


class Oracle:
    """The keys of the epochs that are known to this process."""

    def __init__(self) -> None:
        self._keys: dict[int, ristretto.Evaluator] = {}
        self._turn = asyncio.Lock()

    def __contains__(self, epoch: int) -> bool:
        return epoch in self._keys

    def learn(self, epoch: int, seed: bytes, info: bytes = INFO) -> None:
        self._keys[epoch] = ristretto.Evaluator.from_seed(seed, info)

    def pseudonym(self, epoch: int, identifier: str) -> bytes:
        """The pseudonym of an identifier that the office itself holds."""
        return self._key(epoch).evaluate_known_input(identifier.encode())[:PSEUDONYM_BYTES]

    async def answer(self, epoch: int, blinded: tuple[bytes, ...]) -> tuple[tuple[bytes, ...], bytes]:
        """The evaluated elements in order, and one proof for all. Raises NoSuchEpoch or BrokenQuestion."""
        key = self._key(epoch)
        async with self._turn:
            return await asyncio.to_thread(evaluated, key, blinded)

    def _key(self, epoch: int) -> ristretto.Evaluator:
        try:
            return self._keys[epoch]
        except KeyError as error:
            raise NoSuchEpoch(f"epoch {epoch}") from error


def evaluated(key: ristretto.Evaluator, blinded: tuple[bytes, ...]) -> tuple[tuple[bytes, ...], bytes]:
    """The evaluations of one batch with their proof. Raises BrokenQuestion."""
    if not 0 < len(blinded) <= MAX_BATCH:
        raise BrokenQuestion(f"a batch holds 1 to {MAX_BATCH} identifiers")
    try:
        questions = [ristretto.BlindedInput.deserialize(element) for element in blinded]
    except ValueError as error:
        raise BrokenQuestion("not a blinded identifier") from error
    answer = key.evaluate_batch(questions).serialize()
    proof, elements = answer[:PROOF_BYTES], answer[PROOF_BYTES:]
    return tuple(elements[at : at + ELEMENT_BYTES] for at in range(0, len(elements), ELEMENT_BYTES)), proof
