from policy.platforms.moodle import platform


def test_a_profile_address_names_the_server_and_the_number() -> None:
    for page in ("user/profile.php?id=42", "user/view.php?course=3&id=42", "message/index.php?id=42"):
        assert platform.account(f"https://Moodle.School.Example/{page}").id == "moodle.school.example/42"


def test_a_user_name_needs_its_server() -> None:
    assert platform.account("Pupil1@moodle.school.example").handle == "pupil1@moodle.school.example"
    assert platform.seen("pupil1") is None
