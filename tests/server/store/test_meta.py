"""Single facts are kept once, and the change counter only rises."""

from server.store import meta


async def test_a_fact_is_replaced_not_repeated(database):
    async with database.begin() as db:
        assert (await meta.text(db, meta.ADDRESS), await meta.number(db, meta.FLOOR)) == ("", 0)
        await meta.note(db, meta.ADDRESS, text="127.0.0.1:1")
        await meta.note(db, meta.ADDRESS, text="127.0.0.1:2")
        assert await meta.text(db, meta.ADDRESS) == "127.0.0.1:2"
        assert (await meta.fact(db, meta.ADDRESS)).number is None
        assert await meta.fact(db, "nothing") is None


async def test_every_change_counts(database):
    async with database.begin() as db:
        await meta.count_change(db)
        await meta.count_change(db)
        assert await meta.number(db, meta.CHANGE) == 2
