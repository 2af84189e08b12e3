"""Instagram's names: account ids and messaging ids apart, handles as the site has them."""

import pytest

from policy.account import Account, InvalidHandle
from policy.adapter import AdapterDrift, Exchange
from policy.platforms.instagram.names import own_id, person, platform, recipient

EIMU = "17842000000000222"


def request(**headers: str) -> Exchange:
    return Exchange(method="GET", host="i.instagram.com", path="/", headers=headers)


def test_a_short_number_is_an_account_id() -> None:
    assert recipient(222) == recipient(" 222 ") == Account("instagram", id="222")


def test_a_long_number_is_a_messaging_id_that_the_registry_is_never_asked_for() -> None:
    assert recipient(int(EIMU)) == Account("instagram", also=(f"eimu:{EIMU}",))
    assert recipient(EIMU).identifiers == ()


@pytest.mark.parametrize("number", ["pupil_one", "", "-5", "2²2", "2.0"])
def test_a_recipient_that_is_no_number_is_drift(number: str) -> None:
    with pytest.raises(AdapterDrift):
        recipient(number)


def test_a_person_is_joined_from_all_the_ids_of_one_object() -> None:
    node = {"pk": 222, "username": "Pupil_One", "interop_messaging_user_fbid": int(EIMU), "fbid_v2": "17841400000000222"}
    assert person(node) == Account("instagram", "222", "pupil_one", (f"eimu:{EIMU}", "fbid:17841400000000222"))


def test_a_sender_has_the_handle_one_object_deeper() -> None:
    assert person({"igid": "222", "user_dict": {"username": "pupil_one"}}) == Account("instagram", "222", "pupil_one")


def test_a_messaging_id_in_the_field_id_is_known_by_its_length() -> None:
    assert person({"id": EIMU, "username": "pupil_one"}) == Account("instagram", "", "pupil_one", (f"eimu:{EIMU}",))


@pytest.mark.parametrize(
    "node", [{}, {"username": "pupil_one"}, {"pk": None, "id": []}, {"pk": "222", "username": "no handle"}]
)
def test_an_object_without_id_or_with_an_impossible_handle_is_nobody(node: dict[str, object]) -> None:
    assert person(node) is None


def test_the_clients_header_says_who_the_tutor_is() -> None:
    assert own_id(request(**{"ig-u-ds-user-id": "111"})) == "111"


def test_the_browsers_cookie_says_who_the_tutor_is() -> None:
    assert own_id(request(cookie="csrftoken=a; ds_user_id=111; sessionid=b")) == "111"


@pytest.mark.parametrize("cookie", ["", "xds_user_id=111", "ds_user_id=abc", "ds_user_id="])
def test_without_a_number_nobody_says_it(cookie: str) -> None:
    assert own_id(request(cookie=cookie)) == ""


@pytest.mark.parametrize("entered", ["explore", "Direct", "https://www.instagram.com/reels/"])
def test_the_sites_own_pages_are_no_handles(entered: str) -> None:
    with pytest.raises(InvalidHandle):
        platform.account(entered)


@pytest.mark.parametrize(
    "entered", ["@Pupil_One", "https://www.instagram.com/pupil_one/?hl=en", "instagram.com/_u/pupil_one", "ig.me/m/pupil_one"]
)
def test_every_way_to_write_a_handle_is_one_account(entered: str) -> None:
    assert platform.account(entered) == Account("instagram", handle="pupil_one")
