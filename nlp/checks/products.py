"""A亩，亩产B公斤，总产C; A人，每人B元，共发出C: a number times what each of it makes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import regex

from nlp.checks import units
from nlp.checks.reading import CT, C, Mark, Paragraph, Q, Reading
from nlp.checks.result import FITS, Comparison, Located, compare, figures
from nlp.intervals import UNIT_SLIPS, Interval

_SAYS = "(?:平均|约|达到?|为|是|有|可达|可|近|超过?)*"
_TOTAL = "(?:当年|年|全年|预计|共|合计)?(?:总产量?|产量|共产|总共产|年产量?)"
_YIELD = f"(?:平均)?(?:亩产|单产|每亩产|亩均产|亩均单产)量?{_SAYS}{C}{{0,6}}?{_SAYS}"
_YIELD_FIRST = regex.compile(rf"(?P<count>{Q})[，、；]{_YIELD}(?P<each>{Q})[，、；]{_TOTAL}{C}{{0,6}}?(?P<total>{Q})")
_TOTAL_FIRST = regex.compile(
    rf"(?P<count>{Q})[，、；]{_TOTAL}{C}{{0,6}}?(?P<total>{Q})(?:，其中(?:{C}{{1,8}}{Q}[、，]?)+)?[，、；]{_YIELD}(?P<each>{Q})"
)
_COUNTED = rf"(?P<count>{Q})(?P<who>{C}{{0,16}}?)[，、；（]?(?:{C}{{0,4}}，)?(?:平均|按|以)?"
_PER = rf"(?:每(?P<per>{C}{{1,12}}?)|(?P<mean>{C})均(?P<what>{C}{{0,10}}?))(?P<each>{Q}){C}{{0,2}}[，、；）]"
_PAID = rf"(?P<lead>{CT}{{0,14}}?)(?P<total>{Q})"
_EACH = tuple(
    regex.compile(_COUNTED + _PER + between + _PAID)
    for between in ("", rf"{C}{{0,4}}?月{C}{{0,6}}?{Q}[，；]")  # 每月A，月支出B，全年支出C
)
_TOO_MUCH = Decimal("1.02"), Decimal("1.6")  # near twice as much is the harvest of two seasons
_OTHER = regex.compile("日|天|次|季|学期|节约|节省|增|减|比|较|其中|投资|投入|筹|贷|多|少|占")
_SUMMED = regex.compile(
    rf"{CT}{{0,4}}?(?:一共|共计?|合计|总共|总计|累计|合起来|计|(?:每?年|全年|一年|每?月)(?:就|下来)?){C}{{0,5}}"
)


def products(reading: Reading) -> Iterator[Located]:
    """Findings on totals that are a number times a yield or a wage."""
    seen: set[int] = set()
    for pattern in (_YIELD_FIRST, _TOTAL_FIRST):
        for paragraph, match in reading.find(pattern):
            count, each, total = (paragraph.of(match[name])[0] for name in ("count", "each", "total"))
            if count.fact.unit != "亩" or total.start in seen or not _alike(each, total):
                continue
            if _only(paragraph, count) and "增产" not in match[0] and (found := _harvest(_times(total, count, each))):
                seen.add(total.start)
                yield _told(reading, found)
    for paragraph, match in (item for pattern in _EACH for item in reading.find(pattern)):
        each, total = paragraph.of(match["each"])[0], paragraph.of(match["total"])[0]
        if total.start not in seen and _alike(each, total) and (paid := _paid(reading, paragraph, match, each, total)):
            seen.add(total.start)
            yield _told(reading, *paid)


def _paid(
    reading: Reading, paragraph: Paragraph, match: regex.Match[str], each: Mark, total: Mark
) -> tuple[Comparison, int] | None:
    """A名，每人每月B元，一年C元; A斤，每斤均价B元，产值C元. Where no 共 sums it up, more may be paid than this."""
    said = (match["per"] or "") + (match["what"] or "")
    if _OTHER.search(said + match["lead"]) or regex.search("其中|占", match["who"]):
        return None
    beside = _side_by_side(paragraph, match)
    taken = [(mark, scale) for mark in beside if (scale := _over(reading, paragraph, mark, match))]
    if len(taken) != 1 or taken[0][0].fact.kind == "money":
        return None
    count, scale = taken[0]
    found = [(result, n) for n in _months(said, match["lead"]) if (result := _times(total, count, each, n, scale))]
    if not found:
        return None
    best, times = min(found, key=lambda pair: (pair[0].verdict not in FITS, pair[1]))
    if best.verdict in FITS:
        return best, times
    for result, n in found:
        if same_digits(total, count.figure.value / scale * (each.figure.value or 0) * n, least=3 if n > 1 else 2):  # type: ignore[operator]
            return result, n
    if not _only(paragraph, count):
        return _of_sum(reading, paragraph, match, count, each, total)
    if len(found) > 1:
        return None
    # Not all of it need be sold, and not every month be paid; but no more than all.
    whole = _summed(match) and times == 1
    over = best.stated.figure.interval().low > best.expected.high and (times > 1 or count.fact.kind == "measure")
    return (best, times) if whole or over or best.verdict == "digit_slip" else None


def _of_sum(
    reading: Reading, paragraph: Paragraph, match: regex.Match[str], last: Mark, each: Mark, total: Mark
) -> tuple[Comparison, int] | None:
    """在外务工263人，省外118人，省内145人，平均每人…，合起来…: of the figure that the last ones add up to."""
    start, _ = paragraph.sentence(last.at)
    alike = [m for m in paragraph.between(start, last.at + 1) if m.unit == last.unit and m.fact.kind == last.fact.kind]
    for n in range(len(alike) - 2):
        whole, parts = alike[n], alike[n + 1 :]
        if sum((m.figure.value or 0 for m in parts), Decimal(0)) == whole.figure.value and "月" not in match[0]:
            found = _times(total, whole, each)
            return (found, 1) if found and (found.verdict in FITS or _summed(match)) else None
    return None


def _side_by_side(paragraph: Paragraph, match: regex.Match[str]) -> list[Mark]:
    """The figure before an average and those right before it: 34户102人，每户…."""
    start = match.start("count")
    while start and paragraph.text[start - 1] in paragraph.by_sign:
        start -= 1
    return paragraph.of(paragraph.text[start : match.end("count")])


def _over(reading: Reading, paragraph: Paragraph, mark: Mark, match: regex.Match[str]) -> Decimal | None:
    """What the unit after 每 or before 均 is in the figure's base unit, where the figure is counted in it."""
    if match["mean"]:
        fits = mark.unit == "人" if match["mean"] == "人" else units.mean(paragraph, mark, match["mean"])
        return Decimal(1) if fits and mark.fact.kind == "count" else None
    found = units.per(reading, paragraph, mark, match["per"])
    return found.factor if found else None


