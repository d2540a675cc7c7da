"""How far a stated probability can be trusted: reliability by bins, Brier score, expected calibration error, AUC."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

BINS = 10


class Bin(NamedTuple):
    """Facts of like confidence: how many, what was said on average, and the part that is right."""

    size: int
    said: float
    right: float


def bins(sure: Sequence[float], right: Sequence[bool], number: int = BINS) -> list[Bin]:
    """Bins of equal size, least sure first. Facts of one confidence stay together, so sizes are only nearly equal."""
    ordered = sorted(zip(sure, right, strict=True))
    out: list[Bin] = []
    start = 0
    for i in range(1, len(ordered) + 1):
        full = i - start >= len(ordered) / number
        if i == len(ordered) or (full and ordered[i][0] != ordered[i - 1][0]):
            part = ordered[start:i]
            out.append(Bin(len(part), _mean([p for p, _ in part]), _mean([r for _, r in part])))
            start = i
    return out


def brier(sure: Sequence[float], right: Sequence[bool]) -> float:
    """The mean squared distance from what came true; less is better."""
    return _mean([(p - r) ** 2 for p, r in zip(sure, right, strict=True)])


def calibration_error(sure: Sequence[float], right: Sequence[bool]) -> float:
    """What is said in a bin against what is right in it, on average over facts; less is better."""
    return sum(b.size * abs(b.said - b.right) for b in bins(sure, right)) / len(sure)


def auc(sure: Sequence[float], right: Sequence[bool]) -> float:
    """The chance that a right fact is surer than a wrong one, ties counting half; 0.5 tells nothing apart."""
    good = [p for p, r in zip(sure, right, strict=True) if r]
    bad = [p for p, r in zip(sure, right, strict=True) if not r]
    wins = sum((g > b) + (g == b) / 2 for g in good for b in bad)
    return wins / (len(good) * len(bad)) if good and bad else 0.5


def report(sure: Sequence[float], right: Sequence[bool], table: bool = True) -> str:
    """The figures, with the bins as a table before them."""
    lines = []
    if table:
        lines = ["  facts  said   right", *(f"  {b.size:5}  {b.said:.3f}  {b.right:.3f}" for b in bins(sure, right))]
    wrong = len(right) - sum(right)
    error = calibration_error(sure, right)
    lines.append(
        f"  {len(right)} facts, {wrong} wrong; said {_mean(sure):.3f}, right {_mean(right):.3f}; "
        f"Brier {brier(sure, right):.4f}, calibration error {error:.4f}, AUC {auc(sure, right):.3f}"
    )
    return "\n".join(lines)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
