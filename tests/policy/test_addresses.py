import pytest

from policy.addresses import email, on_server, phone, server_id


@pytest.mark.parametrize(
    ("entered", "mailbox"),
    [
        ("Pupil.One+maths@GMail.com", "pupilone@gmail.com"),
        ("pupilone@googlemail.com", "pupilone@gmail.com"),
        ("Pupil.One+maths@School.Example", "pupil.one+maths@school.example"),
        ("mailto:pupil@school.example", "pupil@school.example"),
        ("pupil@b\u00fccher.example", "pupil@xn--bcher-kva.example"),
    ],
)
def test_an_address_is_its_mailbox(entered: str, mailbox: str) -> None:
    assert email(entered) == mailbox


@pytest.mark.parametrize(
    "entered", ["07700 900123", "+447700900123", "0044 7700 900123", "+44 (0)7700 900123", "7700900123", "(07700) 900-123"]
)
def test_a_british_number_has_one_form(entered: str) -> None:
    assert phone(entered) == "+447700900123"


@pytest.mark.parametrize(
    ("entered", "number"),
    [
        ("+1 202 555 0123", "+12025550123"),
        ("4915112345678", "+4915112345678"),
        ("0049 151 12345678", "+4915112345678"),
        ("79161234567", "+79161234567"),
    ],
)
def test_another_countrys_number_stays_its_own(entered: str, number: str) -> None:
    assert phone(entered) == number


@pytest.mark.parametrize(
    "entered", ["", "+", "pupil", "0770o900123", "12", "+0123456789", "++447700900123", "1" * 16, "\u0660" * 11]
)
def test_what_is_no_number_is_none(entered: str) -> None:
    assert phone(entered) == ""


def test_a_name_without_a_server_is_nobody() -> None:
    assert on_server("Pupil@Chat.Example.") == "pupil@chat.example"
    assert [on_server(text) for text in ("pupil", "pupil@", "pupil@a b")] == ["", "", ""]


def test_a_servers_id_keeps_its_case_and_the_host_does_not() -> None:
    assert server_id("Chat.Example/aBc") == "chat.example/aBc"
    assert server_id("aBc") == "abc"
