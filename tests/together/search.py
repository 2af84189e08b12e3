"""Looking for something that must not be there, in whatever clothes: plain, base64, hex, UTF-16, or compressed."""

import base64
import gzip
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path


def disguises(text: str) -> Iterator[bytes]:
    plain = text.encode()
    yield plain
    yield text.encode("utf-16-le")
    yield plain.hex().encode()
    yield plain.hex().upper().encode()
    for offset in range(3):  # base64 looks different for each place in a group of three
        padded = base64.b64encode(b"\0" * offset + plain)
        yield padded[-(-offset * 8 // 6) : (offset + len(plain)) * 8 // 6]  # all that the neighbours have no part in


def files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def contents(path: Path) -> bytes:
    """A file's bytes, and after them what it holds when it is compressed."""
    raw = path.read_bytes()
    if raw[:2] == b"\x1f\x8b":
        return raw + gzip.decompress(raw)
    if raw[:1] == b"\x78":
        try:
            return raw + zlib.decompress(raw)
        except zlib.error:
            return raw
    return raw


def found(texts: Iterable[str], where: Iterable[Path]) -> list[str]:
    """Each text that stands in a file, with the file's name."""
    forms = {text: tuple(disguises(text)) for text in texts}
    hits = []
    for path in where:
        content = contents(path)
        hits += [f"{text} in {path}" for text, wanted in forms.items() if any(form in content for form in wanted)]
    return hits
