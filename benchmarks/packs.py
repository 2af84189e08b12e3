"""How big is a pack of real lists, how quick is it opened and asked, and how much is a renewal?

    python -m benchmarks.packs --old DIR --new DIR      (two versions of npm @adguard/dnr-rulesets; tests/fetch gets them)

Times are of this process's own work (CPU), so that a busy machine does not count; the best of five rounds.
"""

import argparse
import random
import time
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from policy.drafts.links.address import Address, read
from policy.packs.delta import difference, patched
from policy.packs.entry import Entry
from policy.packs.pack import Pack
from server.packs.adguard import adguard
from server.packs.building import built
from server.packs.reading import Content, Reading

KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
A_DAY = 180  # hosts that come in a day, and as many that go
LINKS = (
    "https://www.bbc.co.uk/news/x",
    "https://bit.ly/abc",
    "https://docs.google.com/forms/d/e/1FAIpQLSc-ZkT0cG/viewform?usp=a",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("old", "new"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args()
    old, lists = built(adguard(given.old), KEY).data, list(adguard(given.new))
    new, pack = built(lists, KEY).data, Pack.open(built(lists, KEY).data)
    count = sum(one.hosts + one.pages for one in pack.lists)
    print(f"{count:,} entries, {len(new):,} bytes: {len(new) / count:.2f} an entry")
    print(f"opened and verified in {_seconds(lambda: Pack.open(new)) * 1e3:.2f} ms")
    for link in LINKS:
        print(f"{_asked(pack, link) * 1e6:6.1f} µs  {link}")
    _renewal("from the older version", old, new)
    _renewal("of a day", new, built(map(_later, lists), KEY).data)


def _renewal(which: str, before: bytes, after: bytes) -> None:
    delta = difference(before, after)
    took = _seconds(lambda: patched(before, delta))
    print(f"renewal {which}: {len(delta):,} bytes, made into the new pack in {took * 1e3:.0f} ms")


def _later(reading: Reading) -> Reading:
    """The phishing list a day later: some hosts gone, as many new ones."""
    if "255" not in reading.on.source:
        return reading
    chance = random.Random(7)
    hosts = sorted(entry for entry in reading.content.entries if not entry.rest)
    gone, came = chance.sample(hosts, A_DAY), {Entry(f"new{at}-{chance.getrandbits(30)}.example") for at in range(A_DAY)}
    return Reading(reading.on, Content((reading.content.entries - set(gone)) | came, 0, {}))


def _asked(pack: Pack, link: str) -> float:
    address = read(link)
    assert isinstance(address, Address)
    return _seconds(lambda: [pack.listed(address) for _ in range(1000)]) / 1000


def _seconds(work: Callable[[], object]) -> float:
    rounds = []
    for _ in range(5):
        start = time.process_time()
        work()
        rounds.append(time.process_time() - start)
    return min(rounds)


if __name__ == "__main__":
    main()
