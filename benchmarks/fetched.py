"""Packages that figures are measured on, fetched by their ordinary clients and unpacked under .cache/; none of them is shipped.

A package that is there is not fetched again, so figures can be measured without a network after the first time.
"""

import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

CACHE = Path(__file__).parents[1] / ".cache" / "accuracy"


def npm(name: str, version: str) -> Path:
    """An npm package: the folder that it calls `package`."""
    return _kept(f"npm/{name}@{version}", ["npm", "pack", "--silent", f"{name}@{version}"]) / "package"


def pypi(name: str, version: str) -> Path:
    """The wheel of a PyPI package, unpacked."""
    pip = [sys.executable, "-m", "pip", "download", "-qq", "--no-deps", "--only-binary=:all:", f"{name}=={version}"]
    return _kept(f"pypi/{name}-{version}", pip)


def debian(name: str) -> Path:
    """A Debian package, as it would lie under `/`."""
    return _kept(f"debian/{name}", ["apt-get", "download", "-qq", name])


def homepages() -> Path:
    """The `Homepage:` lines of all of Debian's packages."""
    path = CACHE / "debian" / "homepages"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        listing = subprocess.run(["apt-cache", "dumpavail"], check=True, capture_output=True, text=True).stdout
        pages = sorted({line for line in listing.splitlines() if line.startswith("Homepage:")})
        path.write_text("\n".join(pages), "utf-8")
    return path


def installed(*packages: str) -> Path:
    """A folder to import packages from that nothing of ours depends on."""
    folder = CACHE / "peers"
    if not folder.exists():
        pip = [sys.executable, "-m", "pip", "install", "-qq", "--no-deps", "--target", str(folder), *packages]
        subprocess.run(pip, check=True)
    return folder


def _kept(place: str, command: list[str]) -> Path:
    folder = CACHE / place
    if not folder.exists():
        fresh = folder.with_name(f"{folder.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        subprocess.run(command, check=True, cwd=fresh, stdout=subprocess.DEVNULL)
        for archive in list(fresh.iterdir()):
            _unpack(archive, fresh)
        fresh.rename(folder)
    return folder


def _unpack(archive: Path, folder: Path) -> None:
    if archive.suffix == ".deb":
        subprocess.run(["dpkg", "-x", str(archive), str(folder)], check=True)
    elif archive.suffix == ".whl":
        zipfile.ZipFile(archive).extractall(folder)
    else:
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter="data")
