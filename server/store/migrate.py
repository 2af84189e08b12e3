"""Bringing a database to the schema of this version, and telling whether they differ.

The migrations run synchronously on a connection of their own, before anything else uses the database.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError, OperationalError

from server.settings import Unusable
from server.store.db import BUSY_MILLISECONDS, checked_url

SCRIPTS = Path(__file__).parent.parent / "migrations"
VERSIONS = "alembic_version"


def upgrade(url: str) -> str:
    """Bring the database to the newest schema; its revision. Raises Unusable, saying what is wrong with the database."""
    with _connected(url) as connection:
        try:
            _refuse_foreign(connection)
            command.upgrade(config(connection), "head")
        except CommandError as error:
            raise Unusable("the database was written by a newer version of Tutor Guard") from error
        except OperationalError as error:
            raise Unusable(f"the database cannot be opened: {error.orig}") from error
        except DatabaseError as error:
            raise Unusable("the database file is damaged or no database; restore a backup") from error
    return ScriptDirectory.from_config(config()).get_current_head() or ""


def check(url: str) -> None:
    """Raises Unusable when the tables of the code and the migrations do not say the same."""
    with _connected(url) as connection:
        try:
            command.check(config(connection))
        except CommandError as error:
            raise Unusable(str(error)) from error


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration, made here so that no file is needed where the office is installed."""
    made = Config()
    made.set_main_option("script_location", str(SCRIPTS))
    made.attributes["connection"] = connection
    return made


class _connected:  # noqa: N801 - reads as the words that it stands for
    """A synchronous connection for the time of a block."""

    def __init__(self, url: str) -> None:
        plain = make_url(checked_url(url)).set(drivername="sqlite")
        self._engine = create_engine(plain, connect_args={"timeout": BUSY_MILLISECONDS / 1000})

    def __enter__(self) -> Connection:
        try:
            self._connection = self._engine.connect()
        except OperationalError as error:
            raise Unusable(f"the database cannot be opened: {error.orig}") from error
        return self._connection

    def __exit__(self, *_: object) -> None:
        self._connection.close()
        self._engine.dispose()


def _refuse_foreign(connection: Connection) -> None:
    """A database with other programs' tables is not ours to write to."""
    connection.execute(text("PRAGMA journal_mode=WAL"))
    connection.commit()
    names = inspect(connection).get_table_names()
    connection.rollback()
    if names and VERSIONS not in names:
        raise Unusable("this is another program's database")
