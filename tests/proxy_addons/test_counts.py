from hypothesis import given
from hypothesis import strategies as st

from policy.incident import Health, Review
from policy.register import Ask
from policy.report import Report
from proxy_addons.counts import counted


def health(word, count=1):
    return Health(key="k", kind="drift", platform="instagram", detail=word, at=1, count=count)


def test_the_first_stands_for_all_with_their_sum():
    assert list(counted([(1, health("a")), (2, health("b")), (3, health("a", 5))])) == [([1, 3], health("a", 6))]


def test_reviews_are_left_alone():
    review = Review(key="k", kind="learn", platform="instagram", subject="5e", epoch=1, at=1, id="222")
    assert list(counted([(1, review), (2, review)])) == []


def test_what_the_tutor_said_or_asked_is_left_alone():
    report = Report(key="k", kind="concern", route="dsl", at=1, written=1, words="I am worried.")
    ask = Ask(key="k", kind="link", value="www.example.org", at=1)
    assert list(counted([(1, report), (2, report), (3, ask), (4, ask)])) == []


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 5)), max_size=40))
def test_no_occurrence_is_lost_and_none_invented(given_entries):
    entries = [(number, health(word, count)) for number, (word, count) in enumerate(given_entries)]
    left = dict(entries)
    for numbers, entry in counted(entries):
        for number in numbers:
            del left[number]
        left[numbers[0]] = entry
    for word in "abc":
        found = sum(entry.count for entry in left.values() if entry.detail == word)
        assert found == sum(count for given_word, count in given_entries if given_word == word)
        assert sum(entry.detail == word for entry in left.values()) <= 1
