"""The registers go into the bundle with the company's settings, on the day on which they hold."""

from datetime import timedelta

from policy.register import Declined, OfficialAccount, Register, Site
from policy.settings import Settings
from server.store import asks, choices, official, register, sites
from server.store.official import NewOfficial
from server.store.sites import NewSite
from tests.server.made import device
from tests.server.store.test_asks import OLIVE, ask


async def test_an_office_without_entries_says_nothing_of_registers(database):
    async with database.reading() as db:
        assert await register.settings(db) == Settings()


async def test_the_registers_stand_beside_what_the_company_chose(database, clock):
    async with database.begin() as db:
        mine, _ = await device(db)
        await choices.change(db, "cli", {"company": "Tutor Train"})
        await sites.verify(db, OLIVE, NewSite(host="example.org"))
        await sites.verify(db, OLIVE, NewSite(host="short.example", until=db.today))
        await official.add(db, OLIVE, NewOfficial(platform="x", handle="tutortrain"))
        await asks.take(db, mine, ask("k1", "other.example"))
        await asks.decide(db, OLIVE, "link/other.example", "declined")
        day = db.today
    clock.pass_time(86_400)
    async with database.reading() as db:
        made = await register.settings(db)
    assert made.company == "Tutor Train"
    assert made.register == Register(
        sites=(Site("example.org", "olive", day, day + timedelta(days=365)),),
        accounts=(OfficialAccount("x", "tutortrain"),),
        declined=(Declined("link", "other.example", day),),
    )
