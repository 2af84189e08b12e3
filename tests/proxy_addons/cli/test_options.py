from pathlib import Path

import certifi
import click
import pytest
from click.testing import CliRunner, Result

from proxy_addons.cli import COMMANDS, main
from proxy_addons.cli.options import Authority, Place, Proxy, at_home, give_up
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


@click.command()
@click.option("--proxy", type=Proxy(), default="")
@click.option("--authority", type=Authority())
def reach(*, proxy: str, authority: Path | None) -> None:
    click.echo(f"{proxy} {authority}")


@pytest.mark.parametrize("proxy", ["http://10.0.0.1:3128", "https://proxy.example", "http://me:secret@proxy.example:80/", ""])
def test_a_proxy_is_named_by_its_address(proxy: str) -> None:
    assert CliRunner().invoke(reach, ["--proxy", proxy]).output == f"{proxy} None\n"


@pytest.mark.parametrize(
    "proxy", ["ftp://x", "proxy.example:80", "http://", "http://x:0", "http://x:port", "http://x/path", "http://x?y"]
)
def test_what_is_no_proxy_is_said_before_anything_starts(proxy: str) -> None:
    done = CliRunner().invoke(reach, ["--proxy", proxy])

    assert done.exit_code == 2
    assert "http://HOST:PORT" in done.output


def test_a_file_without_a_certificate_is_no_authority(tmp_path: Path) -> None:
    file = tmp_path / "ca.pem"
    file.write_text("nothing of the kind")
    done = CliRunner().invoke(reach, ["--authority", str(file)])

    assert done.exit_code == 2
    assert "holds no certificate" in done.output


def test_an_authority_is_a_file_of_certificates() -> None:
    assert CliRunner().invoke(reach, ["--authority", certifi.where()]).output == f" {certifi.where()}\n"
