"""Figures about a sequence: how firmly it holds together, how freely it stands, how much it belongs to some years."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import log, log2

from nlp.discovery.tally import OTHER


def association(phrase: str, words: list[str], count: Callable[[str], int], total: int) -> float:
    """The least normalised pointwise mutual information over all splits between words: 1 where the parts stand only
    together, 0 where they meet by chance; 0 to 1."""
    whole = count(phrase)
    if len(words) < 2 or not whole or total < 2:
        return 1.0 if whole else 0.0
    chance = whole / total
    least = 1.0
    for at in range(1, len(words)):
        left, right = count("".join(words[:at])) or whole, count("".join(words[at:])) or whole
        value = log(chance / ((left / total) * (right / total))) / -log(chance) if chance < 1 else 1.0
        least = min(least, value)
    return max(0.0, least)


def entropy(side: Mapping[str, int]) -> float:
    """The entropy of the words on one side, in bits."""
    total = sum(side.values())
    return sum(n / total * log2(total / n) for n in side.values()) if total else 0.0


def freedom(side: Mapping[str, int], ends: Callable[[str], bool]) -> float:
    """Whether a sequence ends on this side: 1 where what follows are marks, such words as stand beside phrases, or
    ever other words; 0 where one and the same word always follows."""
    total = sum(side.values())
    tied = max((n for word, n in side.items() if word != OTHER and not ends(word)), default=0)
    return 1 - (tied - 1) / total if tied > 1 else 1.0


def burst(years: Mapping[int, int], by_year: Mapping[int, int]) -> tuple[float, int | None]:
    """How much the mentions keep to one year, beyond that year's share of the documents: 0 (as expected, or too few) to
    1 (only there), and the year."""
    said, all_ = sum(years.values()), sum(by_year.values())
    if said < 3 or len(by_year) < 2:
        return 0.0, None
    best, year = 0.0, None
    for y in sorted(years):
        share, expected = years[y] / said, by_year[y] / all_
        over = (share - expected) / (1 - expected) if expected < 1 else 0.0
        if over > best + 1e-12:
            best, year = over, y
    return best, year
