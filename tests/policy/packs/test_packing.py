"""The same lists give the same pack, and what may never stand in one never does."""

import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy import never
from policy.drafts.links import facts, suffixes
from policy.drafts.links.address import read
from policy.packs.entry import Entry, host_entry, page_entry
from policy.packs.lists import Category, ThreatList
from policy.packs.pack import Pack
from policy.packs.packing import packed
from policy.packs.parts import MOST_LISTS

ROOT = Path(__file__).parents[3]
AGAIN = """
import sys
from datetime import date
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from policy.packs.entry import Entry
from policy.packs.lists import Category, ThreatList
from policy.packs.packing import packed
entries = [Entry(f"evil{at}.example.com", f"/{at}" * (at % 3), whole=at % 2 == 0) for at in range(200)]
rows = [(ThreatList(name, Category.SCAM, "s", "MIT", date(2026, 3, 20)), set(entries)) for name in ("b", "a")]
key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
sys.stdout.write(packed(rows, name="threats", serial=5, issued=6, key=key).data.hex())
"""


def suffix_rules():
    text = files("tldextract").joinpath(".tld_set_snapshot").read_text("utf-8")
    lines = (line.strip() for line in text.splitlines())
    return [line.removeprefix("*.").removeprefix("!") for line in lines if line and not line.startswith("//")]


def test_two_processes_make_the_same_bytes():
    runs = [
        subprocess.run(
            [sys.executable, "-c", AGAIN], env={**os.environ, "PYTHONHASHSEED": seed}, cwd=ROOT, capture_output=True, check=True
        )
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout
    assert Pack.open(bytes.fromhex(runs[0].stdout.decode())).head.serial == 5


def test_neither_order_nor_repetition_matters(office):
    entries = [Entry("a.example.com"), Entry("b.example.com", "/x"), Entry("c.example.com", "/y", whole=True)]
    one = office.pack(phish=entries, scam=entries[:1])
    assert office.pack(scam=entries[:1] * 2, phish=entries[::-1]) == one


def test_an_entry_takes_nine_bytes(office):
    many = [Entry(f"evil{at}.example.com") for at in range(2000)]
    assert len(office.pack(phish=many)) - len(office.pack(phish=many[:1000])) <= 9_010


def test_no_public_suffix_can_be_listed(office):
    entries = [entry for rule in suffix_rules() if (entry := host_entry(rule))]
    assert len(entries) > 9_000
    pack = Pack.open(office.pack(phish=entries))
    found = [entry.host for entry in entries if suffixes.is_suffix(entry.host) and pack.listed(read(f"http://{entry.host}"))]
    assert found == []
    assert pack.head.rows < 300  # what is left are names below `*.` rules, such as www.ck


UNTOUCHABLE = st.sampled_from([*never.hosts(), *facts.table("trusted"), *suffix_rules()[::7]])
BELOW = st.sampled_from(["", "www.", "a.b."])
PATH = st.sampled_from(["", "/", "/x", "/?q=1"])


@given(st.lists(st.tuples(BELOW, UNTOUCHABLE, PATH), max_size=20), BELOW, UNTOUCHABLE, st.booleans())
def test_whatever_is_listed_the_untouchable_hosts_stay_clean(office, listed, below, host, whole):
    hosts = [host_entry(f"{front}{name}") for front, name, _ in listed if suffixes.is_suffix(name) <= (not front)]
    pages = [page_entry(f"{name}{path}", whole=whole) for _, name, path in listed]
    pack = Pack.open(office.pack(phish=[entry for entry in (*hosts, *pages) if entry]))
    address = read(f"https://{below}{host}/some/page")
    assert address is None or [listing for listing in pack.listed(address) if not listing.page] == []


def test_what_was_refused_is_counted_by_reason(office):
    entries = [Entry("evil.example.com"), Entry("co.uk"), Entry("com"), Entry("hsbc.co.uk")]
    rows = [(ThreatList("phish", Category.PHISHING, "s", "MIT", None), entries)]
    made = packed(rows, name="t", serial=1, issued=1, key=office.key)
    assert (made.lists[0].hosts, made.lists[0].pages) == (1, 0)
    assert sum(made.refused["phish"].values()) == 3
    assert len(made.refused["phish"]) == 2


def test_lists_have_names_of_their_own_and_are_not_too_many(office):
    one = ThreatList("a", Category.SCAM, "s", "MIT", None)
    with pytest.raises(ValueError, match="two lists called a"):
        packed([(one, []), (one, [])], name="t", serial=1, issued=1, key=office.key)
    with pytest.raises(ValueError, match="lists"):
        office.pack(**{f"list{at}": [] for at in range(MOST_LISTS + 1)})
