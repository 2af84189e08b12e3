"""Discord as the stand-in plays it: the REST calls that its user client makes, and a gateway that compresses as asked."""

import itertools
import json
import time
import zlib
from typing import Any

import zstandard
from aiohttp import WSMsgType, web

from tests.together.internet import Internet, Seen
from tests.together.sites.discord_world import DICE, TUTOR, Channel, Person, snowflake

REST = "discord.com"
GATEWAY = "gateway.discord.gg"
API = "/api/v9/"
INCOMING = 3  # a relationship that waits for an answer


class Stream:
    """One compression context for the life of a socket, flushed after each event."""

    def __init__(self, name: str) -> None:
        self._zstd = zstandard.ZstdCompressor().compressobj() if name == "zstd-stream" else None
        self._zlib = zlib.compressobj()

    def compress(self, plain: bytes) -> bytes:
        if self._zstd:
            return self._zstd.compress(plain) + self._zstd.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)
        return self._zlib.compress(plain) + self._zlib.flush(zlib.Z_SYNC_FLUSH)


class Discord:
    """The world, its REST door, and the sockets that are open now."""

    def __init__(self, internet: Internet) -> None:
        self.people: dict[str, Person] = {}
        self.channels: dict[str, Channel] = {}
        self.asking: list[Person] = []
        self.identified: list[dict[str, Any]] = []
        self.internet = internet
        self._sockets: list[tuple[web.WebSocketResponse, Stream]] = []
        self._sequence = itertools.count(1)
        internet.mount(self.answer, REST)
        internet.mount(self.gateway, GATEWAY)

    # -- making the world ------------------------------------------------------------------------------------------

    def person(self, handle: str = "") -> Person:
        person = Person(handle or f"someone_{DICE.randrange(10**9, 10**10)}")
        self.people[person.id] = person
        return person

    def channel(self, *people: Person, request: bool = False) -> Channel:
        channel = Channel(list(people), request=request)
        self.channels[channel.id] = channel
        return channel

    def pushes(self, event: str, data: dict[str, Any]) -> None:
        """Send a dispatch to every open gateway, each with its own compression state."""
        self.internet.run(self._push(event, data))

    def says(self, channel: Channel, author: dict[str, Any], text: str) -> str:
        message = self._message(channel.id, text) | {"author": author, "channel_type": channel.type}
        self.pushes("MESSAGE_CREATE", message)
        return str(message["id"])

    def sends(self) -> list[Seen]:
        return self.internet.requests(REST, "/messages", "POST")

    # -- REST ------------------------------------------------------------------------------------------------------

    async def answer(self, _: web.BaseRequest, seen: Seen) -> web.StreamResponse:
        try:
            return self._reply(seen)
        except (ValueError, KeyError, TypeError, RecursionError):
            return web.json_response({"message": "Invalid form body", "code": 50035}, status=400)

    def _reply(self, seen: Seen) -> web.Response:
        path = seen.path.removeprefix(API)
        match seen.method, path.split("/"):
            case "GET", ["users", "@me"]:
                reply: object = {**TUTOR, "mfa_enabled": False, "verified": True, "flags": 0, "email": "t@tutor.example"}
            case "GET", ["users", person]:
                reply = self.people[person].user()
            case "POST", ["users", "@me", "channels"]:
                reply = self._open(json.loads(seen.body)["recipients"]).channel()
            case "POST", ["channels", channel, "messages"]:
                reply = self._message(channel, "")
            case "GET", ["channels", _, "messages"]:
                reply = []
            case "PUT", ["channels", channel, "recipients", "@me"]:
                reply = self.channels[channel].channel()
            case _, ["users", "@me", "relationships", *_]:
                return web.Response(status=204)
            case _:
                reply = {}
        # The client takes a body for JSON only when the type is exactly this, without a charset.
        return web.Response(body=json.dumps(reply).encode(), headers={"content-type": "application/json"})

    def _open(self, recipients: list[str | int]) -> Channel:
        people = [self.people[str(number)] for number in recipients]
        known = (channel for channel in self.channels.values() if channel.people == people)
        return next(known, None) or self.channel(*people)

    @staticmethod
    def _message(channel: str, text: str) -> dict[str, Any]:
        empty: dict[str, Any] = {name: [] for name in ("attachments", "embeds", "mentions", "mention_roles", "components")}
        flat = {"type": 0, "tts": False, "pinned": False, "mention_everyone": False, "flags": 0, "edited_timestamp": None}
        now = time.strftime("%Y-%m-%dT%H:%M:%S.000000+00:00", time.gmtime())
        return {**empty, **flat, "id": snowflake(), "channel_id": channel, "author": TUTOR, "content": text, "timestamp": now}

    # -- the gateway -----------------------------------------------------------------------------------------------

    async def gateway(self, request: web.BaseRequest, _: Seen) -> web.StreamResponse:
        socket = web.WebSocketResponse(compress=False)  # curl's WebSockets choke on permessage-deflate
        await socket.prepare(request)
        stream = Stream(request.rel_url.query.get("compress", ""))
        await _send(socket, stream, {"op": 10, "d": {"heartbeat_interval": 41250, "_trace": []}, "s": None, "t": None})
        async for frame in socket:
            if frame.type in {WSMsgType.TEXT, WSMsgType.BINARY}:
                await self._hear(socket, stream, json.loads(frame.data))
        self._sockets = [entry for entry in self._sockets if entry[0] is not socket]
        return socket

    async def _hear(self, socket: web.WebSocketResponse, stream: Stream, heard: dict[str, Any]) -> None:
        match heard["op"]:
            case 1:
                await _send(socket, stream, {"op": 11, "d": None, "s": None, "t": None})
            case 2:
                self.identified.append(heard["d"])
                self._sockets.append((socket, stream))
                await _send(socket, stream, self._dispatch("READY", self._ready()))
                extra = {"merged_presences": {"guilds": [], "friends": []}, "merged_members": [], "guilds": []}
                await _send(socket, stream, self._dispatch("READY_SUPPLEMENTAL", {**extra, "lazy_private_channels": []}))

    async def _push(self, event: str, data: dict[str, Any]) -> None:
        for socket, stream in self._sockets:
            await _send(socket, stream, self._dispatch(event, data))

    def _dispatch(self, event: str, data: dict[str, Any]) -> dict[str, Any]:
        return {"op": 0, "t": event, "s": next(self._sequence), "d": data}

    def _ready(self) -> dict[str, Any]:
        asking = [{"id": person.id, "user_id": person.id, "type": INCOMING, "nickname": None} for person in self.asking]
        return {
            "v": 9,
            "user": {**TUTOR, "mfa_enabled": False, "verified": True, "flags": 0, "email": "t@tutor.example", "bio": ""},
            "users": [person.user() for person in self.people.values()],
            "private_channels": [channel.in_ready() for channel in self.channels.values()],
            "relationships": asking,
            "guilds": [],
            "merged_members": [],
            "session_id": "0" * 32,
            "resume_gateway_url": f"wss://{GATEWAY}",
            "read_state": {"entries": [], "version": 0, "partial": False},
            "user_guild_settings": {"entries": [], "version": 0, "partial": False},
            "user_settings_proto": "",
            "sessions": [],
            "country_code": "GB",
        }


async def _send(socket: web.WebSocketResponse, stream: Stream, event: dict[str, Any]) -> None:
    await socket.send_bytes(stream.compress(json.dumps(event).encode()))
