"""The packs that devices are given: what lies in `packs/` of the office's home, and for a while what lay there before.

Whoever builds a pack, a person or a nightly job, puts it in its place in one step. The office sees it within a moment and
announces its digest in the signed bundle; a device that holds one of the last few comes to it by a delta. A file that is
torn, foreign or older never takes the place of the one before.
"""

import asyncio
import contextlib
import hashlib
from collections import OrderedDict
from pathlib import Path

import structlog
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from policy.packs.delta import difference
from policy.packs.pack import Pack, newer
from policy.packs.parts import PackRejected
from policy.wire import PackChange
from server.packs.written import replaced

KEPT = 14  # a nightly build: whoever was away for two weeks gets a whole pack
KEPT_CHANGES = 32
SUFFIX = ".pack"

log = structlog.get_logger()
type Marks = dict[str, tuple[int, int, int]]


class Published:
    """`folder`: where packs are put. `key`: the office's own, by which they must be signed."""

    def __init__(self, folder: Path, key: Ed25519PublicKey) -> None:
        self._folder = folder
        self._before = folder / "before"
        self._key = key
        self._marks: Marks = {}
        self._packs: dict[str, Pack] = {}
        self._turn = asyncio.Lock()  # one change is made once, however many devices ask at the same moment
        self._changes: OrderedDict[tuple[str, bytes], PackChange] = OrderedDict()
        self.digests: dict[str, bytes] = {}

    @property
    def packs(self) -> tuple[Pack, ...]:
        """Those in force, opened, for the office's own checks."""
        return tuple(self._packs[name] for name in sorted(self._packs))

    async def look(self) -> dict[str, bytes]:
        """See what lies in the folder: name → SHA-256 of every pack that may be given to devices."""
        marks = _marks(self._folder)
        if marks is not None and marks != self._marks:
            await asyncio.to_thread(self._take, marks)
        return self.digests

    async def change(self, name: str, held: bytes) -> PackChange:
        """What brings a device that holds the pack with this digest to the one in force. Raises KeyError for no such pack."""
        wanted = self.digests[name]
        async with self._turn:
            key = (name, held + wanted)
            if key not in self._changes:
                self._changes[key] = await asyncio.to_thread(self._changed, held, wanted)
            self._changes.move_to_end(key)
            while len(self._changes) > KEPT_CHANGES:
                self._changes.popitem(last=False)
            return self._changes[key]

    def _take(self, marks: Marks) -> None:
        """Take over each file that is new; a file that is gone takes its pack along."""
        for file, mark in marks.items():
            if self._marks.get(file) != mark:
                self._take_file(self._folder / file)
        self._marks = marks
        for name in [name for name in self._packs if name + SUFFIX not in marks]:
            del self._packs[name]
        self.digests = {name: digest for name, digest in self.digests.items() if name in self._packs}

    def _take_file(self, file: Path) -> None:
        """Take over a file. If it may not be, the last good one stays, after a restart too."""
        name = file.name.removesuffix(SUFFIX)
        if name not in self._packs and (announced := self._announced(name)):
            self._take_pack(name, announced)
        try:
            self._take_pack(name, file)
        except (OSError, PackRejected) as error:
            log.error("pack.refused", file=file.name, why=str(error))  # noqa: TRY400 - the reason says all

    def _announced(self, name: str) -> Path | None:
        """What was announced of a name with the highest serial: devices take nothing below it."""
        found: list[tuple[int, Path]] = []
        for file in self._kept():
            with contextlib.suppress(OSError, PackRejected):
                head = Pack.open(file.read_bytes(), self._key).head
                found += [(head.serial, file)] if head.name == name else []
        return max(found)[1] if found else None

    def _take_pack(self, name: str, file: Path) -> None:
        """Raises OSError or PackRejected."""
        data = file.read_bytes()
        pack = Pack.open(data, self._key)
        if pack.head.name != name:
            raise PackRejected("other", f"it is the pack {pack.head.name}")
        digest = hashlib.sha256(data).digest()
        if self.digests.get(name) == digest:
            return
        newer(self._packs.get(name), pack)
        self._keep(digest, data)
        self._packs[name], self.digests = pack, self.digests | {name: digest}
        log.info("pack.published", pack=name, serial=pack.head.serial, rows=pack.head.rows)

    def _keep(self, digest: bytes, data: bytes) -> None:
        """Keep a copy under its digest: what is announced must be there even if the next one is built meanwhile."""
        kept = self._file(digest)
        if not kept.exists():
            replaced(kept, data)
        for file in self._kept()[: -KEPT * max(1, len(self._packs))]:
            file.unlink(missing_ok=True)

    def _kept(self) -> list[Path]:
        """What was announced before, the oldest first."""
        return sorted(self._before.glob(f"*{SUFFIX}"), key=lambda one: one.stat().st_mtime_ns)

    def _changed(self, held: bytes, wanted: bytes) -> PackChange:
        new = self._file(wanted).read_bytes()
        try:
            delta = difference(self._file(held).read_bytes(), new)
        except (FileNotFoundError, PackRejected):
            return PackChange(pack=new)
        return PackChange(delta=delta) if len(delta) < len(new) else PackChange(pack=new)

    def _file(self, digest: bytes) -> Path:
        return self._before / f"{digest.hex()}{SUFFIX}"


def _marks(folder: Path) -> Marks | None:
    """What says cheaply whether a file is still the same; None when one went away meanwhile, and the next look sees more."""
    try:
        found = {file.name: file.stat() for file in folder.glob(f"*{SUFFIX}")}
    except OSError:
        return None
    return {name: (stat.st_mtime_ns, stat.st_size, stat.st_ino) for name, stat in sorted(found.items())}
