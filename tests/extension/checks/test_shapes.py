"""The extension's shapes of what crosses to the guard, beside the guard's own: a field that only one side knows is a defect.

types/adviser.d.ts is written by hand, for half of it is the extension's own business; what it shares with the guard is held
to the Structs here.
"""

import re

import msgspec
import pytest

from extension.tools import pack
from policy.adviser_site import AdviserSite
from policy.drafts.draft import Draft, DraftFinding, Picture
from proxy_addons.loopback.adviser import AccountAsked
from proxy_addons.loopback.filing import ReportMade
from proxy_addons.loopback.popup import Drift

TYPES = (pack.ROOT / "types" / "adviser.d.ts").read_text("utf-8")
OWN = {"Finding": {"answered"}}  # what the worker adds for the content scripts
SHARED = [
    ("Draft", Draft),
    ("Finding", DraftFinding),
    ("Picture", Picture),
    ("Person", AccountAsked),
    ("Report", ReportMade),
    ("Site", AdviserSite),
]


def fields(interface: str) -> dict[str, bool]:
    """An interface's own fields, and whether each must be there."""
    found = re.search(rf"interface {interface}\b[^{{]*\{{(.*?)\n\}}", TYPES, re.DOTALL)
    assert found, interface
    return {name: not optional for name, optional in re.findall(r"^  (\w+)(\??):", found[1], re.MULTILINE)}


@pytest.mark.parametrize(("interface", "shape"), SHARED, ids=[name for name, _ in SHARED])
def test_both_sides_know_the_same_fields(interface: str, shape: type[msgspec.Struct]) -> None:
    ours, theirs = fields(interface), {field.name: field for field in msgspec.structs.fields(shape)}
    assert set(ours) - OWN.get(interface, set()) <= set(theirs)
    assert {name for name, field in theirs.items() if field.required} <= set(ours)


def test_a_count_of_drift_says_what_the_guard_reads() -> None:
    asked = re.search(r"broken: \{ of: \{(.*?)\}", TYPES)
    assert asked
    assert set(re.findall(r"(\w+):", asked[1])) == {field.name for field in msgspec.structs.fields(Drift)}
