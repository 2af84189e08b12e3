import asyncio

import pytest

from policy.account import Account
from policy.roster import HandleReused, Part
from policy.standing import Match, Standing
from policy.wire import MAX_BATCH
from proxy_addons.current import Current
from proxy_addons.database import Database
from proxy_addons.home import Home
from proxy_addons.oracle import CannotCheck, Oracle
from proxy_addons.people import MAX_QUESTIONS, TRIED_SECONDS, Found, People
from proxy_addons.vault import Vault
from tests.proxy_addons.clock import Clock
from tests.proxy_addons.issuer import Issuer

TUTOR_KEY = b"\x07" * 32
WHOLE = Account("instagram", "222", "pupil_one")
BY_ID, BY_HANDLE = Account("instagram", "222"), Account("instagram", handle="pupil_one")
STRANGER = Account("instagram", "333", "stranger")


@pytest.fixture
def issuer():
    return Issuer()


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


@pytest.fixture
def clock():
    return Clock(5000.0)


@pytest.fixture
def current(home, issuer):
    return Current(home, issuer.public_key)


@pytest.fixture
def database(home):
    made = Database(home.database)
    yield made
    made.close()


@pytest.fixture
def restarted(database, home, current, issuer, clock):
    return lambda: People(database, Vault(home.local_key), current, Oracle(issuer.evaluate), TUTOR_KEY, clock)


@pytest.fixture
def people(restarted):
    return restarted()


def current_pupil(issuer, identifier, *, by_handle=False, family=False):
    return Match(Standing.CURRENT, issuer.pseudonym(identifier), family=family, by_handle=by_handle)


async def checked(people, *accounts):
    await people.check(accounts, seconds=30)
    return people.known(accounts)


async def test_a_pupil_is_recognised_after_one_question(people, current, issuer):
    issuer.add("instagram:id:222")
    current.offer(issuer.publish())
    assert people.known([BY_ID]) == Found({}, frozenset({BY_ID}))
    assert await checked(people, BY_ID, STRANGER) == Found({BY_ID: current_pupil(issuer, "instagram:id:222")})
    assert issuer.asked == [3]


async def test_whoever_is_known_is_never_asked_for_again_not_even_after_a_restart_without_the_office(
    people, restarted, current, issuer
):
    issuer.add("instagram:id:222")
    current.offer(issuer.publish())
    first = await checked(people, WHOLE, STRANGER)
    issuer.away = "away"
    again = restarted()
    assert await checked(again, WHOLE, STRANGER) == first
    assert issuer.asked == [4]


async def test_a_pupil_added_later_is_recognised_at_once_and_offline(people, current, issuer):
    current.offer(issuer.publish())
    await checked(people, WHOLE)
    issuer.away = "away"
    issuer.add("instagram:handle:pupil_one")
    current.offer(issuer.publish())
    match = current_pupil(issuer, "instagram:handle:pupil_one", by_handle=True)
    assert people.known([WHOLE]) == Found({WHOLE: match})
    issuer.remove("instagram:handle:pupil_one")
    current.offer(issuer.publish())
    assert people.known([WHOLE]) == Found({})


async def test_a_renamed_pupil_with_the_same_id_is_recognised(people, current, issuer):
    issuer.add("instagram:id:222")
    issuer.add("instagram:handle:pupil_one", Part.CURRENT_ALIAS)
    current.offer(issuer.publish())
    renamed = Account("instagram", "222", "quite_new")
    assert (await checked(people, renamed)).standings == {renamed: current_pupil(issuer, "instagram:id:222")}


async def test_a_pupils_handle_under_another_id_is_no_match_and_is_flagged(people, current, issuer):
    issuer.add("instagram:id:222")
    issuer.add("instagram:handle:pupil_one", Part.CURRENT_ALIAS)
    current.offer(issuer.publish())
    other = Account("instagram", "999", "pupil_one")
    reused = HandleReused(issuer.pseudonym("instagram:handle:pupil_one"))
    assert await checked(people, other) == Found({}, reused=((other, reused),))


