"""A亩，亩产B公斤，总产C; A人，每人B元，共发出C: a number times what each of it makes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import regex

from nlp.checks.reading import C, Mark, Paragraph, Q, Reading
from nlp.checks.result import FITS, Comparison, Located, compare, figures
from nlp.intervals import UNIT_SLIPS, Interval

_SAYS = "(?:平均|约|达到?|为|是|有|可达|可|近|超过?)*"
_TOTAL = "(?:年|全年|预计|共|合计)?(?:总产量?|产量|共产|总共产|年产量?)"
_YIELD = f"(?:平均)?(?:亩产|单产|每亩产|亩均产|亩均单产)量?{_SAYS}{C}{{0,6}}?{_SAYS}"
_YIELD_FIRST = regex.compile(rf"(?P<count>{Q})[，、；]{_YIELD}(?P<each>{Q})[，、；]{_TOTAL}{C}{{0,6}}?(?P<total>{Q})")
_TOTAL_FIRST = regex.compile(rf"(?P<count>{Q})[，、；]{_TOTAL}{C}{{0,6}}?(?P<total>{Q})[，、；]{_YIELD}(?P<each>{Q})")
_EACH = regex.compile(
    rf"(?P<count>{Q})(?P<who>{C}{{0,6}})[，、；](?:平均)?(?:每(?P<per>[人户家名个])|(?P<mean>[人户])均)(?P<what>{C}{{0,10}}?)(?P<each>{Q})[，、；]"
    rf"(?P<lead>{C}{{0,14}}?)(?P<total>{Q})"
)
_TOO_MUCH = Decimal("1.02"), Decimal("1.6")  # near twice as much is the harvest of two seasons
_PAID = regex.compile("光|仅|共|总|合计|累计|一年|全年|每年|年")
_OTHER = regex.compile("月|日|天|次|节约|节省|增|减|比|较|其中|投资|投入|贷")
_MONTHS = regex.compile(
    rf"(?P<count>{Q})(?P<who>{C}{{0,6}})[，、；](?:平均)?每[人户名岗个]{C}{{0,3}}?每?月{C}{{0,8}}?(?P<each>{Q})[，；]"
    rf"(?:{C}{{0,4}}?月{C}{{0,6}}?{Q}[，；])?{C}{{0,4}}?(?:一年|全年|每年)(?!增|减|比|多){C}{{0,8}}?(?P<total>{Q})"
)
_PRICED = regex.compile(
    rf"(?P<count>{Q})[，；](?:平均)?每(?P<per>{C}{{1,3}}?)(?:均价|单价|售价|价格|卖价?)(?:约|达|为|是|到)*(?P<each>{Q})"
    rf"[，；]{C}{{0,4}}?(?:产值|收入|销售额|销售收入){C}{{0,4}}?(?P<total>{Q})"
)
_UNITS = {"人": {"人"}, "名": {"人"}, "户": {"户", "家"}, "家": {"家", "户", "个"}, "个": {"个", "家"}}


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
    for paragraph, match in reading.find(_EACH):
        count, each, total = (paragraph.of(match[name])[0] for name in ("count", "each", "total"))
        if count.unit not in _UNITS[match["per"] or match["mean"]] or total.start in seen or not _alike(each, total):
            continue
        said = match["what"] + match["lead"]
        if each.fact.kind != "money" or _OTHER.search(said) or not _PAID.search(match["lead"]):
            continue
        # What else may be paid is not known; only the same digits tell that this product is meant.
        if (found := _times(total, count, each)) and (
            found.verdict in FITS or same_digits(total, _product(count, each))
        ):
            seen.add(total.start)
            yield _told(reading, found)
    yield from _slips(reading, seen)


def _slips(reading: Reading, seen: set[int]) -> Iterator[Located]:
    """A名，每人每月B元，一年C元; A斤，每斤均价B元，产值C元: what holds, or would but for a power of ten."""
    for pattern, times in ((_MONTHS, 12), (_PRICED, 1)):
        for paragraph, match in reading.find(pattern):
            count, each, total = (paragraph.of(match[name])[0] for name in ("count", "each", "total"))
            if total.start in seen or {each.fact.kind, total.fact.kind} != {"money"} or count.fact.kind == "money":
                continue
            unit = (count.fact.unit_text or "").lstrip("十百千万亿")
            if each.unit != total.unit or (times == 1 and match["per"] != unit):
                continue
            found = _times(total, count, each, times)
            if found and (found.verdict in FITS or same_digits(total, _product(count, each) * times, least=3)):
                seen.add(total.start)
                yield _told(reading, found, times)


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


def _product(count: Mark, each: Mark) -> Decimal:
    return _number(count) * (each.figure.value or Decimal(0))


def _number(count: Mark) -> Decimal:
    """How many there are, in the unit that they are told in."""
    return count.fact.value or Decimal(0)


def _times(total: Mark, count: Mark, each: Mark, times: int = 1) -> Comparison | None:
    if any(m.figure.value is None or m.figure.loose for m in (total, count, each)):
        return None
    scale = Interval.exact(times * _number(count) / (count.figure.value or Decimal(1)))
    expected = count.figure.interval().times(scale).times(each.figure.interval())
    rounded = count.figure.rounded().times(scale).times(each.figure.rounded())
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
