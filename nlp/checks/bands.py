"""50万元以上的5个、20万元至50万元的6个、20万元以下的4个: bands that join one another and leave neither end open."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

import regex

from nlp.checks.lists import add
from nlp.checks.reading import Mark, Paragraph, Reading
from nlp.checks.result import Comparison

_N, _U = (
    r"(?P<{0}>\d+(?:\.\d+)?)",
    r"(?P<{0}>(?:[十百千万亿]*(?:元|亩|岁|周岁|人|户|公里|吨|平方米|分|年|天|个月|%|％))?)",
)
_LOW, _LOW_UNIT, _HIGH, _HIGH_UNIT = _N.format("low"), _U.format("lu"), _N.format("high"), _U.format("hu")
_ENDING = r"(?:（[^（）]{1,8}）)?(?:的|之间的?)?(?:有|为|共|分别为)?[^\d，。、；：]{0,5}$"
_ABOVE = regex.compile(
    rf"(?:(?:超过|高于|大于){_LOW}{_LOW_UNIT}|(?<![\d.]){_LOW}{_LOW_UNIT}(?:及|（含）|\(含\))?以上){_ENDING}"
)
_BELOW = regex.compile(
    rf"(?:(?:不足|低于|不到|不满|小于){_HIGH}{_HIGH_UNIT}|(?<![\d.]){_HIGH}{_HIGH_UNIT}(?:及|（含）|\(含\))?(?:以下|以内)){_ENDING}"
)
_INSIDE = regex.compile(
    rf"(?<![\d.]){_LOW}{_LOW_UNIT}(?:至|到|[-—–~～]+){_HIGH}{_HIGH_UNIT}(?:之间|以内|以下)?{_ENDING}"
)
_BETWEEN = regex.compile(r"[。\n]")


class Band(NamedTuple):
    """A class of sizes; an open end is None. `part` is the count in it."""

    low: Decimal | None
    high: Decimal | None
    unit: str
    part: Mark


def banded(reading: Reading) -> Iterator[Comparison]:
    """A whole with all bands of a size after it, in the order of the size."""
    for paragraph in reading.paragraphs:
        for run in _runs(reading, paragraph):
            ordered = run if run[0].low is None else run[::-1]
            joined = all(_join(a, b) for a, b in pairwise(ordered))
            if len(run) < 2 or ordered[0].low is not None or ordered[-1].high is not None or not joined:
                continue
            if len({band.unit for band in run if band.unit}) != 1:
                continue
            whole = _whole(paragraph, run[0].part)
            if whole is not None:
                yield add(whole, [band.part for band in run])


def _runs(reading: Reading, paragraph: Paragraph) -> Iterator[list[Band]]:
    run: list[Band] = []
    previous = paragraph.start
    for mark in paragraph.marks:
        if mark.fact.kind != "count":
            continue  # a band's own ends, and shares (占35.7%), stand among the counts
        band = _band(reading.text[previous : mark.start], mark)
        alike = not run or (mark.unit == run[0].part.unit and not _BETWEEN.search(reading.text[previous : mark.start]))
        if run and (band is None or not alike):
            yield run
            run = []
        run += [band] if band else []
        previous = mark.end
    if run:
        yield run


def _band(words: str, part: Mark) -> Band | None:
    if part.figure.value is None or part.figure.loose:
        return None
    if match := _INSIDE.search(words):
        return Band(Decimal(match["low"]), Decimal(match["high"]), match["hu"] or match["lu"], part)
    if match := _ABOVE.search(words):
        return Band(Decimal(match["low"]), None, match["lu"], part)
    if match := _BELOW.search(words):
        return Band(None, Decimal(match["high"]), match["hu"], part)
    return None


def _join(lower: Band, upper: Band) -> bool:
    """Whether one band begins where the other ends; 35岁以下 and 36岁至50岁 do."""
    if lower.high is None or upper.low is None:
        return False
    step = upper.low - lower.high
    return step == 0 or (
        step == 1 and lower.high == int(lower.high) and bool(regex.search("岁|年", upper.unit or lower.unit))
    )


def _whole(paragraph: Paragraph, first: Mark) -> Mark | None:
    """The only count of the bands' unit that the sentence tells before them."""
    start, _ = paragraph.sentence(first.at)
    start = max(start, paragraph.text.rfind("；", 0, first.at) + 1)
    before = [m for m in paragraph.between(start, first.at) if m.fact.kind == "count" and m.unit == first.unit]
    return before[0] if len(before) == 1 and not before[0].figure.loose else None
