"""Evidence has a default for everything, so that a draft can be checked with the shipped facts alone."""

from datetime import date

import msgspec

from policy.drafts.evidence import Company, Evidence, Person, Verified
from policy.drafts.hashtags.judgement import Tags


def test_without_enrolment_nothing_of_the_company_is_known() -> None:
    assert Evidence().company == Company(names=(), confidential=(), tags=Tags())
    assert Evidence().people == {}
    assert Evidence().today is None


def test_what_the_company_decided_can_be_written_down_and_read_back() -> None:
    company = Company(names=("Tutor Train",), confidential=("Blue Fox",), tags=Tags(("gcse",), frozenset({"bad"})))
    assert msgspec.json.decode(msgspec.json.encode(company), type=Company) == company


def test_consent_to_a_full_name_is_never_assumed() -> None:
    assert not Person("pupil").full_name


def test_a_row_of_the_register_of_sites_can_be_sent() -> None:
    row = Verified(by="A. Owner", on=date(2026, 1, 1), until=date(2027, 1, 1))
    assert msgspec.json.decode(msgspec.json.encode(row), type=Verified) == row
