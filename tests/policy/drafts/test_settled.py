"""What the company set becomes evidence."""

from datetime import date

from policy.drafts.evidence import Company, Evidence
from policy.drafts.hashtags.judgement import Tags
from policy.drafts.settled import evidence, logos
from policy.settings import Drafts, Settings

DAY = date(2026, 11, 22)


def test_without_settings_only_the_day_is_known() -> None:
    assert evidence(Settings(), DAY) == Evidence(today=DAY)


def test_terms_and_hashtags_of_the_company_are_evidence() -> None:
    drafts = Drafts(names=("Tutor Train",), confidential=("Blue Fox",), approved_tags=("#GCSE", "gcse"), banned_tags=("＃Bad",))
    expected = Company(("Tutor Train",), ("Blue Fox",), Tags(("gcse",), frozenset({"bad"})))
    assert evidence(Settings(drafts=drafts)).company == expected


def test_the_logo_is_a_number_of_128_bits() -> None:
    assert logos(Settings(drafts=Drafts(logos=("0" * 31 + "f",)))) == (15,)
