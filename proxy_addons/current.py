"""The bundle in force: verified before, replaced in one step, with the one before it kept beside.

A bundle of a new epoch is only *staged*: its pseudonyms differ from all that the device remembers, so the people it knows
are asked for anew first (People.renew), and until then the old one stays in force.
"""

import contextlib
import os
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from policy.bundle import Bundle, BundleRejected, Delta, Policy, newer, patched, unseal
from policy.roster import Roster
from policy.settings import Settings
from proxy_addons.home import Home

CONFIRM_SECONDS = 60  # how fine the file's time is kept


class Current:
    """`refused`: why the last offer was refused, empty when it was not. `fell_back`: the newest file was damaged at start.
    `replaced_at`: when the bundle before was last known to be the newest; what differs from it happened later.
    """

    def __init__(self, home: Home, signer: bytes, clock: Callable[[], float] = time.time) -> None:
        self._home = home
        self._key = Ed25519PublicKey.from_public_bytes(signer)
        self._clock = clock
        self._listeners: list[Callable[[], None]] = []
        self.staged: Policy | None = None
        self.refused = ""
        self.refusals: Counter[str] = Counter()
        self.policy = self._load(home.bundle)
        self.fell_back = self.policy is None and (home.bundle.exists() or home.previous_bundle.exists())
        if self.policy is None:
            self.policy = self._load(home.previous_bundle)
        self._confirmed = home.bundle.stat().st_mtime if self.policy and not self.fell_back else 0.0
        self.replaced_at = 0.0

    @property
    def settings(self) -> Settings:
        return self.policy.settings if self.policy else Settings()

    @property
    def roster(self) -> Roster:
        return self.policy.roster if self.policy else Roster()

    def age(self, now: float) -> float | None:
        """Seconds since the office last said that this is the newest; None without a bundle."""
        return None if self.policy is None else max(0.0, now - max(self._confirmed, self.policy.head.issued))

    def on_change(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Have it called after another bundle has come into force; returns what ends that."""
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback)

    def offer(self, offered: Bundle | Delta) -> Policy:
        """Put a bundle in force if it is genuine and newer, or stage it if its epoch is. Raises BundleRejected."""
        try:
            policy = newer(self.policy, self._opened(offered))
        except BundleRejected as error:
            self.refused = error.why
            self.refusals[error.why] += 1
            raise
        self.refused = ""
        if self.policy and policy.head.epoch > self.policy.head.epoch:
            self.staged = policy
        elif self.policy is None or policy.head.serial > self.policy.head.serial:
            self._enforce(policy)
        return policy

    def switch(self) -> None:
        """Put the staged bundle in force: the device knows its people under the new epoch now."""
        if self.staged:
            self._enforce(self.staged)

    def confirmed(self) -> None:
        """The office has just said that nothing newer exists."""
        now = self._clock()
        if self.policy and now - self._confirmed >= CONFIRM_SECONDS:
            self._confirmed = now
            with contextlib.suppress(FileNotFoundError):
                os.utime(self._home.bundle, (now, now))

    def _enforce(self, policy: Policy) -> None:
        if self.policy:
            self._home.write_secret(self._home.previous_bundle, self.policy.bundle.encoded())
        self._home.write_secret(self._home.bundle, policy.bundle.encoded())
        self.policy, self.staged, self.fell_back = policy, None, False
        self.replaced_at, self._confirmed = min(self._confirmed, float(policy.head.issued)), self._clock()
        for listener in self._listeners:
            listener()

    def _opened(self, offered: Bundle | Delta) -> Policy:
        if isinstance(offered, Bundle):
            return unseal(offered, self._key)
        if self.policy is None:
            raise BundleRejected("torn", "a delta, but there is no bundle to apply it to")
        return patched(self.policy, offered, self._key)

    def _load(self, path: Path) -> Policy | None:
        try:
            return unseal(msgspec.msgpack.decode(path.read_bytes(), type=Bundle), self._key)
        except (FileNotFoundError, msgspec.MsgspecError, BundleRejected):
            return None
