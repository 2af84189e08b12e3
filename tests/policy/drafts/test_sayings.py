"""What is rude only together, and its words where they are harmless."""

import re
import time

import pytest

from policy.drafts.sayings import sayings


def said(text: str) -> list[str]:
    return [text[saying.start : saying.end] for saying in sayings(text, re.findall(r"\w+", text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bloody hell, that was hard", "Bloody hell"),
        ("Well done! Shut up and revise", "Shut up"),
        ("This homework sucks balls", "sucks balls"),
        ("f u c k this", "f u c k"),
        ("F.U.C.K. exams", "F.U.C.K"),
        ("f*** this syllabus", "f***"),
        ("That\u2019s so gay", "That\u2019s so gay"),
        ("Send them all back where they came from", "Send them all back where they came from"),
        ("Stupid parents who never read", "Stupid parents"),
    ],
)
def test_it_is_found_where_it_stands(text: str, found: str) -> None:
    assert said(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Bloody Mary, the Bloody Assizes and Bloody Sunday",
        "Macbeth's bloody dagger",
        "Bertha is shut up in the attic",
        "Shops shut up and down the country",
        "We trace each word back to where it came from",
        "Is f u prime the derivative?",
        "An A*** joke, and 3 ***",
        "There are no stupid students",
        "Thick paper for young children",
        "The pump sucks water",
    ],
)
def test_the_words_alone_are_not(text: str) -> None:
    assert said(text) == []


def test_time_grows_with_the_length_only() -> None:
    started = time.process_time()
    for piece in ("bloody ", "f u c ", "send a a a ", "shut up ", "***", "stupid "):
        list(sayings(piece * 10_000, piece.split()))
    assert time.process_time() - started < 2
