"""One transaction with what goes with it: the keys, the oracle and the moment, the same for all that it writes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Executable, Row
from sqlalchemy.ext.asyncio import AsyncConnection

from server.keys import Keys
from server.oracle import Oracle

LONDON = ZoneInfo("Europe/London")


class Transaction:
    def __init__(self, connection: AsyncConnection, keys: Keys, oracle: Oracle, at: datetime) -> None:
        self.keys = keys
        self.vault = keys.vault
        self.oracle = oracle
        self.at = at
        self.head: tuple[int, bytes] | None = None  # of the log, once something was written to it (log.py)
        self.publish = False  # set by whoever changed what devices hold
        self._connection = connection

    @property
    def now(self) -> int:
        return int(self.at.timestamp())

    @property
    def today(self) -> date:
        """The day in London, by which standings and reviews go."""
        return self.at.astimezone(LONDON).date()

    async def run(self, statement: Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None) -> int:
        """Execute; say how many rows it changed."""
        return (await self._connection.execute(statement, values)).rowcount

    async def rows(self, statement: Executable) -> Sequence[Row[Any]]:
        return (await self._connection.execute(statement)).all()

    async def row(self, statement: Executable) -> Row[Any] | None:
        return (await self._connection.execute(statement)).first()

    async def value(self, statement: Executable) -> Any:
        return (await self._connection.execute(statement)).scalar()
