"""The company's terms made ready to be looked up by their words, once for as long as the company keeps them.

With hundreds of terms, comparing each with each word of a long draft would take seconds. So a word of the draft leads to the
few terms that it may belong to: by the term's first or second word, of which at least one is written as it should be, and for
the word that is not, by its shortened spellings: two words with one letter between them share one with a letter left out.
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

LEAST_CHANGED = 8  # shorter names with a letter changed are other words
ENDS = 3  # one letter, or two that were swapped, cannot spoil both the first three and the last three of eight

type Words = tuple[str, ...]
type Numbers = tuple[int, ...]


class Phrases(msgspec.Struct, frozen=True):
    """Terms as sequences of words, each known by its number. `lengths`: how many words those have that start with a word.
    `changed`: by the place of the changed word, the other words, and a shortened spelling of the changed one.
    """

    exact: dict[Words, int]
    lengths: dict[str, Numbers]
    sizes: Numbers
    seconds: frozenset[str]
    changed: dict[tuple[int, Words], dict[str, Numbers]]
    longest: int

    def places(self, words: Sequence[str]) -> Iterator[int]:
        """Where a term may start: most words are none of its first two."""
        lengths, seconds = self.lengths, self.seconds
        for at, (word, after) in enumerate(zip(words, [*words[1:], ""], strict=False)):
            if word in lengths or after in seconds:
                yield at

    def at(self, words: Words) -> list[int]:
        """The numbers of the terms that such words may start with, in order: all that do, and some that almost do."""
        found = {self.exact.get(words[:length], -1) for length in self.lengths.get(words[0], ())}
        for size in self.sizes:
            found.update(self._near(words[:size]))
        return sorted(found - {-1})

    def _near(self, run: Words) -> list[int]:
        found: list[int] = []
        for place, word in enumerate(run):
            if table := self.changed.get((place, run[:place] + run[place + 1 :])):
                for spelling in shortened(word):
                    found += table.get(spelling, ())
        return found


class Joined(msgspec.Struct, frozen=True):
    """Terms run together into one word: by their spelling, and the long ones by their shortened spellings."""

    exact: dict[str, int]
    changed: dict[str, Numbers]
    heads: frozenset[str]
    tails: frozenset[str]
    longest: int

    def at(self, word: str) -> list[int]:
        """The numbers of the terms that this may be, in order."""
        near = LEAST_CHANGED - 1 <= len(word) <= self.longest + 1 and (word[:ENDS] in self.heads or word[-ENDS:] in self.tails)
        if not near:
            return [self.exact[word]] if word in self.exact else []
        found = {number for spelling in shortened(word) for number in self.changed.get(spelling, ())}
        return sorted(found | ({self.exact[word]} if word in self.exact else set()))


def phrases(terms: Sequence[Words], *, changed: bool) -> Phrases:
    """`changed`: one letter of one word may differ, if the term is long enough and has another word."""
    near: dict[tuple[int, Words], dict[str, list[int]]] = {}
    long = [(number, term) for number, term in enumerate(terms) if len(term) > 1 and sum(map(len, term)) >= LEAST_CHANGED]
    for number, term in long if changed else ():
        for place, word in enumerate(term):
            _put(near.setdefault((place, term[:place] + term[place + 1 :]), {}), number, word)
    lengths: dict[str, set[int]] = {}
    for term in terms:
        lengths.setdefault(term[0], set()).add(len(term))
    return Phrases(
        exact={term: number for number, term in reversed(list(enumerate(terms)))},
        lengths={first: tuple(sorted(sizes)) for first, sizes in lengths.items()},
        sizes=tuple(sorted({len(term) for _, term in long})) if changed else (),
        seconds=frozenset(term[1] for _, term in long) if changed else frozenset(),
        changed={others: _fixed(table) for others, table in near.items()},
        longest=max(map(len, terms), default=0),
    )


def joined(names: Iterable[str]) -> Joined:
    names = list(names)
    near: dict[str, list[int]] = {}
    long = [(number, name) for number, name in enumerate(names) if len(name) >= LEAST_CHANGED]
    for number, name in long:
        _put(near, number, name)
    return Joined(
        exact={name: number for number, name in enumerate(names)},
        changed=_fixed(near),
        heads=frozenset(name[:ENDS] for _, name in long),
        tails=frozenset(name[-ENDS:] for _, name in long),
        longest=max((len(name) for _, name in long), default=0),
    )


def shortened(word: str) -> list[str]:
    """The word, and each of its spellings with one letter left out."""
    return [word, *[word[:at] + word[at + 1 :] for at in range(len(word))]]


def _put(table: dict[str, list[int]], number: int, word: str) -> None:
    for spelling in dict.fromkeys(shortened(word)):
        table.setdefault(spelling, []).append(number)


def _fixed(table: dict[str, list[int]]) -> dict[str, Numbers]:
    return {spelling: tuple(numbers) for spelling, numbers in table.items()}
