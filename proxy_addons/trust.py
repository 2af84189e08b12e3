"""Whether this computer trusts the guard's certificate authority, and how it is made to, and to forget it.

Only a name-constrained CA is ever put anywhere (authority.py): whatever holds it, it can vouch for guarded sites alone.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from cryptography import x509

from proxy_addons.programs import StoreRefused
from proxy_addons.stores import Bundle, Keychain, Nss, Store, Trusted, WindowsRoot

FIREFOX = (
    ".mozilla/firefox",
    ".config/mozilla/firefox",
    "snap/firefox/common/.mozilla/firefox",
    ".var/app/org.mozilla.firefox/.mozilla/firefox",
)
CHROMIUM = (".pki/nssdb", ".local/share/pki/nssdb", "snap/chromium/current/.pki/nssdb")
BUNDLES = (
    Bundle(
        "system bundle",
        anchor=Path("/usr/local/share/ca-certificates/tutor-guard.crt"),
        bundle=Path("/etc/ssl/certs/ca-certificates.crt"),
        refresh=("update-ca-certificates",),
    ),
    Bundle(
        "system bundle",
        anchor=Path("/etc/pki/ca-trust/source/anchors/tutor-guard.crt"),
        bundle=Path("/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"),
        refresh=("update-ca-trust",),
    ),
)


class Change(msgspec.Struct, frozen=True):
    """What became of one store. `refused`: why not, in words that say what to do; empty when it was done."""

    store: str
    refused: str = ""


class Trust:
    """The stores of this computer. `system`, `home`: of another one, for tests."""

    def __init__(self, system: str = sys.platform, home: Path | None = None, bundles: Sequence[Bundle] | None = None) -> None:
        self.stores = _stores(system, home or Path.home(), BUNDLES if bundles is None else bundles)

    def held(self, file: Path) -> dict[str, Trusted]:
        """Store by store: does it hold the CA in this file?"""
        try:
            ca = x509.load_pem_x509_certificate(file.read_bytes())
        except (OSError, ValueError):
            return {}
        return {store.name: store.holds(ca) for store in self.stores}

    def trusted(self, file: Path) -> Trusted:
        """Does any store of this computer hold the CA in this file?"""
        answers = self.held(file).values()
        if Trusted.YES in answers:
            return Trusted.YES
        return Trusted.UNKNOWN if Trusted.UNKNOWN in answers or not self.stores else Trusted.NO

    def install(self, file: Path) -> tuple[Change, ...]:
        """Put the CA into every store. Raises OSError or ValueError when the file is no certificate."""
        ca = x509.load_pem_x509_certificate(file.read_bytes())
        return tuple(_change(store, lambda store: store.add(ca, file)) for store in self.stores)

    def remove(self, file: Path) -> tuple[Change, ...]:
        """Take the CA out of every store. Raises OSError or ValueError when the file is no certificate."""
        ca = x509.load_pem_x509_certificate(file.read_bytes())
        return tuple(_change(store, lambda store: store.remove(ca)) for store in self.stores)


def _change(store: Store, change: Callable[[Store], None]) -> Change:
    try:
        change(store)
    except StoreRefused as error:
        return Change(store.name, str(error))
    except OSError as error:
        return Change(store.name, error.strerror or "it cannot be changed")
    return Change(store.name)


def _stores(system: str, home: Path, bundles: Sequence[Bundle]) -> tuple[Store, ...]:
    match system:
        case "darwin":
            return (Keychain(), *_profiles(home / "Library/Application Support/Firefox/Profiles"))
        case "win32":
            return (WindowsRoot(),)  # Firefox reads Windows' own store
        case _:
            present = [bundle for bundle in bundles if bundle.anchor.parent.is_dir()]
            profiles = [profile for folder in FIREFOX for profile in _profiles(home / folder)]
            return (*_chromium(home), *profiles, *present)


def _chromium(home: Path) -> tuple[Nss, ...]:
    """The databases that are there; on a new computer the first is made, where every Chromium looks."""
    there = [path for path in (home / folder for folder in CHROMIUM) if (path / "cert9.db").exists()]
    if not there:
        return (Nss("Chromium and Chrome", home / CHROMIUM[0], create=True),)
    return tuple(Nss(f"Chromium and Chrome ({path})", path) for path in there)


def _profiles(folder: Path) -> tuple[Nss, ...]:
    return tuple(Nss(f"Firefox ({found.parent.name})", found.parent) for found in sorted(folder.glob("*/cert9.db")))
