"""The list of commands: each is found, each explains itself, and asking for help loads no proxy."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from proxy_addons.cli import COMMANDS, main
from proxy_addons.version import VERSION

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0
    assert "--home" in result.output


def test_the_help_lists_every_command() -> None:
    listed = CliRunner().invoke(main, ["--help"]).output
    assert [name for name in COMMANDS if name not in listed] == []


def test_an_unknown_command_is_an_error() -> None:
    result = CliRunner().invoke(main, ["chirp"])
    assert result.exit_code == 2
    assert "chirp" in result.output


def test_the_version_is_told() -> None:
    assert VERSION in CliRunner().invoke(main, ["--version"]).output


def test_asking_for_help_or_status_loads_no_proxy() -> None:
    asked = (
        "import sys; from click.testing import CliRunner; from proxy_addons.cli import main;"
        "[CliRunner().invoke(main, words) for words in (['--help'], ['status', '--help'])];"
        "print('mitmproxy' in sys.modules)"
    )
    answered = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert answered.stdout.strip() == "False"
