from policy.platforms.facebook import platform as facebook
from policy.platforms.messenger import platform


def test_its_people_are_facebook_s() -> None:
    assert platform.account("https://m.me/John.Smith.55").handle == facebook.account("john.smith.55").handle
    assert platform.account("https://www.messenger.com/e2ee/t/100001").id == "100001"
