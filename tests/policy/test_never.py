import csv
from datetime import date
from importlib.resources import files

import pytest

from policy.hosts import canonical
from policy.never import WORDS, hosts, listed, refused
from policy.platforms import PLATFORMS

ROWS = list(csv.DictReader(files("policy.facts").joinpath("never_hosts.csv").read_text("utf-8").splitlines()))


@pytest.mark.parametrize(
    ("host", "why"),
    [
        ("mail.google.com", "mail"),
        ("outlook.live.com", "mail"),
        ("outlook.office.com", "mail"),
        ("mail.yahoo.com", "mail"),
        ("account.proton.me", "mail"),
        ("www.icloud.com", "mail"),
        ("webmail.school.example", "mail"),
        ("www.nhs.uk", "health"),
        ("111.wales.nhs.uk", "health"),
        ("www.hmrc.gov.uk", "government"),
        ("gov.uk", "government"),
        ("www.met.police.uk", "police"),
        ("www.parliament.uk", "government"),
        ("www.army.mod.uk", "government"),
        ("ato.gov.au", "government"),
        ("impots.gouv.fr", "government"),
        ("www.irs.gov", "government"),
        ("online.lloydsbank.com", "bank"),
        ("WWW.Monzo.COM.", "bank"),
        ("bank.barclays.co.uk", "bank"),
        ("anything.bank", "bank"),
        ("neu.org.uk", "union"),
        ("www.nasuwt.org.uk", "union"),
        ("unison.org.uk", "union"),
        ("www.unitetheunion.org", "union"),
        ("www.tuc.org.uk", "union"),
        ("com", "registry"),
        ("co.uk", "registry"),
        ("sch.uk.kent.sch.uk", ""),
        ("kent.sch.uk", "registry"),
        ("github.io", "registry"),
        ("not a host", "not the name of a host"),
        ("", "not the name of a host"),
    ],
)
def test_what_may_never_be_watched_is_refused_with_a_reason(host: str, why: str) -> None:
    assert why in refused(host)
    assert bool(refused(host)) is bool(why)


@pytest.mark.parametrize(
    "host",
    [
        "chat.school.example",
        "matrix.org",
        "localhost",
        "127.0.0.1",
        "notgov.uk",
        "mygov.uk.example",
        "mailer.example",
        "notmonzo.com",
    ],
)
def test_other_hosts_may_be_configured(host: str) -> None:
    assert refused(host) == ""


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.name)
def test_no_platform_stands_on_a_host_that_may_never_be_watched(platform: object) -> None:
    hosts = getattr(platform, "hosts")  # noqa: B009 - parametrised as object
    assert {host: refused(host) for host in hosts if refused(host)} == {}


def test_every_row_has_its_kind_source_and_date() -> None:
    assert len(ROWS) > 100
    for row in ROWS:
        assert row["host"] == canonical(row["host"])
        assert row["kind"] in WORDS
        assert row["owner"]
        assert row["source"]
        assert date.fromisoformat(row["as_of"]) <= date(2026, 11, 22)


def test_no_row_is_covered_by_another() -> None:
    hosts = [row["host"] for row in ROWS]
    assert len(hosts) == len(set(hosts))
    assert [host for host in hosts if "." in host and listed(host.partition(".")[2])] == []


def test_the_hosts_of_the_list_can_be_had_for_other_lists_to_respect() -> None:
    assert hosts() == {row["host"] for row in ROWS}
