"""The shapes of the draft check, as they go over the wire."""

import msgspec
import pytest

from policy.clauses import Clause
from policy.drafts.draft import LONGEST_TEXT, Draft, DraftFinding, Findings


def test_only_the_text_is_required() -> None:
    assert msgspec.json.decode(b'{"text":"hello"}', type=Draft) == Draft("hello")


@pytest.mark.parametrize("body", [b"{}", b'{"text":1}', b'{"text":"a","links":"b"}', b"[]"])
def test_what_is_no_draft_is_refused(body: bytes) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(body, type=Draft)


def test_a_text_that_no_platform_takes_is_refused() -> None:
    body = msgspec.json.encode({"text": "a" * (LONGEST_TEXT + 1)})
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(body, type=Draft)


def test_a_hashtag_has_no_host_and_no_url() -> None:
    finding = DraftFinding(Clause.LINKS_AND_HASHTAGS, "hashtag", "ok", "#maths", (0, 6))
    (written,) = msgspec.json.decode(msgspec.json.encode(Findings((finding,))))["findings"]
    assert written == {"clause": "4.2.7", "kind": "hashtag", "verdict": "ok", "text": "#maths", "span": [0, 6], "reasons": []}
