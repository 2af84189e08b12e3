"""The log shows every kind of tampering, and where."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text

from server.keys import Keys
from server.store import log
from server.store.db import Database
from server.store.log import Broken, Kind
from server.vault import KEY_BYTES


@pytest.fixture
async def written(database):
    """Six entries, in two transactions."""
    for start in (0, 3):
        async with database.begin() as db:
            happened = [(Kind.PUPIL_ADDED, f"pupil:P{start + number}", {"status": "current"}) for number in range(3)]
            await log.write_all(db, "cli", happened)
    return database


async def tampered(database, statement):
    async with database.engine.begin() as connection:
        await connection.execute(text(statement))


async def verified(database):
    async with database.reading() as db:
        return await log.verify(db)


async def test_a_whole_log_is_whole(written):
    assert await verified(written) == 6


async def test_an_empty_log_is_whole(database):
    assert await verified(database) == 0


@pytest.mark.parametrize("column", ["actor", "kind", "subject", "detail"])
async def test_a_changed_word_shows(written, column):
    await tampered(written, f"UPDATE log SET {column} = 'other' WHERE seq = 3")
    with pytest.raises(Broken) as broken:
        await verified(written)
    assert broken.value.seq == 3


@pytest.mark.parametrize(("statement", "seq"), [
    ("UPDATE log SET at = at + 1 WHERE seq = 6", 6),
    ("DELETE FROM log WHERE seq = 2", 2),
    ("DELETE FROM log WHERE seq = 1", 1),
    ("DELETE FROM log WHERE seq = 6", 5),
    ("DELETE FROM log", 0),
    ("DELETE FROM meta WHERE name = 'log head'", 6),
    ("UPDATE log SET hash = zeroblob(32) WHERE seq = 4", 4),
])  # fmt: skip
async def test_what_is_missing_or_moved_shows(written, statement, seq):
    await tampered(written, statement)
    with pytest.raises(Broken) as broken:
        await verified(written)
    assert broken.value.seq == seq


async def test_a_log_that_was_written_anew_without_the_office_s_key_shows(written, clock):
    forger = Database(written.url, Keys(bytes(KEY_BYTES), Ed25519PrivateKey.generate()), clock=clock)
    await tampered(written, "DELETE FROM log")
    async with forger.begin() as db:
        await log.write(db, "cli", Kind.PUPIL_ADDED, "pupil:P9")
    await forger.close()
    with pytest.raises(Broken, match="not the end that was signed"):
        await verified(written)


async def test_the_newest_entries_come_first_page_by_page(written):
    async with written.reading() as db:
        first = await log.recent(db, limit=4)
        rest = await log.recent(db, before=first[-1].seq)
    assert [row.subject for row in (*first, *rest)] == [f"pupil:P{number}" for number in reversed(range(6))]
    assert (first[0].actor, first[0].kind, first[0].detail) == ("cli", "pupil:added", '{"status":"current"}')


async def test_whether_something_was_said_since_then(written, clock):
    now = int(clock().timestamp())
    async with written.reading() as db:
        assert await log.said(db, Kind.PUPIL_ADDED, "pupil:P1", since=now)
        assert not await log.said(db, Kind.PUPIL_ADDED, "pupil:P1", since=now + 1)
        assert not await log.said(db, Kind.PUPIL_REMOVED, "pupil:P1", since=now)
