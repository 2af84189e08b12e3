"""Bytes of the roster and of deltas, and the rates of what is done without a network."""

import random
import time

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from voprf import ristretto

from policy.account import Account
from policy.activity import MessageSent
from policy.bundle import Content, Policy, difference, seal, unseal
from policy.engine import decide
from policy.examples import STANDINGS
from policy.roster import Part, Roster
from policy.rule import Known
from policy.settings import Settings
from policy.wire import Changes, encode

type Figure = tuple[str, str, str]


def everything() -> list[Figure]:
    return [*_rosters(), _delta(), _decisions(), *_oracle()]


def _policy(entries: int, extra: int = 0, serial: int = 1) -> Policy:
    chance = random.Random(7)
    values = {chance.getrandbits(40) for _ in range(entries)} | set(range(extra))
    key = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
    content = Content(b"p" * 32, Settings(), Roster({Part.CURRENT: values}).coded())
    return unseal(seal(key, content, epoch=1, serial=serial, issued=1, lifetime=1), key.public_key())


def _rosters() -> list[Figure]:
    goals = {2_000: "≤ 4.0", 20_000: "≤ 3.6"}
    sizes = {entries: len(_policy(entries).bundle.encoded()) / entries for entries in goals}
    return [(f"whole bundle, bytes per entry at {n:,}", f"{size:.2f}", goals[n]) for n, size in sizes.items()]


def _delta() -> Figure:
    size = len(encode(Changes(delta=difference(_policy(2_000), _policy(2_000, extra=2, serial=2)))))
    return "delta for one pupil with id and handle, bytes", str(size), "≤ 300"


def _decisions() -> Figure:
    pupil, stranger = next(iter(STANDINGS)), Account("instagram", id="333")
    known, count = Known(STANDINGS), 20_000
    began = time.perf_counter()
    for number in range(count):
        decide(MessageSent(people=(pupil if number % 2 else stranger,)), known)
    took = time.perf_counter() - began
    return "decisions per second (known person)", f"{count / took:,.0f}", "≥ 50,000 (20 µs)"


def _oracle() -> list[Figure]:
    evaluator, batch = ristretto.Evaluator(b"s" * 32), 256
    pairs = [ristretto.Client.blind(f"instagram:id:{number}".encode()) for number in range(batch)]
    began = time.perf_counter()
    outputs = evaluator.evaluate_batch([question for _, question in pairs])
    office = time.perf_counter() - began
    ristretto.Client.finalize_batch([client for client, _ in pairs], outputs, evaluator.public_key)
    device = time.perf_counter() - began - office
    return [
        ("blind look-ups per second and core, office (batch of 256, with proof)", f"{batch / office:,.0f}", "≥ 5,000"),
        ("the same, device (verify and unblind)", f"{batch / device:,.0f}", "-"),
    ]
