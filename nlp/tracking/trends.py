"""Whether a share of documents rises or falls over the years: the Cochran–Armitage test for trend in proportions."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from typing import Literal, NamedTuple

SIGNIFICANT = 1.96
"""Beyond this |z| a trend this strong comes by chance in fewer than 5 of 100 folders without one."""


class Part(NamedTuple):
    """Years of the folder, in how many of their documents a phrase stands, and of how many."""

    first: int
    last: int
    said: int
    of: int

    @property
    def share(self) -> float:
        """In %."""
        return 100 * self.said / self.of


class Trend(NamedTuple):
    """The years before and after the middle of the folder's documents; `z`, positive where the share rises."""

    early: Part
    late: Part
    z: float
    direction: Literal["rising", "falling", "steady"]


def trend(said: Mapping[int, int], documents: Mapping[int, int]) -> Trend | None:
    """The trend of `said` of `documents` a year, both counts of documents.

    None for fewer than three years, fewer than three documents that say it, or where all documents say it.

    >>> found = trend({2016: 1, 2017: 3, 2018: 6}, {2016: 8, 2017: 8, 2018: 8})
    >>> found.direction, found.z
    ('rising', 2.54)
    """
    years = sorted(documents)
    total, hits = sum(documents.values()), sum(said.values())
    if len(years) < 3 or hits < 3 or hits == total:
        return None
    mean = hits / total
    slope = sum(year * (said.get(year, 0) - documents[year] * mean) for year in years)
    centre = sum(year * documents[year] for year in years) / total
    spread = sum(documents[year] * (year - centre) ** 2 for year in years)
    z = slope / sqrt(mean * (1 - mean) * spread)
    # A single first or last year may hold one document only, and belie the trend.
    early, late = ([year for year in years if (year <= centre) is before] for before in (True, False))
    direction: Literal["rising", "falling", "steady"] = "rising" if z > 0 else "falling"
    return Trend(
        _part(early, said, documents), _part(late, said, documents), round(z, 2),
        "steady" if abs(z) < SIGNIFICANT else direction,
    )


def _part(years: list[int], said: Mapping[int, int], documents: Mapping[int, int]) -> Part:
    return Part(years[0], years[-1], sum(said.get(y, 0) for y in years), sum(documents[y] for y in years))
