"""Whose name it is: the strictest role counts, and nobody's own name counts against them."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.names import OWN, Names, Role, own_token
from policy.prefixes import prefix

TUTOR, OTHER_TUTOR = b"t" * 32, b"o" * 32
SETS = st.dictionaries(st.integers(0, 9), st.frozensets(st.integers(0, 2**40 - 1), max_size=8))


def pseudonym(name: str) -> bytes:
    return hashlib.sha256(name.encode()).digest()[:16]


AVA, SAM = pseudonym("name:ava patel"), pseudonym("name:sam jones")


@pytest.mark.parametrize("role", Role)
def test_a_registered_name_has_its_role(role: Role) -> None:
    names = Names({role: [prefix(AVA)]})
    assert names.role(AVA) is role
    assert names.role(SAM) is None


def test_of_two_people_with_one_name_the_stricter_role_counts() -> None:
    for stricter, other in [(Role.PUPIL, Role.NAMED_PUPIL), (Role.PUPIL, Role.STAFF), (Role.PARENT, Role.NAMED_PUPIL)]:
        assert Names({other: [prefix(AVA)], stricter: [prefix(AVA)]}).role(AVA) is stricter


def test_a_tutors_own_name_is_nobodys_to_that_tutor_alone() -> None:
    names = Names({Role.STAFF: [prefix(SAM)], OWN: [own_token(TUTOR, SAM)]})
    assert names.role(SAM, TUTOR) is None
    assert names.role(SAM, OTHER_TUTOR) is names.role(SAM) is Role.STAFF


def test_a_pupil_who_is_called_like_the_tutor_is_a_pupil() -> None:
    names = Names({Role.PUPIL: [prefix(SAM)], Role.STAFF: [prefix(SAM)], OWN: [own_token(TUTOR, SAM)]})
    assert names.role(SAM, TUTOR) is Role.PUPIL


@given(SETS)
def test_names_survive_coding_even_sets_of_a_later_version(sets: dict[int, frozenset[int]]) -> None:
    names = Names(sets)
    assert Names.decoded(names.coded()) == names
    assert len(names) == sum(map(len, sets.values()))


@given(older=SETS, newer=SETS)
def test_the_changes_lead_from_one_to_the_other(older: dict[int, frozenset[int]], newer: dict[int, frozenset[int]]) -> None:
    assert Names(older).changed(Names(older).changes(Names(newer))) == Names(newer)


def test_names_are_compared_and_never_a_key() -> None:
    assert Names({0: [1]}) != Names()
    assert Names() != "names"
    with pytest.raises(TypeError):
        hash(Names())
