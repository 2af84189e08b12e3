import pytest

from policy.drafts.links.idn import NEUTRAL, script
from policy.drafts.links.oddities import found


def odd(label: str) -> bool:
    return found(label, {script(char) for char in label} - NEUTRAL)


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
    ],
)
def test_a_character_out_of_place_is_found(label: str) -> None:
    assert odd(label)


@pytest.mark.parametrize(
    "label",
    ["m\u00fcnchen", "l\u00b7l", "\u30ab\u30fc\u91ce\u7403", "\u30ab\u30fd", "\u65e5\u672c\u30fb\u91ce\u7403",
     "\u30ce\u30f3\u30bd",
     "\u0939\u093f\u0928\u094d\u0926\u0940-123",
     "\u0111\u1ecdc-s\u00e1ch", "\u0578\u0585\u057d", "\u043c\u0443\u0437\u0435\u0439"],
)  # fmt: skip
def test_the_same_characters_at_home_are_not(label: str) -> None:
    assert not odd(label)
