import json
import subprocess
import sys

PROMISED = {"state", "trusted", "ca_file", "serial", "bundle_age_s", "people", "threads", "outbox", "not_watching"}


async def test_a_running_guard_says_its_state(command, address, device) -> None:
    device.pulse.not_seeing("discord", "the site has changed")

    done = await command("status", "--json")
    status = json.loads(done.stdout)
    assert done.exit_code == 0
    assert status.keys() >= PROMISED
    assert (status["state"], status["serial"], status["not_watching"]) == ("degraded", 7, ["discord"])


async def test_people_read_it_in_words(command, address, device) -> None:
    device.pulse.not_seeing("discord", "the site has changed")

    said = (await command("status")).stdout
    assert said.startswith("Partly watching, since 2025-11-24T16:00:00.000Z\n  ! not watching discord: the site has changed\n")
    assert "number 7, confirmed 0 s ago" in said
    assert "1 people, 1 conversations" in said


async def test_without_a_guard_it_is_said_that_nothing_is_watched(command) -> None:
    done = await command("status", "--json")

    status = json.loads(done.stdout)
    assert done.exit_code == 0
    assert status.keys() >= PROMISED
    assert status["state"] == "cannot-check"
    assert status["reasons"][0] == "the guard is not running, so nothing is watched"


async def test_a_damaged_home_is_explained_in_a_line(command, device) -> None:
    device.home.write_secret(device.home.device_file, b"\xff")

    done = await command("status")
    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1
    assert "damaged" in done.stderr


def test_status_does_not_wait_for_the_proxys_code() -> None:
    program = (
        "import sys\n"
        "from proxy_addons.cli import main, COMMANDS\n"
        "import proxy_addons.cli.status, proxy_addons.cli.holds, proxy_addons.cli.pair, proxy_addons.cli.sync\n"
        "print([name for name in ('mitmproxy', 'aiohttp', 'sqlite3', 'cryptography', 'jinja2') if name in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
