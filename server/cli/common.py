"""What every subcommand shares: where the office is, how it is opened, and how a failure is said."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import wraps

import click
from sqlalchemy.exc import DBAPIError

from server.problem import RequestProblem
from server.settings import Home, Unusable
from server.store.db import Database
from server.store.opening import opened

ACTOR = "cli"

at_home = click.option("--home", metavar="DIR", help="Where the office lies (default: TUTOR_GUARD_HOME, else the data folder).")
on_database = click.option(
    "--database", "database_url", metavar="URL", default="", help="The database, if it is not in the home."
)


def office[**P](command: Callable[P, Awaitable[None]]) -> Callable[P, None]:
    """Run an async command; what goes wrong for a reason is one plain line and exit code 1."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            asyncio.run(_finish(command(*args, **kwargs)))
        except (Unusable, RequestProblem) as error:
            click.echo(f"Sorry: {error}", err=True)
            sys.exit(1)
        except DBAPIError as error:  # `orig` is SQLite's own sentence; the error's text would quote the statement
            click.echo(f"Sorry: the database cannot be used: {error.orig}", err=True)
            sys.exit(1)

    return run


async def _finish(running: Awaitable[None]) -> None:
    await running


@asynccontextmanager
async def database(home: str | None, url: str = "", *, existing: bool = False) -> AsyncIterator[tuple[Home, Database]]:
    """The office's home and database for the time of one command; a new office is made where there is none, unless it is to be
    an `existing` one: nothing can be said of an office that a slip in its path has just made.
    """
    where = Home.chosen(home)
    if existing and not url and not where.database.exists():
        raise Unusable(f"there is no office in {where.root}. Give its directory with --home.")
    base = await opened(where, url)
    try:
        yield where, base
    finally:
        await base.close()
