from policy.platforms.canvas import platform


def test_a_person_is_a_number_on_one_school_s_server() -> None:
    assert platform.account("https://School.Instructure.com/users/200").id == "school.instructure.com/200"
    assert platform.seen(id="200") is None


def test_a_login_may_itself_be_an_address() -> None:
    assert platform.account("Pupil@mail.example@school.instructure.com").handle == "pupil@mail.example@school.instructure.com"
