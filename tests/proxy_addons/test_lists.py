"""The packs of a device follow the bundle; nothing but the office's newer ones takes the place of a good one."""

import hashlib

import pytest

from policy.drafts.links.address import read
from policy.packs.delta import difference
from policy.wire import PackChange
from proxy_addons.home import Home
from proxy_addons.lists import Lists
from proxy_addons.office import OfficeAway
from proxy_addons.pulse import Pulse, Trouble
from tests.server.packs.test_published import HOSTS, KEY, OTHER, made

OLD, NEW = made(HOSTS, serial=5), made([*HOSTS, "new.example"], serial=6)


class Content:
    def __init__(self, packs):
        self.packs = {name: hashlib.sha256(data).digest() for name, data in packs.items()}


class Office:
    """A bundle and what the office answers: `packs` are in force, `answers` overrides what is handed out."""

    def __init__(self):
        self.packs, self.answers, self.asked, self.listeners = {}, {}, [], []

    @property
    def policy(self):
        return self

    @property
    def content(self):
        return Content(self.packs)

    def on_change(self, callback):
        self.listeners.append(callback)

    async def pack(self, name, held):
        self.asked.append(held)
        answer = self.answers.get(name, PackChange(pack=self.packs[name]))
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def pulse():
    return Pulse()


@pytest.fixture
def lists(tmp_path, office, pulse):
    return Lists(Home(tmp_path), KEY.public_key().public_bytes_raw(), office, office.pack, pulse)


def listed(lists, host):
    address = read(f"https://{host}")
    assert address is not None
    return any(pack.listed(address) for pack in lists.packs)


async def test_without_packs_nothing_is_asked_for(lists, office):
    assert await lists.renew()
    assert (lists.packs, office.asked) == ((), [])


async def test_a_pack_is_fetched_once_and_led_on_by_a_delta(lists, office, tmp_path):
    office.packs["threats"] = OLD
    assert await lists.renew()
    assert await lists.renew()
    assert office.asked == [b""]
    office.packs["threats"] = NEW
    office.answers["threats"] = PackChange(delta=difference(OLD, NEW))
    assert await lists.renew()
    assert office.asked[1:] == [hashlib.sha256(OLD).digest()]
    assert listed(lists, "new.example")
    assert [file.read_bytes() for file in tmp_path.glob("pack.*")] == [NEW]


async def test_a_pack_outlives_a_restart_without_the_office(lists, office, tmp_path, pulse):
    office.packs["threats"] = OLD
    await lists.renew()
    office.answers["threats"] = OfficeAway("away")
    again = Lists(Home(tmp_path), KEY.public_key().public_bytes_raw(), office, office.pack, pulse)
    assert await again.renew()
    assert listed(again, HOSTS[0])


@pytest.mark.parametrize(
    ("announced", "answer", "kind"),
    [
        (NEW, PackChange(pack=NEW[:-1]), "other"),
        (NEW, PackChange(delta=b"nonsense"), "torn"),
        (NEW, PackChange(), "torn"),
        (NEW, PackChange(pack=made(HOSTS, serial=7)), "other"),
        (made(HOSTS, serial=7, key=OTHER), None, "signature"),
        (made(HOSTS, serial=4), None, "older"),
        (made(HOSTS[1:], serial=5), None, "forked"),
        (made(HOSTS, serial=7, name="others"), None, "other"),
        (NEW[:3] + b"\x09" + NEW[4:], None, "version"),
    ],
)
async def test_what_may_not_be_used_leaves_the_last_good_pack_in_use_and_is_told(lists, office, pulse, announced, answer, kind):
    told = []
    pulse._tell = told.append
    office.packs["threats"] = OLD
    await lists.renew()
    office.packs["threats"] = announced
    if answer:
        office.answers["threats"] = answer
    assert not await lists.renew()
    assert listed(lists, HOSTS[0])
    assert Trouble.REFUSED_PACK in pulse.troubles
    assert [(said.kind, said.detail) for said in told] == [("pack refused", kind)]
    office.packs["threats"], office.answers = NEW, {}
    assert await lists.renew()
    assert office.asked[-1] == b""  # after a refusal the whole pack is asked for
    assert listed(lists, "new.example")
    assert Trouble.REFUSED_PACK not in pulse.troubles


async def test_while_the_office_is_away_the_pack_at_hand_is_used(lists, office, pulse):
    office.packs["threats"] = OLD
    await lists.renew()
    office.packs["threats"], office.answers["threats"] = NEW, OfficeAway("away")
    assert not await lists.renew()
    assert listed(lists, HOSTS[0])
    assert not pulse.troubles


async def test_a_pack_that_is_no_longer_named_goes_and_a_damaged_file_is_fetched_again(lists, office, tmp_path, pulse):
    office.packs["threats"] = OLD
    await lists.renew()
    (file,) = tmp_path.glob("pack.*")
    file.write_bytes(OLD[:-1])
    again = Lists(Home(tmp_path), KEY.public_key().public_bytes_raw(), office, office.pack, pulse)
    assert await again.renew()
    assert listed(again, HOSTS[0])
    office.packs.clear()
    assert await again.renew()
    assert (again.packs, list(tmp_path.glob("pack.*"))) == ((), [])


async def test_of_two_files_left_by_a_crash_the_newer_is_used(office, tmp_path, pulse):
    office.packs["threats"] = NEW
    for data in (OLD, NEW):
        (tmp_path / f"pack.{hashlib.sha256(data).hexdigest()}").write_bytes(data)
    lists = Lists(Home(tmp_path), KEY.public_key().public_bytes_raw(), office, office.pack, pulse)
    assert await lists.renew()
    assert listed(lists, "new.example")
    assert office.asked == []
    assert len(list(tmp_path.glob("pack.*"))) == 1
