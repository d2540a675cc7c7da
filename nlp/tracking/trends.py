"""Whether a share of documents rises or falls over the years: the Cochran–Armitage test for trend in proportions."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from typing import Literal, NamedTuple

SIGNIFICANT = 1.96
"""Beyond this |z| a trend this strong comes by chance in fewer than 5 of 100 folders without one."""


class Trend(NamedTuple):
    """The shares of the first and last years of the folder, in %, and as “3/8”; `z`, positive where it rises."""

    first: int
    first_share: float
    first_part: str
    last: int
    last_share: float
    last_part: str
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
    first, last = years[0], years[-1]
    return Trend(
        first, 100 * said.get(first, 0) / documents[first], f"{said.get(first, 0)}/{documents[first]}",
        last, 100 * said.get(last, 0) / documents[last], f"{said.get(last, 0)}/{documents[last]}", round(z, 2),
        "steady" if abs(z) < SIGNIFICANT else "rising" if z > 0 else "falling",
    )
