"""Real NSS databases; elsewhere a stand-in for the system's own program keeps certificates in a folder."""

import shutil
import sys
from pathlib import Path

import pytest
from cryptography import x509

from proxy_addons.authority import Authority
from proxy_addons.home import Home
from proxy_addons.programs import StoreRefused
from proxy_addons.stores import Bundle, Keychain, Nss, Store, Trusted, WindowsRoot, nickname

NSS = pytest.mark.skipif(not shutil.which("certutil"), reason="needs NSS's certutil (libnss3-tools)")

# What `security` and Windows' `certutil` do with certificates, as far as the guard calls them.
STAND_IN = """#!{python}
import hashlib, pathlib, sys
from cryptography import x509
from cryptography.hazmat.primitives import hashes
store, args = pathlib.Path({store!r}), sys.argv[1:]
store.mkdir(exist_ok=True)
verb = next(arg for arg in args if arg.lstrip("-") in
    ("add-trusted-cert", "addstore", "find-certificate", "store", "delete-certificate", "delstore")).lstrip("-")
held = sorted(store.iterdir())
if verb in ("add-trusted-cert", "addstore"):
    raw = pathlib.Path(args[-1]).read_bytes()
    (store / hashlib.sha256(raw).hexdigest()).write_bytes(raw)
elif verb in ("find-certificate", "store"):
    wanted = args[-1]
    prints = {{x509.load_pem_x509_certificate(f.read_bytes()).fingerprint(hashes.SHA1()).hex() for f in held}}
    sys.stdout.write("".join(f.read_text() for f in held))
    sys.exit(0 if held and (wanted.startswith("Tutor Guard") or wanted in prints) else 1)
else:
    held[0].unlink()
"""


class Ca:
    """A guard's CA on disk."""

    def __init__(self, folder: Path, *hosts: str) -> None:
        self.home = Home(folder)
        self.authority = Authority(self.home, hosts)

    @property
    def file(self) -> Path:
        return self.home.ca_cert

    @property
    def certificate(self) -> x509.Certificate:
        return self.authority.certificate


@pytest.fixture
def ca(tmp_path: Path) -> Ca:
    return Ca(tmp_path / "guard", "instagram.example")


@pytest.fixture
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """One store of each kind that a person without special rights can change."""
    if request.param == "nss":
        return Nss("Chromium", tmp_path / "nssdb", create=True)
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("security", "certutil"):
        (programs / name).write_text(STAND_IN.format(python=sys.executable, store=str(tmp_path / "store")))
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    return Keychain() if request.param == "keychain" else WindowsRoot()


KINDS = pytest.mark.parametrize("store", [pytest.param("nss", marks=NSS), "keychain", "windows"], indirect=True)


@KINDS
def test_a_store_holds_the_ca_between_add_and_remove(store: Store, ca: Ca) -> None:
    assert store.holds(ca.certificate) is Trusted.NO

    store.add(ca.certificate, ca.file)
    assert store.holds(ca.certificate) is Trusted.YES

    store.remove(ca.certificate)
    assert store.holds(ca.certificate) is Trusted.NO


@KINDS
def test_removing_twice_is_no_error(store: Store, ca: Ca) -> None:
    store.remove(ca.certificate)
    store.remove(ca.certificate)

    assert store.holds(ca.certificate) is Trusted.NO


@pytest.mark.parametrize("store", [pytest.param("nss", marks=NSS)], indirect=True)
def test_a_ca_that_was_issued_anew_is_not_trusted_for_the_old_ones_sake(store: Store, ca: Ca) -> None:
    store.add(ca.certificate, ca.file)
    ca.authority.cover(["instagram.example", "matrix.example"])
    assert store.holds(ca.certificate) is Trusted.NO

    store.add(ca.certificate, ca.file)
    assert store.holds(ca.certificate) is Trusted.YES


@NSS
def test_another_authority_of_the_same_name_is_not_ours(tmp_path: Path, ca: Ca) -> None:
    store = Nss("Chromium", tmp_path / "nssdb", create=True)
    other = Ca(tmp_path / "other", "instagram.example")
    store.add(other.certificate, other.file)

    assert store.holds(ca.certificate) is Trusted.NO


def test_without_the_program_nothing_is_known_and_the_remedy_is_said(
    tmp_path: Path, ca: Ca, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Nss("Chromium", tmp_path)
    (tmp_path / "cert9.db").touch()
    monkeypatch.setenv("PATH", "")

    assert store.holds(ca.certificate) is Trusted.UNKNOWN
    with pytest.raises(StoreRefused, match="libnss3-tools"):
        store.add(ca.certificate, ca.file)


@pytest.fixture
def bundle(tmp_path: Path) -> Bundle:
    """A system's store whose refreshing program joins the anchors, as update-ca-certificates does."""
    anchors = tmp_path / "anchors"
    anchors.mkdir()
    joined = tmp_path / "bundle.pem"
    joined.touch()
    return Bundle(
        "system bundle",
        anchor=anchors / "tutor-guard.crt",
        bundle=joined,
        refresh=("sh", "-c", f"cat {anchors}/*.crt > {joined} 2>/dev/null || : > {joined}"),
    )


def test_the_systems_bundle_holds_the_ca_between_add_and_remove(bundle: Bundle, ca: Ca) -> None:
    assert bundle.holds(ca.certificate) is Trusted.NO

    bundle.add(ca.certificate, ca.file)
    assert bundle.holds(ca.certificate) is Trusted.YES
    assert bundle.anchor.stat().st_mode & 0o777 == 0o644

    bundle.remove(ca.certificate)
    assert bundle.holds(ca.certificate) is Trusted.NO


def test_a_bundle_that_cannot_be_read_says_nothing(bundle: Bundle, ca: Ca) -> None:
    bundle.bundle.unlink()

    assert bundle.holds(ca.certificate) is Trusted.UNKNOWN


def test_whoever_is_no_administrator_is_given_the_line_to_run(bundle: Bundle, ca: Ca, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)

    with pytest.raises(StoreRefused, match=r"sudo sh -c 'cp .*ca\.pem .*tutor-guard\.crt"):
        bundle.add(ca.certificate, ca.file)


def test_a_program_that_fails_is_quoted(bundle: Bundle, ca: Ca) -> None:
    broken = Bundle("system", bundle.anchor, bundle.bundle, ("sh", "-c", "echo no room left >&2; exit 1"))

    with pytest.raises(StoreRefused, match="sh: no room left"):
        broken.add(ca.certificate, ca.file)


def test_a_certificate_is_listed_by_its_common_name(ca: Ca) -> None:
    assert nickname(ca.certificate) == "Tutor Guard on this computer"
