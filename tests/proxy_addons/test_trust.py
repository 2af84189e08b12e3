import shutil
import subprocess
from pathlib import Path

import pytest

from proxy_addons.authority import Authority
from proxy_addons.home import Home
from proxy_addons.stores import Bundle, Trusted
from proxy_addons.trust import Change, Trust

pytestmark = pytest.mark.skipif(not shutil.which("certutil"), reason="needs NSS's certutil (libnss3-tools)")


@pytest.fixture
def ca(tmp_path: Path) -> Path:
    return Authority(home := Home(tmp_path / "guard"), ["instagram.example"]) and home.ca_cert


@pytest.fixture
def person(tmp_path: Path) -> Path:
    """A home folder with one Firefox profile."""
    profile = tmp_path / "person/.mozilla/firefox/abc.default"
    profile.mkdir(parents=True)
    subprocess.run(["certutil", "-N", "-d", f"sql:{profile}", "--empty-password"], check=True)
    return tmp_path / "person"


@pytest.fixture
def trust(person: Path) -> Trust:
    return Trust("linux", person, bundles=())


def test_every_browser_of_the_person_trusts_the_ca_until_it_is_removed(trust: Trust, ca: Path) -> None:
    done = (Change("Chromium and Chrome"), Change("Firefox (abc.default)"))
    assert trust.trusted(ca) is Trusted.NO

    assert trust.install(ca) == done
    assert trust.held(ca) == {"Chromium and Chrome": Trusted.YES, "Firefox (abc.default)": Trusted.YES}
    assert trust.trusted(ca) is Trusted.YES

    assert trust.remove(ca) == done
    assert trust.trusted(ca) is Trusted.NO


def test_one_store_that_holds_it_is_enough(trust: Trust, ca: Path) -> None:
    trust.stores[1].add(Authority(Home(ca.parent), []).certificate, ca)

    assert trust.trusted(ca) is Trusted.YES


def test_where_a_store_cannot_be_asked_nothing_is_claimed(trust: Trust, ca: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    assert trust.trusted(ca) is Trusted.UNKNOWN


def test_without_a_ca_there_is_nothing_to_trust(trust: Trust, tmp_path: Path) -> None:
    assert trust.held(tmp_path / "none.pem") == {}
    assert trust.trusted(tmp_path / "none.pem") is Trusted.NO


def test_one_store_that_refuses_does_not_stop_the_others(person: Path, ca: Path, tmp_path: Path) -> None:
    (tmp_path / "anchors").mkdir()
    refusing = Bundle(
        "system bundle", tmp_path / "anchors/a.crt", tmp_path / "b.pem", ("sh", "-c", "echo disk full >&2; exit 1")
    )

    changes = Trust("linux", person, bundles=(refusing,)).install(ca)

    assert [change.refused for change in changes] == ["", "", "sh: disk full"]


def test_a_database_made_by_the_person_is_used_where_it_is(person: Path, ca: Path) -> None:
    folder = person / ".local/share/pki/nssdb"
    folder.mkdir(parents=True)
    subprocess.run(["certutil", "-N", "-d", f"sql:{folder}", "--empty-password"], check=True)

    Trust("linux", person, bundles=()).install(ca)

    assert not (person / ".pki").exists()
    assert "Tutor Guard" in _listed(folder)


@pytest.mark.parametrize(("system", "first"), [("darwin", "macOS keychain"), ("win32", "Windows certificate store")])
def test_other_systems_have_a_store_of_their_own(person: Path, system: str, first: str) -> None:
    assert [store.name for store in Trust(system, person).stores] == [first]


def _listed(folder: Path) -> str:
    return subprocess.run(["certutil", "-L", "-d", f"sql:{folder}"], check=True, capture_output=True, text=True).stdout
