from policy.platforms.pinterest import platform


def test_countries_have_hosts_of_their_own() -> None:
    assert platform.account("https://www.pinterest.co.uk/PupilOne/") == platform.account("https://de.pinterest.com/pupilone")
    assert "pinterest.co.uk" in platform.hosts


def test_pages_of_the_site_and_bare_numbers_are_nobody() -> None:
    assert [platform.seen(text) for text in ("https://www.pinterest.com/ideas/", "12345")] == [None, None]
