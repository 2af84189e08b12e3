"""The programs and the people of the tests together. Office and guard start once for a module, with homes of their own.

A module may say `SETTINGS` (of the office, before any device enrols) and `PUPILS` (how many it needs on a platform, and
how many by their handle alone: `{"instagram": (4, 1)}`), and `BEFORE_GUARD` (fixtures that register more of them).
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.together.browser import Browser
from tests.together.cast import Cast, Traces
from tests.together.driver import Driver
from tests.together.guard import Guard
from tests.together.internet import Internet
from tests.together.office import Office
from tests.together.relay import Relay
from tests.together.sites.discord import Discord
from tests.together.sites.discord import Person as DiscordPerson
from tests.together.sites.instagram import Instagram
from tests.together.sites.instagram import Person as InstagramPerson
from tests.together.synapse import Synapse

SHORT_HOLDS = {"hold_seconds": 15}
LAST = "test_privacy"  # it searches what all others left behind


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: LAST in item.nodeid)


@pytest.fixture(scope="session")
def traces() -> Traces:
    return Traces()


@pytest.fixture(scope="module")
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, traces: Traces) -> Path:
    made = tmp_path_factory.mktemp(request.module.__name__.rpartition(".")[2])
    traces.folders.append(made)
    return made


@pytest.fixture(scope="module")
def internet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Internet]:
    running = Internet(tmp_path_factory.mktemp("internet"))
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def instagram(internet: Internet) -> Instagram:
    return Instagram(internet)


@pytest.fixture(scope="module")
def discord(internet: Internet) -> Discord:
    return Discord(internet)


@pytest.fixture(scope="session")
def synapse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Synapse]:
    running = Synapse(tmp_path_factory.mktemp("synapse"))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def office(request: pytest.FixtureRequest, folder: Path) -> Iterator[Office]:
    running = Office(folder)
    running.settings(**(SHORT_HOLDS | getattr(request.module, "SETTINGS", {})))
    yield running
    running.program.stop()


@pytest.fixture(scope="module")
def relay(office: Office) -> Iterator[Relay]:
    running = Relay(office.port)
    yield running
    running.stop()


def pupils(request: pytest.FixtureRequest, platform: str) -> tuple[int, int]:
    wanted: dict[str, tuple[int, int]] = getattr(request.module, "PUPILS", {})
    return wanted.get(platform, (0, 0))


@pytest.fixture(scope="module")
def cast(request: pytest.FixtureRequest, office: Office, instagram: Instagram, traces: Traces) -> Cast[InstagramPerson]:
    return Cast(office, "instagram", instagram, traces, *pupils(request, "instagram"))


@pytest.fixture(scope="module")
def class_mates(request: pytest.FixtureRequest, office: Office, discord: Discord, traces: Traces) -> Cast[DiscordPerson]:
    """The same for Discord."""
    return Cast(office, "discord", discord, traces, *pupils(request, "discord"))


@pytest.fixture(scope="module")
def guard(
    request: pytest.FixtureRequest,
    folder: Path,
    internet: Internet,
    relay: Relay,
    office: Office,
    cast: Cast[InstagramPerson],
    class_mates: Cast[DiscordPerson],
) -> Iterator[Guard]:
    """It enrols after the pupils were registered: the bundle comes with the enrolment."""
    for fixture in getattr(request.module, "BEFORE_GUARD", ()):
        request.getfixturevalue(fixture)
    running = Guard(folder, internet, office.code("T1", relay.address))
    yield running
    running.program.stop()


@pytest.fixture(scope="module")
def picture(folder: Path) -> Path:
    """A small JPEG, as a camera app would leave one."""
    import subprocess  # noqa: PLC0415 - Pillow stands in the clients' environment, not in ours

    from tests.together.driver import CLIENTS  # noqa: PLC0415

    file = folder.parent / "picture.jpg"
    script = f"from PIL import Image; Image.new('RGB', (64, 64)).save({str(file)!r})"
    subprocess.run([CLIENTS, "-c", script], check=True, timeout=30)
    return file


@pytest.fixture(scope="module")
def trust(folder: Path, guard: Guard, internet: Internet) -> Path:
    """What this machine's store would hold: the internet's authority, and the guard's."""
    bundle = folder / "trust.pem"
    bundle.write_text(guard.ca_file.read_text() + internet.ca_file.read_text())
    return bundle


@pytest.fixture(scope="module")
def phone(folder: Path, guard: Guard, trust: Path) -> Iterator[Driver]:
    """The tutor's Instagram client behind the guard, with the transport it chooses by itself."""
    running = Driver("instagram.py", guard.proxy, str(trust), "curl", log=folder / "clients.log")
    yield running
    running.close()


@pytest.fixture
def browser(guard: Guard, trust: Path) -> Browser:
    return Browser(guard.proxy, trust)
