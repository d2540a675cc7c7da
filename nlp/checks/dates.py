"""Dates that no calendar has, periods that end before they begin, results dated after the document."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import regex

from nlp.checks.durations import durations
from nlp.checks.reading import CT, C, Reading, T
from nlp.checks.result import Located, note

RULE: Final = "date"
ABOUT = (
    "不存在的日期、起止颠倒、历时与起止不合、晚于成文日期的结果",
    "impossible dates, ends before beginnings, lengths of time, results dated after the document",
)
_DAY = regex.compile(
    r"(?<!\d)(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>\d{1,2})月(?:份)?(?:(?P<day>\d{1,2})[日号])?(?![\d个])"
)
_SPAN = regex.compile(
    r"(?<![\d前后])(?P<from>(?:19|20)\d\d)年?(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号])?)?(?:初|底|末)?"
    r"(?P<to>至|到|—{1,2}|－|-|~|～)"
    r"(?:(?P<until>(?:19|20)\d\d)年(?:(?P<last>\d{1,2})月(?:(?P<end>\d{1,2})[日号])?)?|(?P<last>\d{1,2})月(?:(?P<end>\d{1,2})[日号])?)"
)
_LONGEST = 10  # months: 2019年9月至6月 runs into the next year; 2019年5月至4月 would be a year all but a month
_BEGUN = regex.compile(
    rf"(?P<from>{T})(?:正式|全面|顺利|破土)?(?:开工|动工|开建|启动建设|开工建设){CT}{{0,6}}?[，、；]"
    rf"(?:并?于|，|{C}{{0,4}}?于)?(?P<until>{T})(?:底|初|正式|全面|顺利|全线|如期)?(?:建成|竣工|完工|通车|通水|投用|投产|投入使用|交付)"
)
_RESULT = regex.compile(r"(?:截至|截止到?|截止至)$")
_GRACE = timedelta(days=31)  # 截至年底 in a report of December


def check(reading: Reading) -> Iterator[Located]:
    """Findings on dates and periods."""
    yield from _impossible(reading)
    yield from _reversed(reading)
    yield from _built(reading)
    yield from _later(reading)
    yield from durations(reading)


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
        begins, ends = _ends(match)
        if not ends:
            continue
        if ends < begins:
            zh, en = f"“{match[0]}”：终止早于起始", f"“{match[0]}”: ends before it begins"
            yield note(reading, RULE, "conflict", match.span(), zh, en)
        else:
            zh, en = f"“{match[0]}”：起止顺序相符", f"“{match[0]}”: begins before it ends"
            yield note(reading, RULE, "consistent", match.span(), zh, en)


def _ends(match: regex.Match[str]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Both ends of a span as far as both are told; nothing for the second where its year is in doubt."""
    year = int(match["from"])
    if match["until"] is None:
        if not match["month"]:
            return (), ()
        first, last = int(match["month"]), int(match["last"])
        if last < first and last + 12 - first <= _LONGEST:
            return (), ()
    told = [
        (int(a), int(b))
        for a, b in ((match["month"], match["last"]), (match["day"], match["end"]))
        if a is not None and b is not None
    ]
    return (year, *(a for a, _ in told)), (int(match["until"] or year), *(b for _, b in told))


def _built(reading: Reading) -> Iterator[Located]:
    """2016年3月开工、2015年11月建成: both years told, of one and the same work."""
    for paragraph, match in reading.find(_BEGUN):
        begun, done = paragraph.of(match["from"])[0], paragraph.of(match["until"])[0]
        one, two = begun.fact.time or "", done.fact.time or ""
        length = min(len(one), len(two))
        if not all(regex.fullmatch(r"\d{4}(?:-\d\d){0,2}", t) for t in (one, two)) or not regex.search(
            r"\d{4}", done.fact.text
        ):
            continue
        late = two[:length] < one[:length]
        told, start = done.fact.text.strip(), begun.fact.text.strip()
        yield note(
            reading,
            RULE,
            "conflict" if late else "consistent",
            (done.start, done.end),
            f"“{told}”：{'早于' if late else '不早于'}开工时间{start}，{'不符' if late else '相符'}",
            f"“{told}”: {'before' if late else 'not before'} the work began, {start}",
            marks=(done, begun),
        )


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
