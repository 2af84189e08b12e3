from policy import examples
from policy.account import Account
from policy.platforms import by_name


def people() -> list[Account]:
    return [value for value in vars(examples).values() if isinstance(value, Account)]


def test_the_people_of_the_examples_are_different_and_possible() -> None:
    instagram = by_name("instagram")
    assert instagram is not None
    assert len({person.id for person in people()}) == len(people())
    assert [instagram.account(person.handle, id=person.id) for person in people()] == people()


def test_pseudonyms_are_as_long_as_real_ones() -> None:
    assert {len(match.pseudonym) for match in examples.STANDINGS.values()} == {16}


def test_who_cannot_be_checked_is_in_no_standing() -> None:
    assert not examples.UNCHECKED & set(examples.STANDINGS)
    assert examples.STRANGER not in examples.STANDINGS
