"""What several commands take, and how they say that something is wrong: one line, and what to do next."""

import ssl
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Concatenate, NoReturn
from urllib.parse import urlsplit

import click

from proxy_addons.home import Home

NOT_ENROLLED = "this computer is not enrolled; ask the office for a code, then: python -m proxy_addons enrol CODE"
HERE = {"127.0.0.1", "::1", "localhost"}


def at_home[**P, R](command: Callable[Concatenate[Home, P], R]) -> Callable[..., R]:
    """Give a command `--home`; it gets the home first."""

    @click.option(
        "--home",
        "folder",
        type=click.Path(path_type=Path, file_okay=False),
        help="Where everything of this computer lies (else TUTOR_GUARD_HOME, else the platform's data folder).",
    )
    @wraps(command)
    def with_home(folder: Path | None, *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            home = Home(folder) if folder else Home.default()
        except OSError as error:
            raise click.ClickException(f"the home {folder or ''} cannot be used: {error.strerror}") from error
        return command(home, *args, **kwargs)

    return with_home


class Place(click.ParamType[tuple[str, int]]):
    """host:port on this computer: neither proxy nor status page is anybody else's affair."""

    name = "host:port"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, int]:
        if isinstance(value, tuple):
            return value
        host, _, port = str(value).rpartition(":")
        host = host.strip("[]")
        if not port.isdecimal() or int(port) > 65_535:
            self.fail(f"{value!r} is not host:port, as in 127.0.0.1:8118", param, ctx)
        if host not in HERE:
            self.fail(f"{host!r} is not this computer; use 127.0.0.1", param, ctx)
        return host, int(port)


class Proxy(click.ParamType[str]):
    """The address of a proxy."""

    name = "URL"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text = str(value)
        try:
            read = urlsplit(text)
            good = (
                read.scheme in {"http", "https"}
                and read.hostname
                and read.port != 0
                and not (read.path + read.query).strip("/")
            )
        except ValueError:  # a port that is none
            good = False
        if text and not good:
            self.fail("a proxy is named as http://HOST:PORT", param, ctx)
        return text


class Authority(click.Path):
    """A file of certificates, looked into now: a guard that finds out later would not start, or trust nobody."""

    def __init__(self) -> None:
        super().__init__(exists=True, dir_okay=False, path_type=Path)

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        file: Path = super().convert(value, param, ctx)  # type: ignore[arg-type, assignment]  # as path_type says
        try:
            ssl.create_default_context(cafile=file)
        except OSError:
            self.fail(f"{str(file)!r} holds no certificate (PEM)", param, ctx)
        return file


def give_up(why: str, cause: Exception | None = None) -> NoReturn:
    """End with exit code 1 and one line on standard error."""
    raise click.ClickException(" ".join(why.split())) from cause
