from policy.platforms.twitch import platform


def test_a_login_name_has_many_forms() -> None:
    assert platform.account("Pupil_One") == platform.account("https://m.twitch.tv/pupil_one")


def test_pages_of_the_site_are_nobody() -> None:
    assert platform.seen("https://www.twitch.tv/directory") is None
