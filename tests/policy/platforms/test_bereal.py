from policy.platforms.bereal import platform


def test_a_handle_is_the_same_in_any_case_and_in_its_address() -> None:
    assert platform.account("PupilOne") == platform.account("https://bere.al/pupilone")
