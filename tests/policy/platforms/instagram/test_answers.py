"""Answers that are read together with their requests, and pages."""

import json
from urllib.parse import urlencode

import pytest

from policy.adapter import Exchange
from policy.platforms.instagram import platform
from policy.reading import Readings, read_answer, wanted
from policy.sighting import PersonSeen, ThreadSeen

EIMU = "17842000000000222"
OWN = {"content-type": "application/x-www-form-urlencoded", "cookie": "ds_user_id=111"}
USER = '{"pk":"222","username":"pupil_one"}'
SCRIPT = '<script type="application/json" {}>{}</script>'


def answered(method: str, path: str, answer: str, kind: str = "application/json", **form: str) -> Readings:
    return read_answer(
        platform,
        Exchange(
            method=method,
            host="www.instagram.com",
            path=path,
            headers=OWN,
            body=urlencode(form).encode(),
            status=200,
            answer_headers={"content-type": kind},
            answer=answer.encode(),
        ),
    )


def broadcast(answer: str, **form: str) -> Readings:
    return answered("POST", "/api/v1/direct_v2/threads/broadcast/text/", answer, **form)


def test_a_message_to_people_tells_their_thread() -> None:
    readings = broadcast('{"payload":{"thread_id":"340"}}', recipient_users="[[222,111]]")
    assert readings == [ThreadSeen(platform.thread("340"), (platform.account(id="222"),))]


@pytest.mark.parametrize(
    ("answer", "recipients"),
    [
        ('{"payload":{"thread_id":"340"}}', "[[222],[333]]"),
        ('{"payload":{"thread_id":"0"}}', "[[222]]"),
        ('{"payload":{}}', "[[222]]"),
        ('{"status":"ok"}', "[[222]]"),
    ],
    ids=["several threads", "no thread", "not said", "nothing said"],
)
def test_no_thread_is_made_up(answer: str, recipients: str) -> None:
    assert broadcast(answer, recipient_users=recipients) == []


def test_a_messaging_id_that_was_asked_about_is_joined_with_the_person() -> None:
    readings = answered(
        "POST",
        "/api/graphql",
        f'{{"data":{{"xig_user_from_messaging_user_fbid":{USER}}}}}',
        fb_api_req_friendly_name="useIGDCreateOptimisticThreadUserQuery",
        variables=json.dumps({"messaging_user_fbid": EIMU}),
    )
    assert PersonSeen(platform.account("pupil_one", id="222", also=(f"eimu:{EIMU}",))) in readings


def test_a_thread_that_was_made_has_the_members_that_were_named() -> None:
    readings = answered(
        "POST",
        "/api/graphql",
        '{"data":{"xig_ig_direct_create_thread":{"id":"178"}}}',
        variables=json.dumps({"recipient_eimu_fbids": [EIMU]}),
    )
    assert readings == [ThreadSeen(platform.thread("178"), (platform.account(also=(f"eimu:{EIMU}",)),))]


@pytest.mark.parametrize(
    "data", ["null", "{}", '{"xig_ig_direct_create_thread":null}', '{"xig_ig_direct_create_thread":{"id":null}}']
)
def test_a_thread_that_was_not_made_teaches_nothing(data: str) -> None:
    assert answered("POST", "/api/graphql", f'{{"data":{data}}}', variables="{}") == []


@pytest.mark.parametrize("path", ["/", "/direct/inbox/", f"/direct/t/{EIMU}/", "/pupil_one/"])
def test_a_pages_prefetched_data_is_read(path: str) -> None:
    html = SCRIPT.format('data-content-len="9" data-sjs', USER) + SCRIPT.format("data-sjs", '{"nothing":1}')
    assert PersonSeen(platform.account("pupil_one", id="222")) in answered("GET", path, html, "text/html; charset=utf-8")


@pytest.mark.parametrize("html", [SCRIPT.format("", USER), USER, SCRIPT.format("data-sjs", "{}"), ""])
def test_other_parts_of_a_page_are_not_read(html: str) -> None:
    assert answered("GET", "/", html, "text/html") == []


@pytest.mark.parametrize(
    ("method", "path", "kind"),
    [
        ("GET", "/p/C0ffee/", "text/html"),
        ("GET", "/static/bundle.js", "application/javascript"),
        ("GET", "/rupload_igphoto/1", "image/jpeg"),
        ("POST", "/api/v1/users/222/info/", "text/plain"),
    ],
)
def test_what_is_not_learned_from_is_not_buffered(method: str, path: str, kind: str) -> None:
    found = platform.answers.find(method, path)
    assert found is not None
    assert not wanted(found[0], {"content-type": kind})