async def test_until_the_id_was_answered_a_pupils_handle_counts(people, current, issuer):
    issuer.add("instagram:id:222")
    issuer.add("instagram:handle:pupil_one", Part.CURRENT_ALIAS)
    current.offer(issuer.publish())
    match = current_pupil(issuer, "instagram:handle:pupil_one", by_handle=True)
    assert await checked(people, BY_HANDLE) == Found({BY_HANDLE: match})
    assert people.known([WHOLE]) == Found({WHOLE: match}, frozenset({WHOLE}))


async def test_a_handle_that_becomes_known_later_is_asked_alone(people, current, issuer):
    issuer.add("instagram:handle:pupil_one")
    current.offer(issuer.publish())
    assert await checked(people, BY_ID) == Found({})
    assert people.known([WHOLE]).unchecked == {WHOLE}
    assert (await checked(people, WHOLE)).standings[WHOLE].by_handle
    assert issuer.asked == [1, 1]


async def test_a_further_identifier_that_cannot_be_asked_does_not_make_a_stranger_of_somebody_known(
    people, current, issuer, clock
):
    current.offer(issuer.publish())
    await checked(people, BY_ID)
    issuer.away = "away"
    with pytest.raises(CannotCheck):
        await checked(people, WHOLE)
    assert people.known([WHOLE, STRANGER]).unchecked == {STRANGER}
    clock.now += TRIED_SECONDS
    assert people.known([WHOLE]).unchecked == {WHOLE}
    with pytest.raises(CannotCheck):
        await checked(people, WHOLE)
    people.retry()
    assert people.known([WHOLE]).unchecked == {WHOLE}


async def test_somebody_without_an_identifier_that_the_office_knows_cannot_be_checked(people, current, issuer):
    current.offer(issuer.publish())
    inner = Account("instagram", also=("eimu:17842",))
    assert (await checked(people, inner)).unchecked == {inner}
    assert issuer.asked == []


@pytest.mark.parametrize(
    ("part", "standing"),
    [
        (Part.CURRENT, Standing.CURRENT),
        (Part.LEFT_MINOR, Standing.LEFT_MINOR),
        (Part.LEFT_ADULT, Standing.LEFT_ADULT),
    ],
)
async def test_each_part_of_the_roster_has_its_standing(people, current, issuer, part, standing):
    issuer.add("instagram:id:222", part)
    current.offer(issuer.publish())
    assert (await checked(people, BY_ID)).standings[BY_ID].standing is standing


async def test_a_family_exemption_is_this_tutors_alone(people, current, issuer):
    for identifier in ("instagram:id:222", "instagram:id:333"):
        issuer.add(identifier)
    issuer.exempt(TUTOR_KEY, "instagram:id:222")
    issuer.exempt(b"\x08" * 32, "instagram:id:333")
    current.offer(issuer.publish())
    found = await checked(people, BY_ID, Account("instagram", "333"))
    assert [match.family for match in found.standings.values()] == [True, False]


async def test_without_a_bundle_nobody_can_be_checked(people):
    assert people.known([WHOLE]) == Found({}, frozenset({WHOLE}))
    with pytest.raises(CannotCheck, match="no list"):
        await people.check([WHOLE], seconds=1)
    people.prefetch([WHOLE])


async def test_an_office_that_is_silent_is_not_waited_for_and_its_late_answer_still_counts(people, current, issuer):
    current.offer(issuer.publish())
    answered, may_answer, evaluate = asyncio.Event(), asyncio.Event(), issuer.evaluate

    async def slow(question):
        await may_answer.wait()
        asyncio.get_running_loop().call_soon(answered.set)
        return await evaluate(question)

    people._oracle._evaluate = slow
    with pytest.raises(CannotCheck, match="in time"):
        await people.check([WHOLE], seconds=0.01)
    may_answer.set()
    await people.check([WHOLE], seconds=30)  # joins the question under way
    assert people.known([WHOLE]) == Found({})
    assert issuer.asked == [2]


