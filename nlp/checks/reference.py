"""National claims against official series; a user's own series are read in the same way."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Final

import regex

from lexicons import Lexicon, Series
from nlp.checks.reading import Mark, Paragraph, Reading
from nlp.checks.result import SEVERITIES, Located, Text, note, tell
from nlp.intervals import Figure, Interval, judge
from nlp.model import Verdict

RULE: Final = "reference"
ABOUT = ("与官方数据序列对照", "against official reference series")
_NOT_LEVEL = frozenset({"change", "growth", "difference", "share", "target", "standard"})
_OTHER_PLACE = regex.compile("[全我本][省市县区州镇乡村]|其中|比|较|高于|低于|相当于")
_REACH = 44


def check(reading: Reading) -> Iterator[Located]:
    """Findings on claims that name an indicator, a place and a time of a series."""
    rows = index(reading.lexicon)
    places = sorted({place for place, _ in rows})
    for paragraph in reading.paragraphs:
        for mark in paragraph.marks:
            if (
                mark.fact.kind in ("date", "period", "point", "multiple")
                or mark.fact.role in _NOT_LEVEL
                or mark.figure.value is None
            ):
                continue
            year = (mark.fact.time or "")[:4] if mark.fact.time_text else ""
            if not year or "/" in (mark.fact.time or "") or not (place := _place(paragraph, mark, places)):
                continue
            known = [
                row
                for row in rows[place[0], year]
                if row.unit == mark.unit and _named(reading.lexicon, row.series, place[1])
            ]
            if known:
                yield _told(reading, mark, known)


@lru_cache(maxsize=4)
def index(lexicon: Lexicon) -> _Rows:
    """The series by place and year."""
    rows = _Rows()
    for row in lexicon.series:
        rows.setdefault((row.place, row.time[:4]), []).append(row)
    return rows


class _Rows(dict[tuple[str, str], list[Series]]):
    def __missing__(self, key: tuple[str, str]) -> list[Series]:
        return []


def _place(paragraph: Paragraph, mark: Mark, places: list[str]) -> tuple[str, str] | None:
    """The place of a series named before a figure in its sentence, and the words from it to the figure."""
    start, _ = paragraph.sentence(mark.at)
    before = paragraph.text[max(start, mark.at - _REACH) : mark.at]
    found = [(before.rfind(place), place) for place in places if place in before]
    if not found:
        return None
    at, place = max(found)
    words = before[at + len(place) :]
    if _OTHER_PLACE.search(words):
        return None
    return place, words + paragraph.after(mark.at + 1)[:10]


def _named(lexicon: Lexicon, series: str, words: str) -> bool:
    row = lexicon.indicators.get(series)
    plain = regex.sub("[\U000f0000-\U0010ffff]", "\0", words)
    for name in (series, *(row.synonyms if row else ())):
        at = plain.find(name)
        # Named next to the place; a phrase between them narrows it to something else.
        if len(name) >= 3 and at >= 0 and not regex.search("[^农村的共有累计现行标准下脱城镇\0年底末年，]", plain[:at]):
            return True
    return False


def _told(reading: Reading, mark: Mark, rows: list[Series]) -> Located:
    order: list[Verdict] = ["consistent", "compatible", "truncated", "digit_slip", "unit_slip", "conflict"]
    judged = [(judge(mark.figure, _interval(row)), row) for row in rows]
    verdict, row = min(judged, key=lambda pair: order.index(pair[0]))
    if verdict == "truncated" or (verdict == "conflict" and mark.figure.rounded().meets(_interval(row))):
        verdict = "compatible"
    text = mark.fact.text.strip()
    told = "相符" if SEVERITIES[verdict] == "info" else "不符"
    value = tell(row.value, mark)
    said = Text(
        f"“{text}”：{row.source}所载{row.place}{row.time}年{row.series}为{value}{row.unit}，{told}",
        f"“{text}”: {row.series}, {row.place}, {row.time} is {value} {row.unit} in {row.source}",
    )
    return note(
        reading,
        RULE,
        verdict,
        (mark.start, mark.end),
        said.zh,
        said.en,
        marks=(mark,),
        stated=mark.figure.value,
        expected=row.value,
    )


def _interval(row: Series) -> Interval:
    exponent = int(row.value.as_tuple().exponent)
    return Figure(row.value, row.step or Decimal(1).scaleb(min(0, exponent))).interval()
