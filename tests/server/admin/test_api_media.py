"""The media register over the API: a picture goes in as base64, and never comes out again."""

import base64

import pytest

from tests.server.store.test_pictures import drawn


def picture(**more):
    return {"title": "Open day", "picture": base64.b64encode(drawn()).decode()} | more


async def test_a_picture_becomes_a_fingerprint(owner, registrar):
    status, kept = await owner("POST", "media", picture(licence="own", until="2027-05-01"))
    assert (status, owner.headers["Location"]) == (201, f"/api/admin/v1/media/{kept['id']}")
    assert "picture" not in kept
    assert len(kept["fingerprint"]) == 32
    assert (kept["kind"], kept["title"], kept["licence"], kept["until"], kept["by"], kept["expired"]) == (
        "picture", "Open day", "own", "2027-05-01", "owner", False,
    )  # fmt: skip
    assert (await registrar("GET", f"media/{kept['id']}"))[1] == kept
    assert (await registrar("GET", "media"))[1] == {"items": [kept], "next": None}
    assert (await registrar("DELETE", f"media/{kept['id']}"))[0] == 204
    assert (await owner("GET", f"media/{kept['id']}"))[0] == 404


@pytest.mark.parametrize(
    ("wrong", "status", "field"),
    [
        ({"picture": "not base64!"}, 422, "picture"),
        ({"picture": base64.b64encode(b"canary").decode()}, 422, "picture"),
        ({"picture": ""}, 422, "picture"),
        ({"title": ""}, 422, "title"),
        ({"kind": "video"}, 422, "kind"),
        ({"until": "2020-01-01"}, 422, "until"),
        ({"title": "Again"}, 409, "picture"),
    ],
)
async def test_what_is_wrong_is_named_and_no_word_of_the_file_is_quoted(owner, wrong, status, field):
    await owner("POST", "media", picture())
    found, problem = await owner("POST", "media", picture(**wrong))
    assert (found, problem["field"]) == (status, field)
    assert "canary" not in str(problem)
