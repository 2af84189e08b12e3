import pytest

from policy.platforms.mastodon import platform


@pytest.mark.parametrize(
    "entered",
    ["@Pupil@One.Example", "https://one.example/@pupil", "https://two.example/@pupil@one.example", "one.example/users/pupil"],
)
def test_a_person_is_a_name_on_a_server(entered: str) -> None:
    assert platform.account(entered).handle == "pupil@one.example"


def test_the_same_name_on_another_server_is_somebody_else() -> None:
    assert platform.account("pupil@two.example") != platform.account("pupil@one.example")


def test_ids_belong_to_a_server() -> None:
    assert platform.account(id="One.Example/109").id == "one.example/109"
    assert platform.seen(id="109") is None
