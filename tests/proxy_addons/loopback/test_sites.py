import msgspec
import pytest

from policy.adviser_site import AdviserSite, Composer

MADE = AdviserSite("x", ("x.com",), composers=(Composer("[data-box]", kind="post"),), sends=("[data-go]",))
TOLD = {"platform": "x", "hosts": ["x.com"], "composers": [{"match": "[data-box]", "kind": "post"}], "sends": ["[data-go]"]}


async def said(call) -> dict:
    async with call as response:
        assert response.status == 200
        return await response.json()


async def test_what_the_bundle_says_is_told_once(post, guarded) -> None:
    none = await said(post("/v1/sites"))
    assert (none["unchanged"], none["sites"]) == (False, [])
    guarded.registry.settings = msgspec.structs.replace(guarded.registry.settings, adviser_sites={"x": MADE})
    guarded.current.offer(guarded.registry.bundle())
    told = await said(post("/v1/sites", etag=none["etag"]))
    assert told == {"etag": told["etag"], "unchanged": False, "sites": [TOLD]}
    assert await said(post("/v1/sites", etag=told["etag"])) == {"etag": told["etag"], "unchanged": True}


@pytest.mark.parametrize("body", [{"etag": 1}, {"etag": "x" * 65}, {"host": "x.com"}])
async def test_a_question_in_another_shape_is_refused(post, body) -> None:
    async with post("/v1/sites", **body) as response:
        assert response.status == 400
