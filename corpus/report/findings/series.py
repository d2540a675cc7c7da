"""An indicator over time: what the documents state for each time, and which of it is in question."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import NamedTuple

from corpus.report.findings.anchors import Anchors
from corpus.report.findings.evidence import value_of
from corpus.report.findings.matrix import Same, as_stated, key_of

LEAST = 3
_TIME = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Point(NamedTuple):
    """One stated figure. `at` is its time in years: 2019-07 → 2019.5."""

    time: str
    at: float
    value: Decimal
    text: str
    document: str
    standing: str
    href: str | None


class Series(NamedTuple):
    """The figures for one indicator and place, by time. `usual` is the line: one undisputed figure a time."""

    metric: str
    place: str
    unit: str
    points: list[Point]
    usual: list[Point]

    @property
    def disputed(self) -> list[Point]:
        """The figures in question."""
        return [point for point in self.points if point.standing == "disputed"]


def series(anchors: Anchors) -> list[Series]:
    """The indicators stated for at least `LEAST` times, those with figures in question first."""
    same = Same(anchors)
    found: dict[tuple[str, str, str], list[Point]] = {}
    for source in anchors.statements.sources:
        for fact in source.extraction.facts:
            value, key = value_of(fact), key_of(fact)
            if value is None or key is None or fact.bound:
                continue
            metric, place, time, role, unit = same.find(key)
            at = _years(fact.time or time)
            if at is None or role != "level":
                continue
            found.setdefault((metric, place, unit), []).append(Point(
                fact.time or time, at, value, as_stated(fact), source.name,
                anchors.standing(source, fact), anchors.record(source, fact),
            ))
    made = []
    for (metric, place, unit), points in sorted(found.items()):
        if len({point.at for point in points}) >= LEAST:
            points.sort(key=lambda point: (point.at, point.value, point.document))
            made.append(Series(metric, place, unit, points, _usual(points)))
    return sorted(made, key=lambda one: not one.disputed)


def _usual(points: list[Point]) -> list[Point]:
    """For each time the figure that most documents state, of those that are not in question; the first of equals."""
    by_time: dict[float, list[Point]] = {}
    for point in points:
        if point.standing != "disputed":
            by_time.setdefault(point.at, []).append(point)
    line = []
    for at in sorted(by_time):
        value, _ = Counter(point.value for point in by_time[at]).most_common(1)[0]
        line.append(next(point for point in by_time[at] if point.value == value))
    return line


def _years(time: str) -> float | None:
    match = _TIME.fullmatch(time)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    # A whole year stands at its end, where stocks are counted.
    return (year or 0) + ((month or 12) - 1) / 12 + ((day or 31) - 1) / 372
