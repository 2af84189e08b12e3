"""Packs that lie in the office's folder are announced and handed on; what may not be is left where it is."""

import hashlib
from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from policy.packs.delta import patched
from policy.packs.entry import Entry
from policy.packs.lists import Category, ThreatList
from policy.packs.packing import packed
from server.packs.published import KEPT, Published
from server.packs.written import replaced

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))
HOSTS = [f"evil{number}.example" for number in range(300)]


def made(hosts, serial=1, name="threats", key=KEY):
    row = ThreatList("phish", Category.PHISHING, "a test", "CC0-1.0", date(2026, 3, 20))
    return packed([(row, map(Entry, hosts))], name=name, serial=serial, issued=1, key=key).data


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "packs"


@pytest.fixture
def packs(folder):
    return Published(folder, KEY.public_key())


async def test_there_need_not_be_any(packs):
    assert await packs.look() == {}
    with pytest.raises(KeyError):
        await packs.change("threats", b"")


async def test_a_pack_is_announced_and_handed_out_whole_to_who_has_none(packs, folder):
    replaced(folder / "threats.pack", made(HOSTS))
    assert await packs.look() == {"threats": hashlib.sha256(made(HOSTS)).digest()}
    assert (await packs.change("threats", b"")).pack == made(HOSTS)


async def test_who_holds_one_of_the_last_is_led_on_by_a_small_delta(packs, folder):
    replaced(folder / "threats.pack", made(HOSTS))
    held = (await packs.look())["threats"]
    replaced(folder / "threats.pack", made([*HOSTS, "new.example"], serial=2))
    await packs.look()
    change = await packs.change("threats", held)
    assert patched(made(HOSTS), change.delta) == made([*HOSTS, "new.example"], serial=2)
    assert len(change.delta) < len(made(HOSTS)) / 5
    assert (await packs.change("threats", bytes(32))).pack


@pytest.mark.parametrize(
    "bad",
    [
        made(HOSTS)[:-1],
        b"",
        made(HOSTS, serial=9, key=OTHER),
        made(HOSTS, serial=9, name="other"),
        made(["a.example"], serial=1),
    ],
    ids=["torn", "empty", "another office's", "another name", "older"],
)
async def test_a_pack_that_may_not_be_used_leaves_the_last_good_one_in_force(packs, folder, bad):
    replaced(folder / "threats.pack", made(HOSTS, serial=2))
    good = await packs.look()
    replaced(folder / "threats.pack", bad)
    assert await packs.look() == good
    assert (await packs.change("threats", b"")).pack == made(HOSTS, serial=2)
    assert await Published(folder, KEY.public_key()).look() == good  # an office that starts anew knows it, too


async def test_an_office_that_starts_anew_goes_by_the_highest_serial_and_not_by_a_file_s_age(packs, folder):
    replaced(folder / "threats.pack", made(HOSTS, serial=2))
    good = await packs.look()
    replaced(folder / "before" / "copied.pack", made(HOSTS[:9], serial=1))
    (folder / "threats.pack").write_bytes(b"torn")
    assert await Published(folder, KEY.public_key()).look() == good


async def test_a_file_that_is_taken_away_takes_its_pack_along(packs, folder):
    replaced(folder / "threats.pack", made(HOSTS))
    await packs.look()
    (folder / "threats.pack").unlink()
    assert await packs.look() == {}


async def test_only_the_last_ones_are_kept(packs, folder):
    for serial in range(1, KEPT + 4):
        replaced(folder / "threats.pack", made([f"s{serial}.example"], serial=serial))
        await packs.look()
    assert len(list((folder / "before").iterdir())) == KEPT
