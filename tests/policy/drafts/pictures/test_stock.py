"""Picture agencies are known by their marks."""

import csv
from importlib.resources import files

import pytest

from policy.drafts.pictures.stock import agencies, agency


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("shutterstock_1234567.jpg", "Shutterstock"),
        ("GettyImages-99.jpeg", "Getty Images"),
        ("AdobeStock_5.PNG", "Adobe Stock"),
        ("iStock-42.jpg", "iStock"),
        ("Photo: Jo Bloggs / iStock", "iStock"),
        ("stock-photo-happy-children-123.jpg", "Shutterstock"),
    ],
)
def test_a_downloaded_file_tells_its_agency(text: str, site: str) -> None:
    found = agency(text)
    assert found is not None
    assert (found.site, found.free) == (site, False)


def test_a_free_agency_is_said_to_be_free() -> None:
    assert [one.site for one in agencies() if one.free] == ["Unsplash", "Pexels", "Pixabay"]


@pytest.mark.parametrize("text", ["IMG_2026.jpg", "stockport.jpg", "", "our stock room.png", "livestock-photos.jpg"])
def test_other_names_tell_nothing(text: str) -> None:
    assert agency(text) is None


def test_every_row_says_its_source_its_licence_and_its_day() -> None:
    table = files("policy.facts").joinpath("stock_sites.csv").read_text(encoding="utf-8")
    assert all(row["source"] and row["licence"] and row["as_of"] for row in csv.DictReader(table.splitlines()))
