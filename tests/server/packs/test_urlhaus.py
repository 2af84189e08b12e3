from datetime import date

import pytest

from policy.packs.entry import Entry
from server.packs.reading import BadSource
from server.packs.urlhaus import urlhaus
from tests.server.packs.published import URLHAUS


def test_the_third_column_is_the_url():
    content = urlhaus(URLHAUS, "feed")
    assert content.entries == {
        Entry("1.2.3.4", "/bin.sh", whole=True),
        Entry("files.example.com", "/a.exe?b=1,2", whole=True),
    }
    assert (content.count, content.as_of) == (2, date(2026, 3, 20))


def test_a_header_without_its_comment_sign_is_no_row():
    assert urlhaus("id,dateadded,url,url_status,last_online,threat,tags,urlhaus_link,reporter\n" + URLHAUS, "feed").count == 2


@pytest.mark.parametrize("row", ['"1","http://a.example/"', "<html>"])
def test_a_row_of_another_shape_is_named(row):
    with pytest.raises(BadSource, match=r"feed, line 9: \d columns instead of 9"):
        urlhaus(URLHAUS + row, "feed")
