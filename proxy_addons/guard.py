"""The hooks: what mitmproxy tells us, handed on in a line or two. Every one is wrapped by `fail_closed`.

requestheaders    what no route reads is streamed; a route that the path alone decides is decided here
request           a route that reads the body is decided here, before anything has gone upstream
responseheaders   what a reader wants is tapped while it streams; nothing is buffered, ever
websocket_*       frames are read as they pass; a refused one is dropped and answered
"""

from mitmproxy import connection, http
from mitmproxy.addons.proxyserver import Proxyserver

from policy.adapter import AdapterDrift, Exchange, Frame, Platform, Unreadable
from policy.notice import Notice, broken
from policy.reading import Readings, acts, wanted
from proxy_addons import flows
from proxy_addons.cases import Asked
from proxy_addons.fail_closed import fail_closed
from proxy_addons.fetch import Origin
from proxy_addons.judge import Judge
from proxy_addons.learner import Learner
from proxy_addons.leaving import Leaving
from proxy_addons.pulse import Pulse
from proxy_addons.reader import Reader
from proxy_addons.repeats import Repeats
from proxy_addons.routing import Routing
from proxy_addons.sockets import Socket, Sockets
from proxy_addons.streams import EventTap, Tap

EVENTS = "text/event-stream"
ENCODING = "encoding of an answer"
WATCHED = "tutor guard: platform and host"  # the key under which a flow carries them


