import shutil

import pytest

from proxy_addons.trust import Trust

pytestmark = pytest.mark.skipif(not shutil.which("certutil"), reason="needs NSS's certutil (libnss3-tools)")


async def test_trust_makes_a_certificate_for_every_guarded_host_and_installs_it(command, device) -> None:
    device.enrol()
    device.home.ca_cert.unlink()

    done = await command("trust")
    assert done.exit_code == 0
    assert "Chromium and Chrome: trusts the guard's certificate now" in done.stdout
    assert Trust().trusted(device.home.ca_cert) == "yes"


async def test_untrust_takes_it_out_again(command, device) -> None:
    device.enrol()
    await command("trust")

    done = await command("untrust")
    assert done.exit_code == 0
    assert "trusts the guard's certificate no more" in done.stdout
    assert Trust().trusted(device.home.ca_cert) == "no"


async def test_a_computer_that_is_not_enrolled_has_nothing_to_trust(command) -> None:
    done = await command("trust")

    assert (done.exit_code, done.stderr.count("\n")) == (1, 1)
    assert "not enrolled" in done.stderr


async def test_without_a_certificate_there_is_nothing_to_forget(command, device) -> None:
    device.home.ca_cert.unlink()

    assert "nothing to remove" in (await command("untrust")).stderr


async def test_it_failed_when_no_store_could_be_changed(command, device, monkeypatch) -> None:
    device.enrol()
    monkeypatch.setenv("PATH", "")

    done = await command("trust")
    assert done.exit_code == 1
    assert "libnss3-tools" in done.stdout
    assert "no store could be changed" in done.stderr


async def test_a_damaged_enrolment_is_explained(command, device) -> None:
    device.home.write_secret(device.home.device_file, b"\xff")

    assert "damaged" in (await command("trust")).stderr
