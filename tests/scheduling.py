"""Which tests run in one process, and which begin first: a browser, a town of programs and a street are dear to start.

Work that waits for other programs goes first, for then the quick rest fills the processors meanwhile; as xdist would have it,
by the number of tests, the few slow ones were left to the end. Without xdist nothing changes.
"""

from collections.abc import Iterable

import pytest
from xdist.scheduler import LoadFileScheduling

FIRST = ("tests/extension/", "tests/together/", "tests/docs/", "tests/server/")
BROWSERS = ("chromium", "firefox")
TOWN = "tests/together/"
ALONE = frozenset(  # what has programs of its own, or none
    f"{TOWN}test_{name}.py"
    for name in ("sync_and_outage", "sync", "instagram_handle_only", "threat_lists", "names", "packs", "stolen_home")
)


class Shared(LoadFileScheduling):
    """A file is the unit of work, but where several share what is dear."""

    def _split_scope(self, nodeid: str) -> str:
        return scope(nodeid)


def scope(nodeid: str) -> str:
    """The name of what a test shares with others."""
    file, _, test = nodeid.partition("::")
    if file.startswith("tests/extension/"):
        return next((browser for browser in BROWSERS if browser in test), file)
    return TOWN if file.startswith(TOWN) and file not in ALONE else file


def in_order(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """The slow ones first; else as they were."""

    def place(item: pytest.Item) -> int:
        return next((place for place, folder in enumerate(FIRST) if item.nodeid.startswith(folder)), len(FIRST))

    return sorted(items, key=place)
