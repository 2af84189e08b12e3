"""Lists are fetched over TLS that is checked, within bounds, and a feed that fails leaves the last good copy in use."""

from datetime import date

import pytest
from aiohttp import web

from server.packs.feed import Feeds
from server.packs.reading import BadSource
from tests.server.packs.published import Publisher

LIST, MODIFIED = Publisher.LIST, Publisher.MODIFIED


async def test_a_list_is_fetched_with_its_day(publisher, feeds):
    fetched = await feeds.fetch(publisher.url, any_list)
    assert (fetched.copy.body, fetched.copy.day, fetched.failure) == (LIST, date(2026, 3, 20), "")


async def test_a_list_that_has_not_changed_is_not_sent_again(publisher, feeds):
    first = await feeds.fetch(publisher.url, any_list)
    publisher.answer = lambda: web.Response(status=304)
    assert await feeds.fetch(publisher.url, any_list) == first
    assert publisher.asked[1].headers["If-None-Match"] == '"1"'
    assert publisher.asked[1].headers["If-Modified-Since"] == MODIFIED


async def test_a_publisher_who_cannot_be_verified_is_not_believed(publisher, tmp_path):
    with pytest.raises(BadSource, match=r"could not be fetched: .*certificate"):
        await Feeds(tmp_path / "copies").fetch(publisher.url, any_list)
    assert publisher.asked == []


def any_list(body):
    return body


async def test_what_the_reader_refuses_is_never_kept(publisher, feeds):
    await feeds.fetch(publisher.url, any_list)
    publisher.answer = lambda: web.Response(body=b"<html>Sorry</html>", headers={"ETag": '"2"'})

    def reader(body):
        if body.startswith(b"<"):
            raise BadSource("no address stands there")

    fetched = await feeds.fetch(publisher.url, reader)
    assert (fetched.copy.body, "no address" in fetched.failure) == (LIST, True)
    await feeds.fetch(publisher.url, reader)
    assert publisher.asked[2].headers["If-None-Match"] == '"1"'


def moved(location):
    return lambda: web.Response(status=302, headers={"Location": location})


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (lambda: web.Response(status=500), "the answer was 500"),
        (lambda: web.Response(status=304), "the answer was 304"),
        (lambda: web.Response(body=b"x" * 1001), "larger than 1,000 bytes"),
        (moved("http://localhost:1/feed.txt"), "leads to http, not https"),
        (moved("/again"), "on and on"),
    ],
)
async def test_what_is_no_list_is_not_taken(publisher, feeds, answer, why):
    publisher.answer = answer
    with pytest.raises(BadSource, match=why):
        await feeds.fetch(publisher.url, any_list)


async def test_a_feed_that_fails_leaves_the_last_good_copy(publisher, feeds):
    await feeds.fetch(publisher.url, any_list)
    publisher.answer = lambda: web.Response(status=503)
    fetched = await feeds.fetch(publisher.url, any_list)
    assert (fetched.copy.body, "the answer was 503" in fetched.failure) == (LIST, True)


async def test_a_list_that_moved_is_followed_over_tls(publisher, feeds):
    answers = iter([moved("/new.txt")(), web.Response(body=LIST)])
    publisher.answer = lambda: next(answers)
    assert (await feeds.fetch(publisher.url, any_list)).copy.body == LIST
    assert publisher.asked[1].path == "/new.txt"


async def test_a_damaged_copy_is_none(publisher, feeds, tmp_path):
    await feeds.fetch(publisher.url, any_list)
    (copy,) = (tmp_path / "copies").iterdir()
    copy.write_bytes(b"\xc1")
    await feeds.fetch(publisher.url, any_list)
    assert "If-None-Match" not in publisher.asked[1].headers
