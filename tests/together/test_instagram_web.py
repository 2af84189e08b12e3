"""Instagram's web page through the guard, by a small client of our own: nobody else speaks its GraphQL in Python."""

from urllib.parse import urlencode

import pytest

from tests.together.browser import Browser
from tests.together.cast import Cast, Traces
from tests.together.sites.instagram import Instagram
from tests.together.sites.instagram_world import WEB, Conversation, Person
from tests.together.waiting import until

pytestmark = pytest.mark.client


def web_send(browser: Browser, **variables: object) -> dict[str, object]:
    form = {"fb_api_req_friendly_name": "IGDirectTextSendMutation", "doc_id": "26911679871773184"}
    headers = {"content-type": "application/x-www-form-urlencoded", "cookie": "ds_user_id=58200000111"}
    body = urlencode(form | {"variables": browser.json(variables)})
    return browser.post(f"https://{WEB}/api/graphql", body, headers)


def test_the_web_pages_message_to_a_pupil_is_refused_in_its_own_words(
    browser: Browser, cast: Cast[Person], instagram: Instagram, traces: Traces
) -> None:
    before = len(instagram.internet.requests(WEB))
    text = {"sensitive_string_value": traces.text()}
    answer = web_send(browser, recipient_igids=[cast.pupil().id], ig_thread_igid=None, text=text)
    assert answer["data"] is None
    assert "5.1" in browser.json(answer["errors"])
    assert len(instagram.internet.requests(WEB)) == before


def test_the_web_pages_message_into_a_pupils_thread_is_refused(
    browser: Browser, cast: Cast[Person], instagram: Instagram, traces: Traces
) -> None:
    thread: Conversation = instagram.thread(cast.pupil())
    form = urlencode({"fb_api_req_friendly_name": "PolarisDirectInboxQuery", "variables": "{}"})
    browser.post(f"https://{WEB}/api/graphql", form, {"content-type": "application/x-www-form-urlencoded"})
    before = len(instagram.internet.requests(WEB))
    text = {"sensitive_string_value": traces.text()}
    answer = web_send(browser, ig_thread_igid=thread.short, recipient_igids=None, text=text)
    assert answer["data"] is None
    assert len(instagram.internet.requests(WEB)) == before


def test_the_web_pages_message_to_a_stranger_passes(
    browser: Browser, cast: Cast[Person], instagram: Instagram, traces: Traces
) -> None:
    text = {"sensitive_string_value": traces.text("web")}
    answer = web_send(browser, recipient_igids=[cast.stranger().id], ig_thread_igid=None, text=text)
    assert answer["data"]
    until(lambda: instagram.internet.requests(WEB, "/api/graphql", "POST"))
