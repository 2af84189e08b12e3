import pytest

from policy.drafts.links import facts, topics
from policy.drafts.links.suffixes import parts
from policy.drafts.links.verdict import Level


def said(host: str) -> list[str]:
    return [remark.reason for remark in topics.remarks(host, parts(host))]


@pytest.mark.parametrize(
    ("host", "kind"),
    [
        ("bestonlinecasino.example.com", "gambling"),
        ("bet73043.com", "gambling"),
        ("play.poker", "gambling"),
        ("livesexcams.net", "adult"),
        ("escorts-in-leeds.co.uk", "adult"),
        ("films.xxx", "adult"),
        ("local-dating-site.com", "dating"),
        ("magicmushroomshop.com", "drugs"),
        ("vapeshop-uk.com", "smoking"),
        ("discount-guns.com", "weapons"),
        ("free-torrents.org", "piracy"),
        ("cheapessaywriters.co.uk", "cheating"),
        ("cvv-shop.net", "hacking"),
        ("newomegle.online", "strangers"),
        ("talktostrangers.co", "strangers"),
    ],
)
def test_a_name_that_says_what_pupils_should_not_be_sent_to_is_doubted(host: str, kind: str) -> None:
    (remark,) = topics.remarks(host, parts(host))
    assert remark.level is Level.CAUTION
    assert topics.SAID[kind] in remark.reason


@pytest.mark.parametrize(
    "host",
    [
        *("essexcricket.org.uk", "middlesexhall.co.uk", "visitsussex.org", "wessexwater.co.uk", "scunthorpe-united.co.uk"),
        *(
            "gunsmith.co.uk",
            "gunnersbury.org",
            "cambridge.org",
            "seaweedfarm.co.uk",
            "alphabetacademy.co.uk",
            "penistone.org.uk",
        ),
        *("tibetanmusic.com", "hardwarezone.com", "specialist-tutors.co.uk", "timeslots.co.uk", "massexodus.org"),
    ],
)
def test_a_word_inside_another_says_nothing(host: str) -> None:
    assert said(host) == []


@pytest.mark.parametrize(
    "host",
    [
        *("gambling-helpline.org.uk", "gamblersanonymous.org.uk", "begambleaware.org", "sexeducationforum.org.uk"),
        *("sex-abuse-survivors.org", "stopvaping.co.uk", "cannabis-research.org", "carbondating.com", "fordescort.co.uk"),
        *("weedkiller.co.uk", "anti-porn.org.uk", "same-sex-marriage.org", "heritage-lottery.co.uk"),
    ],
)
def test_a_site_that_helps_or_means_something_else_is_left_alone(host: str) -> None:
    assert said(host) == []


@pytest.mark.parametrize("host", ["casino.ac.uk", "sex.school.edu.au", "gambling.nsw.gov.au"])
def test_a_suffix_of_universities_and_governments_is_above_suspicion(host: str) -> None:
    assert said(host) == []


def test_every_entry_of_the_table_has_a_sentence_or_is_an_excuse() -> None:
    assert {row.kind for row in facts.table("topics").values()} == {*topics.SAID, topics.EXCUSE}


def test_every_entry_of_the_table_is_found() -> None:
    keys = (row.key for row in facts.table("topics").values() if row.kind != topics.EXCUSE)
    names = [f"name{key}" if key.startswith(".") else f"{key.strip('*').replace(' ', '-')}.com" for key in keys]
    assert [name for name in names if not said(name)] == []


def test_a_very_long_name_is_read_in_no_time() -> None:
    assert said(f"{'casino' * 10}.com")
