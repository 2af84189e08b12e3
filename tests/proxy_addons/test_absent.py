from pathlib import Path

import pytest

from proxy_addons.absent import NOT_ENROLLED, NOT_RUNNING, report
from proxy_addons.enrol import EnrolmentRefused
from proxy_addons.home import Home
from proxy_addons.trust import Trust


@pytest.fixture
def trust(tmp_path: Path) -> Trust:
    return Trust("linux", tmp_path / "person", bundles=())


def test_an_empty_home_is_not_enrolled_and_stays_empty(tmp_path: Path, trust: Trust) -> None:
    home = Home(tmp_path / "guard")

    found = report(home, trust)
    assert (found.state, found.reasons) == ("cannot-check", (NOT_RUNNING, NOT_ENROLLED))
    assert (found.people, found.threads, found.outbox, found.serial) == (0, 0, 0, None)
    assert list(home.root.iterdir()) == []


def test_what_lies_in_an_enrolled_home_is_counted(device, trust: Trust) -> None:
    device.enrol()
    device.database.flush()

    found = report(device.home, trust)
    assert (found.state, found.reasons) == ("cannot-check", (NOT_RUNNING,))
    assert (found.people, found.threads, found.outbox, found.serial, found.epoch) == (1, 1, 0, 7, 1)
    assert found.authority.file == str(device.home.ca_cert)
    assert found.authority.trusted == "no"


def test_a_damaged_enrolment_is_refused(device, trust: Trust) -> None:
    device.home.write_secret(device.home.device_file, b"\xff")

    with pytest.raises(EnrolmentRefused, match="damaged"):
        report(device.home, trust)
