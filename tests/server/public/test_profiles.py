"""What the public is told of an official account."""

import pytest

from policy.platforms import by_name
from server.public.profiles import ADDRESSES, called, profile
from server.store.official import Official


def account(platform, handle="", id=""):  # noqa: A002 - the field's name
    return Official(
        platform=platform, handle=handle, id=id, key="k", owner="T1", email="a@b.example", note="n", by="olive", at=1
    )


@pytest.mark.parametrize("platform", sorted(ADDRESSES))
def test_an_address_leads_to_the_account_as_the_platform_itself_reads_it(platform):
    handle = "tutortrain.bsky.social" if platform == "bluesky" else "tutortrain"
    address = profile(account(platform, handle)).address
    assert address.startswith("https://")
    assert by_name(platform).account(address).handle == handle


@pytest.mark.parametrize(
    "one", [account("linkedin", "tutortrain"), account("instagram", id="4711"), account("matrix", "@a:b.example")]
)
def test_no_address_is_given_that_could_lead_to_somebody_else(one):
    assert profile(one).address == ""


def test_nothing_of_the_office_s_own_is_told():
    assert set(profile(account("x", "tutortrain")).__struct_fields__) == {"platform", "handle", "id", "address"}


def test_platforms_are_called_as_people_call_them():
    assert [called(name) for name in ("x", "linkedin", "google-chat", "instagram")] == [
        "X",
        "LinkedIn",
        "Google Chat",
        "Instagram",
    ]