class Guard:
    """The addon. Flows of hosts that are not guarded are streamed through untouched."""

    def __init__(self, routing: Routing, judge: Judge, learner: Learner, pulse: Pulse, proxyserver: Proxyserver) -> None:
        self.routing = routing
        self.pulse = pulse
        self._judge = judge
        self._reader = Reader(pulse)
        self._learner = learner
        self._sockets = Sockets(proxyserver)
        self._repeats = Repeats()
        self._leaving = Leaving()

    # -- HTTP ------------------------------------------------------------------------------------------------------

    @fail_closed
    async def requestheaders(self, flow: http.HTTPFlow) -> None:
        platform = self._recognised(flow)
        found = platform.requests.find(flow.request.method, flows.path(flow.request)) if platform else None
        if platform is None or found is None:
            flow.request.stream = True
        elif not found[0].body:
            await self._decide(flow, platform, body=False)
            flow.request.stream = flow.response is None
        elif (size := flows.request_size(flow)) is None or size > flows.REQUEST_LIMIT:
            self._refuse_unread(flow, platform, "the body is too large")

    @fail_closed
    async def request(self, flow: http.HTTPFlow) -> None:
        if flow.response is None and not flow.request.stream and (platform := self._platform(flow)):
            await self._decide(flow, platform, body=True)

    @fail_closed
    def responseheaders(self, flow: http.HTTPFlow) -> None:
        response, platform = flow.response, self._platform(flow)
        if response is None or response.status_code == 101 or flow.request.method == "CONNECT":
            return
        response.stream = (self._tap(flow, platform) if platform else None) or True

    @fail_closed
    def response(self, flow: http.HTTPFlow) -> None:
        """Answers are read while they stream; what is left is to let go of what the request held."""
        if flow.websocket is None:
            flow.request.data.content = None

    # -- WebSockets ------------------------------------------------------------------------------------------------

    @fail_closed
    def websocket_start(self, flow: http.HTTPFlow) -> None:
        platform = self._platform(flow)
        socket = None
        if platform:
            found = platform.frames.find("GET", flows.path(flow.request))
            socket = Socket(flows.request(flow, self._host(flow), body=False), found[0] if found else None)
        self._sockets.add(flow, socket)

    @fail_closed
    async def websocket_message(self, flow: http.HTTPFlow) -> None:
        self._sockets.forget(flow)
        socket = self._sockets.get(flow)
        if socket is None or flow.websocket is None:
            return
        message = flow.websocket.messages[-1]
        if message.injected:
            return
        platform = self._platform(flow)
        if platform is None:
            return
        try:
            frames = socket.frames(message.content, from_client=message.from_client)
        except AdapterDrift as drift:
            socket.blind()  # a compressed stream stays undecodable after one message that was not understood
            self.pulse.drift(platform.name, str(drift), flow.id)
            return
        for frame in frames:
            await self._frame(flow, platform, frame)

    @fail_closed
    def websocket_end(self, flow: http.HTTPFlow) -> None:
        self._close(flow)

    # -- connections -----------------------------------------------------------------------------------------------

    @fail_closed
    def client_disconnected(self, client: connection.Client) -> None:
        self._leaving.left(client.id)

    @fail_closed
    def error(self, flow: http.HTTPFlow) -> None:
        self._close(flow)

    # -- steps -----------------------------------------------------------------------------------------------------

    def _recognised(self, flow: http.HTTPFlow) -> Platform | None:
        """Find the platform by any name that the request goes by, so that no disguise leads past; remembered with the flow."""
        for name in flows.names(flow):
            if name and (platform := self.routing.platform(name)):
                flow.metadata[WATCHED] = (platform, name)
                return platform
        return None

    def _platform(self, flow: http.HTTPFlow) -> Platform | None:
        watched: tuple[Platform, str] | None = flow.metadata.get(WATCHED)
        return watched[0] if watched else None

    def _host(self, flow: http.HTTPFlow) -> str:
        """The guarded name that the request goes by."""
        return str(flow.metadata[WATCHED][1])

    async def _decide(self, flow: http.HTTPFlow, platform: Platform, *, body: bool) -> None:
        try:
            exchange = flows.request(flow, self._host(flow), body=body)
            readings = self._reader.request(platform, exchange)
        except Unreadable as broken_body:
            self._refuse_unread(flow, platform, str(broken_body))
            return
        self._learner.learn(readings)
        if notice := await self._judged(flow, readings, platform, exchange):
            flows.refuse(flow, platform.refuse(exchange, notice))

    async def _frame(self, flow: http.HTTPFlow, platform: Platform, frame: Frame) -> None:
        readings = self._reader.frame(platform, frame)
        self._learner.learn(readings)
        if notice := await self._judged(flow, readings, platform, frame.exchange):
            self._sockets.refuse(flow, platform.refuse_frame(frame, notice))

    async def _judged(self, flow: http.HTTPFlow, readings: Readings, platform: Platform, exchange: Exchange) -> Notice | None:
        """Why what the tutor is about to do is refused, if it is."""
        outgoing = acts(readings)
        if not outgoing:
            return None
        origin = Origin(flow.request.scheme, flow.request.host, flow.request.port)
        asked = Asked(platform, exchange, origin, self._leaving.watch(flow))
        for activity in outgoing:
            if notice := await self._judge.outgoing(activity, asked):
                return notice
        return None

    def _tap(self, flow: http.HTTPFlow, platform: Platform) -> Tap | None:
        """A reader for the answer, if one wants it."""
        response = flow.response
        assert response is not None  # asked before
        path, headers = flows.path(flow.request), flows.Headers(response.headers)
        if headers.get("content-type", "").startswith(EVENTS):
            return EventTap(flow, lambda data: self._event(flow, platform, data), self.pulse)
        found = platform.answers.find(flow.request.method, path)
        if found is None or not wanted(found[0], headers):
            return None
        return Tap(flow, lambda raw: self._answered(flow, platform, raw), self.pulse)

    def _answered(self, flow: http.HTTPFlow, platform: Platform, raw: bytes) -> None:
        if flow.request.method == "GET" and self._repeats.is_repeat(f"{self._host(flow)}{flow.request.path}", raw):
            return
        try:
            exchange = flows.request(flow, self._host(flow), body=not flow.request.stream)
            answered = flows.answered(exchange, flow, raw)
        except Unreadable as broken_body:
            self.pulse.drift(platform.name, str(broken_body), ENCODING)
            return
        self.pulse.understood(platform.name, ENCODING)
        self._learner.learn(self._reader.answer(platform, answered))

    def _event(self, flow: http.HTTPFlow, platform: Platform, data: bytes) -> None:
        frame = Frame(exchange=flows.request(flow, self._host(flow), body=False), from_client=False, content=data)
        self._learner.learn(self._reader.frame(platform, frame))

    def _close(self, flow: http.HTTPFlow) -> None:
        """Nothing passes any more. A socket that could not be read is over; the next one may be read."""
        self._sockets.close(flow)
        if platform := self._platform(flow):
            self.pulse.over(platform.name, flow.id)

    def _refuse_unread(self, flow: http.HTTPFlow, platform: Platform, why: str) -> None:
        """A body that no client of the platform sends, on a route that matters: refused, and counted."""
        self.pulse.counted(f"unreadable: {why}")
        flows.refuse(flow, platform.refuse(flows.request(flow, self._host(flow), body=False), broken()))
