"""The programs and the people of the tests together.

Most modules share one town: each test takes pupils of its own from it. A module that stops, cuts or uses up something says
`OWN_TOWN = True`.
"""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.together.browser import Browser
from tests.together.cast import Cast, Traces
from tests.together.driver import CLIENTS, Driver
from tests.together.guard import Guard
from tests.together.internet import Internet, Seen
from tests.together.office import Office
from tests.together.relay import Relay
from tests.together.sites.discord import Discord
from tests.together.sites.discord_world import Person as DiscordPerson
from tests.together.sites.instagram import Instagram
from tests.together.sites.instagram_world import Person as InstagramPerson
from tests.together.synapse import Synapse
from tests.together.town import Town

LAST = "test_privacy"  # it searches what all others left behind
SHARED, OWN = 58, 8  # pupils on Instagram


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: LAST in item.nodeid)


@pytest.fixture(scope="session")
def traces() -> Traces:
    return Traces()


@pytest.fixture(scope="session")
def shared_town(tmp_path_factory: pytest.TempPathFactory, traces: Traces) -> Iterator[Town]:
    running = Town(tmp_path_factory.mktemp("town"), traces, SHARED)
    yield running
    running.close()


@pytest.fixture(scope="module")
def town(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, traces: Traces) -> Iterator[Town]:
    if not getattr(request.module, "OWN_TOWN", False):
        yield request.getfixturevalue("shared_town")
        return
    running = Town(tmp_path_factory.mktemp(request.module.__name__.rpartition(".")[2]), traces, OWN)
    yield running
    running.close()


@pytest.fixture(scope="module")
def folder(town: Town) -> Path:
    """Where a test's programs write; searched for traces at the end."""
    return town.folder


@pytest.fixture(scope="module")
def internet(town: Town) -> Internet:
    return town.internet


@pytest.fixture(scope="module")
def instagram(town: Town) -> Instagram:
    return town.instagram


@pytest.fixture(scope="module")
def discord(town: Town) -> Discord:
    return town.discord


@pytest.fixture(scope="module")
def office(town: Town) -> Office:
    return town.office


@pytest.fixture(scope="module")
def relay(town: Town) -> Relay:
    return town.relay


@pytest.fixture(scope="module")
def guard(town: Town) -> Guard:
    return town.guard


@pytest.fixture(scope="module")
def cast(town: Town) -> Cast[InstagramPerson]:
    return town.cast


@pytest.fixture(scope="module")
def class_mates(town: Town) -> Cast[DiscordPerson]:
    """The same for Discord."""
    return town.class_mates


@pytest.fixture(scope="module")
def trust(town: Town) -> Path:
    return town.trust


@pytest.fixture(scope="session")
def synapse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Synapse]:
    running = Synapse(tmp_path_factory.mktemp("synapse"))
    yield running
    running.stop()


@pytest.fixture(scope="session")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small JPEG, as a camera app would leave one; Pillow stands in the clients' environment, not in ours."""
    file = tmp_path_factory.mktemp("pictures") / "picture.jpg"
    script = f"from PIL import Image; Image.new('RGB', (64, 64)).save({str(file)!r})"
    subprocess.run([CLIENTS, "-c", script], check=True, timeout=30)
    return file


@pytest.fixture(scope="module")
def phone(folder: Path, guard: Guard, trust: Path) -> Iterator[Driver]:
    """The tutor's Instagram client behind the guard, with the transport it chooses by itself."""
    with Driver("instagram.py", guard.proxy, str(trust), "curl", log=folder / "clients.log") as running:
        yield running


@pytest.fixture
def browser(guard: Guard, trust: Path) -> Browser:
    return Browser(guard.proxy, trust)


@pytest.fixture
def sends(instagram: Instagram) -> Iterator[list[Seen]]:
    """What a test let through; filled by `let_through`, empty when nothing may have passed."""
    before = len(instagram.sends())
    found: list[Seen] = []
    yield found
    assert instagram.sends()[before:] == found
