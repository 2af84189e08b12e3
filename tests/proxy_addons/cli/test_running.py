import asyncio
import socket

import pytest

from proxy_addons.cli.running import NotRunning, Refused, ask
from proxy_addons.loopback import door


async def test_a_running_guard_answers(device, address) -> None:
    assert (await asyncio.to_thread(ask, device.home, "/v1/holds")) == {"holds": []}


async def test_a_refusal_is_quoted(device, address) -> None:
    with pytest.raises(Refused, match="no such hold is open"):
        await asyncio.to_thread(ask, device.home, "/v1/answer", {"id": "0", "answer": "cancel"})


def test_a_guard_that_never_ran_does_not_run(device) -> None:
    with pytest.raises(NotRunning):
        ask(device.home, "/v1/holds")


def test_a_guard_that_was_killed_does_not_run(device) -> None:
    with socket.socket() as port:
        port.bind(("127.0.0.1", 0))
        door.publish(device.home, f"127.0.0.1:{port.getsockname()[1]}")

    with pytest.raises(NotRunning):
        ask(device.home, "/v1/holds")


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"220 mail.example ESMTP\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]",
    ],
)
async def test_another_program_on_the_port_is_no_guard(device, said) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(said)
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    door.publish(device.home, f"127.0.0.1:{server.sockets[0].getsockname()[1]}")
    with pytest.raises(NotRunning):
        await asyncio.to_thread(ask, device.home, "/v1/holds")
    server.close()
    await server.wait_closed()
