"""One moment for all that a transaction writes, and London's day for what goes by days."""

from datetime import UTC, date, datetime

from sqlalchemy import select

from server.store import meta
from server.tables import meta as table


async def test_the_day_is_london_s_and_the_moment_utc(database, clock):
    clock.moment = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)  # 00:30 on the next day in London's summer
    async with database.reading() as db:
        assert (db.today, db.now) == (date(2026, 7, 2), 1_782_948_600)


async def test_the_moment_does_not_move_while_a_transaction_lasts(database, clock):
    async with database.reading() as db:
        before = db.now
        clock.pass_time(60)
        assert db.now == before


async def test_rows_a_row_and_a_value(database):
    async with database.begin() as db:
        await meta.note(db, "one", number=1)
        await meta.note(db, "two", number=2)
        assert [row.name for row in await db.rows(select(table).order_by(table.c.name))] == ["one", "two"]
        assert (await db.row(select(table).where(table.c.name == "two"))).number == 2
        assert await db.value(select(table.c.number).where(table.c.name == "three")) is None
        assert await db.run(table.delete()) == 2
