"""Packs of a few invented addresses, signed by an office that does not exist."""

from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from policy.packs.entry import Entry
from policy.packs.lists import Category, ThreatList
from policy.packs.packing import packed

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
DAY = date(2026, 3, 20)


def threats(name="phish", category=Category.PHISHING, as_of=DAY):
    return ThreatList(name, category, "a test", "CC0-1.0", as_of)


class Office:
    """Makes packs. Each keyword of `pack` is a list, with its entries."""

    key = KEY
    public = KEY.public_key()

    def pack(self, serial=1, name="threats", key=KEY, **lists: list[Entry]) -> bytes:
        rows = [(threats(one), entries) for one, entries in lists.items()]
        return packed(rows, name=name, serial=serial, issued=serial, key=key).data


@pytest.fixture(scope="session")
def office():
    return Office()
