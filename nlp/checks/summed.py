"""A、B、C，合计D; 2018年A，2019年B，两年共C; A、B、C，总面积D: parts that are told before their total."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import regex

from nlp.checks import divisions
from nlp.checks.lists import NOT_LEVEL, add
from nlp.checks.reading import C, Mark, Paragraph, Q, Reading, T
from nlp.checks.result import FITS, Comparison

MOST_PARTS = 12
_TOTAL = regex.compile(
    rf"(?:共计|合计|总计|总共|一共|加起来|(?P<items>{Q})(?:合计|共计|相加|加起来)|，共|累计共?)(?:为|达到?|是|有|约)?(?P<total>{Q})(?P<more>[、和]?{Q})?"
)
# 2014年脱贫142户，2015年脱贫186户，累计脱贫328户: one verb for every year and for all of them
_YEARS = regex.compile(rf"(?:累计|共|合计|[两三四五六七八九]年)+(?P<verb>{C}{{1,4}})(?P<total>{Q})(?P<more>{Q})?")
_GRAND = regex.compile(
    rf"，{C}{{0,4}}总(?:面积|数|量|额|规模|产量|产值|投资|里程|长度|装机|收入)(?:容量)?(?:为|达到?|是|有|约)*(?P<total>{Q})"
)


def summed(reading: Reading) -> Iterator[Comparison]:
    """Totals beside the sum of what their sentence lists before them."""
    for paragraph, match in reading.find(_TOTAL):
        for total in paragraph.of(match["total"] + (match["more"] or "")):
            parts = _counted_off(paragraph, match, _listed_before(paragraph, match.start(), total))
            sure = bool(match["items"]) or match[0][:2] in ("共计", "合计", "总计")
            sure = sure and not _further_back(paragraph, parts, total)
            if found := _total(total, parts, sure):
                yield found
    for paragraph, match in reading.find(_GRAND):
        total = paragraph.of(match["total"])[0]
        parts = _listed_before(paragraph, match.start(), total)
        if len(parts) > 2 and divisions.adjoining(paragraph, parts):
            found = add(total, parts)
            # Not all that there is need be listed, but no more than all.
            if found.verdict in (*FITS, "digit_slip") or found.expected.low > total.figure.interval().high:
                yield found
    for paragraph, match in reading.find(_YEARS):
        for total in paragraph.of(match["total"] + (match["more"] or "")):
            parts = _of_years(paragraph, match, total) or _year_by_year(paragraph, match, total)
            if len(parts) > 1 and (found := _over_years(total, parts, _years(paragraph, match))):
                yield found


def _listed_before(paragraph: Paragraph, position: int, total: Mark) -> list[Mark]:
    """The amounts of the total's unit that the sentence lists before it."""
    start, _ = paragraph.sentence(position)
    start = max(start, paragraph.text.rfind("；", 0, position) + 1, paragraph.text.rfind("：", 0, position) + 1)
    return [m for m in paragraph.between(start, position) if m.unit == total.unit and m.fact.kind == total.fact.kind]


def _counted_off(paragraph: Paragraph, match: regex.Match[str], parts: list[Mark]) -> list[Mark]:
    """两项合计: the last two; what each gets is no item of the list (每人70元)."""
    named = [m for m in parts if m.fact.role not in NOT_LEVEL]
    items = paragraph.of(match["items"] or "")
    number = int(items[0].figure.value or 0) if items and items[0].fact.unit in ("项", "类", "个") else 0
    return named[-number:] if 1 < number <= len(named) else parts


def _further_back(paragraph: Paragraph, parts: list[Mark], total: Mark) -> bool:
    """Whether a total is far more than its sentence lists, and more stands before: 总计 closes several sentences."""
    listed = sum((m.figure.value or Decimal(0) for m in parts), Decimal(0))
    before = paragraph.between(0, parts[0].at) if parts else []
    return (total.figure.value or 0) > listed * 3 / 2 and any(m.unit == total.unit for m in before)


def _of_years(paragraph: Paragraph, match: regex.Match[str], total: Mark) -> list[Mark]:
    """The amounts before a total that each stand behind a time and the total's own verb; none where one does not."""
    parts = _listed_before(paragraph, match.start(), total)
    told = regex.compile(f"{T}{C}{{0,2}}{regex.escape(match['verb'])}{Q}{{1,2}}[，、；]")
    runs = [m.span() for m in told.finditer(paragraph.text, 0, match.start())]
    return parts if all(any(start < part.at < end for start, end in runs) for part in parts) else []


def _over_years(total: Mark, parts: list[Mark], years: int) -> Comparison | None:
    """A total of years; one far from the sum counts years that are not told (2019年脱贫186户，累计脱贫1109户)."""
    found = add(total, parts)
    stated = total.figure.interval()
    close = abs(found.expected.low - stated.low) * 20 <= stated.high and len(parts) > 2
    return found if found.verdict in FITS or close or years == len(parts) else None


def _year_by_year(paragraph: Paragraph, match: regex.Match[str], total: Mark) -> list[Mark]:
    """2015年A，2016年B，两年共C: as many years in a row as the words before 共 count, each with its figure."""
    parts = _listed_before(paragraph, match.start(), total)
    years = _years(paragraph, match)
    parts = parts[-years:] if 1 < years <= len(parts) else []
    known = parts and divisions.years_of(paragraph, parts, paragraph.sentence(parts[0].at)[0])
    return parts if known and divisions.adjoining(paragraph, parts, loose=True) else []


def _years(paragraph: Paragraph, match: regex.Match[str]) -> int:
    """The years that stand before 共 (四年共脱贫); 0 where none do."""
    before = paragraph.of(paragraph.text[match.start() - 1 : match.start()])
    told = regex.fullmatch(r"P(\d+)Y", before[0].fact.time or "") if before else None
    return int(told[1]) if told else 0


def _total(total: Mark, parts: list[Mark], sure: bool) -> Comparison | None:
    """A total after its parts: any run of parts that ends before it may be meant, so only all of them can conflict."""
    for first in range(len(parts) - 1):
        found = add(total, parts[first:])
        if found.verdict in FITS:
            return found
    if not sure or len(parts) < 2 or any(m.fact.role in NOT_LEVEL for m in parts) or len(parts) > MOST_PARTS:
        return None
    found = add(total, parts)
    # A figure of the list that is more than the total is a whole of its own, so the list is not what was added up.
    return found if max(m.figure.interval().low for m in parts) < total.figure.interval().high else None
