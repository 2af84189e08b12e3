import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.hosts import canonical, upwards


@pytest.mark.parametrize(
    ("entered", "host"),
    [
        ("Chat.Example.", "chat.example"),
        (" chat.example ", "chat.example"),
        ("b\u00fccher.example", "xn--bcher-kva.example"),
        ("\uff43hat.example", "chat.example"),
        ("localhost", "localhost"),
        ("127.0.0.1", "127.0.0.1"),
        ("_dns.chat.example", "_dns.chat.example"),
    ],
)
def test_a_host_has_one_spelling(entered: str, host: str) -> None:
    assert canonical(entered) == host


@pytest.mark.parametrize(
    "entered",
    ["", ".", "a..b", "-a.example", "a b.example", "a/b", "*.example", "::1", "a" * 64 + ".example", "a." * 200 + "b"],
)
def test_what_cannot_be_a_host_is_none(entered: str) -> None:
    assert canonical(entered) == ""


@given(st.text(max_size=60))
def test_the_one_spelling_stays(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)


def test_upwards_ends_with_the_last_label() -> None:
    assert list(upwards("a.b.example")) == ["a.b.example", "b.example", "example"]
    assert list(upwards("localhost")) == ["localhost"]
