"""The fact tables of the hashtag check say where each row comes from."""

import csv
from pathlib import Path

import pytest

from policy.drafts.hashtags import tables

FACTS = Path(tables.__file__).parents[2] / "facts"
NAMES = sorted(path.name for path in (*FACTS.glob("hashtag_*.csv"), FACTS / "look_alikes.csv"))


@pytest.mark.parametrize("name", NAMES)
def test_every_row_says_its_source_its_licence_and_its_day(name: str) -> None:
    rows = list(tables.rows(name))
    assert rows
    assert [row for row in rows if not (row["source"] and row["licence"] and row["as_of"].startswith("20"))] == []


def test_there_is_a_table_of_each_kind() -> None:
    assert len(NAMES) == 8


def test_common_words_cost_less_than_rare_ones() -> None:
    assert tables.words()["the"] < tables.words()["maths"] < tables.words()["scunthorpe"]


def test_a_pair_costs_less_than_its_second_word_alone() -> None:
    assert tables.pairs()["states"]["united"] < tables.words()["states"]


def test_places_and_subjects_are_allowed() -> None:
    assert tables.allowed()["penistone"] == "place"
    assert tables.allowed()["titration"] == "subject"


def test_a_look_alike_becomes_its_letter() -> None:
    assert "\u0455hit".translate(tables.look_alikes()) == "shit"


def test_pictographs_and_joiners_are_known() -> None:
    assert {"\N{HEAVY BLACK HEART}", "\u200d", "\U0001f3fd"} <= tables.emoji()
    assert "a" not in tables.emoji()


def test_no_allowed_tag_is_listed_in_our_own_lexicon() -> None:
    with (FACTS / "hashtag_lexicon.csv").open(encoding="utf-8") as file:
        forms = {form for row in csv.DictReader(file) for form in (row["lemma"], *row["forms"].split())}
    assert forms & set(tables.allowed()) == set()


def test_context_tells_why_a_word_is_there() -> None:
    assert "awareness" in tables.context("aware")
    assert "my" in tables.context("filler")


def test_words_are_found_by_their_first_letters() -> None:
    for word in tables.words():
        assert len(word) > tables.LONGEST_WORD or len(word) in tables.lengths().get(word[: tables.STEM], tables.SHORT)
