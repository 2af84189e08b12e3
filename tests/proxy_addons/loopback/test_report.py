from pathlib import Path

from policy.packs.pack import Pack
from proxy_addons.authority import Authority as Ca
from proxy_addons.hold import Hold
from proxy_addons.home import Home
from proxy_addons.loopback.report import Authority, Report, Unwatched, authority, dated, document, iso, listed
from proxy_addons.stores import Trusted
from tests.server.packs.test_published import made


def test_the_document_has_what_the_command_line_promises() -> None:
    report = Report(
        at=2.0,
        state="degraded",
        since=1.0,
        authority=Authority(file="/home/ca.pem", trusted=Trusted.YES),
        reasons=("the office cannot be reached",),
        unwatched=(Unwatched("discord", "the site has changed", 1.5),),
        outbox=3,
        lists=dated([Pack.open(made(["a.example", "b.example"]))]),
    )

    assert document(report) == {
        "state": "degraded",
        "reasons": ["the office cannot be reached", "not watching discord: the site has changed"],
        "since": "1970-01-01T00:00:01.000Z",
        "trusted": "yes",
        "ca_file": "/home/ca.pem",
        "serial": None,
        "epoch": None,
        "bundle_age_s": None,
        "people": 0,
        "threads": 0,
        "outbox": 3,
        "lists": [{"name": "phish", "source": "a test", "as_of": "2026-03-20", "entries": 2}],
        "holds": 0,
        "watching": [],
        "not_watching": ["discord"],
        "counts": {},
    }


def test_a_hold_that_could_not_be_checked_has_no_standing() -> None:
    hold = Hold(
        id="a1", platform="matrix", act="message", clause="5.1", standing=None, notice="?", asked_at=0.0, expires_at=60.0
    )

    assert listed([hold]) == [
        {
            "id": "a1",
            "platform": "matrix",
            "act": "message",
            "clause": "5.1",
            "standing": None,
            "asked_at": "1970-01-01T00:00:00.000Z",
            "expires_at": "1970-01-01T00:01:00.000Z",
        }
    ]


def test_times_are_iso_8601_in_utc() -> None:
    assert iso(1_764_000_000.5) == "2025-11-24T16:00:00.500Z"


def test_the_authority_is_described_by_its_own_certificate(tmp_path: Path) -> None:
    home = Home(tmp_path)
    Ca(home, ["instagram.example", "chat.example"])

    found = authority(home.ca_cert, Trusted.NO)
    assert found.hosts == ("chat.example", "instagram.example")
    assert len(found.fingerprint.split(":")) == 32
    assert found.trusted is Trusted.NO


def test_without_a_certificate_only_its_place_is_known(tmp_path: Path) -> None:
    assert authority(tmp_path / "ca.pem", Trusted.NO) == Authority(file=str(tmp_path / "ca.pem"), trusted=Trusted.NO)
