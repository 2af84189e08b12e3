"""How long the hardest drafts take: 100,000 characters of one thing, or of thousands of different things of one kind.

    python -m benchmarks.long_drafts [--rounds N] [--show N] [text …]

Each is compared with as many characters of ordinary posts, in the same run. Measured is the processor's time of one check, of
which nothing is remembered from before; of several rounds the shortest counts, since another program can only make it longer.
`plain`: as `draft --jsonl` does it without an enrolment, on an official account; `company`: on a personal one, with 500 names,
500 secrets and 1,000 hashtags of the company's; `names`: with every name looked up, as the guard does it.
"""

import argparse
import functools
import gc
import random
import time
from collections.abc import Callable, Sequence
from string import ascii_lowercase

from benchmarks import posts
from benchmarks.long_texts import texts
from policy.drafts.checks import check
from policy.drafts.draft import Draft
from policy.drafts.evidence import Evidence, Person
from policy.drafts.names import names
from policy.drafts.settled import evidence
from policy.settings import Drafts, Settings

LENGTH = 100_000
GOAL = 200  # ms
TERMS = 500  # the most that the settings take
WARM = "#warm http://a.com/ Ava Patel, shit, alpha1 beta7"


def measured(rounds: int, wanted: Sequence[str] = ()) -> dict[str, dict[str, float]]:
    """The milliseconds of each check of each text, by the text's name and the check's; the ordinary text is first."""
    checks, made = _checks(), posts.drafts(7)
    ordinary = ("ordinary posts", "\n".join(next(made).text for _ in range(LENGTH // posts.LENGTH + 1))[:LENGTH])
    for one in checks.values():
        one(ordinary[1])  # reads the tables
    hard = [(name, text) for name, text in texts(LENGTH) if not wanted or name in wanted]
    return {
        name: {how: min(_timed(one, text) for _ in range(rounds)) for how, one in checks.items()}
        for name, text in (ordinary, *hard)
    }


def _checks() -> dict[str, Callable[[str], object]]:
    with_terms, nothing = _company(), Evidence()

    def named(text: str) -> object:
        people = {name.identifier: Person("pupil") for name in names(text)[:1]}
        return check(Draft(text, account="official"), Evidence(people=people))

    return {
        "plain": lambda text: check(Draft(text, account="official"), nothing),
        "company": lambda text: check(Draft(text, account="personal"), with_terms),
        "names": named,
    }


def _company() -> Evidence:
    chance = random.Random(3)
    tags = ["".join(chance.choices(ascii_lowercase, k=8)) for _ in range(2 * TERMS)]
    called = ("Tutor Train", "TutorTrain", *(f"alpha{at} gamma{at}" for at in range(TERMS - 2)))
    kept = tuple(f"alpha{at} beta{at * 7 % TERMS}" for at in range(TERMS))
    drafts = Drafts(names=called, confidential=kept, approved_tags=tuple(tags[:TERMS]), banned_tags=tuple(tags[TERMS:]))
    return evidence(Settings(drafts=drafts))


def _timed(one: Callable[[str], object], text: str) -> float:
    for memory in _memories():
        memory()
    one(WARM)  # the company's terms are made ready once, for all drafts
    began = time.process_time()
    one(text)
    return 1e3 * (time.process_time() - began)


@functools.cache
def _memories() -> list[Callable[[], None]]:
    """How to empty what the checks remember of single words and links; the tables that they read once stay."""
    caches = [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]  # noqa: SLF001
    own = [one for one in caches if one.__module__.startswith("policy.drafts")]
    return [one.cache_clear for one in own if one.cache_info().maxsize]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--show", type=int, default=12, help="how many of the slowest are shown")
    parser.add_argument("text", nargs="*", help="the names of texts, as they are printed; otherwise all")
    given = parser.parse_args()
    found = measured(given.rounds, given.text)
    ordinary = found.pop("ordinary posts")
    print(f"{len(found)} texts of {LENGTH:,} characters; ms, and how many times as long as ordinary posts take; goal {GOAL} ms")
    print(f"| text | {' | '.join(ordinary)} |\n|---{'|---' * len(ordinary)}|")
    print(f"| ordinary posts | {' | '.join(f'{took:.0f}' for took in ordinary.values())} |")
    for name, took in sorted(found.items(), key=lambda one: -max(one[1].values()))[: given.show]:
        print(f"| {name} | {' | '.join(f'{ms:.0f} ({ms / ordinary[how]:.1f})' for how, ms in took.items())} |")


if __name__ == "__main__":
    main()
