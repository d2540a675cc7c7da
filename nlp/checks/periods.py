"""五年累计A，年均B; 每月A，一年B: averages over the years or months that the sentence tells of."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from nlp.checks.reading import C, Paragraph, Q, Reading
from nlp.checks.result import FITS, Located, compare, figures
from nlp.intervals import Interval

_BY_YEAR = regex.compile(
    rf"(?:累计|共|总共|合计|总){C}{{0,14}}?(?P<total>{Q})[，,（(](?:平均每年|年均|年平均)(?P<what>{C}{{0,8}}?)(?P<stated>{Q})"
)
_NUMBER_OF_YEARS = regex.compile(r"(?P<n>[两三四五六七八九十]|[2-9]|10)年(?:来|间|内|时间)?(?![初中底末前])")
_BY_MONTH = regex.compile(
    rf"(?:每个?月|月均?)(?P<what>{C}{{0,5}}?)(?P<stated>{Q})[，,](?:一年|每年)(?:下来)?"
    rf"(?P<verb>(?:就|是|收入|约|能|可以?|共|总共|合计|累计|有|挣|领到?|拿到?|挣到?|得到?|补助|补贴|工资)*)(?P<total>{Q})"
)


def yearly(reading: Reading) -> Iterator[Located]:
    """五年累计投入A，年均B: the years are told as a number or as a period in the sentence."""
    for paragraph, match in reading.find(_BY_YEAR):
        total, stated = paragraph.of(match["total"])[0], paragraph.of(match["stated"])[0]
        start, _ = paragraph.sentence(match.start())
        start = max(start, paragraph.text.rfind("；", 0, match.start()) + 1)
        years = _years(paragraph, start, match.start())
        alike = total.unit == stated.unit and total.fact.kind == stated.fact.kind
        if not alike or not years or match["what"].strip("约为达"):
            continue
        count = Interval.exact(years)
        expected, rounded = total.figure.interval().over(count), total.figure.rounded().over(count)
        found = compare(stated, (total,), expected, rounded, mean=True)
        text = total.fact.text.strip()
        yield figures(reading, "average", found, f"{text}按{years}年平均", f"{text} over {years} years")


def _years(paragraph: Paragraph, start: int, end: int) -> int | None:
    """The number of years that a stretch of text tells of; None where it tells of none, or of two different ones."""
    found = set()
    for mark in paragraph.marks:
        if start <= mark.at <= end and mark.fact.kind in ("date", "period"):
            text = mark.fact.text.strip()
            if regex.search("以来|至今|起$", text) or paragraph.text.startswith(("以来", "至今", "起"), mark.at + 1):
                return None
            if span := regex.fullmatch(r"(\d{4})/(\d{4})", mark.fact.time or ""):
                found.add(int(span[2]) - int(span[1]) + 1)
            elif number := _NUMBER_OF_YEARS.search(text):
                found.add(_number(number["n"]))
            elif mark.fact.kind == "period":
                return None
    for number in _NUMBER_OF_YEARS.finditer(paragraph.text, start, end):
        found.add(_number(number["n"]))
    return found.pop() if len(found) == 1 else None


def _number(numeral: str) -> int:
    return int(numeral) if numeral.isdigit() else 2 if numeral == "两" else "一二三四五六七八九十".index(numeral) + 1


def monthly(reading: Reading) -> Iterator[Located]:
    """每月A，一年B. A year of fewer months' work, or one with a bonus, is no error.

    A year of thirteen months is one, and so is one with its digits swapped.
    """
    for paragraph, match in reading.find(_BY_MONTH):
        month, year = paragraph.of(match["stated"])[0], paragraph.of(match["total"])[0]
        if month.unit != year.unit or {month.fact.kind, year.fact.kind} != {"money"}:
            continue
        count = Interval.exact(12)
        found = compare(year, (month,), month.figure.interval().times(count), month.figure.rounded().times(count))
        over = year.figure.interval().low > found.expected.high and not year.figure.loose
        if over or found.verdict in (*FITS, "digit_slip"):
            text = month.fact.text.strip()
            yield figures(reading, "average", found, f"{text}乘以12个月", f"12 times {text}")
