"""Dates that no calendar has, periods that end before they begin, results dated after the document."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import regex

from nlp.checks.reading import Reading
from nlp.checks.result import Located, note

RULE: Final = "date"
ABOUT = (
    "不存在的日期、起止颠倒、晚于成文日期的结果",
    "impossible dates, ends before beginnings, results dated after the document",
)
_DAY = regex.compile(
    r"(?<!\d)(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>\d{1,2})月(?:份)?(?:(?P<day>\d{1,2})[日号])?(?![\d个])"
)
_SPAN = regex.compile(
    r"(?<![\d前后])(?P<from>(?:19|20)\d\d)年?(?:(?P<month>\d{1,2})月)?(?:初|底|末)?(?P<to>至|到|—{1,2}|－|-|~|～)(?P<until>(?:19|20)\d\d)年(?:(?P<last>\d{1,2})月)?"
)
_RESULT = regex.compile(r"(?:截至|截止到?|截止至)$")
_GRACE = timedelta(days=31)  # 截至年底 in a report of December


def check(reading: Reading) -> Iterator[Located]:
    """Findings on dates and periods."""
    yield from _impossible(reading)
    yield from _reversed(reading)
    yield from _later(reading)


def _impossible(reading: Reading) -> Iterator[Located]:
    for match in _DAY.finditer(reading.text):
        month, day = int(match["month"]), int(match["day"] or 1)
        year = int(match["year"] or 2020)  # a leap year, where none is stated
        if match["day"] is None and match["year"] is None and month > 12:
            continue
        if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
            zh, en = f"“{match[0]}”：没有这个日期", f"“{match[0]}”: there is no such date"
            yield note(reading, RULE, "conflict", match.span(), zh, en)


def _reversed(reading: Reading) -> Iterator[Located]:
    for match in _SPAN.finditer(reading.text):
        if regex.match("由|从", match["to"]) or not 1 <= int(match["month"] or 1) <= 12:
            continue
        first = (int(match["from"]), int(match["month"] or 0) if match["last"] else 0)
        last = (int(match["until"]), int(match["last"] or 0) if match["month"] else 0)
        if last < first:
            zh, en = f"“{match[0]}”：终止早于起始", f"“{match[0]}”: ends before it begins"
            yield note(reading, RULE, "conflict", match.span(), zh, en)
        else:
            zh, en = f"“{match[0]}”：起止顺序相符", f"“{match[0]}”: begins before it ends"
            yield note(reading, RULE, "consistent", match.span(), zh, en)


def _later(reading: Reading) -> Iterator[Located]:
    """截至 a day after the day that the document bears."""
    stated = reading.extraction.document.date or ""
    if not regex.fullmatch(r"\d{4}-\d\d-\d\d", stated):
        return
    try:
        written = date.fromisoformat(stated)
    except ValueError:
        return
    for paragraph in reading.paragraphs:
        for mark in paragraph.marks:
            if mark.fact.kind != "date" or not _RESULT.search(paragraph.text[max(0, mark.at - 3) : mark.at]):
                continue
            if (begins := _begins(mark.fact.time or "")) and begins > written + _GRACE:
                text = mark.fact.text.strip()
                zh = f"“{text}”：晚于成文日期{stated}，不符"
                yield note(
                    reading,
                    RULE,
                    "conflict",
                    (mark.start, mark.end),
                    zh,
                    f"“{text}”: after the document's own date, {stated}",
                    marks=(mark,),
                    severity="warning",
                )


def _begins(time: str) -> date | None:
    match = regex.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", time)
    try:
        return date(int(match[1]), int(match[2] or 1), int(match[3] or 1)) if match else None
    except ValueError:
        return None
