"""Links on platform x, by twitter-text's conformance suite (tests/vectors/twitter_text.json), case by case."""

import json
from pathlib import Path
from typing import Any

import pytest

from policy.drafts.links.address import read
from policy.drafts.links.twitter import places

SUITE = json.loads((Path(__file__).parents[3] / "vectors" / "twitter_text.json").read_text("utf-8"))
EXTRACTED = SUITE["extract urls"] + SUITE["extract tco urls with params"]
INDEXED = SUITE["extract urls with indices"] + SUITE["extract urls with directional markers"]
AUTOLINKED = SUITE["autolink urls"] + SUITE["autolink all"] + SUITE["autolink hashtags"]
GONE = {
    "an": "dissolved in 2010, removed in 2015",
    "tp": "East Timor's old name, removed in 2015",
    **dict.fromkeys(("bl", "bq", "eh", "mf", "um"), "a country's code without a domain"),
    **dict.fromkeys(("active", "budapest", "cancerresearch", "flsmidth", "sca", "spiegel"), "its owner gave it back"),
}


def linked(text: str) -> list[str]:
    return [text[place.start : place.end] for place in places(text)]


def with_scheme(urls: list[str]) -> list[str]:
    """The suite's autolinking is told to leave bare names alone; its extraction is not."""
    return [url for url in urls if url.lower().startswith("http")]


@pytest.mark.parametrize(("text", "urls"), EXTRACTED)
def test_the_suites_links_are_linked_and_nothing_else(text: str, urls: list[str]) -> None:
    assert linked(text) == urls


@pytest.mark.parametrize(("text", "found"), INDEXED)
def test_a_link_stands_where_the_suite_says(text: str, found: list[dict[str, Any]]) -> None:
    assert [{"url": text[place.start : place.end], "indices": [place.start, place.end]} for place in places(text)] == found


@pytest.mark.parametrize(("text", "found"), AUTOLINKED)
def test_what_the_suite_makes_a_link_in_a_page_is_one(text: str, found: dict[str, list[str]]) -> None:
    assert with_scheme(linked(text)) == found["urls"]


@pytest.mark.parametrize(("text", "valid"), SUITE["validate urls without protocol"])
def test_a_bare_name_is_one_link(text: str, *, valid: bool) -> None:
    assert (linked(text) == [text]) is valid


@pytest.mark.parametrize("text", [text for text, valid in SUITE["validate urls"] if valid])
def test_a_valid_url_opens(text: str) -> None:
    """Of the invalid ones some open all the same (`ftp:`, a space at the end): there we follow the browsers."""
    address = read(text)
    assert address is not None
    assert address.opens


@pytest.mark.parametrize("top", SUITE["tlds country"] + SUITE["tlds generic"])
def test_every_top_level_domain_makes_a_link_unless_it_is_gone(top: str) -> None:
    assert linked(f"https://twitter.{top}") == ([] if top in GONE else [f"https://twitter.{top}"])


@pytest.mark.parametrize("text", [text for kind in ("cashtags", "mentions") for (text,) in SUITE[f"extract {kind}"]])
def test_cashtags_and_mentions_are_no_links(text: str) -> None:
    assert linked(text) == []


def test_a_link_of_the_platforms_own_shortener_ends_with_its_letters() -> None:
    assert linked("http://t.co/8t7G3ddS#a http://t.co/TKLp64dY.x http://t.co/a?b=c. http://t.co/") == [
        "http://t.co/8t7G3ddS",
        "http://t.co/TKLp64dY",
        "http://t.co/a?b=c",
        "http://t.co/",
    ]
