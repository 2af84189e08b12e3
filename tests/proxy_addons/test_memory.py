import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.account import Account
from proxy_addons.memory import Memory, named_once


def person(number="", handle="", *also):
    return Account("instagram", number, handle, tuple(f"eimu:{value}" for value in also))


@pytest.fixture
def memory():
    return Memory()


def test_two_answers_about_one_person_come_together(memory):
    memory.learn(person("222", "pupil_one"))
    memory.learn(person("222", "", "17842"))
    whole = person("222", "pupil_one", "17842")
    assert memory.joined(person("222")) == whole
    assert memory.joined(person("", "pupil_one")) == whole
    assert memory.joined(person("", "", "17842")) == whole
    assert len(memory) == 1


def test_somebody_never_seen_stays_as_named(memory):
    assert memory.joined(person("333")) == person("333")
    assert memory.find(person("333")) is None


def test_a_renamed_person_is_found_by_the_new_handle_alone(memory):
    memory.learn(person("222", "old"))
    memory.learn(person("222", "new"))
    assert memory.joined(person("", "new")).id == "222"
    assert memory.find(person("", "old")) is None


def test_a_handle_that_changed_hands_belongs_to_the_newer_person(memory):
    memory.learn(person("222", "pupil_one"))
    memory.learn(person("333", "pupil_one"))
    assert memory.joined(person("", "pupil_one")).id == "333"
    assert memory.joined(person("222")) == person("222")


def test_a_handle_can_be_released_without_learning_its_new_owner(memory):
    memory.learn(person("222", "pupil_one"))
    memory.release(person("333", "pupil_one"))
    assert memory.find(person("", "pupil_one")) is None
    assert memory.find(person("333")) is None


def test_whoever_had_nothing_but_the_handle_is_forgotten_with_it(memory):
    memory.learn(person("", "", "17842"))
    memory.learn(person("222", "", "17842"))
    memory.learn(person("333", "", "17842"))
    assert memory.joined(person("", "", "17842")).id == "333"
    assert memory.find(person("222")) == person("222")


def test_two_half_known_people_become_one(memory):
    memory.learn(person("222"))
    memory.learn(person("", "pupil_one"))
    assert len(memory) == 2
    memory.learn(person("222", "pupil_one"))
    assert len(memory) == 1


def test_an_account_that_names_two_people_goes_to_the_one_of_the_lasting_id(memory):
    memory.learn(person("222", "pupil_one"))
    memory.learn(person("333", "", "17843"))
    memory.learn(person("", "pupil_one", "17843"))
    assert memory.find(person("333")) == person("333", "pupil_one", "17843")
    assert memory.find(person("222")) == person("222")


def test_platforms_do_not_mix(memory):
    memory.learn(person("222", "pupil_one"))
    assert memory.find(Account("discord", "222")) is None


def test_what_the_request_says_counts_for_newer(memory):
    memory.learn(person("222", "old"))
    assert memory.joined(person("222", "new")) == person("222", "new")


def test_an_inner_id_names_a_person_without_its_kind(memory):
    memory.learn(person("222", "", "17842"))
    assert memory.named("instagram", "17842") == person("222", "", "17842")
    assert memory.named("instagram", "222") is None


def test_the_least_recently_used_is_forgotten_first():
    memory = Memory(limit=2)
    memory.learn(person("1", "one"))
    memory.learn(person("2"))
    memory.find(person("1"))
    memory.learn(person("3"))
    assert memory.find(person("2")) is None
    assert memory.joined(person("", "one")).id == "1"
    assert len(memory) == 2


def test_every_change_is_told_and_the_same_again_is_none():
    told = []
    memory = Memory(limit=1, changed=lambda number, account: told.append((number, account)))
    for _ in range(2):
        memory.learn(person("1", "one"))
    memory.learn(person("1"))
    memory.learn(person("2"))
    assert told == [(1, person("1", "one")), (2, person("2")), (1, None)]


def test_what_is_restored_keeps_its_number_and_is_told_to_nobody():
    told = []
    memory = Memory(changed=lambda number, account: told.append((number, account)))
    memory.restore(7, person("1"))
    assert told == []
    memory.learn(person("1", "one"))
    memory.learn(person("2"))
    assert told == [(7, person("1", "one")), (8, person("2"))]


@pytest.mark.parametrize(
    ("account", "name"),
    [
        (person("1", "one", "17"), person("1")),
        (person("", "one", "17", "18"), person("", "", "17")),
        (person("", "one"), person("", "one")),
    ],
)
def test_a_member_is_named_by_the_most_lasting_identifier(account, name):
    assert named_once(account) == name


few = st.sampled_from(["", "1", "2", "3"])
inner = st.lists(st.sampled_from(["1", "2"]), max_size=2, unique=True)
accounts = st.tuples(few, few, inner).map(lambda names: person(*names[:2], *names[2])).filter(lambda account: account.keys)


@given(st.lists(accounts, max_size=30))
def test_nobody_ever_has_two_ids_and_no_identifier_has_two_owners(learned):
    memory = Memory(limit=5)
    for account in learned:
        memory.learn(account)
        found = memory.find(account)
        assert found is not None
        assert not account.id or found.id == account.id
    keys = [key for one in memory.everybody() for key in one.keys]
    assert len(keys) == len(set(keys))
    for one in memory.everybody():
        assert memory.joined(one) == one
