from policy.platforms.kik import platform


def test_a_handle_is_the_same_in_any_case_and_in_its_address() -> None:
    assert platform.account("Pupil.One") == platform.account("https://kik.me/pupil.one")


def test_it_is_treated_as_for_adults() -> None:
    assert platform.minimum_age == 18
