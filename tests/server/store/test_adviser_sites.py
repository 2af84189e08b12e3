"""A site is kept as it is, or the field at fault is named."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from policy.adviser_site import AdviserSite
from server.problem import Invalid
from server.store.adviser_sites import check

SITES = Path(__file__).parents[3] / "extension" / "sites"
SITE = {"platform": "x", "hosts": ["x.com"]}


def checked(document: dict[str, Any]) -> None:
    check({name: msgspec.convert(site, AdviserSite) for name, site in document.items()}, document)


def test_everything_that_ships_could_be_set() -> None:
    files = [file for file in SITES.glob("*.json") if file.stem != "index"]
    checked({file.stem: json.loads(file.read_text("utf-8")) for file in files})


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"platform": "linkedin"}, "platform"),
        ({"hosts": []}, "hosts"),
        ({"hosts": ["mail.google.com"]}, "hosts"),
        ({"hosts": ["X.com"]}, "hosts"),
        ({"hosts": ["*.x.com"]}, "hosts"),
        ({"senders": []}, "senders"),
        ({"composers": [{"match": "a", "script": "alert(1)"}]}, "composers.script"),
        ({"acts": {"fellow": []}}, "acts.fellow"),
        ({"composers": [{"match": "a", "kind": "poem"}]}, "composers"),
        ({"composers": [{"match": "a", "enter": "maybe"}]}, "composers"),
        ({"composers": [{"match": ""}]}, "composers"),
        ({"sends": ["a" * 501]}, "sends"),
        ({"sends": ["a\u202e"]}, "sends"),
        ({"sends": ["a"] * 51}, "sends"),
        ({"threads": ["^/(?:a+)+$"]}, "threads"),
        ({"threads": ["^/"] * 51}, "threads"),
        ({"peers": [{"match": "a", "pattern": "("}]}, "peers"),
        ({"own": "a" * 501}, "own"),
        ({"privacy": "javascript:alert(1)"}, "privacy"),
        ({"privacy": "https://elsewhere.example/"}, "privacy"),
        ({"privacy": "https://[/"}, "privacy"),
    ],
)
def test_a_field_at_fault_is_named(change: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked({"x": SITE | change})
    assert refused.value.problem.field == f"adviser_sites.x.{field}"


def test_a_platform_that_nobody_knows_has_no_site() -> None:
    with pytest.raises(Invalid) as refused:
        checked({"myspace": {"platform": "myspace", "hosts": ["myspace.example"]}})
    assert refused.value.problem.field == "adviser_sites.myspace.platform"


def test_all_together_stay_small() -> None:
    big = {name: ["#" + "a" * 490] * 50 for name in ("sends", "reserved")}
    with pytest.raises(Invalid) as refused:
        checked({name: {"platform": name, "hosts": [f"{name}.com"], **big} for name in ("x", "linkedin")})
    assert refused.value.problem.field == "adviser_sites"
