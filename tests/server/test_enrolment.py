"""An enrolment code holds the office's address, its key and a secret that works once."""

import pytest

from policy import enrolment as codes
from server import enrolment
from server.problem import Conflict, Invalid, NotFound
from server.store import devices, meta, tutors

PIN = bytes(range(32))


@pytest.fixture
async def tutor(database):
    async with database.begin() as db:
        await tutors.add(db, "cli", "T1")
        await meta.note(db, meta.ADDRESS, text="office.example:8443")
    return "T1"


async def test_a_code_is_all_that_a_device_needs(database, tutor):
    async with database.begin() as db:
        made = await enrolment.code(db, "admin:ada", tutor=tutor, pin=PIN)
        assert made.expires == db.now + 24 * 3600
    code = codes.read(made.code)
    assert (code.address, code.pin) == ("office.example:8443", PIN)
    async with database.begin() as db:
        assert (await devices.enrol(db, code.secret, "laptop", "1")).tutor == tutor


async def test_another_address_can_be_named(database, tutor):
    async with database.begin() as db:
        made = await enrolment.code(db, "cli", tutor=tutor, pin=PIN, address="10.0.0.1:443")
    assert codes.read(made.code).address == "10.0.0.1:443"


async def test_an_unknown_tutor_gets_none(database, tutor):
    with pytest.raises(NotFound):
        async with database.begin() as db:
            await enrolment.code(db, "cli", tutor="T9", pin=PIN)


async def test_an_office_that_never_served_has_no_address(database):
    async with database.begin() as db:
        await tutors.add(db, "cli", "T1")
    with pytest.raises(Conflict):
        async with database.begin() as db:
            await enrolment.code(db, "cli", tutor="T1", pin=PIN)


@pytest.mark.parametrize(
    "address", ["office.example", "office.example:", ":8443", "office.example:0", "office.example:70000", "office.example:²"]
)
async def test_a_code_that_no_device_could_use_is_not_made(database, tutor, address):
    async with database.begin() as db:
        with pytest.raises(Invalid, match="HOST:PORT"):
            await enrolment.code(db, "cli", tutor=tutor, pin=PIN, address=address)
