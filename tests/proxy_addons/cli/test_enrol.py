import pytest


@pytest.mark.parametrize("code", ["", "TG1-", "TG1-ABCD", "nonsense", "TG1-" + "A" * 5_000])
async def test_what_is_no_code_is_explained_in_a_line(command, device, code) -> None:
    done = await command("enrol", code)

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: ")
    assert done.stderr.count("\n") == 1
    assert not device.home.device_file.exists()


async def test_a_code_is_needed(command) -> None:
    assert (await command("enrol")).exit_code == 2
