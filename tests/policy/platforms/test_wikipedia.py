import pytest

from policy.platforms.wikipedia import platform


@pytest.mark.parametrize(
    "entered",
    [
        "pupil_one",
        "User:Pupil one",
        "https://en.wikipedia.org/wiki/User_talk:Pupil_one",
        "https://de.wikipedia.org/wiki/Special:Contributions/pupil%20one",
        "https://meta.wikimedia.org/w/index.php?title=User:Pupil_one",
    ],
)
def test_an_account_of_wikimedia_is_one_on_all_its_sites(entered: str) -> None:
    assert platform.account(entered).handle == "Pupil one"


def test_only_the_first_letter_s_case_is_free() -> None:
    assert platform.account("pupil one") != platform.account("Pupil One")


def test_another_wiki_has_people_of_its_own() -> None:
    assert platform.account("https://wiki.school.example/wiki/User:Pupil").handle == "Pupil@wiki.school.example"


def test_an_article_is_nobody() -> None:
    assert platform.seen("https://en.wikipedia.org/wiki/Main_Page") is None
