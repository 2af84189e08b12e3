"""The street and the browsers: one of each for all tests of a process, for they take seconds to start."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.extension.browser import Browser, console, new_tab
from tests.extension.chromium import Chromium
from tests.extension.firefox import Firefox
from tests.extension.pairing import pair
from tests.extension.street import Street
from tests.extension.tab import Tab

PUPILS = 24
PROGRAMS = {"chromium": ("chromedriver", "chromium", "certutil"), "firefox": ("firefox-esr", "certutil")}
MAKERS: dict[str, Callable[..., Browser]] = {"chromium": Chromium, "firefox": Firefox}


@pytest.fixture(scope="session")
def street(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    running = Street(tmp_path_factory.mktemp("street"), PUPILS)
    yield running
    running.close()


@pytest.fixture(scope="session")
def browsers(street: Street, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Browser]]:
    """A browser by its name, started and paired when it is first asked for."""
    running: dict[str, Browser] = {}

    def started(name: str) -> Browser:
        if name not in running:
            home = tmp_path_factory.mktemp(name)
            running[name] = MAKERS[name](home, street.adviser, f"127.0.0.1:{street.guard.port}", *street.authorities)
            pair(running[name], street)
        return running[name]

    yield started
    for browser in running.values():
        browser.close()


@pytest.fixture(scope="session", params=["chromium", "firefox"])
def browser(request: pytest.FixtureRequest, browsers: Callable[[str], Browser]) -> Browser:
    missing = [program for program in PROGRAMS[request.param] if shutil.which(program) is None]
    if missing:
        pytest.skip(f"{', '.join(missing)} not installed; tests/prepare installs what it may")
    return browsers(request.param)


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """A tab of the test's own; whatever it did, nothing may stand in the console that a site could not have written."""
    before = len(console(browser.bidi))
    opened = new_tab(browser.bidi)
    yield opened
    opened.close()
    said = [line for line in console(browser.bidi)[before:] if "tutor" in str(line).lower()]
    assert said == []


@pytest.fixture
def pictures(request: pytest.FixtureRequest) -> Path:
    """Where screenshots go: the folder that `--pictures` names, else one that is thrown away."""
    chosen = request.config.getoption("--pictures", default="")
    return Path(chosen) if chosen else request.getfixturevalue("tmp_path")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Both are for `pytest tests/extension …`: the whole suite does without."""
    parser.addoption("--pictures", default="", help="a folder for the screenshots that the extension's tests make")
    parser.addoption("--long", action="store_true", help="every way to send in every editor")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without `--long` each engine is tried by its key and its button; Enter and Space on a button, once for each kind."""
    if config.getoption("--long", default=False):
        return
    left_out = [item for item in items if item.get_closest_marker("long")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
