import pytest

from policy.drafts.links.idn import NEUTRAL, script
from policy.drafts.links.oddities import found


def odd(label: str, top: str = "com") -> bool:
    return found(label, {script(char) for char in label} - NEUTRAL, top)


@pytest.mark.parametrize(
    "label",
    [
        "1\u0577345",  # a letter that passes for a digit
        "\u0a680",  # digits of two systems
        "\u09e8\u09ea",  # foreign digits alone
        "a\u0301\u0301",  # one mark twice
        "\u6f22\u0307\u5b57",  # a European accent on a Chinese character
        "p\u0131\u0300xel",  # an accent in place of the dot
        "abc\u30fcdef",
        "\u30fc\u65e5\u672c",
        "\u304b\u30fd",
        "abc\u30fbdef",
        "\u30e2\u30d2\u30fc\u30c8\u3078\u30d6\u30f3",
        "a\u00b7b",
        "a\u30ceb",
        "google\u4e00com",  # a stroke between Latin letters
        "caf\u00e9\uce74\ud398",  # an accent beside Korean
        "ab\u2665",
        "abc\u2013def",
        "\u0924\u094d\u200c\u0930\u093f",  # a joiner that nobody sees
        "foog\u0650",  # an Arabic mark on a Latin letter
        "16\u10d9",  # a number with one letter of another alphabet
        "\u01d4nion",
    ],
)
def test_a_character_out_of_place_is_found(label: str) -> None:
    assert odd(label)


@pytest.mark.parametrize(
    "label",
    ["m\u00fcnchen", "\u30ab\u30fc\u91ce\u7403", "\u30ab\u30fd", "\u65e5\u672c\u30fb\u91ce\u7403",
     "\u30ce\u30f3\u30bd",
     "\u0939\u093f\u0928\u094d\u0926\u0940-123",
     "\u0111\u1ecdc-s\u00e1ch", "\u0578\u0585\u057d", "\u043c\u0443\u0437\u0435\u0439"],
)  # fmt: skip
def test_the_same_characters_at_home_are_not(label: str) -> None:
    assert not odd(label)


@pytest.mark.parametrize(("label", "home"), [("l\u00b7l", "cat"), ("\u00feing", "is"), ("\u0259rzaq", "az")])
def test_some_letters_are_at_home_under_one_domain_only(label: str, home: str) -> None:
    assert (odd(label, home), odd(label, "com")) == (False, True)
