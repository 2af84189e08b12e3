"""Accounts and their spelling; the vectors are shared with the extension (tests/vectors/handles.json)."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy.account import Account, InvalidHandle, tidy
from policy.platforms import PLATFORMS, by_name

VECTORS: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "vectors" / "handles.json").read_text("utf-8"))
FEW = settings(max_examples=30)  # of each of the platforms, which share most of the code
EACH_PLATFORM = pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.name)


def read(vector: dict[str, Any]) -> dict[str, Any]:
    """What the platform makes of a vector, in the vector's own words."""
    platform = by_name(vector["platform"])
    assert platform is not None, f"no platform {vector['platform']}"
    try:
        account = platform.account(vector["entered"], id=vector.get("id", ""))
    except InvalidHandle:
        return {"error": True}
    return {"handle": account.handle, "id": account.id}


@pytest.mark.parametrize(
    "vector", VECTORS, ids=[f"{row}-{vector['platform']}-{vector['entered']!a}" for row, vector in enumerate(VECTORS)]
)
def test_what_people_enter_becomes_one_account(vector: dict[str, Any]) -> None:
    assert read(vector) == vector["expect"]


def test_the_vectors_cover_every_platform_with_good_and_bad() -> None:
    assert len(VECTORS) >= 200
    for good in (True, False):
        covered = {vector["platform"] for vector in VECTORS if ("error" not in vector["expect"]) is good}
        assert {platform.name for platform in PLATFORMS} - covered == set()


@pytest.mark.parametrize("vector", [vector for vector in VECTORS if "error" not in vector["expect"]])
def test_a_normalised_account_normalises_to_itself(vector: dict[str, Any]) -> None:
    platform = by_name(vector["platform"])
    assert platform is not None
    once = platform.account(vector["entered"], id=vector.get("id", ""))
    assert platform.account(once.handle, id=once.id) == once


@EACH_PLATFORM
@FEW
@given(text=st.text(max_size=40) | st.from_regex(r"@?[A-Za-z0-9._\-]{1,30}(@[a-zA-Z0-9]+\.[a-z]+)?", fullmatch=True))
def test_normalising_any_text_twice_changes_nothing(platform: Any, text: str) -> None:
    once = platform.seen(text)
    assert once is None or platform.account(once.handle, id=once.id) == once


@EACH_PLATFORM
@FEW
@given(text=st.text(min_size=1, max_size=40))
def test_a_refusal_never_quotes_what_was_entered(platform: Any, text: str) -> None:
    canary = f"cana ry\N{SNOWMAN}{text}"
    with pytest.raises(InvalidHandle) as refused:
        platform.account(canary + "://")
    assert "\N{SNOWMAN}" not in str(refused.value)


@given(st.text())
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


def test_an_invisible_mark_between_a_letter_and_its_accent_changes_nothing() -> None:
    assert tidy("caf\u0065\u200d\u0301") == "caf\u00e9"


def test_identifiers_put_the_id_before_the_handle() -> None:
    account = Account("instagram", id="222", handle="pupil_one", also=("eimu:9",))
    assert account.identifiers == ("instagram:id:222", "instagram:handle:pupil_one")
    assert account.keys == (*account.identifiers, "instagram:eimu:9")


def test_what_is_not_known_makes_no_identifier() -> None:
    assert Account("instagram", handle="pupil_one").identifiers == ("instagram:handle:pupil_one",)
    assert Account("instagram", also=("eimu:9",)).identifiers == ()
    assert (Account("instagram").id_key, Account("instagram").handle_key) == ("", "")


def test_joining_keeps_what_was_known_and_prefers_the_newer() -> None:
    older = Account("instagram", id="222", handle="old_name", also=("eimu:9",))
    newer = Account("instagram", handle="new_name", also=("fbid:7", "eimu:9"))
    assert older.joined(newer) == Account("instagram", "222", "new_name", ("eimu:9", "fbid:7"))
