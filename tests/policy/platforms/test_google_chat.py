from policy.platforms.google_chat import platform


def test_a_resource_name_is_its_number() -> None:
    assert platform.account(id="users/123456789012345678901").id == "123456789012345678901"


def test_chat_inside_gmail_is_not_this_platform_s_host() -> None:
    assert platform.hosts == ("chat.google.com",)
