"""The best offline peers, asked the same questions in a process of their own.

    python -m benchmarks.peers links|scores|tags|names < lines      a level a line: 0 fine, 1 doubtful, 2 bad

links: fraudurl 1.0.1 (REVIEW is doubtful, FRAUD bad). scores: how likely it finds fraud, in thousandths, in place of levels.
tags: better-profanity 0.7.0 (a word that it would hide is bad). names: confusable_homoglyphs 3.3.1 (a name that it calls
dangerous or mixed is bad).
"""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from benchmarks import fetched

PACKAGES = ("fraudurl==1.0.1", "better-profanity==0.7.0", "confusable_homoglyphs==3.3.1")
LEVELS = {"LEGITIMATE": 0, "REVIEW": 1, "FRAUD": 2}


def levels(kind: str, lines: Sequence[str]) -> list[int]:
    """What the peer says of each line."""
    place = {**os.environ, "PYTHONPATH": str(fetched.installed(*PACKAGES)), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "benchmarks.peers", kind]
    root = Path(__file__).parents[1]
    said = subprocess.run(command, input="\n".join(lines), check=True, capture_output=True, text=True, env=place, cwd=root)
    return [int(level) for level in said.stdout.split()]


def _links(lines: Sequence[str]) -> list[int]:
    return [LEVELS.get(row["fraud_verdict"], 1) for row in _scored(lines)]


def _scores(lines: Sequence[str]) -> list[int]:
    return [round(1000 * float(row["fraud_probability"] or 0)) for row in _scored(lines)]


def _scored(lines: Sequence[str]) -> list[dict[str, str]]:
    cli = import_module("fraudurl.cli")
    cli._init_worker(enrich=False, base_rate=None)  # noqa: SLF001 - what its own command line does first
    rows: list[dict[str, str]] = cli.score_rows(list(lines))
    return rows


def _tags(lines: Sequence[str]) -> list[int]:
    profanity = import_module("better_profanity").profanity
    return [2 * profanity.contains_profanity(line.lstrip("#\uff03")) for line in lines]


def _names(lines: Sequence[str]) -> list[int]:
    confusables = import_module("confusable_homoglyphs.confusables")
    return [2 * bool(confusables.is_dangerous(line)) for line in lines]


KINDS: dict[str, Callable[[Sequence[str]], list[int]]] = {"links": _links, "scores": _scores, "tags": _tags, "names": _names}


if __name__ == "__main__":
    print(*KINDS[sys.argv[1]](sys.stdin.read().split("\n")), sep="\n")
