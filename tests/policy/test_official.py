"""Official is what the register says; what looks like the company's and is not registered can be reported."""

import pytest

from policy.official import official
from policy.register import OfficialAccount, Register
from policy.settings import Drafts, Settings

SETTINGS = Settings(
    drafts=Drafts(names=("Tutor Train", "tutortrain.co.uk", "Tuitionary", "Spark")),
    register=Register(
        accounts=(
            OfficialAccount("instagram", handle="tutortrain_official", id="4711"),
            OfficialAccount("x", handle="tutortrain"),
            OfficialAccount("youtube", id="UC" + "a" * 22),
        )
    ),
)


@pytest.mark.parametrize(
    ("platform", "identifiers"),
    [
        ("instagram", ["instagram:handle:tutortrain_official"]),
        ("instagram", ["instagram:id:4711"]),
        ("instagram", ["id:4711", "handle:renamed_since"]),
        ("instagram", ["instagram:handle:renamed_since", "instagram:id:4711"]),
        ("instagram", ["@TutorTrain_Official"]),
        ("x", ["https://x.com/TutorTrain"]),
        ("x", ["x:id:99", "x:handle:tutortrain"]),
        ("youtube", ["youtube:id:UC" + "a" * 22]),
    ],
)
def test_a_registered_account_is_official_by_id_or_handle(platform: str, identifiers: list[str]) -> None:
    assert official(SETTINGS, platform, identifiers).verdict == "official"


def test_a_handle_that_another_account_bears_now_is_not_official() -> None:
    judged = official(SETTINGS, "instagram", ["instagram:handle:tutortrain_official", "instagram:id:666"])
    assert judged.verdict == "lookalike"
    assert judged.reasons == ("It bears the handle of an official account, but it is another account.",)


@pytest.mark.parametrize(
    "handle",
    [
        "tutortrain_official2",
        "tutortrain2024",
        "the.tutor.train",
        "tutortrainofficial",
        "mytutortrain",
        "tutortra1n",
        "tutortrian_official",
        "tutortrianofficial",
        "tuitionaryuk",
        "spark_official",
    ],
)
def test_a_handle_like_the_company_s_is_a_lookalike(handle: str) -> None:
    judged = official(SETTINGS, "instagram", [f"instagram:handle:{handle}"])
    assert judged.verdict == "lookalike", judged
    assert judged.reasons[-1] == "This account is not in the company's register of official accounts."


@pytest.mark.parametrize("name", ["Tutor Train", "TUTOR-TRAIN Leeds", "Тutor Тrain", "Tutor Trian Official"])
def test_a_shown_name_like_the_company_s_is_a_lookalike(name: str) -> None:
    assert official(SETTINGS, "tiktok", ["tiktok:handle:someone_else"], name).verdict == "lookalike"


@pytest.mark.parametrize(
    ("handle", "name"),
    [
        ("tutor_training", "Tutor training"),
        ("tutortraining", ""),
        ("tutortrainerleeds", ""),
        ("tutor_brain", "Tutor Brain"),
        ("trainspotter", "Trains and tutors"),
        ("bright_spark_plumbing", "A bright spark"),
        ("una_quill", "Una Quill"),
        ("", ""),
    ],
)
def test_ordinary_accounts_are_neither(handle: str, name: str) -> None:
    assert official(SETTINGS, "instagram", [f"instagram:handle:{handle}"] * bool(handle), name).verdict == "neither"


def test_a_company_without_names_has_no_lookalikes() -> None:
    assert official(Settings(), "instagram", ["instagram:handle:tutortrain"], "Tutor Train").verdict == "neither"


def test_a_platform_that_nobody_knows_is_judged_by_the_name() -> None:
    assert official(SETTINGS, "newsite", ["tutortrain"]).verdict == "lookalike"


@pytest.mark.parametrize("identifier", ["instagram:id:canary", "instagram:handle:" + "x" * 5000, "instagram:", ":", "a b"])
def test_what_is_no_identifier_is_passed_over(identifier: str) -> None:
    assert official(SETTINGS, "instagram", [identifier, "instagram:id:4711"]).verdict == "official"


def test_the_longest_names_are_judged_quickly() -> None:
    assert official(SETTINGS, "newsite", ["tutortrai" * 5000], "tutor " * 50_000).verdict in {"lookalike", "neither"}
