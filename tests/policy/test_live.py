"""What is asked of the live lists and what their answers say, by their published references."""

import base64
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.live import LONGEST, SHORTEST, Live, Service, question, read

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
FULL = bytes(range(32))
CODED = base64.b64encode(FULL).decode()
WEB_RISK, SAFE_BROWSING = (Live(service, "k") for service in (Service.WEB_RISK, Service.SAFE_BROWSING))


def test_nothing_is_asked_unless_a_service_and_a_key_are_set():
    assert not Live().on
    assert not Live(Service.WEB_RISK).on
    assert not Live(key="k").on
    assert WEB_RISK.on


def test_web_risk_is_asked_for_each_kind_by_four_bytes():
    path, query = question(WEB_RISK, FULL[:4])
    assert path == "/v1/hashes:search"
    assert query == [
        ("hashPrefix", "AAECAw=="), ("threatTypes", "SOCIAL_ENGINEERING"), ("threatTypes", "MALWARE"),
        ("threatTypes", "UNWANTED_SOFTWARE"), ("key", "k"),
    ]  # fmt: skip


def test_safe_browsing_is_asked_by_four_bytes():
    path, query = question(SAFE_BROWSING, FULL[:4])
    assert (path, dict(query)) == ("/v5/hashes:search", {"hashPrefixes": "AAECAw==", "alt": "json", "key": "k"})


def test_an_answer_of_web_risk_is_read():
    threat = {"threatTypes": ["MALWARE"], "hash": CODED, "expireTime": "2026-11-22T12:10:00Z"}
    said = read(Service.WEB_RISK, msgspec.json.encode({"threats": [threat]}), NOW)
    assert (said.listed, said.seconds) == ({FULL: "harmful programs"}, 600)
    nothing = read(Service.WEB_RISK, b'{"negativeExpireTime":"2026-11-22T12:05:00.5Z"}', NOW)
    assert (nothing.listed, nothing.seconds) == ({}, 300.5)


def test_an_answer_of_safe_browsing_is_read():
    details = [{"threatType": "SOMETHING_NEW"}, {"threatType": "SOCIAL_ENGINEERING", "attributes": ["CANARY"]}]
    raw = msgspec.json.encode({"fullHashes": [{"fullHash": CODED, "fullHashDetails": details}], "cacheDuration": "90.5s"})
    said = read(Service.SAFE_BROWSING, raw, NOW)
    assert (said.listed, said.seconds) == ({FULL: "phishing"}, 90.5)
    assert read(Service.SAFE_BROWSING, b'{"cacheDuration":"300s"}', NOW).listed == {}


def test_words_that_are_not_known_yet_are_ignored():
    raw = msgspec.json.encode({"fullHashes": [{"fullHash": CODED, "fullHashDetails": [{"threatType": "NEW"}]}]})
    assert read(Service.SAFE_BROWSING, raw, NOW).listed == {}


@pytest.mark.parametrize("said", ["-5s", "0s", "nans", "1e9s", "inf s"])
def test_an_answer_is_kept_neither_too_short_nor_too_long(said):
    seconds = read(Service.SAFE_BROWSING, msgspec.json.encode({"cacheDuration": said}), NOW).seconds
    assert SHORTEST <= seconds <= LONGEST


@given(st.binary(max_size=200), st.sampled_from([Service.WEB_RISK, Service.SAFE_BROWSING]))
def test_whatever_is_answered_is_an_answer_or_an_error_of_the_two_kinds(raw, service):
    try:
        read(service, raw, NOW)
    except (msgspec.MsgspecError, ValueError):
        return