async def test_a_message_to_thousands_does_not_spend_the_budget(people, current, issuer):
    current.offer(issuer.publish())
    crowd = [Account("instagram", str(number)) for number in range(MAX_QUESTIONS + 1)]
    with pytest.raises(CannotCheck, match="too many"):
        await people.check(crowd, seconds=30)
    assert issuer.asked == []


async def test_many_people_are_asked_for_in_batches(people, current, issuer):
    current.offer(issuer.publish())
    crowd = [Account("instagram", str(number)) for number in range(MAX_BATCH + 4)]
    assert (await checked(people, *crowd)).unchecked == frozenset()
    assert sorted(issuer.asked) == [4, MAX_BATCH]


async def test_an_inbox_is_looked_up_ahead_in_one_question(people, current, issuer):
    current.offer(issuer.publish())
    inbox = [Account("instagram", str(number), f"name_{number}") for number in range(20)]
    for account in inbox:
        people.prefetch([account])
    await asyncio.wait_for(issuer.came.wait(), 30)
    assert await checked(people, *inbox) == Found({})  # joins the question under way
    assert issuer.asked == [40]


async def test_what_could_not_be_looked_up_ahead_is_when_the_office_is_back(people, current, issuer):
    current.offer(issuer.publish())
    issuer.away = "away"
    people.prefetch([WHOLE])
    await asyncio.wait_for(issuer.came.wait(), 30)
    issuer.away = ""
    issuer.came.clear()
    people.retry()
    await asyncio.wait_for(issuer.came.wait(), 30)
    assert await checked(people, WHOLE) == Found({})
    assert issuer.asked == [2, 2]


async def test_everybody_known_is_asked_for_anew_before_a_new_epoch_comes_into_force(people, restarted, current, issuer):
    issuer.add("instagram:id:222")
    current.offer(issuer.publish())
    before = await checked(people, WHOLE, STRANGER)
    issuer.rotate()
    current.offer(issuer.publish())
    assert people.known([WHOLE, STRANGER]) == before
    await people.renew(current.staged)
    assert people.known([WHOLE, STRANGER]) == before
    current.switch()
    after = Found({WHOLE: current_pupil(issuer, "instagram:id:222")})
    assert people.known([WHOLE, STRANGER]) == restarted().known([WHOLE, STRANGER]) == after
    assert issuer.renewals == 1


async def test_a_renewal_that_broke_off_goes_on_where_it_was(people, current, issuer):
    current.offer(issuer.publish())
    crowd = [Account("instagram", str(number)) for number in range(MAX_BATCH + 10)]
    await checked(people, *crowd)
    issuer.rotate()
    current.offer(issuer.publish())
    evaluate, issuer.asked = issuer.evaluate, []

    async def once(question):
        if issuer.asked:
            raise CannotCheck("away")
        return await evaluate(question)

    people._oracle._evaluate = once
    with pytest.raises(CannotCheck):
        await people.renew(current.staged)
    people._oracle._evaluate = evaluate
    await people.renew(current.staged)
    assert issuer.asked == [MAX_BATCH, 10]
    current.switch()
    assert people.known(crowd).unchecked == frozenset()


async def test_the_epoch_before_the_last_is_forgotten(people, current, issuer, database):
    current.offer(issuer.publish())
    await checked(people, BY_ID)
    for _ in range(2):
        issuer.rotate()
        current.offer(issuer.publish())
        await people.renew(current.staged)
        current.switch()
    assert [epoch for (epoch,) in database.read("SELECT DISTINCT epoch FROM answers ORDER BY epoch")] == [2, 3]


async def test_closing_ends_what_is_under_way(people, current, issuer):
    current.offer(issuer.publish())

    async def never(_):
        await asyncio.Event().wait()

    people._oracle._evaluate = never
    with pytest.raises(CannotCheck):
        await people.check([WHOLE], seconds=0.01)
    await people.close()
    assert people._asking == {}
