import msgspec
import pytest

from policy.clauses import Clause
from policy.drafts.draft import LONGEST_TEXT, MOST, Draft, DraftFinding, Findings, Picture


def test_only_the_text_is_required_and_null_is_not_known() -> None:
    given = b'{"text":"a","platform":null,"account":null,"kind":null,"new":1}'
    assert msgspec.json.decode(given, type=Draft) == Draft("a")


def test_a_whole_draft_is_read() -> None:
    given = (
        b'{"platform":"instagram","account":"personal","kind":"post","text":"a","links":["b"],'
        b'"images":[{"name":"c.jpg","type":"image/jpeg","consent":true}]}'
    )
    picture = Picture(name="c.jpg", type="image/jpeg", consent=True)
    assert msgspec.json.decode(given, type=Draft) == Draft("a", "instagram", "personal", "post", ("b",), (picture,))


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"text": 5},
        {"text": "a" * (LONGEST_TEXT + 1)},
        {"text": "", "links": ["a"] * (MOST + 1)},
        {"text": "", "platform": "a" * 101},
    ],
)
def test_what_is_no_draft_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(given, type=Draft)


def test_host_and_url_stand_on_links_only() -> None:
    tag = DraftFinding(Clause.LINKS_AND_HASHTAGS, "hashtag", "ok", "#a", (0, 2))
    link = DraftFinding(Clause.LINKS_AND_HASHTAGS, "link", "caution", "a.b", None, ("why",), "a.b", "http://a.b/")
    assert msgspec.json.encode(Findings((tag, link))) == (
        b'{"findings":[{"clause":"4.2.7","kind":"hashtag","verdict":"ok","text":"#a","span":[0,2],"reasons":[]},'
        b'{"clause":"4.2.7","kind":"link","verdict":"caution","text":"a.b","span":null,"reasons":["why"],'
        b'"host":"a.b","url":"http://a.b/"}]}'
    )


def test_what_could_not_be_looked_for_stands_in_the_answer_only_if_there_is_any() -> None:
    assert msgspec.json.encode(Findings(())) == b'{"findings":[]}'
    assert msgspec.json.encode(Findings((), ("name",))) == b'{"findings":[],"unchecked":["name"]}'
