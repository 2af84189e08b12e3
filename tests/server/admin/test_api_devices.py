"""Devices are listed, revoked, and let in by a code that is shown once."""

from policy import enrolment
from server.store import health
from tests.server import made


async def test_a_code_is_made_for_a_known_tutor(registrar, database):
    await registrar("POST", "tutors", {"ref": "T1"})
    status, made = await registrar("POST", "enrolment-codes", {"tutor": "T1"})
    assert status == 201
    assert made["expires"] == int(database.clock().timestamp()) + 24 * 3600
    assert enrolment.read(made["code"]).address == "127.0.0.1:8443"


async def test_a_code_needs_a_known_tutor(registrar):
    status, problem = await registrar("POST", "enrolment-codes", {"tutor": "T9"})
    assert (status, problem["field"]) == (422, "tutor")


async def test_a_device_is_listed_with_what_it_holds(registrar, device):
    _, page = await registrar("GET", "devices")
    assert [(item["id"], item["tutor"], item["state"]) for item in page["items"]] == [(device, "T1", "new")]
    assert "token" not in str(page)
    assert (await registrar("GET", f"devices/{device}"))[1] == page["items"][0]
    assert (await registrar("GET", "devices", params={"tutor": "T2"}))[1]["items"] == []


async def test_a_revoked_device_stays_on_the_list(registrar, device):
    assert await registrar("DELETE", f"devices/{device}") == (204, None)
    assert (await registrar("GET", f"devices/{device}"))[1]["revoked_at"]
    assert (await registrar("DELETE", f"devices/{device}"))[0] == 404
    assert (await registrar("GET", "devices/none"))[0] == 404


async def test_what_devices_could_not_watch_is_summed_up(registrar, database, device):
    async with database.begin() as db:
        for key in ("k1", "k2"):
            await health.keep(db, device, made.health(key=key, at=db.now, count=2))
    _, page = await registrar("GET", "gaps")
    (gap,) = page["items"]
    assert (gap["platform"], gap["kind"], gap["detail"], gap["times"], gap["devices"]) == ("instagram", "drift", "inbox", 4, 1)
