import pytest


async def said(call) -> dict:
    async with call as response:
        assert response.status == 200
        return await response.json()


async def test_an_answer_that_is_known_already_is_not_said_again(post, guarded) -> None:
    first = await said(post("/v1/state", platform="instagram"))
    assert await said(post("/v1/state", platform="instagram", etag=first["etag"])) == {
        "etag": first["etag"],
        "unchanged": True,
    }
    guarded.pulse.not_seeing("discord", "its gateway speaks a new dialect")
    again = await said(post("/v1/state", platform="instagram", etag=first["etag"]))
    assert (again["unchanged"], again["state"]) == (False, "degraded")


async def test_a_popup_needs_say_nothing(post) -> None:
    assert (await said(post("/v1/state")))["platform"] is None


async def test_a_page_that_changed_shows_in_the_state_until_it_is_found_again(post) -> None:
    assert await said(post("/v1/drift", site="instagram", what="composer", count=2)) == {}
    told = await said(post("/v1/state"))
    assert told["drift"] == [{"site": "instagram", "what": "composer", "count": 2}]
    assert [reason["what"] for reason in told["reasons"]] == ["instagram pages"]
    await said(post("/v1/drift", site="instagram", what="composer", count=0))
    assert (await said(post("/v1/state")))["drift"] == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"site": "instagram", "what": "the text of a page"}, 400),
        ({"site": "instagram", "what": "send", "count": -1}, 400),
        ({"site": "instagram", "what": "send", "count": 1_001}, 400),
        ({"site": "x" * 41, "what": "send"}, 400),
        ({"site": "a site of its own", "what": "send"}, 422),
    ],
)
async def test_only_known_words_are_counted(post, guarded, body, status) -> None:
    async with post("/v1/drift", **body) as response:
        assert response.status == status
    assert guarded.pages.listed() == []
