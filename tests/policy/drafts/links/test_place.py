import pytest

from policy.drafts.links.place import DOT, Place, host_end, word_start


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("example.com", "example.com"),
        ("example.com-that", "example.com"),
        ("example.comm", ""),
        ("a.example.co.uk.", "a.example.co.uk"),
        ("a_b.example.com", "a_b.example.com"),
        ("a_b.com", ""),
        ("www.foo.org.za", "www.foo.org.za"),
        ("\u0440\u0444", ""),
        ("\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444", "\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444"),
        (f"{'a' * 64}.com", ""),
        ("a..com", ""),
        ("localhost", ""),
        ("john.gov@x", ""),
    ],
)
def test_a_host_name_ends_with_a_real_top_level_domain(text: str, host: str) -> None:
    assert text[: host_end(text, 0, len(text))] == host


def test_places_sort_as_they_stand() -> None:
    assert sorted([Place(5, 9), Place(0, 4)]) == [Place(0, 4), Place(5, 9)]


def test_a_word_starts_after_the_last_space_and_never_before_what_was_read() -> None:
    text = "see example.com, a.b"
    assert [word_start(text, 0, dot.start()) for dot in DOT.finditer(text)] == [4, 17]
    assert word_start(text, 6, text.index(".")) == 6
