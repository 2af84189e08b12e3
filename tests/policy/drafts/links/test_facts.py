import re
from datetime import date
from importlib.resources import files

import pytest

from policy.drafts.links import facts

TABLES = sorted(
    file.name.removeprefix("links_").removesuffix(".csv")
    for file in files("policy.facts").iterdir()
    if file.name.startswith("links_") and file.name.endswith(".csv")
)
EACH_TABLE = pytest.mark.parametrize("name", TABLES)
LICENCES = {"Apache-2.0", "MIT", "Unicode-3.0", "BSD-3-Clause", "fact"}  # "fact": who a registry serves is nobody's work
HOSTS = ["trusted", "places", "known", "hosting"]


@EACH_TABLE
def test_every_row_says_where_it_is_from_whose_it_is_and_of_which_day(name: str) -> None:
    rows = facts.rows(name)
    assert rows
    for row in rows:
        assert row["source"].strip(), row
        assert row["licence"] in LICENCES, row
        assert date(2025, 1, 1) <= date.fromisoformat(row["as_of"]) <= date(2026, 11, 23), row
        assert row["kind"].strip(), row


@EACH_TABLE
def test_whoever_asks_for_a_notice_has_one(name: str) -> None:
    notices = files("policy.facts").joinpath("NOTICES.txt").read_text("utf-8")
    asking = {row["licence"] for row in facts.rows(name)} & {"MIT", "Unicode-3.0", "BSD-3-Clause"}
    assert not asking or f"links_{name}.csv" in notices


@EACH_TABLE
def test_no_row_stands_twice(name: str) -> None:
    assert len(facts.table(name)) == len(facts.rows(name))


@pytest.mark.parametrize("name", HOSTS)
def test_hosts_are_canonical(name: str) -> None:
    assert [host for host in facts.table(name) if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+(/[a-z._]+)?", host)] == []


def test_no_site_is_vouched_for_and_doubted_at_once() -> None:
    trusted = set(facts.table("trusted"))
    assert not trusted & set(facts.table("places"))
    assert not trusted & set(facts.table("hosting"))


def test_no_weight_is_below_zero() -> None:
    assert min(facts.weights().values()) > 0


def test_fragments_of_words_are_found_inside_others() -> None:
    assert facts.fragments().findall("clientelineaccount") == ["cliente", "linea", "account"]


def test_the_owners_of_a_brand_are_hosts() -> None:
    assert all(hosts and all("." in host for host in hosts) for hosts in facts.brands().values())


def test_words_and_pairs_are_read() -> None:
    assert "login" in facts.words("lures")
    assert "www" in facts.words("words")
    assert facts.long_words("lures", 6).findall("myaccountslogin") == ["accounts"]
    assert facts.long_words("brands", 7).findall("mytrezor-frenchrevolution-facebooks") == ["trezor", "facebook"]
    assert facts.pairs()["th"] < facts.pairs()["tx"]
