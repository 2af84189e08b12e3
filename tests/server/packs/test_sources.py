from datetime import date

import pytest

from policy.packs.lists import Category, ThreatList
from server.packs.reading import BadSource, Content
from server.packs.sources import Source, table

TABLE = """
[[list]]
name = "URLhaus"
shape = "urlhaus"
licence = "CC0-1.0"
url = "https://feeds.example/csv"

[[list]]
name = "Own"
shape = "domains"
licence = "own"
category = "scam"
source = "the office"
file = "own.txt"
as_of = 2026-03-20
"""


def read(tmp_path, text):
    file = tmp_path / "sources.toml"
    file.write_text(text)
    return table(file)


def test_a_table_names_feeds_and_files(tmp_path):
    feed, own = read(tmp_path, TABLE)
    assert (feed.url, feed.as_of) == ("https://feeds.example/csv", None)
    empty = Content(frozenset(), 0, {}, date(2026, 3, 1))
    assert feed.reading(empty).on == ThreatList("URLhaus", Category.MALWARE, feed.url, "CC0-1.0", date(2026, 3, 1))
    assert own.reading(empty).on == ThreatList("Own", Category.SCAM, "the office", "own", date(2026, 3, 20))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[[list]]\nname='x'", "licence|shape"),
        ("[[list", "sources.toml"),
        ("lists = 5", "lists"),
        (TABLE + "colour = 'red'", "colour"),
        (TABLE.replace("https", "http"), "not fetched over https"),
        (TABLE.replace("urlhaus", "squid"), "shape squid"),
        (TABLE + "url = 'https://feeds.example'", "not both"),
        (TABLE.replace("file = ", "# "), "needs a url or a file"),
    ],
)
def test_a_table_with_a_mistake_is_named(tmp_path, text, why):
    with pytest.raises(BadSource, match=why):
        read(tmp_path, text)


def test_a_list_of_no_day_is_refused():
    source = Source(name="x", shape="urls", licence="MIT", file="x.txt")
    with pytest.raises(BadSource, match=r"x\.txt: it does not say of which day"):
        source.reading(Content(frozenset(), 0, {}))


def test_a_table_that_is_not_there_is_named(tmp_path):
    with pytest.raises(BadSource, match="cannot be read"):
        table(tmp_path / "none.toml")
