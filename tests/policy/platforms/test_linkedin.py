import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.account import InvalidHandle
from policy.platforms.linkedin import platform

KNOWN = {"ACoAAC8Qz-0B": "789630957", "ACoAABh375cB": "410513303"}  # both seen beside their numbers


@pytest.mark.parametrize(("token", "number"), KNOWN.items())
def test_a_token_tells_the_member_number(token: str, number: str) -> None:
    assert platform.account(id=token).id == number
    assert platform.account(token).id == number
    assert platform.account(f"https://www.linkedin.com/in/{token}?x=1").id == number
    assert platform.account(id=f"urn:li:fsd_profile:{token}").id == number


@given(tail=st.text("ABCxyz019_-", max_size=40))
def test_the_tail_of_a_token_does_not_count(tail: str) -> None:
    assert platform.account(id=f"ACoAABh375cB{tail}").id == "410513303"


@pytest.mark.parametrize("token", ["ACoAA", "ACoAAAAAAAAA", "ACoAA*******", "AEMAABh375cB", "urn:li:company:5", "ACoAABh37"])
def test_what_holds_no_member_number_is_no_id(token: str) -> None:
    assert platform.seen(id=token) is None


def test_a_vanity_name_may_be_percent_encoded_and_composed_either_way() -> None:
    assert {platform.account(name).handle for name in ("Jos%C3%A9-P", "jos\u00e9-p", "jose\u0301-p")} == {"jos\u00e9-p"}


def test_a_company_page_is_nobody() -> None:
    with pytest.raises(InvalidHandle):
        platform.account("https://www.linkedin.com/company/tutors")
