"""Nobody gets in without a good token, nothing too big gets in at all, and answers carry nothing that is not needed."""

import asyncio

import pytest

from policy import wire
from server.api.door import MAX_BODY
from server.store import devices

DOORS = [
    ("POST", "preflight"), ("POST", "events"), ("GET", "changes?cursor=0-1"), ("POST", "postflight"), ("POST", "evaluate"),
    ("GET", "stream"), ("GET", "nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path"), DOORS)
@pytest.mark.parametrize("token", ["", "wrong", "\udc80"])
async def test_without_a_good_token_there_is_no_answer_and_no_reason(stranger, method, path, token):
    stranger.token = token
    assert await stranger.ask(method, path) == b""
    assert stranger.status == 401


async def test_a_revoked_device_is_a_stranger_from_that_moment_on(device, registry):
    assert (await device.preflight()).serial
    async with registry.begin() as db:
        await devices.revoke(db, "cli", (await devices.page(db))[0].id)
    assert await device.preflight() == b""
    assert device.status == 401


@pytest.mark.parametrize("kind", ["Basic", "bearer", "Bearer: "])
async def test_another_kind_of_credential_is_none(client, device, kind):
    async with client.post(f"{wire.PREFIX}preflight", headers={"Authorization": f"{kind} {device.token}"}) as answer:
        assert answer.status == 401


@pytest.mark.parametrize("body", [b"", b"\xc1", b"\x90", b"[]", b"\x91" * 5000, b"\xdf\xff\xff\xff\xff", b"x" * MAX_BODY])
@pytest.mark.parametrize("path", ["preflight", "events", "postflight", "evaluate", "enrol"])
async def test_what_cannot_be_read_is_refused_in_one_way(device, path, body):
    await device.ask("POST", path, data=body)
    assert device.status == 400
    assert device.headers["Content-Type"] == "application/problem+json"


async def test_a_body_over_the_limit_is_refused_also_when_it_does_not_say_how_long_it_is(device):
    async def endless():
        for _ in range(10):
            yield b"x" * (MAX_BODY // 8)

    for data in (b"x" * (MAX_BODY + 1), endless()):
        await device.ask("POST", "events", data=data)
        assert device.status == 413


async def raw(client, token, body):
    """Every byte of the office's answer to a preflight."""
    reader, writer = await asyncio.open_connection("127.0.0.1", client.port)
    head = f"POST {wire.PREFIX}preflight HTTP/1.1\r\nHost: office\r\nAuthorization: Bearer {token}\r\n"
    writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
    answer = await reader.readuntil(b"\r\n\r\n")
    length = next(int(line.split(b":")[1]) for line in answer.split(b"\r\n") if line.lower().startswith(b"content-length"))
    answer += await reader.readexactly(length)
    writer.close()
    await writer.wait_closed()
    return answer


async def test_nothing_new_costs_at_most_250_bytes_with_all_headers(client, device, publisher):
    head = publisher.policy.head
    said = wire.Preflight(version="0.1.0", serial=head.serial, epoch=head.epoch, digest=head.digest)
    answer = await raw(client, device.token, wire.encode(said))
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert len(answer) <= 250
    names = {line.split(b":")[0] for line in answer.split(b"\r\n\r\n")[0].split(b"\r\n")[1:]}
    assert names == {b"Content-Type", b"Content-Length"}


async def test_people_s_pages_keep_their_headers(client):
    async with client.get("/login") as answer:
        assert "Content-Security-Policy" in answer.headers
