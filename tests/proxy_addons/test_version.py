import re
from pathlib import Path

from proxy_addons.version import VERSION


def test_the_version_is_the_projects() -> None:
    written = re.search(r'^version = "(.+)"$', Path("pyproject.toml").read_text("utf-8"), re.MULTILINE)
    assert written
    assert written[1] == VERSION
