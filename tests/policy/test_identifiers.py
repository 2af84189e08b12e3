import pytest

from policy.account import Account, InvalidHandle
from policy.identifiers import people
from policy.platforms import by_name

INSTAGRAM, MASTODON = by_name("instagram"), by_name("mastodon")
assert INSTAGRAM is not None
assert MASTODON is not None
PUPIL = Account("instagram", handle="pupil_one")


@pytest.mark.parametrize(
    "written",
    [
        "instagram:handle:pupil_one",
        "handle:pupil_one",
        "handle:@Pupil_One",
        "@pupil_one",
        "pupil_one",
        " Pupil_One ",
        "https://www.instagram.com/pupil_one/?hl=en",
    ],
)
def test_a_person_is_known_in_every_spelling(written: str) -> None:
    assert people(INSTAGRAM, [written]) == (PUPIL,)


def test_an_id_and_a_handle_are_one_person() -> None:
    assert people(INSTAGRAM, ["handle:pupil_one", "instagram:id:222"]) == (Account("instagram", id="222", handle="pupil_one"),)


def test_the_same_twice_is_one_person() -> None:
    assert people(INSTAGRAM, ["pupil_one", "https://www.instagram.com/pupil_one"]) == (PUPIL,)


def test_two_handles_are_two_people() -> None:
    assert people(INSTAGRAM, ["pupil_one", "pupil_two"]) == (PUPIL, Account("instagram", handle="pupil_two"))


def test_nobody_named_is_nobody() -> None:
    assert people(INSTAGRAM, []) == ()


def test_a_handle_with_a_host_is_read_whole() -> None:
    assert people(MASTODON, ["@pupil@social.example"]) == (Account("mastodon", handle="pupil@social.example"),)


@pytest.mark.parametrize("written", ["", "handle:", "id:abc", "instagram:id:", "two words", "x" * 5_000])
def test_what_names_nobody_is_refused(written: str) -> None:
    with pytest.raises(InvalidHandle):
        people(INSTAGRAM, [written])
