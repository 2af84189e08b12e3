"""What the company set becomes evidence."""

from datetime import date

import msgspec

from policy.drafts.evidence import Company, Evidence, Refusal, Verified
from policy.drafts.hashtags.judgement import Tags
from policy.drafts.settled import approved, evidence, logos
from policy.register import ApprovedPicture, Declined, Register, Site
from policy.settings import Drafts, Settings

DAY, LATER = date(2026, 11, 22), date(2027, 11, 22)
MARK = "0" * 31 + "f"


def test_without_settings_only_the_day_is_known() -> None:
    assert evidence(Settings(), DAY) == Evidence(today=DAY)


def test_terms_and_hashtags_of_the_company_are_evidence() -> None:
    drafts = Drafts(names=("Tutor Train",), confidential=("Blue Fox",), approved_tags=("#GCSE", "gcse"), banned_tags=("＃Bad",))
    drafts = msgspec.structs.replace(drafts, media=("teams",))
    expected = Company(("Tutor Train",), ("Blue Fox",), Tags(("gcse",), frozenset({"bad"})), ("teams",))
    assert evidence(Settings(drafts=drafts)).company == expected


def test_verified_and_declined_sites_are_evidence() -> None:
    register = Register(
        sites=(Site("example.org", "olive", DAY, LATER),),
        declined=(Declined("link", "example.com", DAY), Declined("hashtag", "gcse", DAY, "Too common.")),
    )
    known = evidence(Settings(register=register), DAY)
    assert known.verified == {"example.org": Verified("olive", DAY, LATER)}
    assert known.declined == {"example.com": Refusal(DAY), "#gcse": Refusal(DAY, "Too common.")}


def test_logos_of_settings_and_register_are_numbers_of_128_bits_each_once() -> None:
    pictures = tuple(ApprovedPicture(mark, "Logo", logo=True) for mark in (MARK, "1" + "0" * 31))
    settings = Settings(
        drafts=Drafts(logos=(MARK,)), register=Register(pictures=(*pictures, ApprovedPicture("e" * 32, "Fair")))
    )
    assert logos(settings) == (15, 1 << 124)


def test_a_picture_is_approved_until_its_last_day() -> None:
    fair, always = ApprovedPicture(MARK, "Fair", until=DAY), ApprovedPicture("e" * 32, "Building")
    settings = Settings(register=Register(pictures=(fair, always, ApprovedPicture("d" * 32, "Logo", logo=True))))
    assert approved(settings, DAY) == (fair, always)
    assert approved(settings, LATER) == (always,)
