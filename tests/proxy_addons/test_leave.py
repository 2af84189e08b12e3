import asyncio
import shutil
import sys

import pytest

from proxy_addons import leave as leaving
from proxy_addons.leave import StillRunning, leave
from proxy_addons.stores import Trusted
from proxy_addons.trust import Trust

pytestmark = pytest.mark.skipif(not shutil.which("certutil"), reason="needs NSS's certutil (libnss3-tools)")


@pytest.fixture
def trust(device, tmp_path) -> Trust:
    trust = Trust("linux", tmp_path / "person", bundles=())
    trust.install(device.home.ca_cert)
    return trust


def test_leaving_forgets_the_certificate_and_everything_that_was_kept(device, trust, tmp_path) -> None:
    device.enrol()
    certificate = tmp_path / "kept.pem"
    shutil.copy(device.home.ca_cert, certificate)
    assert trust.trusted(certificate) is Trusted.YES

    said = list(leave(device.home, trust))
    assert said == [
        "Chromium and Chrome trusts the certificate no more.",
        "The office could not be told; please tell it yourself.",
        "Everything that was kept here is deleted.",
    ]
    assert trust.trusted(certificate) is Trusted.NO
    assert [path.name for path in device.home.root.iterdir()] == ["lock"]


def test_leaving_twice_is_no_error(device, trust) -> None:
    list(leave(device.home, trust))

    assert list(leave(device.home, trust))[-1] == "Everything that was kept here is deleted."


def test_a_damaged_enrolment_can_leave(device, trust) -> None:
    device.home.write_secret(device.home.device_file, b"\xff")

    list(leave(device.home, trust))
    assert not device.home.device_file.exists()


async def test_a_running_guard_is_stopped_first(device, trust, address) -> None:
    said = await asyncio.to_thread(lambda: list(leave(device.home, trust)))

    assert said[0] == "The guard was stopped."
    assert device.stopped


async def test_a_guard_that_does_not_stop_keeps_its_home(device, trust, monkeypatch) -> None:
    monkeypatch.setattr(leaving, "SECONDS", 0.0)
    device.enrol()
    holder = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        f"import signal, pathlib\nfrom proxy_addons.home import Home\n"
        f"with Home(pathlib.Path({str(device.home.root)!r})).lock():\n    print('locked', flush=True); signal.pause()",
        stdout=asyncio.subprocess.PIPE,
    )
    assert holder.stdout
    assert await holder.stdout.readline() == b"locked\n"

    with pytest.raises(StillRunning, match="Ctrl-C"):
        await asyncio.to_thread(lambda: list(leave(device.home, trust)))
    holder.kill()
    await holder.communicate()
    assert device.home.device_file.exists()
    assert device.home.ca_cert.exists()
