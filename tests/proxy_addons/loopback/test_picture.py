"""POST /v1/picture over HTTP: what a file gives away, in memory only."""

from io import BytesIO
from pathlib import Path

import aiohttp
import pytest
from PIL import Image

from proxy_addons.loopback import door, picture

NOTHING = {"gps": None, "copyright": None, "stock": None, "logo_likeness": None}


def photo(owner: str = "") -> bytes:
    exif, out = Image.Exif(), BytesIO()
    if owner:
        exif[0x8298] = owner
    Image.radial_gradient("L").save(out, "JPEG", exif=exif.tobytes())
    return out.getvalue()


@pytest.fixture
def send(http: aiohttp.ClientSession, device):
    def post(body: bytes, kind: str = "image/jpeg", name: str = ""):
        headers = {"Authorization": f"Bearer {door.token(device.home)}", "Content-Type": kind}
        return http.post("/v1/picture", data=body, params={"name": name}, headers=headers)

    return post


async def test_a_picture_is_looked_at(send) -> None:
    async with send(photo("Getty Images/Jo")) as response:
        assert await response.json() == {
            "gps": False,
            "copyright": "Getty Images/Jo",
            "stock": "Getty Images",
            "logo_likeness": None,
        }


async def test_the_name_of_the_file_may_come_along(send) -> None:
    async with send(photo(), name="shutterstock_1.jpg") as response:
        assert (await response.json())["stock"] == "Shutterstock"


async def test_what_is_no_picture_says_nothing(send) -> None:
    async with send(b"canary", kind="application/octet-stream") as response:
        assert (response.status, await response.json()) == (200, NOTHING)


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "multipart/form-data"])
async def test_other_media_types_are_refused(send, kind: str) -> None:
    async with send(photo(), kind=kind) as response:
        assert response.status == 415


async def test_more_than_any_picture_is_refused(send, monkeypatch) -> None:
    monkeypatch.setattr(picture, "LARGEST", 1000)
    async with send(b"x" * 5000) as response:
        assert response.status == 413


async def test_without_the_token_nothing_is_looked_at(http: aiohttp.ClientSession) -> None:
    async with http.post("/v1/picture", data=photo(), headers={"Content-Type": "image/jpeg"}) as response:
        assert response.status == 401


async def test_nothing_of_a_picture_is_kept(send, device) -> None:
    async with send(photo("canary-7f3a")) as response:
        assert response.status == 200
    kept = b"".join(path.read_bytes() for path in Path(device.home.root).rglob("*") if path.is_file())
    assert b"canary-7f3a" not in kept
