import json
from pathlib import Path

import msgspec
import pytest

from policy.adviser_site import AdviserSite
from policy.settings import Settings

SITES = Path(__file__).parents[2] / "extension" / "sites"
SHIPPED = [file for file in sorted(SITES.glob("*.json")) if file.stem != "index"]
MADE = AdviserSite("x", ("x.com",), sends=("[data-go]",))


def without_gaps(value: object) -> object:
    """Without what is empty, as the wire leaves it out."""
    if isinstance(value, dict):
        return {name: kept for name, one in value.items() if (kept := without_gaps(one)) not in ([], {}, "")}
    return [without_gaps(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_it_has_room_for_every_site_that_ships(file: Path) -> None:
    site = json.loads(file.read_text("utf-8"))
    assert site["platform"] == file.stem
    assert without_gaps(json.loads(msgspec.json.encode(msgspec.convert(site, AdviserSite)))) == without_gaps(site)


def test_what_a_newer_office_says_of_a_page_is_no_reason_to_refuse_its_bundle() -> None:
    sent = msgspec.msgpack.encode({"adviser_sites": {"x": {**msgspec.to_builtins(MADE), "invented_later": 1}}})
    assert msgspec.msgpack.decode(sent, type=Settings).adviser_sites == {"x": MADE}


def test_none_takes_no_room() -> None:
    assert msgspec.msgpack.encode(Settings(adviser_sites={})) == b"\x80"
