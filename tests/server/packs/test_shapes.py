import pytest

from policy.packs.entry import Entry
from policy.packs.lists import Category
from server.packs.reading import BadSource
from server.packs.shapes import SHAPES, content, of_file


def test_every_shape_has_a_reader_for_text():
    assert SHAPES["urlhaus"].category is Category.MALWARE
    assert set(SHAPES) == {"urlhaus", "phishtank", "openphish", "urls", "domains", "hosts", "filters"}


def test_a_mark_at_the_start_of_a_file_is_no_part_of_it(tmp_path):
    file = tmp_path / "feed.txt"
    file.write_bytes("\ufeffhttps://a.harm.test\r\n".encode())
    assert of_file("openphish", file).entries == {Entry("a.harm.test")}


def test_what_is_no_text_is_named_with_its_line():
    with pytest.raises(BadSource, match="feed, line 2: not UTF-8 text"):
        content("urls", b"https://a.harm.test\n\xff\n", "feed")


@pytest.mark.parametrize("raw", [b"", b"# nothing\n"])
def test_an_empty_source_is_a_broken_one(raw):
    with pytest.raises(BadSource, match="feed: no entry"):
        content("urls", raw, "feed")


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(BadSource, match=r"none\.txt cannot be read"):
        of_file("urls", tmp_path / "none.txt")
