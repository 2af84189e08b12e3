"""discord.py-self, real and unmodified, behind JSON lines. Arguments: proxy, gateway compression ("zstd" or "zlib").

The CA bundle comes by REQUESTS_CA_BUNDLE (its REST and gateway are curl's) and SSL_CERT_FILE (the rest of it is aiohttp's).
"""

import asyncio
import json
import os
import sys
import time

sys.path = sys.path[1:]  # this file is called discord too
if sys.argv[2] == "zlib":
    sys.modules["zstandard"] = None  # as where the package is not installed: it then asks for zlib-stream

import discord  # noqa: E402 - after the path is clean


class Tutor(discord.Client):
    """What the tests ask for, by name; and what arrived meanwhile."""

    def __init__(self, proxy: str) -> None:
        super().__init__(proxy=proxy)
        self.heard: list[str] = []

    async def on_ready(self) -> None:
        print(json.dumps({"ready": str(self.user)}), flush=True)

    async def on_message(self, message: discord.Message) -> None:
        self.heard.append(str(message.id))

    async def heard_messages(self) -> list[str]:
        return self.heard

    async def open_channel(self, person: str) -> str:
        """The request alone, as the friends page makes it when a name is clicked."""
        opened = await self.http.start_private_message(int(person))
        return str(opened["id"])

    async def message_person(self, person: str, text: str) -> str:
        user = self.get_user(int(person)) or discord.Object(int(person))
        channel = await self.create_dm(user)
        return str((await channel.send(text)).id)

    async def message_channel(self, channel: str, text: str) -> str:
        target = self.get_channel(int(channel)) or self.get_partial_messageable(int(channel))
        return str((await target.send(text)).id)

    async def _person(self, person: str) -> discord.User:
        return self.get_user(int(person)) or await self.fetch_user(int(person))

    async def ask_by_name(self, name: str) -> None:
        await self.send_friend_request(name)

    async def befriend(self, person: str) -> None:
        await (await self._person(person)).send_friend_request()

    async def accept_friend(self, person: str) -> None:
        await self.get_relationship(int(person)).accept()

    async def decline_friend(self, person: str) -> None:
        await self.get_relationship(int(person)).delete()

    async def block_person(self, person: str) -> None:
        await (await self._person(person)).block()

    async def accept_request(self, channel: str) -> None:
        await self.get_channel(int(channel)).accept()


async def serve(tutor: Tutor) -> None:
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        call = json.loads(line)
        started = time.monotonic()
        try:
            answer = {"value": await getattr(tutor, call["do"])(*call["of"], **call["with"])}
        except Exception as error:  # noqa: BLE001 - whatever the client raises is what the tutor sees
            answer = {"error": type(error).__name__, "text": str(error)}
        answer["n"], answer["seconds"] = call["n"], time.monotonic() - started
        print(json.dumps(answer, default=str), flush=True)
    os._exit(0)  # whoever drove it is gone, whatever state it is in


async def main() -> None:
    async with Tutor(sys.argv[1]) as tutor:
        served = asyncio.create_task(serve(tutor))
        served.add_done_callback(asyncio.Task.result)
        await tutor.start("token-of-nobody")


asyncio.run(main())
