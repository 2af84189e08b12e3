"""Lists end where there is nothing more, and say where to go on."""

from aiohttp.test_utils import make_mocked_request

from server.admin.listing import DEFAULT_LIMIT, Items, Place, listed, place, whole


def test_a_page_that_is_full_but_last_has_no_next():
    assert listed(["a", "b"], Place("", 2), str) == Items(["a", "b"])


def test_one_more_than_asked_means_that_something_follows():
    assert listed(["a", "b", "c"], Place("", 2), str.upper) == Items(["a", "b"], "B")


def test_an_empty_list_has_no_next():
    assert listed([], Place("x", 2), str) == Items([])


def test_a_place_is_read_from_the_query():
    assert place(make_mocked_request("GET", "/?limit=7&after=P1")) == Place("P1", 7)
    assert place(make_mocked_request("GET", "/?cursor=P1")) == Place("P1", DEFAULT_LIMIT)
    assert place(make_mocked_request("GET", "/")) == Place("", DEFAULT_LIMIT)
    assert Place("", 7).reading == 8


def test_a_short_list_is_whole():
    assert whole(("a",)) == Items(["a"])