def _months(said: str, lead: str) -> tuple[int, ...]:
    """How many times over an average is paid in what the total covers: 每月 in a year is twelve."""
    if "月" not in said:
        return () if "月" in lead else (1,)
    return (12,) if "年" in lead else (1,) if "月" in lead else (1, 12)


def _summed(match: regex.Match[str]) -> bool:
    """Whether the words before a total say that it is all of it: 共…, 每人每年…全年…."""
    lead, said = match["lead"], (match["per"] or "") + (match["what"] or "")
    return bool(_SUMMED.fullmatch(lead)) and ("年" not in lead or "年" in said)


def _harvest(found: Comparison | None) -> Comparison | None:
    """Not all that is planted need bear, and yields are rounded: a harvest is wrong if it is too much, or by a slip."""
    if found is None or found.verdict != "conflict":
        return found
    stated, expected = found.stated.figure, found.expected
    told, meant = (str(int(x / stated.step)) for x in (stated.value or 0, (expected.low + expected.high) / 2))
    if sorted(told) == sorted(meant):
        return found
    low, high = (expected.high * ratio for ratio in _TOO_MUCH)
    return found if low < stated.interval().low < high else None


def same_digits(stated: Mark, expected: Decimal, least: int = 2) -> bool:
    """Whether a figure is what was expected but for a power of ten; a single digit tells nothing."""
    value, step = stated.figure.value, stated.figure.step
    told = str(int((value or 0) / step)).strip("0")
    return len(told) >= least and any(
        abs(expected / Decimal(10) ** power - (value or 0)) * 2 <= step for k in UNIT_SLIPS for power in (k, -k)
    )


def _times(total: Mark, count: Mark, each: Mark, times: int = 1, scale: Decimal | None = None) -> Comparison | None:
    """`scale`: what the unit of `each` is in the count's base unit; by default the unit that the count is told in."""
    if any(m.figure.value is None or m.figure.loose for m in (total, count, each)):
        return None
    told = (count.fact.value or Decimal(0)) / (count.figure.value or Decimal(1))
    factor = Interval.exact(times / scale if scale else times * told)
    expected = count.figure.interval().times(factor).times(each.figure.interval())
    rounded = count.figure.rounded().times(factor).times(each.figure.rounded())
    return compare(total, (count, each), expected, rounded)


def _alike(each: Mark, total: Mark) -> bool:
    return each.unit == total.unit and each.fact.kind == total.fact.kind


def _only(paragraph: Paragraph, count: Mark) -> bool:
    """One area alone stands before the yield: 水稻A亩、玉米B亩，亩产… is of both or of the last."""
    start, _ = paragraph.sentence(count.at)
    start = max(start, paragraph.text.rfind("；", 0, count.at) + 1)
    return not any(m.unit == count.unit for m in paragraph.between(start, count.at)[-1:])


def _told(reading: Reading, found: Comparison, times: int = 1) -> Located:
    count, each = (m.fact.text.strip() for m in found.others)
    months = ("乘以12个月", " times 12 months") if times == 12 else ("", "")
    return figures(reading, "average", found, f"{count}乘以{each}{months[0]}", f"{count} times {each}{months[1]}")
