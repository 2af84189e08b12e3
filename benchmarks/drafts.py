"""How fast drafts are checked: the real command line, fed one draft after another, beside one that only reads and writes JSON.

    python -m benchmarks.drafts [--count N] [--pack FILE]…

Every draft is different, with other links and hashtags, so nothing that was remembered helps much. Peers are measured along if
they are installed: better-profanity on the hashtags, fraudurl on the links.
"""

import argparse
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import msgspec

from benchmarks import posts
from policy.drafts.draft import Draft
from policy.drafts.hashtags.tokens import hashtags
from policy.drafts.links.find import places

ECHO = "import json, sys\nfor line in sys.stdin.buffer: print(json.dumps(json.loads(line)), flush=True)"
FIRST = b'{"text":"Revise #fractions with https://example.org/"}\n'
type Figure = tuple[str, str, str]


class Run(msgspec.Struct, frozen=True):
    """What a process did with the drafts: seconds until the first answer, a second's drafts, each one's wait, its memory."""

    start: float
    rate: float
    waits: tuple[float, ...]
    peak: float  # MB

    def wait(self, share: float) -> float:
        """The wait, in milliseconds, that such a share of the drafts does not exceed."""
        return 1e3 * sorted(self.waits)[min(len(self.waits) - 1, int(len(self.waits) * share))]


def everything(packs: Sequence[Path] = (), count: int = 2_000) -> list[Figure]:
    flags = [flag for pack in packs for flag in ("--pack", str(pack))]
    run = measured([sys.executable, "-m", "proxy_addons", "draft", "--jsonl", *flags], count)
    echo = measured([sys.executable, "-c", ECHO], count)
    return [
        ("drafts per second (2,000 characters, 5 links, 20 hashtags)", f"{run.rate:,.0f}", "≥ 500"),
        ("the same, as a share of reading and writing JSON alone", f"{run.rate / echo.rate:.3f}", "-"),
        ("one draft by itself, p50 / p99, ms", f"{run.wait(0.5):.2f} / {run.wait(0.99):.2f}", "p99 ≤ 10"),
        ("from the start to the first answer, s (JSON alone)", f"{run.start:.2f} ({echo.start:.2f})", "≤ 1"),
        ("memory at its peak, MB (JSON alone)", f"{run.peak:.0f} ({echo.peak:.0f})", "≤ 150"),
        *peers(count),
    ]


def measured(command: list[str], count: int) -> Run:
    """Start a process, wait for its first answer, send drafts one by one, then as many as it takes."""
    lines = posts.lines(2 * count)
    began = time.perf_counter()
    with _running(command) as process:
        assert process.stdin
        assert process.stdout
        _asked(process, FIRST)
        start = time.perf_counter() - began
        waits = tuple(_timed(process, line) for line in lines[:count])
        began = time.perf_counter()
        writer = threading.Thread(target=_poured, args=(process, lines[count:]))
        writer.start()
        for _ in lines[count:]:
            process.stdout.readline()
        rate = count / (time.perf_counter() - began)
        writer.join()
        return Run(start, rate, waits, _peak(process.pid))


@contextmanager
def _running(command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield process  # the pipes are closed at the end, which ends it


def _asked(process: subprocess.Popen[bytes], line: bytes) -> None:
    assert process.stdin
    assert process.stdout
    process.stdin.write(line)
    process.stdin.flush()
    if not process.stdout.readline():
        raise RuntimeError(f"no answer: {process.args!r}")


def _timed(process: subprocess.Popen[bytes], line: bytes) -> float:
    began = time.perf_counter()
    _asked(process, line)
    return time.perf_counter() - began


def _poured(process: subprocess.Popen[bytes], lines: list[bytes]) -> None:
    assert process.stdin
    process.stdin.writelines(lines)
    process.stdin.flush()


def _peak(pid: int) -> float:
    """The most memory that a process ever had, in MB; Linux says it while the process lives."""
    lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) * 1_024 / 1e6 for line in lines if line.startswith("VmHWM"))


def peers(count: int) -> Iterator[Figure]:
    """Drafts a second of programs that do a part of the work, if they are installed: hashtags alone, links alone."""
    made = posts.drafts(3)
    drafts = [next(made) for _ in range(min(count, 20))]
    for module, what, parts in (("better_profanity", "hashtags", _tags), ("fraudurl", "links", _links)):
        try:
            peer = _peer(module)
        except ImportError:
            continue
        began = time.perf_counter()
        for draft in drafts:
            for part in parts(draft):
                peer(part)
        yield f"{module}, {what} alone, drafts per second", f"{len(drafts) / (time.perf_counter() - began):,.1f}", "-"


def _peer(module: str) -> Callable[[str], object]:
    if module == "better_profanity":
        check: Callable[[str], object] = import_module(module).profanity.contains_profanity
    else:
        scores = import_module(f"{module}.cli")
        scores._init_worker(False, None)  # noqa: FBT003, SLF001 - what its command line does first
        check = lambda link: scores.score_rows([link])  # noqa: E731
    check("https://example.org/")  # what it loads once is not counted
    return check


def _tags(draft: Draft) -> list[str]:
    return [tag.text for tag in hashtags(draft.text, draft.platform or "")]


def _links(draft: Draft) -> list[str]:
    return [draft.text[place.start : place.end] for place in places(draft.text, draft.platform)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--pack", type=Path, action="append", default=[])
    given = parser.parse_args()
    for what, value, goal in everything(given.pack, given.count):
        print(f"| {what} | {value} | {goal} |")


if __name__ == "__main__":
    main()
