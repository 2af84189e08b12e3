"""The threat packs on this computer: those that the signed bundle names, fetched by delta, verified, swapped in one step.

Nobody waits for them: they are fetched beside everything else, and until then the ones at hand are asked. What is torn,
forged or older never takes the place of a good one; after that the whole pack is asked for, not a delta.
"""

import asyncio
import contextlib
import hashlib
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from policy.packs.parts import PackRejected
from policy.wire import PackChange
from proxy_addons.current import Current
from proxy_addons.home import Home
from proxy_addons.office import OfficeAway
from proxy_addons.pulse import Pulse, Trouble

if TYPE_CHECKING:
    from policy.packs.pack import Pack

PREFIX = "pack."
FIRST_RETRY, LONGEST_RETRY = 30.0, 3600.0
type Asking = Callable[[str, bytes], Awaitable[PackChange]]


class Held(msgspec.Struct, frozen=True):
    """A pack in use. `digest`: SHA-256 of its file, which bears it as its name."""

    pack: "Pack"
    digest: bytes
    file: Path


class Lists:
    """`ask` gets from the office what leads from the digest of a held pack (b"" for none) to the one in force."""

    def __init__(self, home: Home, signer: bytes, current: Current, ask: Asking, pulse: Pulse) -> None:
        self._home = home
        self._key = Ed25519PublicKey.from_public_bytes(signer)
        self._current = current
        self._ask = ask
        self._pulse = pulse
        self._held: dict[str, Held] | None = None  # None: not looked for yet, for the guard's start does not wait
        self._whole: set[str] = set()
        self._news = asyncio.Event()
        current.on_change(self.wake)

    @property
    def packs(self) -> tuple["Pack", ...]:
        """The packs in use, by name."""
        return tuple(held.pack for _, held in sorted((self._held or {}).items()))

    def wake(self) -> None:
        """The bundle changed, or the office is back."""
        self._news.set()

    async def run(self) -> None:
        """Keep in step with the bundle until cancelled."""
        pause = FIRST_RETRY
        while True:
            self._news.clear()
            done = await self.renew()
            pause = FIRST_RETRY if done else min(LONGEST_RETRY, 2 * pause)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), None if done else pause)

    async def renew(self) -> bool:
        """Come into step with the bundle in force. Is everything as it says?"""
        if self._held is None:
            self._held = await asyncio.to_thread(self._found)
        if self._current.policy is None:
            return True
        wanted = self._current.policy.content.packs
        for name in self._held.keys() - wanted.keys():
            _remove(self._held.pop(name).file)
        behind = [
            name for name, digest in sorted(wanted.items()) if name not in self._held or self._held[name].digest != digest
        ]
        done = [await self._renewed(name, wanted[name], self._held) for name in behind]
        if all(done):
            self._pulse.well(Trouble.REFUSED_PACK)
        return all(done)

    async def _renewed(self, name: str, digest: bytes, held: dict[str, Held]) -> bool:
        before = held.get(name)
        base = None if name in self._whole else before
        try:
            change = await self._ask(name, base.digest if base else b"")
            after = await asyncio.to_thread(self._taken, name, digest, change, before)
        except OfficeAway:
            return False
        except PackRejected as error:
            self._whole.add(name)
            self._pulse.trouble(Trouble.REFUSED_PACK)
            self._pulse.report("pack refused", "", error.kind)
            return False
        held[name] = after
        self._whole.discard(name)
        if before:
            _remove(before.file)
        return True

    def _taken(self, name: str, digest: bytes, change: PackChange, before: Held | None) -> Held:
        """Verify a pack and put it on the disk. Raises PackRejected."""
        from policy.packs.pack import Pack, newer  # noqa: PLC0415 - the tables behind it; see `_held`

        data = change.pack or self._patched(change, before)
        if hashlib.sha256(data).digest() != digest:
            raise PackRejected("other", "it is not the pack that the bundle names")
        pack = Pack.open(data, self._key)
        if pack.head.name != name:
            raise PackRejected("other", f"it is the pack {pack.head.name}")
        newer(before.pack if before else None, pack)
        file = self._home.root / f"{PREFIX}{digest.hex()}"
        self._home.write_secret(file, data)
        return self._opened(file)

    def _patched(self, change: PackChange, before: Held | None) -> bytes:
        from policy.packs.delta import patched  # noqa: PLC0415 - as above

        if before is None:
            raise PackRejected("other", "a delta, but there is no pack to apply it to")
        return patched(before.file.read_bytes(), change.delta)

    def _opened(self, file: Path) -> Held:
        from proxy_addons.packs import opened  # noqa: PLC0415 - as above

        return Held(opened(file, self._key), bytes.fromhex(file.name.removeprefix(PREFIX)), file)

    def _found(self) -> dict[str, Held]:
        """What lies in the home. Of two with one name the newer; what cannot be used is fetched again."""
        found: dict[str, Held] = {}
        for file in sorted(self._home.root.glob(f"{PREFIX}*")):
            try:
                held = self._opened(file)
            except (OSError, ValueError):
                _remove(file)
                continue
            other = found.get(held.pack.head.name)
            keep = max((held, *([other] if other else [])), key=lambda one: one.pack.head.serial)
            found[keep.pack.head.name] = keep
            if other:
                _remove((held if keep is other else other).file)
        return found


def _remove(file: Path) -> None:
    """A file that is still mapped cannot be removed on Windows; the next start finds it and does."""
    with contextlib.suppress(OSError):
        file.unlink()
