"""What people enter becomes an account, or a refusal that names the field."""

import pytest

from policy.account import Account
from server.problem import Invalid
from server.store.entered import NewAccount, parsed


@pytest.mark.parametrize("handle", ["pupil_one", "@Pupil_One", " PUPIL_ONE ", "https://www.instagram.com/pupil_one/?hl=en"])
def test_every_way_of_writing_a_handle_is_one_account(handle):
    assert parsed("P1", NewAccount(platform="instagram", handle=handle, id="222")).account == Account(
        "instagram", "222", "pupil_one"
    )


def test_an_id_alone_or_a_handle_alone_is_enough():
    assert parsed("P1", NewAccount(platform="instagram", id="222")).account == Account("instagram", "222")
    assert parsed("P1", NewAccount(platform="instagram", handle="a")).account == Account("instagram", "", "a")


@pytest.mark.parametrize(("said", "field"), [
    ({"platform": "orkut", "handle": "a"}, "platform"),
    ({"platform": "instagram"}, "handle"),
    ({"platform": "instagram", "handle": "no spaces here"}, "handle"),
    ({"platform": "instagram", "handle": "a" * 400}, "handle"),
    ({"platform": "instagram", "id": "not a number"}, "id"),
    ({"platform": "instagram", "id": "1" * 400}, "id"),
    ({"platform": "instagram", "handle": "fine", "id": "x"}, "id"),
    ({"platform": "discord", "handle": "https://discord.com/users/80010000000000001", "id": "80010000000000002"}, "id"),
])  # fmt: skip
def test_what_cannot_be_an_account_is_refused_by_its_field(said, field):
    with pytest.raises(Invalid) as refused:
        parsed("P1", NewAccount(**said))
    assert refused.value.problem.field == field
