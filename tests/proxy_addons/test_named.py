"""A draft with the names in it looked up: at a pause and at send, blindly, and never in the way of a post."""

import msgspec
import pytest

from policy.drafts.draft import Draft
from policy.drafts.names import MOST_PLACES
from policy.names import Role
from policy.register import OfficialAccount, Register
from policy.settings import Drafts, Settings
from policy.wire import Purpose
from proxy_addons import named
from proxy_addons.current import Current
from proxy_addons.database import Database
from proxy_addons.home import Home
from proxy_addons.names import Names
from proxy_addons.oracle import Oracle
from proxy_addons.vault import Vault
from tests.proxy_addons.issuer import Issuer

AVA = "name:ava patel"
SETTINGS = Settings(
    drafts=Drafts(names=("Tutor Train",)),
    register=Register(accounts=(OfficialAccount("x", handle="tutortrain"),)),
)


@pytest.fixture
def issuer():
    issuer = Issuer()
    issuer.names = {
        AVA: Role.PUPIL, "name:uma khan": Role.NAMED_PUPIL, "name:mina patel": Role.PARENT, "name:sam jones": Role.STAFF,
    }  # fmt: skip
    return issuer


@pytest.fixture
def names(tmp_path, issuer):
    home = Home(tmp_path / "home")
    current, database = Current(home, issuer.public_key), Database(home.database)
    current.offer(issuer.publish())
    yield Names(database, Vault(home.local_key), current, Oracle(issuer.evaluate, Purpose.NAMES), b"k" * 32)
    database.close()


async def checked(names, text, settings=SETTINGS, **more):
    found = await named.findings(Draft(text, **{"platform": "x"} | more), settings, names)
    return [(finding.clause, finding.text, finding.verdict) for finding in found.findings], found.unchecked


async def test_a_pupil_is_named_on_no_account_but_with_consent_on_an_official_one(names):
    text = "Well done Ava Patel and Uma Khan!"
    assert await checked(names, text, account="personal", platform="linkedin") == (
        [("5.7", "Ava Patel", "inappropriate"), ("5.7", "Uma Khan", "inappropriate")], (),
    )  # fmt: skip
    assert await checked(names, text, account="official") == ([("4.2.4", "Ava Patel", "inappropriate")], ())
    assert await checked(names, "Well done Ava!", account="official") == ([], ())


async def test_parents_and_colleagues_are_named_where_the_policy_lets_them(names):
    text = "with Sam Jones and Mina Patel"
    parent, colleague = ("5.7", "Mina Patel", "inappropriate"), ("5.7", "Sam Jones", "caution")
    assert (await checked(names, text, account="personal"))[0] == [colleague, parent]
    assert (await checked(names, text, account="personal", platform="linkedin"))[0] == [parent]
    assert (await checked(names, text, account="personal", kind="comment", parent="@tutortrain"))[0] == [parent]
    assert (await checked(names, text, account="official"))[0] == [("6.4", "Mina Patel", "caution")]


async def test_the_register_says_whose_account_it_is_unless_the_draft_does(names):
    text = "Ava Patel learns with Tutor Train"
    official = [("4.2.4", "Ava Patel", "inappropriate")]
    personal = [("5.7", "Ava Patel", "inappropriate"), ("5.7", "Tutor Train", "caution")]
    assert (await checked(names, text, author="https://x.com/TutorTrain"))[0] == official
    assert (await checked(names, text, author="@somebody"))[0] == personal
    assert (await checked(names, text, account="unheard of", author="tutortrain"))[0] == official
    assert (await checked(names, text, account="personal", author="tutortrain"))[0] == personal
    assert (await checked(names, text))[0] == personal


async def test_an_answer_to_an_official_post_may_name_the_company_and_one_to_another_post_not(names):
    text = "Tutor Train is great"
    assert (await checked(names, text, kind="comment", parent="tutortrain"))[0] == []
    assert (await checked(names, text, kind="comment", parent="official"))[0] == []
    assert (await checked(names, text, kind="comment", parent="somebody"))[0] == [("5.7", "Tutor Train", "caution")]


async def test_while_somebody_types_only_remembered_names_are_used(names, issuer):
    assert await checked(names, "Ava Patel", moment="typing") == ([], ("name",))
    assert issuer.asked == []
    assert await checked(names, "Ava Patel", moment="pause") == ([("5.7", "Ava Patel", "inappropriate")], ())
    assert await checked(names, "Ava Patel", moment="typing") == ([("5.7", "Ava Patel", "inappropriate")], ())
    assert issuer.asked == [1]


async def test_with_the_office_away_patterns_alone_speak_and_it_is_said(names, issuer):
    issuer.away = "away"
    assert await checked(names, "Call Ava Patel on 020 7946 0018") == ([("6.4", "020 7946 0018", "caution")], ("name",))


async def test_a_draft_without_names_asks_nobody_and_has_nothing_unchecked(names, issuer):
    issuer.away = "away"
    assert await checked(names, "see you on Tuesday") == ([], ())
    assert issuer.asked == []


async def test_the_office_hears_of_a_draft_nothing_but_blinded_elements(names, issuer):
    await checked(names, "Secretly, Ava Patel failed maths", author="@someone", parent="@another")
    (sent,) = issuer.heard
    question = msgspec.msgpack.decode(sent)
    assert {*question} == {"epoch", "blinded", "purpose"}
    assert all(len(element) == 32 for element in question["blinded"])
    assert not [word for word in (b"Ava", b"ava", b"Patel", b"patel", b"Secret", b"maths", b"someone") if word in sent]


async def test_a_page_of_names_is_looked_at_in_part_and_that_is_said(names, issuer):
    text = "Ava Patel! " + " ".join(f"Zed{chr(97 + one % 26) * 3}{chr(97 + one // 26)} Yor," for one in range(520))
    found, unchecked = await checked(names, text)
    assert (found, unchecked) == ([("5.7", "Ava Patel", "inappropriate")], ("name",))
    assert issuer.asked == [50]


async def test_so_is_one_name_thousands_of_times(names, issuer):
    found, unchecked = await checked(names, "Ava Patel! " * (MOST_PLACES + 1))
    assert (found[0], len(found), unchecked) == (("5.7", "Ava Patel", "inappropriate"), MOST_PLACES + 1, ("name",))
