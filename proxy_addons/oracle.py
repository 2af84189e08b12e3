"""Blind look-ups, the device's side: RFC 9497, ristretto255-SHA512, verifiable mode (design 4.1).

The office sees blinded elements, each random to it, and learns neither who was asked for nor the answer. The proof is
checked against the public key in the signed bundle, so the office cannot answer one device under a key of its own.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from voprf import ristretto

from policy.bundle import Policy
from policy.roster import PSEUDONYM_BYTES
from policy.wire import Evaluate, Evaluation, Purpose

TURN = 16  # identifiers blinded before others have the event loop: about a millisecond


class CannotCheck(Exception):
    """Nothing can be found out about somebody now. `why`: a word for the status page; `retry_after`: seconds, 0 unknown."""

    def __init__(self, why: str, retry_after: float = 0.0) -> None:
        super().__init__(why)
        self.why = why
        self.retry_after = retry_after


type Evaluating = Callable[[Evaluate], Awaitable[Evaluation]]


class Oracle:
    """Asks the office's oracle through `evaluate`. `left`: questions left in this device's budget for the purpose, as last
    heard.
    """

    def __init__(self, evaluate: Evaluating, purpose: Purpose = Purpose.PEOPLE) -> None:
        self._evaluate = evaluate
        self._purpose = purpose
        self.left: int | None = None

    async def pseudonyms(self, identifiers: Sequence[str], policy: Policy, *, renewal: bool = False) -> list[bytes]:
        """The pseudonyms of identifiers, in order, under the epoch of `policy`. Raises CannotCheck."""
        clients, blinded = await _blinded(identifiers)
        question = Evaluate(epoch=policy.head.epoch, blinded=blinded, renewal=renewal, purpose=self._purpose)
        answer = await self._evaluate(question)
        self.left = answer.left
        return _unblinded(clients, answer, policy.content.public_key)


async def _blinded(identifiers: Sequence[str]) -> tuple[list[ristretto.Client], tuple[bytes, ...]]:
    pairs = []
    for number, identifier in enumerate(identifiers):
        if number % TURN == TURN - 1:
            await asyncio.sleep(0)
        pairs.append(ristretto.Client.blind(identifier.encode()))
    return [client for client, _ in pairs], tuple(question.serialize() for _, question in pairs)


def _unblinded(clients: list[ristretto.Client], answer: Evaluation, public_key: bytes) -> list[bytes]:
    try:
        key = ristretto.PublicKey.deserialize(public_key)
        outputs = ristretto.VerifiableBatchOutput.deserialize(answer.proof + b"".join(answer.evaluated))
        found = ristretto.Client.finalize_batch(clients, outputs, key)
    except BaseException as error:
        # Of a batch with a wrong proof voprf 0.2 makes a panic, which is no Exception: unhandled, it would end the guard.
        if not (isinstance(error, ValueError) or type(error).__name__ == "PanicException"):
            raise
        raise CannotCheck("the office's answer could not be verified") from error
    return [pseudonym[:PSEUDONYM_BYTES] for pseudonym in found]
