"""Node.js as the wheel brings it."""

import pytest

from extension.tools import node


def test_it_is_the_locked_version() -> None:
    assert node.run("npm", "--version").returncode == 0
    assert node.run("esbuild", "--version").stdout.strip()


def test_what_is_not_installed_is_named() -> None:
    with pytest.raises(LookupError, match="no-such-thing is not installed"):
        node.command("no-such-thing")
