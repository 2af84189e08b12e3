"""`python -m extension.tools.pack [--out DIR] [--key FILE]`: the adviser as zip, xpi and crx, the same bytes every time.

What ships is listed here, so that nothing gets in by lying in the folder. Order, times and modes are fixed: two people who
pack the same commit get the same zip and xpi, and with the same key the same crx.
"""

import io
import json
import zipfile
from pathlib import Path

import click
from cryptography.hazmat.primitives.asymmetric import rsa

from extension.tools import crx

ROOT = Path(__file__).parents[1]
SHIPPED = (
    "manifest.json",
    "managed_schema.json",
    "_locales/*/messages.json",
    "icons/*.png",
    "background/*.js",
    "content/*.js",
    "content/*.css",
    "pages/*.html",
    "pages/*.js",
    "pages/*.css",
    "sites/*.json",
)
MOST = 250_000  # bytes: it is light
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can name
NAME = "tutor-guard-adviser"


def files(root: Path = ROOT) -> list[Path]:
    """Everything that ships, in the order of the names."""
    return sorted({path for pattern in SHIPPED for path in root.glob(pattern)}, key=lambda path: path.as_posix())


def unpacked(folder: Path, root: Path = ROOT) -> Path:
    """The same files as a folder, for a browser or a linter."""
    for path in files(root):
        copy = folder / path.relative_to(root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    return folder


def packed(root: Path = ROOT, most: int = MOST) -> bytes:
    """The zip. Raises ValueError when it has grown too big."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for path in files(root):
            entry = zipfile.ZipInfo(path.relative_to(root).as_posix(), LONG_AGO)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED, 9)
    if target.tell() > most:
        raise ValueError(f"the adviser packs to {target.tell()} bytes; {most} is the most")
    return target.getvalue()


def write(out: Path, key: rsa.RSAPrivateKey, root: Path = ROOT) -> list[Path]:
    """All three packages, named for the version."""
    version = json.loads((root / "manifest.json").read_text("utf-8"))["version"]
    archive = packed(root)
    contents = {"zip": archive, "xpi": archive, "crx": crx.sealed(archive, key)}
    out.mkdir(parents=True, exist_ok=True)
    return [_written(out / f"{NAME}-{version}.{kind}", content) for kind, content in contents.items()]


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--out", type=Path, default=Path("dist"), show_default=True, help="Where the packages go.")
@click.option("--key", type=Path, default=crx.OWN_KEY, show_default=True, help="The operator's RSA key, as PEM.")
def main(out: Path, key: Path) -> None:
    """Pack the adviser as zip (stores), xpi (Firefox) and signed crx (Chromium)."""
    if not key.exists():
        crx.make_key(key)
        click.echo(f"Made a new signing key, {key}. Keep it: only packages signed with it update each other.", err=True)
    own = crx.read_key(key)
    for path in write(out, own):
        click.echo(f"{path}  {path.stat().st_size} bytes")
    click.echo(f"id of the crx: {crx.extension_id(own.public_key())}")


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


if __name__ == "__main__":
    main()
