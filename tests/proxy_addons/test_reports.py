from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from policy.account import Account
from policy.activity import MessageReceived
from policy.report import Kind, Route
from proxy_addons.reports import MOST_WAITING, NotFiled, Reports, Told, TooManyWait
from tests.proxy_addons.clock import Clock
from tests.proxy_addons.registry import Parts, registered

NOW = 1_800_000_000.0
PUPIL = Account("instagram", id="222", handle="pupil_one")
WORDS = "A child wrote to me.\nShe asked about homework. Canary 7f3c."


@pytest.fixture
async def parts(tmp_path: Path) -> AsyncIterator[Parts]:
    made = Parts(*registered(tmp_path))
    yield made
    await made.aclose()


@pytest.fixture
def reports(parts: Parts) -> Reports:
    return Reports(parts, Clock(NOW))


def told(**more: object) -> Told:
    return Told(**{"kind": Kind.CONCERN, "route": Route.DSL, "words": WORDS} | more)


async def contact(parts: Parts) -> str:
    """The id of a notice of contact from a pupil."""
    await parts.people.check([PUPIL], seconds=30)
    parts.learner.learn([MessageReceived(people=(PUPIL,), message="mid.1", at=NOW)])
    return parts.notices.recent()[0].id


def test_a_report_waits_for_the_office_word_for_word(parts: Parts, reports: Reports) -> None:
    filed = reports.file(told(people=(PUPIL,), platform="instagram", clause="5.5", at=int(NOW) - 60))
    [sent] = parts.outbox.batch().reports
    assert sent == filed.report
    assert (sent.words, sent.at, sent.written) == (WORDS, int(NOW) - 60, int(NOW))
    assert sent.identifiers == ("instagram:id:222", "instagram:handle:pupil_one")
    assert filed.delivered == 0


def test_a_report_is_delivered_when_the_office_says_so(parts: Parts, reports: Reports) -> None:
    filed = reports.file(told())
    parts.outbox.forget([filed.report.key])
    [known] = reports.filed()
    assert known.delivered > 0
    assert parts.outbox.batch().reports == ()


def test_the_same_key_is_the_same_report(parts: Parts, reports: Reports) -> None:
    first = reports.file(told(key="page-1234"))
    assert reports.file(told(key="page-1234", words="something else")) == first
    assert reports.file(told(key="page-1235")) != first
    assert len(parts.outbox.batch().reports) == 2


def test_a_pages_key_never_leaves_as_it_is(reports: Reports) -> None:
    assert "page-1234" not in msgspec.json.encode(reports.file(told(key="page-1234")).report).decode()


async def test_two_clicks_report_contact_that_was_noticed(parts: Parts, reports: Reports) -> None:
    notice = await contact(parts)
    filed = reports.file(told(kind=Kind.CONTACT, words="", notice=notice))
    sent = parts.outbox.batch()
    assert [event.key for event in sent.events] == [filed.report.event]
    assert (filed.report.platform, filed.report.clause, filed.report.words) == ("instagram", "5.4", "")


async def test_what_the_tutor_says_counts_for_more_than_the_notice(parts: Parts, reports: Reports) -> None:
    notice = await contact(parts)
    filed = reports.file(told(notice=notice, platform="whatsapp", clause="5.5", at=5))
    assert (filed.report.platform, filed.report.clause, filed.report.at) == ("whatsapp", "5.5", 5)


@pytest.mark.parametrize("kind", [Kind.CONTACT, Kind.CONCERN, Kind.ACCOUNT, Kind.OTHER])
def test_a_report_needs_words(reports: Reports, kind: Kind) -> None:
    with pytest.raises(NotFiled, match="your own words"):
        reports.file(told(kind=kind, words=""))


def test_a_notice_that_is_forgotten_is_explained(reports: Reports) -> None:
    with pytest.raises(NotFiled, match="not remembered"):
        reports.file(told(kind=Kind.CONTACT, words="", notice="00000000"))


def test_nothing_happened_in_the_future(reports: Reports) -> None:
    assert reports.file(told(at=int(NOW) + 3600)).report.at == int(NOW)


def test_words_stand_on_no_disk_in_clear(parts: Parts, reports: Reports) -> None:
    reports.file(told(people=(PUPIL,)))
    parts.database.flush()
    files = [path for path in parts.home.root.rglob("*") if path.is_file()]
    assert files
    for path in files:
        held = path.read_bytes()
        assert not [word for word in (b"7f3c", b"homework", b"pupil_one") if word in held], path


def test_a_question_is_asked_once_while_it_waits(parts: Parts, reports: Reports) -> None:
    first = reports.ask("link", "www.example.org")
    assert reports.ask("link", "www.example.org") == first
    reports.ask("hashtag", "www.example.org")
    assert len(parts.outbox.batch().asks) == 2
    parts.outbox.forget([first.key])
    assert reports.ask("link", "www.example.org").key != first.key


def test_a_program_gone_wild_does_not_fill_the_disk(reports: Reports) -> None:
    for number in range(MOST_WAITING):
        reports.ask("hashtag", f"tag{number}")
    with pytest.raises(TooManyWait):
        reports.ask("hashtag", "one_more")
    reports.file(told())
