"""The places where a computer keeps the certificates that it trusts, each with the program that changes it.

Chromium on Linux reads an NSS database in the home, Firefox one in each profile; everything else on Linux reads the
system's bundle. macOS and Windows have one store for each user. Nothing here asks for more rights than it has.
"""

import base64
import os
import re
import shutil
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from proxy_addons.programs import StoreRefused, checked, clear, run


class Trusted(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, *, held: bool) -> "Trusted":
        return cls.YES if held else cls.NO


class Store(Protocol):
    """A place that holds trusted certificates."""

    @property
    def name(self) -> str: ...

    def holds(self, ca: x509.Certificate) -> Trusted: ...

    def add(self, ca: x509.Certificate, file: Path, /) -> None:
        """Trust it. Raises StoreRefused."""

    def remove(self, ca: x509.Certificate, /) -> None:
        """Trust it no more, nor any earlier one of this guard. Raises StoreRefused."""


class Nss(msgspec.Struct, frozen=True):
    """An NSS database: Chromium's on Linux, and Firefox's everywhere."""

    name: str
    directory: Path
    create: bool = False

    def holds(self, ca: x509.Certificate) -> Trusted:
        if not (self.directory / "cert9.db").exists():
            return Trusted.NO
        if not shutil.which("certutil"):
            return Trusted.UNKNOWN
        found = run("certutil", "-L", *self._database, "-n", nickname(ca), "-a")
        return Trusted.of(held=found.code == 0 and _in(ca, found.out))

    def add(self, ca: x509.Certificate, file: Path) -> None:
        _need_certutil()
        if self.create and not (self.directory / "cert9.db").exists():
            self.directory.mkdir(parents=True, exist_ok=True, mode=0o700)
            checked("certutil", "-N", *self._database, "--empty-password")
        self.remove(ca)  # the earlier one bears the same name
        checked("certutil", "-A", *self._database, "-n", nickname(ca), "-t", "C,,", "-i", str(file))

    def remove(self, ca: x509.Certificate) -> None:
        if not (self.directory / "cert9.db").exists():
            return
        _need_certutil()
        clear(
            seek=("certutil", "-L", *self._database, "-n", nickname(ca)),
            delete=("certutil", "-D", *self._database, "-n", nickname(ca)),
        )

    @property
    def _database(self) -> tuple[str, str]:
        return ("-d", f"sql:{self.directory}")


class Bundle(msgspec.Struct, frozen=True):
    """Linux's own store: a file among the anchors, and a program that makes one bundle of them. Only root may."""

    name: str
    anchor: Path
    bundle: Path
    refresh: tuple[str, ...]

    def holds(self, ca: x509.Certificate) -> Trusted:
        try:
            return Trusted.of(held=_in(ca, self.bundle.read_bytes()))
        except OSError:
            return Trusted.UNKNOWN

    def add(self, _ca: x509.Certificate, file: Path, /) -> None:
        self._need_root(f"cp {file} {self.anchor} && {' '.join(self.refresh)}")
        shutil.copyfile(file, self.anchor)
        self.anchor.chmod(0o644)
        checked(*self.refresh)

    def remove(self, _ca: x509.Certificate, /) -> None:
        if self.anchor.exists():
            self._need_root(f"rm {self.anchor} && {' '.join(self.refresh)}")
            self.anchor.unlink()
            checked(*self.refresh)

    def _need_root(self, line: str) -> None:
        if not os.access(self.anchor.parent, os.W_OK):
            raise StoreRefused(f"only an administrator can change it: sudo sh -c '{line}'")


class Keychain(msgspec.Struct, frozen=True):
    """The user's login keychain on macOS."""

    name: str = "macOS keychain"

    def holds(self, ca: x509.Certificate) -> Trusted:
        if not shutil.which("security"):
            return Trusted.UNKNOWN
        return Trusted.of(held=_in(ca, run("security", "find-certificate", "-a", "-p", "-c", nickname(ca)).out))

    def add(self, _ca: x509.Certificate, file: Path, /) -> None:
        checked("security", "add-trusted-cert", "-r", "trustRoot", "-p", "ssl", str(file))

    def remove(self, ca: x509.Certificate) -> None:
        clear(
            seek=("security", "find-certificate", "-c", nickname(ca)),
            delete=("security", "delete-certificate", "-c", nickname(ca), "-t"),
        )


class WindowsRoot(msgspec.Struct, frozen=True):
    """The user's own store of root authorities on Windows; Windows asks the person once."""

    name: str = "Windows certificate store"

    def holds(self, ca: x509.Certificate) -> Trusted:
        if not shutil.which("certutil"):
            return Trusted.UNKNOWN
        thumbprint = ca.fingerprint(hashes.SHA1()).hex()  # noqa: S303 - the name that Windows gives a certificate
        return Trusted.of(held=run("certutil", "-user", "-store", "Root", thumbprint).code == 0)

    def add(self, _ca: x509.Certificate, file: Path, /) -> None:
        checked("certutil", "-user", "-addstore", "Root", str(file))

    def remove(self, ca: x509.Certificate) -> None:
        clear(
            seek=("certutil", "-user", "-store", "Root", nickname(ca)),
            delete=("certutil", "-user", "-delstore", "Root", nickname(ca)),
        )


def nickname(ca: x509.Certificate) -> str:
    """The name under which stores list it."""
    return str(ca.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)


def _in(ca: x509.Certificate, pem: bytes) -> bool:
    """Is the certificate among these? The others are not parsed: some public ones are odd enough for warnings."""
    der = ca.public_bytes(Encoding.DER)
    return any(der == _der(block) for block in re.findall(rb"-----BEGIN CERTIFICATE-----(.+?)-----END", pem, re.DOTALL))


def _der(block: bytes) -> bytes:
    try:
        return base64.b64decode(block)
    except ValueError:
        return b""


def _need_certutil() -> None:
    if not shutil.which("certutil"):
        raise StoreRefused("certutil is missing: install the package libnss3-tools (on Fedora: nss-tools)")
