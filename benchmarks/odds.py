"""Logistic regression with weights that are never below zero: what each signal adds to the logarithm of the odds.

Cyclic coordinate descent, one Newton step each, over rows that are grouped by what they show. Deterministic.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

L1, L2, SWEEPS = 1.0, 3.0, 80
SEEN, SEEN_BAD = 25, 8  # how often a signal must have been seen at all, and on bad hosts, to be given a weight
type Signals = tuple[str, ...]


def fit(bad: Iterable[Signals], good: Iterable[Signals], leave_out: frozenset[str]) -> dict[str, float]:
    """The weights of all signals that have one."""
    wrong, right = Counter(map(frozenset, bad)), Counter(map(frozenset, good))
    groups = sorted(set(wrong) | set(right), key=sorted)
    counts = [(wrong[group] + right[group], wrong[group]) for group in groups]
    members: dict[str, list[int]] = {}
    for row, group in enumerate(groups):
        for signal in group - leave_out:
            members.setdefault(signal, []).append(row)
    kept = {name: at for name, at in sorted(members.items()) if _enough([counts[row] for row in at])}
    scores, weights = [0.0] * len(groups), dict.fromkeys(kept, 0.0)
    for _ in range(SWEEPS):
        _step(scores, counts, range(len(groups)), 0.0, floor=-math.inf, penalty=False)
        for name, at in kept.items():
            weights[name] = _step(scores, counts, at, weights[name], floor=0.0, penalty=True)
    return {name: weight for name, weight in weights.items() if weight > 0.05}


def _enough(counts: list[tuple[int, int]]) -> bool:
    return sum(seen for seen, _ in counts) >= SEEN and sum(bad for _, bad in counts) >= SEEN_BAD


def _step(
    scores: list[float], counts: list[tuple[int, int]], at: Sequence[int], weight: float, *, floor: float, penalty: bool
) -> float:
    """One Newton step along one weight; the scores of its rows move with it."""
    slope, bend = (L1 + L2 * weight, L2) if penalty else (0.0, 1e-9)
    for row in at:
        seen, bad = counts[row]
        chance = 1 / (1 + math.exp(-scores[row]))
        slope += seen * chance - bad
        bend += seen * chance * (1 - chance)
    new = max(floor, weight - max(-1.0, min(1.0, slope / bend)))
    if new != weight:
        for row in at:
            scores[row] += new - weight
    return new
