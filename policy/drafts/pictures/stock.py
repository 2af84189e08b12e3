"""Picture agencies, known by the names of downloaded files and by credit lines."""

import csv
from functools import cache
from importlib.resources import files

import msgspec


class Agency(msgspec.Struct, frozen=True):
    """free: its licence lets everybody use its pictures."""

    mark: str
    site: str
    free: bool


def agency(text: str) -> Agency | None:
    """The agency that a file name or a credit line names."""
    said = text.casefold()
    return next((one for one in agencies() if one.mark in said), None)


@cache
def agencies() -> tuple[Agency, ...]:
    table = files("policy.facts").joinpath("stock_sites.csv").read_text(encoding="utf-8")
    return tuple(Agency(row["mark"], row["site"], row["free"] == "yes") for row in csv.DictReader(table.splitlines()))
