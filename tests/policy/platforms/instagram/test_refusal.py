"""The two shapes of a refusal, and who may read it."""

import json
from urllib.parse import urlencode

import pytest

from policy.adapter import Exchange
from policy.notice import Notice
from policy.platforms.instagram import platform

NOTICE = Notice("Message not sent", "This account belongs to a pupil (clause 5.1).", ("Go through the office.",), "5.1")
REST = "/api/v1/direct_v2/threads/broadcast/text/"
PAGE = "https://www.instagram.com"


def request(path: str, body: bytes = b"", host: str = "i.instagram.com", **headers: str) -> Exchange:
    return Exchange(method="POST", host=host, path=path, headers=headers, body=body)


def test_the_private_api_is_refused_with_a_text_that_its_clients_show() -> None:
    refusal = platform.refuse(request(REST), NOTICE)
    assert refusal.status == 400
    assert refusal.headers["content-type"] == "application/json; charset=utf-8"
    assert json.loads(refusal.body) == {
        "message": "feedback_required",
        "spam": True,
        "feedback_title": "Message not sent",
        "feedback_message": NOTICE.text,
        "feedback_url": "",
        "feedback_appeal_label": "",
        "feedback_ignore_label": "OK",
        "feedback_action": "",
        "status": "fail",
        "error_type": "feedback_required",
    }


@pytest.mark.parametrize("path", ["/api/graphql", "/api/graphql/", "/graphql/query", "/graphql_www"])
def test_graphql_is_refused_as_an_error_that_the_page_shows(path: str) -> None:
    body = urlencode({"fb_api_req_friendly_name": "IGDirectTextSendMutation", "variables": "{}"}).encode()
    refusal = platform.refuse(request(path, body), NOTICE)
    document = json.loads(refusal.body)
    (error,) = document["errors"]
    assert (refusal.status, document["data"], document["extensions"]) == (200, None, {"is_final": True})
    assert (error["code"], error["summary"], error["requires_reauth"], error["is_transient"]) == (
        1545120,
        "Message not sent",
        False,
        False,
    )
    assert error["description"] == "This account belongs to a pupil (clause 5.1). Go through the office."
    assert error["path"] == ["xig_direct_text_send_with_slide_messaging_response"]


@pytest.mark.parametrize("body", [b"", b"\xff", b"&&"])
def test_what_cannot_be_read_is_refused_without_a_path(body: bytes) -> None:
    (error,) = json.loads(platform.refuse(request("/api/graphql", body), NOTICE).body)["errors"]
    assert "path" not in error


@pytest.mark.parametrize("origin", [PAGE, "https://instagram.com"])
def test_the_sites_own_pages_may_read_a_refusal_across_origins(origin: str) -> None:
    headers = platform.refuse(request(REST, origin=origin), NOTICE).headers
    assert headers["access-control-allow-origin"] == origin
    assert headers["access-control-allow-credentials"] == "true"


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "https://instagram.com.evil.example",
        "https://notinstagram.com",
        "http://www.instagram.com",
        "null",
        "",
        "https://[",
    ],
)
def test_no_other_page_can_find_out_by_it_who_is_a_pupil(origin: str) -> None:
    assert "access-control-allow-origin" not in platform.refuse(request(REST, origin=origin), NOTICE).headers


def test_within_one_origin_nothing_is_shared() -> None:
    headers = platform.refuse(request(REST, host="www.instagram.com", origin=PAGE), NOTICE).headers
    assert "access-control-allow-origin" not in headers
