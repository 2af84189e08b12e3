import pytest

from proxy_addons.cli.run import WELCOME


async def test_a_computer_that_is_not_enrolled_guards_nothing(command) -> None:
    done = await command("run")

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == (
        "Error: this computer is not enrolled; ask the office for a code, then: python -m proxy_addons enrol CODE\n"
    )


async def test_a_damaged_enrolment_is_explained(command, device) -> None:
    device.home.write_secret(device.home.device_file, b"\xff")

    assert "damaged" in (await command("run")).stderr


@pytest.mark.parametrize("option", ["--listen", "--loopback"])
async def test_the_guard_listens_on_this_computer_alone(command, device, option) -> None:
    device.enrol()

    assert (await command("run", option, "0.0.0.0:8118")).exit_code == 2


async def test_a_ca_that_is_not_there_is_found_at_once(command, device) -> None:
    device.enrol()

    assert (await command("run", "--upstream-ca", "/nowhere.pem")).exit_code == 2


def test_the_welcome_says_how_to_point_a_browser_at_it() -> None:
    said = WELCOME.format(proxy="127.0.0.1:8118", page="127.0.0.1:8119")

    assert "http://127.0.0.1:8119/proxy.pac" in said
    assert "Ctrl-C" in said
