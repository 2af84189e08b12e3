"""Split a run of letters into the words that a reader sees: the cheapest way by how common words and pairs of words are."""

from collections.abc import Callable
from functools import lru_cache

import msgspec

from policy.drafts.hashtags import tables

UNKNOWN, LETTER = 110, 10  # what a run that is no word costs: much, and more for each letter
type Price = Callable[[str], int | None]


class Way(msgspec.Struct, frozen=True):
    """One way to read a text up to some place: what it costs, its last word, and the way to where that word begins."""

    cost: int
    word: str
    before: "Way | None"

    @property
    def words(self) -> tuple[str, ...]:
        found, way = [], self
        while way.before:
            found.append(way.word)
            way = way.before
        return tuple(reversed(found))


@lru_cache(maxsize=2048)
def words(text: str) -> tuple[str, ...]:
    """The text as words; what is no word stays together in one piece."""
    return cheapest(text, tables.words().get).words


def cheapest(text: str, price: Price) -> Way:
    """The cheapest way to read the text. `price`: the cost of a known word, None for what is none."""
    ways: list[list[Way]] = [[] for _ in range(len(text) + 1)]  # at each place: a way for each last word, the cheapest first
    ways[0].append(Way(0, "", None))
    lengths = tables.lengths()
    least, unknown = 0, 0  # where what is no word would best begin; it never costs less than a word
    for at, here in enumerate(ways):
        if at:
            here.append(Way(least + UNKNOWN + LETTER * at, text[unknown:at], ways[unknown][0]))
            here.sort(key=_cost)
            if here[0].cost - LETTER * at < least:
                least, unknown = here[0].cost - LETTER * at, at
        for length in lengths.get(text[at : at + tables.STEM], tables.SHORT):
            if at + length < len(ways) and (cost := price(text[at : at + length])) is not None:
                ways[at + length].append(_onward(here, text[at : at + length], cost))
    return ways[-1][0]


def _onward(ways: list[Way], word: str, cost: int) -> Way:
    """The cheapest way on with this word; it is cheaper after a word that it often follows."""
    best = ways[0]
    total = best.cost + cost
    if after := tables.pairs().get(word):
        total = best.cost + after.get(best.word, cost)
        for way in ways[1:]:
            if way.cost >= total:
                break
            if (other := way.cost + after.get(way.word, cost)) < total:
                best, total = way, other
    return Way(total, word, best)


def _cost(way: Way) -> int:
    return way.cost
