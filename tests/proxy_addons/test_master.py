import asyncio
import resource
import tempfile
from pathlib import Path

import pytest
from mitmproxy import http

from policy.adapter import Refusal
from proxy_addons import flows
from proxy_addons.authority import Authority
from proxy_addons.certificates import Certificates
from proxy_addons.home import Home
from proxy_addons.master import Proxy, Upstream
from tests.proxy_addons.proxied import proxied


def certificates(folder: Path) -> Certificates:
    return Certificates(Authority(Home(folder / "home"), ("instagram.com",)))


async def test_only_the_addons_that_are_needed_are_loaded(tmp_path: Path) -> None:
    proxy = Proxy(("127.0.0.1", 0), Upstream(), certificates(tmp_path))
    assert set(proxy.master.addons.lookup) == {"core", "proxyserver", "nextlayer", "tlsconfig", "upstreamauth", "_started"}
    assert proxy.master.options.connection_strategy == "lazy"


async def test_a_taken_port_is_said(tmp_path: Path) -> None:
    server = await asyncio.start_server(lambda _reader, _writer: None, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    with pytest.raises(OSError, match=f"127.0.0.1:{port} is taken"):
        await Proxy(("127.0.0.1", port), Upstream(), certificates(tmp_path)).start()
    server.close()
    await server.wait_closed()


async def test_the_login_of_an_upstream_proxy_is_sent_as_a_header_not_in_the_address(tmp_path: Path) -> None:
    proxy = Proxy(("127.0.0.1", 0), Upstream("http://user:secret@proxy.example:3128"), certificates(tmp_path))
    assert proxy.master.options.mode == ["upstream:http://proxy.example:3128"]
    assert proxy.master.options.upstream_auth == "user:secret"


class RefuseAtOnce:
    def requestheaders(self, flow: http.HTTPFlow) -> None:
        flows.refuse(flow, Refusal(400, b"no"))


async def test_the_body_of_a_request_that_was_refused_is_not_collected(tmp_path: Path) -> None:
    async with proxied(Home(tmp_path / "home"), lambda _: [RefuseAtOnce()]) as through:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with tempfile.TemporaryFile() as body:
            body.truncate(200_000_000)
            assert await through.post("http://i.instagram.com/x", data=body) == (400, b"no")
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        assert grown < 50_000  # kB, of a body of 200,000
        assert through.origin.requests == []
