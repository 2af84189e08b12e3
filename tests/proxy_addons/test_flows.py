import gzip

import pytest
from mitmproxy import http
from mitmproxy.test import tflow, tutils

from policy.adapter import Refusal, Unreadable
from proxy_addons import flows


def flow(body: bytes = b"", **headers: str) -> http.HTTPFlow:
    made = tflow.tflow(req=tutils.treq(method=b"POST", host="instagram.com", path=b"/api/v1/x/?a=1&b=2", content=body))
    for name, value in headers.items():
        made.request.headers[name.replace("_", "-")] = value
    return made


def test_a_request_becomes_plain_data() -> None:
    exchange = flows.request(flow(b"k=v", X_IG_App_ID="9"), "instagram.com", body=True)
    assert (exchange.method, exchange.host, exchange.path, exchange.query) == ("POST", "instagram.com", "/api/v1/x/", "a=1&b=2")
    assert exchange.headers["x-ig-app-id"] == "9"
    assert "x-ig-app-id" in list(exchange.headers)
    assert exchange.form() == {"k": "v"}


def test_an_encoded_body_is_decoded() -> None:
    exchange = flows.request(flow(gzip.compress(b"k=v"), content_encoding="gzip"), "instagram.com", body=True)
    assert exchange.body == b"k=v"


@pytest.mark.parametrize(
    ("body", "encoding"),
    [(gzip.compress(b"x" * (flows.REQUEST_LIMIT + 1)), "gzip"), (b"not gzip", "gzip"), (b"x", "who-knows")],
)
def test_a_bomb_and_a_broken_encoding_are_unreadable(body: bytes, encoding: str) -> None:
    with pytest.raises(Unreadable):
        flows.request(flow(body, content_encoding=encoding), "instagram.com", body=True)


@pytest.mark.parametrize(
    ("headers", "size"),
    [({"content-length": "12"}, 12), ({}, 0), ({"transfer-encoding": "chunked"}, None), ({"content-length": "-1"}, None)],
)
def test_the_size_that_a_request_announces(headers: dict[str, str], size: int | None) -> None:
    made = flow()
    made.request.headers = http.Headers([(name.encode(), value.encode()) for name, value in headers.items()])
    assert flows.request_size(made) == size


def test_the_answer_joins_the_exchange() -> None:
    made = flow()
    made.response = http.Response.make(200, b"", {"Content-Type": "application/json"})
    exchange = flows.answered(flows.request(made, "instagram.com", body=True), made, b'{"ok":true}')
    assert (exchange.status, exchange.answer) == (200, b'{"ok":true}')
    assert exchange.answer_headers["content-type"] == "application/json"
    assert exchange.path == "/api/v1/x/"


def test_without_an_answer_there_is_none_to_read() -> None:
    with pytest.raises(Unreadable):
        flows.answered(flows.request(flow(), "instagram.com", body=False), flow(), b"")


def test_a_refusal_takes_the_upstreams_place() -> None:
    made = flow()
    flows.refuse(made, Refusal(400, b"{}", {"content-type": "application/json; charset=utf-8"}))
    assert made.response is not None
    assert (made.response.status_code, made.response.raw_content) == (400, b"{}")
    assert made.response.headers["content-type"] == "application/json; charset=utf-8"
    assert not made.request.stream


def test_every_name_of_the_request_is_known() -> None:
    made = flow(Host="www.instagram.com")
    made.client_conn.sni = "i.instagram.com"
    assert flows.names(made) == ("instagram.com", "www.instagram.com", "i.instagram.com")
