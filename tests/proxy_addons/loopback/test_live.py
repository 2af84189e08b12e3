import asyncio

from proxy_addons.loopback import live


async def line(response) -> bytes:
    """The next line that says something."""
    while not (said := (await response.content.readline()).strip()):
        pass
    return said


async def test_an_open_page_hears_that_something_changed_and_not_what(http, ask) -> None:
    async with http.get("/live") as response:
        assert await line(response) == b": here"
        await ask()
        assert [await line(response), await line(response)] == [b"event: changed", b"data:"]


async def test_a_quiet_line_is_kept_open(http, monkeypatch) -> None:
    monkeypatch.setattr(live, "BEAT_SECONDS", 0.01)
    async with http.get("/live") as response:
        assert [await line(response) for _ in range(3)] == [b": here"] * 3


async def test_only_so_many_pages_may_listen(http, device) -> None:
    opened = [await http.get("/live") for _ in range(live.MAX_OPEN)]
    async with http.get("/live") as response:
        assert response.status == 503
    for response in opened:
        response.close()


async def test_a_page_that_was_closed_makes_room(http, device, monkeypatch) -> None:
    monkeypatch.setattr(live, "BEAT_SECONDS", 0.01)
    monkeypatch.setattr(live, "MAX_OPEN", 1)
    (await http.get("/live")).close()

    async with asyncio.timeout(30):
        while (response := await http.get("/live")).status == 503:
            response.close()
    assert response.status == 200
    response.close()
