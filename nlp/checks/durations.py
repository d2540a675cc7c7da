"""自3月11日至3月25日，历时15天: how long something took, by the two days or months that the sentence tells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import regex

from nlp.checks.reading import CT, C, Mark, Paragraph, Q, Reading, T
from nlp.checks.result import Located, note
from nlp.checks.units import told_unit
from nlp.checks.vocabulary import compiled

_TOLD = (
    rf"(?P<first>{T})(?:{CT}{{0,12}}?[至到、，；]?{CT}{{0,8}}?(?P<last>{T}))?{CT}{{0,14}}?"
    rf"[，、（]?{C}{{0,6}}?{{lasting}}了?(?P<long>{Q}|{T})"
)
_SPAN = regex.compile(r"((?:\d{4})?-{1,2}\d\d(?:-\d\d)?)/((?:\d{4})?-{1,2}\d\d(?:-\d\d)?)")
_POINT = regex.compile(r"(?P<year>\d{4}|-)-(?P<month>\d\d)(?:-(?P<day>\d\d))?")
_MONTHS = regex.compile(r"P(\d+)M")


def durations(reading: Reading) -> Iterator[Located]:
    """Findings on days and months counted from one date to another; both ends may be counted, or one."""
    for paragraph, match in reading.find(compiled(reading.lexicon, _TOLD)):
        ends = _ends(paragraph, match)
        long = paragraph.of(match["long"])[0]
        if ends is None or (counted := _counted(*ends)) is None or long.fact.bound or long.fact.approx:
            continue
        unit, number = counted
        told = _length(long, unit)
        if told is None:
            continue
        fits = told in (number, number + 1)
        text = long.fact.text.strip()
        zh = f"“{text}”：起止日期相距{number}{unit}，{'相符' if fits else '不符'}"
        yield note(
            reading,
            "date",
            "consistent" if fits else "conflict",
            (long.start, long.end),
            zh,
            f"“{text}”: {number} {'days' if unit == '天' else 'months'} from the one date to the other",
            marks=(long, *paragraph.of(match["first"] + (match["last"] or ""))),
        )


def _ends(paragraph: Paragraph, match: regex.Match[str]) -> tuple[str, str] | None:
    """Both dates, as the extraction has them: told as one period, or as two dates."""
    first = paragraph.of(match["first"])[0].fact.time or ""
    if match["last"]:
        last = paragraph.of(match["last"])[0].fact.time or ""
        return (first, last) if _POINT.fullmatch(first) and _POINT.fullmatch(last) else None
    span = _SPAN.fullmatch(first)
    return (span[1], span[2]) if span else None


def _counted(first: str, last: str) -> tuple[str, int] | None:
    """The days, or the months, from one date to another; None for dates of two kinds or in the wrong order."""
    one, two = _POINT.fullmatch(first), _POINT.fullmatch(last)
    if not one or not two or bool(one["day"]) != bool(two["day"]):
        return None
    years = [int(m["year"]) if m["year"] != "-" else None for m in (one, two)]
    if (years[0] is None) != (years[1] is None):
        return None
    year, until = (y or 2019 for y in years)  # no leap year
    if not one["day"]:
        months = (until - year) * 12 + int(two["month"]) - int(one["month"])
        return ("个月", months) if months > 0 else None
    try:
        days = (date(until, int(two["month"]), int(two["day"])) - date(year, int(one["month"]), int(one["day"]))).days
    except ValueError:
        return None
    return ("天", days) if days > 0 else None


def _length(long: Mark, unit: str) -> int | None:
    """The number of days or months that a figure tells; None where it tells another unit."""
    if unit == "个月":
        months = _MONTHS.fullmatch(long.fact.time or "")
        return int(months[1]) if months else None
    days = long.fact.kind == "measure" and told_unit(long) in ("天", "日")
    return int(long.figure.value) if days and long.figure.value is not None else None
