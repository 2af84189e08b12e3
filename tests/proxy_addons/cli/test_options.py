from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from proxy_addons.cli import COMMANDS, main
from proxy_addons.cli.options import Place, at_home, give_up
from proxy_addons.home import Home


@click.command()
@click.option("--listen", type=Place(), default="127.0.0.1:8118")
@at_home
def show(home: Home, /, *, listen: tuple[str, int]) -> None:
    click.echo(f"{home.root} {listen[0]} {listen[1]}")


def typed(*line: str, **environment: str) -> Result:
    return CliRunner().invoke(show, line, env=environment)


def test_the_home_is_the_one_that_is_named(tmp_path: Path) -> None:
    assert typed("--home", str(tmp_path / "a"), TUTOR_GUARD_HOME=str(tmp_path / "b")).output == f"{tmp_path}/a 127.0.0.1 8118\n"


def test_the_environment_names_it_otherwise(tmp_path: Path) -> None:
    assert typed(TUTOR_GUARD_HOME=str(tmp_path / "b")).output.startswith(f"{tmp_path}/b ")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_a_home(command: str) -> None:
    shown = CliRunner().invoke(main, [command, "--help"])

    assert shown.exit_code == 0
    assert "--home" in shown.output


@pytest.mark.parametrize(
    ("place", "read"), [("127.0.0.1:1", "127.0.0.1 1"), ("[::1]:8118", "::1 8118"), ("localhost:0", "localhost 0")]
)
def test_a_place_is_host_and_port(tmp_path: Path, place: str, read: str) -> None:
    assert typed("--home", str(tmp_path), "--listen", place).output == f"{tmp_path} {read}\n"


@pytest.mark.parametrize(
    "place", ["8118", "127.0.0.1", "127.0.0.1:port", "127.0.0.1:70000", "", "0.0.0.0:8118", "192.0.2.1:8118", ":8118"]
)
def test_no_place_but_this_computer(tmp_path: Path, place: str) -> None:
    done = typed("--home", str(tmp_path), "--listen", place)

    assert done.exit_code == 2
    assert "127.0.0.1" in done.output


def test_a_home_under_a_file_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    done = typed("--home", str(tmp_path / "file" / "home"))
    assert done.exit_code == 1
    assert done.output.startswith("Error: the home")


def test_giving_up_is_one_line() -> None:
    with pytest.raises(click.ClickException, match=r"^so it is$"):
        give_up("so\n it   is")
