"""GraphQL operations beyond the recorded shapes: where the name stands, and the second net."""

import json
from urllib.parse import urlencode

import pytest

from policy.activity import MessageSent
from policy.adapter import AdapterDrift, Exchange
from policy.platforms.instagram import platform
from policy.platforms.instagram.graphql import PATHS, SENDING, operation, root
from policy.reading import read_request

FORM = "application/x-www-form-urlencoded"
TO_PUPIL = {"recipient_igids": ["222"]}
SENT = [MessageSent(people=(platform.account(id="222"),))]


def post(variables: object, name: str = "", path: str = PATHS[0], **headers: str) -> Exchange:
    form = {"fb_api_req_friendly_name": name, "doc_id": "1", "variables": json.dumps(variables)}
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    body = urlencode(form).encode()
    return Exchange(method="POST", host="www.instagram.com", path=path, headers={"content-type": FORM, **named}, body=body)


def test_the_form_names_the_operation_before_any_header() -> None:
    assert operation(post({}, "A", x_fb_friendly_name="B", x_root_field_name="C")) == "A"
    assert operation(post({}, x_fb_friendly_name="B", x_root_field_name="C")) == "B"


def test_a_known_root_field_stands_for_its_operation() -> None:
    assert operation(post({}, x_root_field_name="xdt_create_friendship")) == "usePolarisFollowMutation"
    assert operation(post({}, x_root_field_name="xdt_unheard_of")) == ""


def test_the_root_field_is_known_for_the_error() -> None:
    assert root(post({}, "usePolarisFollowMutation")) == "xdt_create_friendship"
    assert root(post({}, "A", x_root_field_name="xdt_unheard_of")) == "xdt_unheard_of"
    assert root(post({}, "A")) == ""


@pytest.mark.parametrize("path", [*PATHS, "/api/graphql/"])
def test_every_address_of_graphql_is_read(path: str) -> None:
    assert read_request(platform, post(TO_PUPIL, "IGDirectTextSendMutation", path)) == SENT


@pytest.mark.parametrize(
    "name", ["IGDirectVoiceSendMutation", "useIGDForwardMutation", "PolarisStoriesReplyMutation", "MessengerShareMutation"]
)
def test_an_unlisted_name_that_sounds_like_sending_sends(name: str) -> None:
    assert read_request(platform, post({"input": {"thread": TO_PUPIL}}, name)) == SENT


@pytest.mark.parametrize(
    "name",
    [
        "IGDMessageUnsendMutation",
        "useIGDUnsendMutation",
        "IGDShareSheetQuery",
        "IGDMessageSendSubscription",
        "PolarisFeedShareMutation",
    ],
)
def test_taking_back_asking_and_other_things_are_no_sends(name: str) -> None:
    assert not SENDING.search(name)
    assert read_request(platform, post(TO_PUPIL, name)) == []


def test_a_nameless_request_with_a_message_id_is_a_send() -> None:
    assert read_request(platform, post({**TO_PUPIL, "offline_threading_id": "7"})) == SENT


@pytest.mark.parametrize("variables", [{}, {"ig_thread_igid": None, "recipient_igids": None}, {"recipient_igids": {}}, []])
def test_a_send_whose_recipients_cannot_be_found_is_drift(variables: object) -> None:
    with pytest.raises(AdapterDrift):
        read_request(platform, post(variables, "IGDirectTextSendMutation"))


@pytest.mark.parametrize("variables", [{}, {"target_user_id": "pupil_one"}, {"target_user_id": None}])
def test_a_follow_of_nobody_is_drift(variables: object) -> None:
    with pytest.raises(AdapterDrift):
        read_request(platform, post(variables, "usePolarisFollowMutation"))
