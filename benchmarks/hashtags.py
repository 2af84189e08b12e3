"""How right the hashtag check is, on data that it was not made from, beside the best offline peer.

    python -m benchmarks.hashtags --innocent FILE… --rude FILE… [--sample N]

A file holds one word a line, or is a Python wheel's list of words. Of innocent words every `inappropriate` is an error; rude
ones are tried plain, in a tag of several words, and in five disguises. better-profanity is measured along if it is installed.
"""

import argparse
import random
import time
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path

from policy.drafts.hashtags.judgement import Verdict, judge

LEET = str.maketrans("oieas", "01345")
LOOK_ALIKE = str.maketrans("aeopcxi", "\u0430\u0435\u043e\u0440\u0441\u0445\u0456")
DISGUISES: dict[str, Callable[[str], str]] = {
    "digits for letters": lambda word: word.translate(LEET),
    "letters drawn out": lambda word: word[:2] + word[1] * 3 + word[2:],
    "look-alike letters": lambda word: word.translate(LOOK_ALIKE),
    "full width": lambda word: "".join(chr(ord(char) + 0xFEE0) for char in word),
    "underscores": "_".join,
    "a letter starred": lambda word: word[:1] + "*" + word[2:],
}


def words(paths: Iterable[Path]) -> list[str]:
    lines = [line.strip().lower() for path in paths for line in path.read_text("utf-8").splitlines()]
    return sorted({line for line in lines if line.isascii() and line.isalpha() and len(line) > 2})


def share(found: Sequence[bool]) -> str:
    return f"{sum(found)} of {len(found)} ({100 * sum(found) / max(1, len(found)):.1f} %)"


def peer() -> Callable[[str], bool] | None:
    try:
        profanity = import_module("better_profanity").profanity  # only if somebody installed it
    except ImportError:
        return None
    return lambda word: bool(profanity.contains_profanity(word))


def verdicts(tags: Sequence[str]) -> list[Verdict]:
    return [judge(f"#{tag}").verdict for tag in tags]


def innocent(tags: list[str], other: Callable[[str], bool] | None) -> None:
    found = verdicts(tags)
    for verdict in (Verdict.INAPPROPRIATE, Verdict.CAUTION):
        wrong = [tag for tag, one in zip(tags, found, strict=True) if one is verdict]
        print(f"innocent, {verdict.name.lower()}: {share([one is verdict for one in found])}: {' '.join(wrong[:40])}")
    if other:
        print(f"innocent, peer flags: {share([other(tag) for tag in tags])}")


def rude(tags: list[str], other: Callable[[str], bool] | None) -> None:
    forms: dict[str, Callable[[str], str]] = {"plain": str, "in a tag of words": lambda word: f"what{word}day", **DISGUISES}
    for name, form in forms.items():
        tried = [form(tag) for tag in tags]
        found = verdicts(tried)
        line = f"rude, {name}: flagged {share([one > Verdict.OK for one in found])}, "
        line += f"inappropriate {share([one is Verdict.INAPPROPRIATE for one in found])}"
        print(line + (f"; peer {share([other(tag) for tag in tried])}" if other else ""))
        if name == "plain":
            print("  missed:", " ".join(tag for tag, one in zip(tags, found, strict=True) if one is Verdict.OK)[:600])


def speed(tags: list[str]) -> None:
    judge("#warm")
    times = []
    for start in range(0, len(tags) - 20, 20):
        begun = time.perf_counter()
        verdicts([f"{one}{two}" for one, two in zip(tags[start : start + 20], tags[start + 1 : start + 21], strict=True)])
        times.append(time.perf_counter() - begun)
    if times:
        times.sort()
        half, most = (times[int(len(times) * part)] * 1e3 for part in (0.5, 0.99))
        print(f"20 hashtags of two words: p50 {half:.2f} ms, p99 {most:.2f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--innocent", type=Path, nargs="*", default=[])
    parser.add_argument("--rude", type=Path, nargs="*", default=[])
    parser.add_argument("--sample", type=int, default=0, help="so many innocent words, chosen by a fixed seed; 0 is all")
    args = parser.parse_args()
    good, bad, other = words(args.innocent), words(args.rude), peer()
    if args.sample:
        good = random.Random(0).sample(good, min(args.sample, len(good)))
    if good:
        innocent(good, other)
        speed(good)
    if bad:
        rude(bad, other)


if __name__ == "__main__":
    main()
