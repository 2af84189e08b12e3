import stat

import pytest

from policy.enrolment import Code
from policy.incident import Health
from proxy_addons import enrol
from proxy_addons.current import Current
from proxy_addons.enrol import EnrolmentRefused
from proxy_addons.home import Home
from proxy_addons.office import Office
from proxy_addons.outbox import Outbox
from proxy_addons.vault import Vault
from tests.proxy_addons.counter import TOKEN, TUTOR_KEY, Counter
from tests.proxy_addons.issuer import Issuer


@pytest.fixture
async def counter(tmp_path):
    made = Counter(Issuer(), tmp_path)
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


@pytest.fixture
def outbox(home):
    made = Outbox(home, Vault(home.local_key))
    yield made
    made.close()


async def test_a_code_makes_a_device_with_a_bundle_in_force(counter, home):
    made = await enrol.enrol(counter.code, home, version="1")
    assert (made.token, made.tutor, made.tutor_key, made.pin) == (TOKEN, "T1", TUTOR_KEY, counter.pin)
    assert enrol.enrolled(home) == made
    assert Current(home, made.signer).policy == counter.newest
    assert stat.S_IMODE(home.device_file.stat().st_mode) == 0o600


def test_a_new_home_is_not_enrolled(home):
    assert enrol.enrolled(home) is None


async def test_a_second_enrolment_asks_to_leave_first(counter, home):
    await enrol.enrol(counter.code, home)
    counter.secret = "another"
    with pytest.raises(EnrolmentRefused, match="enrolled already, for T1; `leave` first"):
        await enrol.enrol(counter.code, home)
    assert counter.asked["enrol"] == 1


async def test_after_leaving_it_can_be_enrolled_anew(counter, home):
    await enrol.enrol(counter.code, home)
    assert await enrol.leave(home)
    counter.secret = "another"
    assert (await enrol.enrol(counter.code, home)).tutor == "T1"


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("hello", "begins with TG1-"),
        (Code("127.0.0.1:9", b"\1" * 32, "s").written()[:-1] + "!", "slip of the pen"),
        (Code("127.0.0.1:9", b"\1" * 32, "s").written(), r"cannot be reached \(127.0.0.1:9\); nothing was changed"),
    ],
)
async def test_a_code_that_cannot_be_used_is_told_why_and_nothing_changes(home, written, says):
    with pytest.raises(EnrolmentRefused, match=says):
        await enrol.enrol(written, home)
    assert list(home.root.iterdir()) == []


async def test_a_used_code_is_told_so(counter, home):
    code = counter.code
    counter.secret = "used"
    with pytest.raises(EnrolmentRefused, match="used already, or is older than 24 hours"):
        await enrol.enrol(code, home)


async def test_an_office_whose_first_bundle_is_forged_is_not_joined(counter, home):
    counter.published = {1: Issuer().policy()}
    with pytest.raises(EnrolmentRefused, match="cannot be verified"):
        await enrol.enrol(counter.code, home)
    assert enrol.enrolled(home) is None


async def test_a_damaged_device_file_is_said_so(home):
    home.write_secret(home.device_file, b"damaged")
    with pytest.raises(EnrolmentRefused, match="damaged"):
        enrol.enrolled(home)


async def test_the_answers_of_another_office_are_forgotten(counter, home):
    home.database.write_bytes(b"pseudonyms under another key")
    await enrol.enrol(counter.code, home)
    assert not home.database.exists()


async def test_leaving_sends_what_waits_and_says_so_and_erases_all(counter, home, outbox):
    await enrol.enrol(counter.code, home)
    outbox.health(Health(key="k", kind="drift", platform="instagram"))
    assert await enrol.leave(home)
    assert sorted(entry.kind for entry in counter.held.values()) == ["drift", "left"]
    assert list(home.root.iterdir()) == []


async def test_leaving_is_possible_while_the_office_is_away(counter, home):
    await enrol.enrol(counter.code, home)
    await counter.stop()
    assert not await enrol.leave(home)
    assert list(home.root.iterdir()) == []


async def test_leaving_a_home_that_was_never_enrolled_tells_nobody(counter, home):
    assert not await enrol.leave(home)
    assert counter.asked == {}


async def test_an_office_that_takes_nothing_does_not_keep_one_from_leaving(counter, outbox):
    counter.answers["events"] = b"\x81\xa4keys\x90"
    async with Office(counter.address, counter.pin) as office:
        assert not await enrol.farewell(office, outbox)
    assert counter.asked["events"] == 1
