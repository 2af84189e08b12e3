"""The command line on a home of its own, as a shell would call it."""

import asyncio

import pytest
from click.testing import CliRunner

from server.__main__ import office
from server.settings import Home
from server.store.opening import opened


class Shell:
    """Runs commands on one home. `out`, `err`, `code`: of the last one."""

    def __init__(self, home):
        self.home = home
        self.out, self.err, self.code = "", "", 0

    def __call__(self, *words):
        """The last line of what was printed."""
        result = CliRunner().invoke(office, [*words, "--home", str(self.home.root)], catch_exceptions=False)
        self.out, self.err, self.code = result.stdout, result.stderr, result.exit_code
        return self.out.splitlines()[-1] if self.out else ""

    def read(self, question):
        """What the database says: an async function of a transaction."""
        return asyncio.run(self._within(lambda database: database.reading(), question))

    def write(self, task):
        """The same, in a transaction that writes."""
        return asyncio.run(self._within(lambda database: database.begin(), task))

    async def _within(self, transaction, task):
        database = await opened(self.home)
        try:
            async with transaction(database) as db:
                return await task(db)
        finally:
            await database.close()


@pytest.fixture
def shell(tmp_path):
    return Shell(Home(tmp_path / "office"))
