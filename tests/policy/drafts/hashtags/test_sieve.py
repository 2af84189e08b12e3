"""What is clear at a glance is clear at a closer look, too."""

import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policy.drafts.hashtags import letters, tables
from policy.drafts.hashtags.lexicon import entries
from policy.drafts.hashtags.reading import _disguised, _drawn_out, _plain
from policy.drafts.hashtags.sieve import clear

LISTED = st.sampled_from(sorted(entries()))
KNOWN = st.sampled_from(sorted(tables.words()))
STANDS_FOR = {
    letter: [*(chr(sign) for table in letters.LEET for sign, own in table.items() if chr(own) == letter), letter.upper()]
    for letter in "abegilost"
} | {letter: [like] for like, letter in letters.LIKENESSES}
PARTS = st.lists(LISTED | KNOWN | st.text("aeprsuvz1", max_size=4), min_size=1, max_size=3)


@pytest.mark.parametrize("tag", ["#maths", "#GCSERevision", "#BackToSchool2026", "#chemistryfun", "#year11", "#love_learning"])
def test_nearly_every_tag_is_clear(tag: str) -> None:
    assert clear(letters.spelling(tag))


@pytest.mark.parametrize("tag", ["#shit", "#5hit", "#MyShitDay", "#whoring", "#weed", "#w33d", "#thinsspo", "#sue", "#shhhit"])
def test_what_may_be_meant_is_read_closely(tag: str) -> None:
    assert not clear(letters.spelling(tag))


@given(PARTS, st.sampled_from(["", "_"]), st.booleans(), st.randoms(use_true_random=False))
@example(["simp"], "", False, random.Random(3))  # a sign in the place of a letter that is itself exchanged for others
def test_what_is_clear_at_a_glance_is_clear(words: list[str], between: str, capital: bool, chance: random.Random) -> None:
    spelt = letters.spelling("#" + between.join(_dressed(word.title() if capital else word, chance) for word in words))
    assert not clear(spelt) or (*_drawn_out(spelt.whole), *_plain(spelt), *_disguised(spelt)) == ()


@given(LISTED)
def test_no_listed_word_is_clear(form: str) -> None:
    assert not clear(letters.spelling(f"#{form}"))


def _dressed(word: str, chance: random.Random) -> str:
    """The word with some letters replaced by what stands for them."""
    return "".join(chance.choice(STANDS_FOR[char]) if char in STANDS_FOR and chance.random() < 0.4 else char for char in word)
