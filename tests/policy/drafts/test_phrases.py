"""Terms looked up by their words: whatever a comparison with each of them would find is among what is offered."""

from hypothesis import given
from hypothesis import strategies as st

from policy.drafts.phrases import joined, phrases, shortened
from policy.drafts.terms import one_apart

WORDS = st.text("abc", min_size=1, max_size=7)
TERMS = st.lists(st.lists(WORDS, min_size=1, max_size=3).map(tuple), min_size=1, max_size=5)


def test_a_term_is_offered_where_it_stands() -> None:
    ready = phrases([("tutor", "train"), ("bright", "minds")], changed=False)
    assert ready.at(("tutor", "train")) == [0]
    assert ready.at(("we", "tutor", "train")) == ready.at(("tutor",)) == []


def test_so_is_one_with_a_letter_changed_if_that_is_asked_for() -> None:
    terms = [("tutor", "train"), ("bright", "minds")]
    assert phrases(terms, changed=True).at(("brigth", "minds")) == [1]
    assert phrases(terms, changed=False).at(("brigth", "minds")) == []


def test_of_two_terms_with_the_same_words_the_first_is_offered() -> None:
    assert phrases([("a", "b"), ("a", "b")], changed=False).at(("a", "b")) == [0]


@given(TERMS, st.data())
def test_no_term_with_one_changed_word_is_missed(terms: list[tuple[str, ...]], data: st.DataObject) -> None:
    words = data.draw(st.lists(WORDS | st.sampled_from([word for term in terms for word in term]), min_size=1, max_size=4))
    offered = phrases(terms, changed=True).at(tuple(words))
    for number, term in enumerate(terms):
        run = tuple(words[: len(term)])
        other = [(one, two) for one, two in zip(run, term, strict=False) if one != two]
        near = len(run) == len(term) > 1 and len(other) == 1 and one_apart(*other[0]) and sum(map(len, term)) >= 8
        assert number in offered or not (near or (run == term and term not in terms[:number]))


@given(st.text("abcde", min_size=8, max_size=14), st.integers(0, 13), st.sampled_from(["", "a", "x"]), st.integers(0, 2))
def test_no_name_run_together_with_one_letter_changed_is_missed(name: str, at: int, put: str, taken: int) -> None:
    word = name[:at] + put + name[at + taken :]
    assert joined(["other", name]).at(word) == [1] or not (word == name or one_apart(word, name))


def test_a_spelling_is_shortened_by_each_of_its_letters() -> None:
    assert list(shortened("abc")) == ["abc", "bc", "ac", "ab"]
