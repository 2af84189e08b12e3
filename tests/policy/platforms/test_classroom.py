from policy.platforms.classroom import platform


def test_people_are_google_accounts() -> None:
    account = platform.account("Pupil.One@gmail.com", id="123456789012345678901")
    assert (account.handle, account.id) == ("pupilone@gmail.com", "123456789012345678901")
