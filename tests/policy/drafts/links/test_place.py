import pytest

from policy.drafts.links.place import Place, host_end


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
