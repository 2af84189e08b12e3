from policy.platforms.xmpp import platform


def test_the_device_behind_an_address_does_not_count() -> None:
    assert platform.account("xmpp:Pupil@Chat.School.Example/phone").handle == "pupil@chat.school.example"


def test_there_are_no_numbers_behind_addresses() -> None:
    assert platform.seen("pupil@chat.school.example", id="5") is None
