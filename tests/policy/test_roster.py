"""Who is a pupil: the rules of ids, handles and family (design 4.1)."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.roster import ALIASES, IDENTITIES, HandleReused, Part, Pseudonyms, Roster, family_token, prefix
from policy.standing import Match, Standing

TUTOR, OTHER_TUTOR = b"t" * 32, b"o" * 32
EACH_STANDING = pytest.mark.parametrize("standing", Standing)
PARTS = st.dictionaries(st.sampled_from(Part), st.sets(st.integers(0, 2**40 - 1), max_size=8))


def pseudonym(name: str) -> bytes:
    return hashlib.sha256(name.encode()).digest()[:16]


ID, HANDLE, OTHER_ID = pseudonym("id"), pseudonym("handle"), pseudonym("other id")


def roster(**parts: bytes) -> Roster:
    return Roster({Part[name.upper()]: [prefix(entry)] for name, entry in parts.items()})


@EACH_STANDING
def test_a_known_id_is_the_pupil(standing: Standing) -> None:
    pupils = Roster({IDENTITIES[standing]: [prefix(ID)]})
    assert pupils.match(Pseudonyms(id=ID, handle=HANDLE, id_known=True)) == Match(standing, ID)


@EACH_STANDING
def test_a_handle_registered_without_an_id_is_the_pupil_whatever_the_id(standing: Standing) -> None:
    pupils = Roster({IDENTITIES[standing]: [prefix(HANDLE)]})
    for person in (Pseudonyms(handle=HANDLE), Pseudonyms(id=OTHER_ID, handle=HANDLE, id_known=True)):
        assert pupils.match(person) == Match(standing, HANDLE, by_handle=True)


@EACH_STANDING
def test_an_alias_is_the_pupil_while_the_id_is_not_known(standing: Standing) -> None:
    pupils = Roster({IDENTITIES[standing]: [prefix(ID)], ALIASES[standing]: [prefix(HANDLE)]})
    assert pupils.match(Pseudonyms(handle=HANDLE)) == Match(standing, HANDLE, by_handle=True)


@EACH_STANDING
def test_the_same_handle_with_another_id_is_nobody_and_worth_a_look(standing: Standing) -> None:
    pupils = Roster({IDENTITIES[standing]: [prefix(ID)], ALIASES[standing]: [prefix(HANDLE)]})
    assert pupils.match(Pseudonyms(id=OTHER_ID, handle=HANDLE, id_known=True)) == HandleReused(HANDLE)


def test_an_id_that_is_known_but_not_asked_about_also_speaks_against_an_alias() -> None:
    assert roster(current_alias=HANDLE).match(Pseudonyms(handle=HANDLE, id_known=True)) == HandleReused(HANDLE)


def test_a_renamed_pupil_is_known_by_the_id() -> None:
    pupils = roster(current=ID, current_alias=HANDLE)
    assert pupils.match(Pseudonyms(id=ID, handle=pseudonym("new name"), id_known=True)) == Match(Standing.CURRENT, ID)


def test_a_stranger_is_nobody() -> None:
    pupils = roster(current=ID, current_alias=HANDLE)
    for person in (Pseudonyms(), Pseudonyms(id=OTHER_ID, id_known=True), Pseudonyms(handle=pseudonym("stranger"))):
        assert pupils.match(person) is None


def test_an_id_set_is_not_searched_for_handles_of_the_alias_kind() -> None:
    assert roster(current_alias=ID).match(Pseudonyms(id=ID, id_known=True)) is None


def test_somebody_in_two_standings_has_the_stricter() -> None:
    both = Roster({Part.LEFT_ADULT: [prefix(ID)], Part.LEFT_MINOR: [prefix(ID)], Part.CURRENT: [prefix(HANDLE)]})
    assert both.match(Pseudonyms(id=ID)) == Match(Standing.LEFT_MINOR, ID)


def test_an_exemption_holds_for_its_tutor_and_its_account_alone() -> None:
    pupils = Roster({Part.CURRENT: [prefix(ID), prefix(OTHER_ID)], Part.FAMILY: [family_token(TUTOR, ID)]})
    assert pupils.match(Pseudonyms(id=ID), TUTOR) == Match(Standing.CURRENT, ID, family=True)
    for person, key in ((ID, OTHER_TUTOR), (ID, b""), (OTHER_ID, TUTOR)):
        assert pupils.match(Pseudonyms(id=person), key) == Match(Standing.CURRENT, person)


def test_an_exemption_alone_makes_nobody_a_pupil() -> None:
    assert Roster({Part.FAMILY: [family_token(TUTOR, ID)]}).match(Pseudonyms(id=ID), TUTOR) is None


def test_the_roster_holds_forty_bits_and_the_token_as_many() -> None:
    assert prefix(b"\x01\x02\x03\x04\x05" + b"\xff" * 11) == 0x0102030405
    assert 0 <= family_token(TUTOR, ID) < 2**40


@given(PARTS)
def test_a_roster_survives_coding(parts: dict[Part, set[int]]) -> None:
    original = Roster(parts)
    assert Roster.decoded(original.coded()) == original
    assert len(original) == sum(map(len, parts.values()))


@given(older=PARTS, newer=PARTS)
def test_the_changes_lead_from_one_roster_to_the_other(older: dict[Part, set[int]], newer: dict[Part, set[int]]) -> None:
    assert Roster(older).changed(Roster(older).changes(Roster(newer))) == Roster(newer)


def test_nothing_new_is_no_change() -> None:
    assert roster(current=ID).changes(roster(current=ID)) == {}


@pytest.mark.parametrize("changes", [{99: (b"", b"")}, {0: (b"1234", b"")}, {0: (b"", b"123456")}])
def test_changes_that_do_not_fit_are_refused(changes: dict[int, tuple[bytes, bytes]]) -> None:
    with pytest.raises(ValueError, match=r"Part|torn"):
        Roster().changed(changes)


@pytest.mark.parametrize("coded", [{99: b"\x00"}, {0: b""}, {0: b"\x01\x00"}])
def test_code_that_was_never_made_is_refused(coded: dict[int, bytes]) -> None:
    with pytest.raises(ValueError, match=r"Part|set|number"):
        Roster.decoded(coded)


def test_a_roster_is_compared_and_never_a_key() -> None:
    assert roster(current=ID) != roster(left_minor=ID)
    assert Roster() != "a roster"
    with pytest.raises(TypeError):
        hash(Roster())
