"""Split a run of letters into the words that a reader sees: the cheapest way by how common words and pairs of words are."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter

import msgspec

from policy.drafts.hashtags import tables

UNKNOWN, LETTER = 110, 10  # what a run that is no word costs: much, and more for each letter
COST = itemgetter(0)
type Price = Callable[[str], int | None]
type Step = tuple[int, str, "Step | None"]  # what a way costs up to a place, its last word, and the way to where that begins


class Way(msgspec.Struct, frozen=True):
    """One way to read a text, and what it costs."""

    cost: int
    words: tuple[str, ...]


def words(text: str) -> tuple[str, ...]:
    """The text as words; what is no word stays together in one piece."""
    return likeliest(text).words


def ordinary(pieces: Sequence[str]) -> bool:
    """Is each piece a word, or a number that stands for itself?"""
    known = tables.words()
    return all((piece in known and len(piece) > 1) or piece in {"a", "i"} or piece.isdigit() for piece in pieces)


@lru_cache(maxsize=2048)
def likeliest(text: str) -> Way:
    """The cheapest way to read the text with all known words."""
    return cheapest(text, tables.words().get)


def cheapest(text: str, price: Price) -> Way:
    """The cheapest way to read the text. `price`: the cost of a known word, None for what is none."""
    steps: list[list[Step]] = [[] for _ in range(len(text) + 1)]  # at each place: one for each last word, the cheapest first
    steps[0].append((0, "", None))
    pairs, lengths, last = tables.pairs(), tables.lengths(), len(text)
    least, unknown = 0, 0  # where what is no word would best begin; it never costs less than a word
    for at, here in enumerate(steps):
        if at:
            here.append((least + UNKNOWN + LETTER * at, text[unknown:at], steps[unknown][0]))
            here.sort(key=COST)
            if here[0][0] - LETTER * at < least:
                least, unknown = here[0][0] - LETTER * at, at
        for length in lengths.get(text[at : at + tables.STEM]) or lengths.get(text[at : at + tables.STEM - 1], tables.SHORT):
            word = text[at : at + length]
            if at + length <= last and (cost := price(word)) is not None:
                follows = pairs.get(word)
                steps[at + length].append(_onward(here, word, cost, follows) if follows else (here[0][0] + cost, word, here[0]))
    return _walked(steps[-1][0])


def _onward(steps: list[Step], word: str, cost: int, follows: Mapping[str, int]) -> Step:
    """The cheapest step with a word that is cheaper after a word that it often follows."""
    best = steps[0]
    total = best[0] + follows.get(best[1], cost)
    for step in steps[1:]:
        if step[0] >= total:
            break
        if (other := step[0] + follows.get(step[1], cost)) < total:
            best, total = step, other
    return total, word, best


def _walked(last: Step) -> Way:
    found, step = [], last
    while before := step[2]:
        found.append(step[1])
        step = before
    return Way(last[0], tuple(reversed(found)))
