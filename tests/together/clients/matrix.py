"""matrix-nio, real and unmodified, behind JSON lines. Arguments: proxy, CA file, homeserver, user, password."""

import asyncio
import json
import ssl
import sys
import time

sys.path = sys.path[1:]  # siblings of this file bear the names of packages

from nio import AsyncClient, AsyncClientConfig, RoomPreset, responses  # noqa: E402 - after the path is clean


class Refused(Exception):
    """nio returns its errors; the tests read what was raised."""


def checked(reply: object) -> object:
    if isinstance(reply, responses.ErrorResponse):
        raise Refused(f"{type(reply).__name__} {reply.status_code} {reply.message}")
    return reply


class Tutor:
    """What the tests ask for, by name."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def create_room(self, *invite: str, direct: bool = True, encrypted: bool = False) -> str:
        preset = RoomPreset.trusted_private_chat if direct else RoomPreset.private_chat
        state = [{"type": "m.room.encryption", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}] if encrypted else []
        options = {"is_direct": direct, "invite": list(invite), "initial_state": state, "preset": preset}
        return checked(await self._client.room_create(**options)).room_id

    async def say(self, room: str, text: str) -> str:
        content = {"msgtype": "m.text", "body": text}
        return checked(await self._client.room_send(room, "m.room.message", content)).event_id

    async def say_encrypted(self, room: str, ciphertext: str) -> str:
        """What a client with end-to-end encryption puts on the wire; the room is as visible as ever."""
        algorithm = {"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": ciphertext, "session_id": "s", "device_id": "d"}
        content = {**algorithm, "sender_key": "k"}
        return checked(await self._client.room_send(room, "m.room.encrypted", content)).event_id

    async def react(self, room: str, event: str) -> str:
        content = {"m.relates_to": {"rel_type": "m.annotation", "event_id": event, "key": "+"}}
        return checked(await self._client.room_send(room, "m.reaction", content)).event_id

    async def invite(self, room: str, person: str) -> None:
        checked(await self._client.room_invite(room, person))

    async def join(self, room: str) -> str:
        return checked(await self._client.join(room)).room_id

    async def leave(self, room: str) -> None:
        checked(await self._client.room_leave(room))

    async def sync(self) -> dict[str, list[str]]:
        reply = checked(await self._client.sync(timeout=0, full_state=False))
        return {"invited": list(reply.rooms.invite), "joined": list(reply.rooms.join)}

    async def members(self, room: str) -> list[str]:
        return [member.user_id for member in checked(await self._client.joined_members(room)).members]


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


async def main(proxy: str, ca_file: str, server: str, user: str, password: str) -> None:
    trust = ssl.create_default_context(cafile=ca_file) if ca_file else None
    config = AsyncClientConfig(max_limit_exceeded=0, max_timeouts=0)
    client = AsyncClient(server, user, proxy=proxy or None, ssl=trust, config=config)
    reply = checked(await client.login(password, device_name="test"))
    print(json.dumps({"ready": reply.user_id}), flush=True)
    await serve(Tutor(client))
    await client.close()


asyncio.run(main(*sys.argv[1:6]))
