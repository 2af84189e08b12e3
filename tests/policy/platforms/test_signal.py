from policy.platforms.signal import platform


def test_a_number_and_a_name_are_both_handles() -> None:
    assert platform.account("07700 900123") == platform.account("https://signal.me/#p/+447700900123")
    assert platform.account("Pupil.42").handle == "pupil.42"
    assert platform.seen("pupil") is None


def test_it_is_not_watched_for_nothing_can_be_read() -> None:
    assert not platform.watched
