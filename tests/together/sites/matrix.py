"""chat.example, a homeserver: whatever the stand-in receives for it goes on to the real Synapse, and back."""

from aiohttp import ClientSession, ClientTimeout, web
from yarl import URL

from tests.together.internet import Internet, Seen
from tests.together.synapse import HOST

PER_HOP = {"host", "connection", "transfer-encoding", "content-length", "content-encoding", "keep-alive", "accept-encoding"}


class Matrix:
    def __init__(self, internet: Internet, port: int) -> None:
        self.internet = internet
        self._port = port
        internet.mount(self.answer, HOST)

    async def answer(self, _: web.BaseRequest, seen: Seen) -> web.StreamResponse:
        headers = {name: value for name, value in seen.headers.items() if name not in PER_HOP}
        timeout = ClientTimeout(total=60)
        url = f"http://127.0.0.1:{self._port}"
        async with (
            ClientSession(url, timeout=timeout) as session,
            session.request(seen.method, URL(seen.target, encoded=True), headers=headers, data=seen.body) as reply,
        ):
            body = await reply.read()
            kept = {name: value for name, value in reply.headers.items() if name.lower() not in PER_HOP}
            return web.Response(body=body, status=reply.status, headers=kept)

    def sends(self) -> list[Seen]:
        return self.internet.requests(HOST, "/send/", "PUT")
