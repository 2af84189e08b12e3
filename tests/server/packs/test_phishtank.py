import json
from datetime import date

import pytest

from policy.packs.entry import Entry
from server.packs.phishtank import UNVERIFIED, phishtank
from server.packs.reading import BadSource
from tests.server.packs.published import PHISHTANK


def test_what_is_verified_and_online_is_listed():
    content = phishtank(json.dumps(PHISHTANK), "feed")
    assert content.entries == {Entry("login.harm.test"), Entry("docs.google.com", "/forms/d/abc", whole=True)}
    assert (content.ignored, content.as_of) == ({UNVERIFIED: 1}, date(2026, 3, 20))


def test_a_list_without_times_has_no_date():
    assert phishtank('[{"url":"https://a.harm.test","verification_time":"soon"}]', "feed").as_of is None


@pytest.mark.parametrize("text", ["", "[", "{}", '[{"phish_id":1}]'])
def test_what_is_no_such_array_is_named(text):
    with pytest.raises(BadSource, match="feed: "):
        phishtank(text, "feed")
