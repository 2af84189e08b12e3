"""What a reader sees in a hashtag: listed words as words, never by chance."""

import pytest

from policy.drafts.hashtags import letters
from policy.drafts.hashtags.reading import read, seen


def found(tag: str) -> set[str]:
    return {find.entry.form for find in read(letters.spelling(tag))}


@pytest.mark.parametrize(
    "tag",
    [
        *(
            "#Scunthorpe",
            "#scunthorpeunited",
            "#Penistone",
            "#Clitheroe",
            "#Cockermouth",
            "#middlesex",
            "#LightwaterValley",
            "#Hancock",
        ),
        *(
            "#nowthatchersdead",
            "#susanalbumparty",
            "#expertsexchange",
            "#powergenitalia",
            "#childrenswear",
            "#molestationnursery",
        ),
        *(
            "#dickens",
            "#CharlesDickens",
            "#button",
            "#therapist",
            "#mytherapistisgreat",
            "#analysis",
            "#assessmentweek",
            "#titration",
        ),
        *(
            "#PenIsMightier",
            "#grapeseason",
            "#cocktailparty",
            "#shiitakemushrooms",
            "#peacocks",
            "#swankyclothes",
            "#raccoons",
            "#A55",
        ),
        *(
            "#maths",
            "#GCSEMaths2026",
            "#backtoschool",
            "#rapeseed",
            "#homosapiens",
            "#snigger",
            "#canalboat",
            "#passtheexam",
            "#Fukushima",
            "#MrsFukuda",
            "#Ufuk",
            "#mingy",
            "#BritishBaseball",
        ),
    ],
)
def test_nothing_is_found_where_nothing_is(tag: str) -> None:
    assert found(tag) == set()


@pytest.mark.parametrize(
    ("tag", "form"),
    [
        ("#dicks", "dicks"),
        ("#whatthefuckisthis", "fuck"),
        ("#BlowJob", "blowjob"),
        ("#blow_job", "blowjob"),
        ("#f_u_c_k", "fuck"),
        ("#FuCk", "fuck"),
        ("#sh1t", "shit"),
        ("#5hit", "shit"),
        ("#fuuuuck", "fuck"),
        ("#sh\u0456t", "shit"),
        ("#ｆｕｃｋ", "fuck"),
        ("#f*ck", "fuck"),
        ("#xxfuckxx", "fuck"),
        ("#shittyday", "shitty"),
        ("#thyghgapp", "thighgap"),
        ("＃ｐｒｏａｎａ", "proana"),
        ("#thinspooo", "thinspo"),
        ("#killmyself", "killmyself"),
        ("#wankerz", "wanker"),
        ("#fu\u200bck", "fuck"),
        ("#420", "420"),
        ("#weed2026", "weed"),
        ("#TotalDick2024", "dick"),
        ("#mycocklife", "cock"),
        ("#shitttt", "shit"),
        ("#fook", "fook"),
        ("#totald1ck2024", "dick"),
        ("#wh\u03bfr\u03b5", "whore"),
        ("#\u0442wa\u0442", "twat"),
        ("#knobber", "knobber"),
    ],
)
def test_a_listed_word_is_found_in_every_dress(tag: str, form: str) -> None:
    assert form in found(tag)


def test_a_word_that_can_be_read_otherwise_is_doubtful() -> None:
    (find,) = read(letters.spelling("#penismightyhere"))
    assert find.entry.form == "penis"


def test_a_disguise_is_said_to_be_one() -> None:
    assert {find.disguised for find in read(letters.spelling("#c0cksucker"))} == {True}


@pytest.mark.parametrize("tag", ["#WhoKilledCockRobin", "#fieldsofoilseedrape", "#CoxsOrangePippin", "#OttoDixExhibition"])
def test_words_of_a_harmless_name_are_none(tag: str) -> None:
    assert found(tag) == set()


def test_a_word_written_apart_is_no_other_reading_of_it() -> None:
    assert [find.doubtful for find in read(letters.spelling("#mybellendtutor"))] == [False]


def test_words_are_seen_across_pieces() -> None:
    assert seen(letters.spelling("#gcseRevision_maths4all")) == ("gcse", "revision", "maths", "4", "all")


def test_a_word_with_letters_drawn_out_is_certain() -> None:
    assert not read(letters.spelling("#bitchhhhh"))[0].doubtful


def test_short_finds_beside_strange_letters_are_chance() -> None:
    assert found("#Assynt") == set()
    assert found("#titquz") == set()


def test_a_find_says_nothing_of_its_surroundings() -> None:
    assert read(letters.spelling("#dicks")) == read(letters.spelling(" #dicks "))
