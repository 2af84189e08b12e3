"""What each answer teaches is in tests/traffic/discord/learning.json; here is what does not teach."""

import pytest

from policy.adapter import AdapterDrift, Exchange
from policy.platforms.discord import platform
from policy.reading import read_answer


def answered(path: str, answer: bytes, status: int = 200) -> Exchange:
    json = {"content-type": "application/json"}
    return Exchange(method="GET", host="discord.com", path=f"/api/v9{path}", status=status, answer=answer, answer_headers=json)


@pytest.mark.parametrize("path", ["/users/@me/channels", "/channels/900/messages", "/users/@me/relationships"])
@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500])
def test_an_error_is_no_drift_although_its_shape_is_another(path: str, status: int) -> None:
    assert read_answer(platform, answered(path, b'{"message":"Missing Access","code":50001}', status)) == []


@pytest.mark.parametrize("path", ["/users/@me/channels", "/channels/900/messages", "/users/@me/relationships", "/users/@me"])
def test_a_success_of_another_shape_is_drift(path: str) -> None:
    with pytest.raises(AdapterDrift):
        read_answer(platform, answered(path, b'"maintenance"'))
