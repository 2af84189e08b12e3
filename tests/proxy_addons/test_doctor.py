"""Each thing that can be wrong is made wrong, and what the doctor says of it is read."""

import os
import shutil
from email.utils import formatdate
from pathlib import Path

import pytest

from proxy_addons import doctor
from proxy_addons.authority import Authority
from proxy_addons.doctor import Check, examine
from proxy_addons.loopback import door
from proxy_addons.trust import Trust

NOW = 1_764_000_000  # when the device's list was issued


@pytest.fixture
def trust(tmp_path: Path) -> Trust:
    return Trust("linux", tmp_path / "person", bundles=())


@pytest.fixture(autouse=True)
def quiet_ports(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is known of what runs on the default ports of this machine."""
    monkeypatch.setattr(doctor, "PORTS", {})


@pytest.fixture
def checked(device, trust):
    """The checks by what they look at."""

    async def checked() -> dict[str, Check]:
        return {check.what: check async for check in examine(device.home, trust)}

    return checked


async def test_a_home_that_is_not_enrolled_is_sent_to_the_office(checked) -> None:
    found = await checked()

    assert list(found) == ["home", "enrolment"]
    assert "proxy_addons enrol CODE" in found["enrolment"].remedy


async def test_a_damaged_enrolment_is_found(checked, device) -> None:
    device.home.write_secret(device.home.device_file, b"\xff")

    assert "leave, then enrol again" in (await checked())["enrolment"].remedy


async def test_a_home_that_others_can_read_is_found(checked, device) -> None:
    device.enrol()
    device.home.device_file.chmod(0o644)

    assert (await checked())["home"].remedy == f"chmod go= {device.home.device_file}"


@pytest.mark.skipif(not shutil.which("certutil"), reason="needs NSS's certutil (libnss3-tools)")
async def test_when_all_is_well_there_is_nothing_to_do(checked, device, office, address, trust) -> None:
    device.enrol(office.address, office.pin)
    device.desk._proxy = office.address  # something that listens
    trust.install(device.home.ca_cert)

    found = await checked()
    assert {what: check.remedy for what, check in found.items() if check.remedy} == {}
    assert list(found) == ["home", "enrolment", "guard", "proxy", "certificate", "trust", "list", "office", "clock"]


async def test_a_guard_that_does_not_run_is_found(checked, device) -> None:
    device.enrol()

    assert (await checked())["guard"] == Check("guard", "it is not running", "python -m proxy_addons run")


async def test_a_guard_that_was_killed_is_found(checked, device) -> None:
    device.enrol()
    door.publish(device.home, "127.0.0.1:9")

    assert (await checked())["guard"].found == "it is not running"


async def test_another_program_on_the_guards_port_is_found(checked, device, office, monkeypatch) -> None:
    device.enrol()
    host, port = office.address.split(":")
    monkeypatch.setattr(doctor, "PORTS", {"proxy": (host, int(port))})

    found = (await checked())["proxy"]
    assert found.found == f"another program listens on {office.address}"
    assert "another port" in found.remedy


async def test_a_proxy_that_does_not_answer_is_found(checked, device, address) -> None:
    device.enrol()
    device.desk._proxy = "127.0.0.1:9"

    assert (await checked())["proxy"].found == "nothing answers on 127.0.0.1:9"


async def test_a_missing_certificate_is_found(checked, device) -> None:
    device.enrol()
    device.home.ca_cert.unlink()

    assert (await checked())["certificate"].found == "there is none yet"


async def test_a_certificate_that_is_too_narrow_is_found(checked, device) -> None:
    device.enrol()
    device.home.ca_cert.unlink()
    Authority(device.home, ["instagram.com"])

    found = (await checked())["certificate"]
    assert "chat.example" in found.found
    assert "proxy_addons trust" in found.remedy


async def test_a_certificate_that_nobody_trusts_is_found(checked, device) -> None:
    device.enrol()

    assert "proxy_addons trust" in (await checked())["trust"].remedy


async def test_where_trust_cannot_be_told_it_is_said(checked, device, tmp_path, monkeypatch) -> None:
    device.enrol()
    (tmp_path / "person/.pki/nssdb").mkdir(parents=True)
    (tmp_path / "person/.pki/nssdb/cert9.db").touch()
    monkeypatch.setenv("PATH", "")

    assert "cannot be told" in (await checked())["trust"].found


async def test_a_missing_list_is_found(checked, device) -> None:
    device.enrol()
    device.home.bundle.unlink()

    assert (await checked())["list"].found == "there is no list of pupils yet"


async def test_an_old_list_is_found(checked, device) -> None:
    device.enrol()
    os.utime(device.home.bundle, (NOW, NOW))

    found = (await checked())["list"]
    assert "hours ago" in found.found
    assert found.remedy == "python -m proxy_addons sync"


async def test_an_office_that_is_away_is_found(checked, device) -> None:
    device.enrol()

    found = await checked()
    assert found["office"].found == "127.0.0.1:9 does not answer"
    assert "clock" not in found


async def test_an_impostor_at_the_offices_address_is_found(checked, device, office) -> None:
    device.enrol(office.address, b"p" * 32)

    assert (await checked())["office"].found == f"another computer answers at {office.address}"


@pytest.mark.parametrize(
    ("seconds", "said"), [(-3_600, "60 minutes ahead of the office"), (7_200, "120 minutes behind the office")]
)
async def test_a_clock_that_is_wrong_is_found(checked, device, office, seconds, said) -> None:
    device.enrol(office.address, office.pin)
    office.date = formatdate(doctor.time.time() + seconds)

    assert said in (await checked())["clock"].found


async def test_an_office_without_a_clock_is_found(checked, device, office) -> None:
    device.enrol(office.address, office.pin)
    office.date = "noon"

    assert (await checked())["clock"].remedy
