"""Whatever table of facts there is: each row says where it is from, under which licence, and of which day it is true."""

import csv
import re
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

FACTS = files("policy.facts")
TABLES = sorted(file.name for file in FACTS.iterdir() if file.name.endswith(".csv"))
EACH_TABLE = pytest.mark.parametrize("name", TABLES)
NOTICES = FACTS.joinpath("NOTICES.txt").read_text("utf-8")
ROOT = Path(__file__).parents[3]
NAMED = re.compile(r"[\w./-]+\.(?:md|py|csv)\b|\bdesign \d")  # what a reader would look for beside the table
FACT = "fact"  # who runs a host is nobody's work; a table of nothing else has no column for it
OURS = {"Apache-2.0", FACT}


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(FACTS.joinpath(name).read_text("utf-8").splitlines()))


def test_there_are_tables() -> None:
    assert len(TABLES) >= 24


@EACH_TABLE
def test_every_row_says_where_it_is_from_whose_it_is_and_of_which_day(name: str) -> None:
    for row in rows(name):
        assert row["source"].strip(), row
        assert row.get("licence", FACT).strip(), row
        assert date.fromisoformat(row["as_of"]) <= date(2026, 12, 31), row


@EACH_TABLE
def test_a_source_names_no_file_that_a_reader_cannot_open(name: str) -> None:
    named = {file for row in rows(name) for file in NAMED.findall(row["source"])}
    assert {file for file in named if not (ROOT / file).is_file()} == set()


@EACH_TABLE
def test_whoever_is_owed_a_notice_has_one(name: str) -> None:
    owed = {row.get("licence", FACT) for row in rows(name)} - OURS
    assert not owed or f"`{name}`" in NOTICES
