"""What tutors ask, over the API: one answer for all who asked."""

import pytest

from policy.wire import Events
from server.store import asks, devices, intake
from tests.server.store.test_asks import ask


@pytest.fixture
async def asked(office, database, device):
    async with database.begin() as db:
        mine = await devices.find(db, device)
        sent = Events(asks=(ask("k1", "maths.example"), ask("k2", "#naïve", "hashtag"), ask("k3", "other.example")))
        await intake.take(db, mine, sent)


async def test_questions_are_listed_the_oldest_first(asked, registrar):
    _, answer = await registrar("GET", "asks")
    assert [(one["id"], one["kind"], one["value"], one["times"], one["tutors"]) for one in answer["items"]] == [
        ("link/maths.example", "link", "maths.example", 1, ["T1"]),
        ("hashtag/naïve", "hashtag", "naïve", 1, ["T1"]),
        ("link/other.example", "link", "other.example", 1, ["T1"]),
    ]


async def test_an_answer_reaches_the_registers(asked, registrar, owner):
    assert (await registrar("POST", "asks/link/maths.example/approve"))[0] == 204
    assert (await owner("POST", "asks/hashtag/na%C3%AFve/approve"))[0] == 204
    assert (await owner("POST", "asks/link/other.example/decline"))[0] == 204
    assert [site["by"] for site in (await owner("GET", "sites"))[1]["items"]] == ["registrar"]
    assert (await owner("GET", "settings"))[1]["drafts"]["approved_tags"] == ["naïve"]
    assert (await owner("GET", "asks"))[1]["items"] == []


async def test_an_answered_question_is_no_question(asked, owner):
    await owner("POST", "asks/link/maths.example/decline")
    assert (await owner("POST", "asks/link/maths.example/approve"))[0] == 404
    assert (await owner("GET", "sites"))[1]["items"] == []


async def test_a_dsl_reads_questions_and_does_not_answer_them(asked, dsl):
    assert (await dsl("GET", "asks"))[0] == 200
    assert (await dsl("POST", "asks/link/maths.example/approve"))[0] == 403


async def test_a_refusal_may_say_why(asked, owner, database):
    status, problem = await owner("POST", "asks/link/other.example/decline", {"because": "x"})
    assert (status, problem["field"]) == (422, "because")
    assert (await owner("POST", "asks/link/other.example/decline", {"why": "It sells essays."}))[0] == 204
    async with database.reading() as db:
        assert [one.why for one in await asks.declined(db)] == ["It sells essays."]
