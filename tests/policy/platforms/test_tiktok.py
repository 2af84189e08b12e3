from policy.platforms.tiktok import platform


def test_dots_count_and_case_does_not() -> None:
    assert platform.account("https://www.tiktok.com/@Pupil.One").handle == "pupil.one"
    assert platform.account("pupil.one") != platform.account("pupilone")


def test_a_short_link_is_nobody() -> None:
    assert platform.seen("https://vm.tiktok.com/ZMabc/") is None
