"""Means and products: an amount over a number, and so many at so much each, so many days."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

import regex

from nlp.checks import units
from nlp.checks.parts import words_before
from nlp.checks.reading import CT, C, Mark, Paragraph, Q, Reading
from nlp.checks.relations.base import REACH, Group, level, relation, value
from nlp.intervals import Interval

_PER = regex.compile(r"(?:平均)?(?P<per>每\w{1,8}|[户人村亩组户队月日台社]均)")
_EACH = regex.compile(
    rf"(?:每(?P<per>个?{C}{{1,3}}?)|(?P<mean>[户人村])均)(?:每(?P<span>年|月|天|日|学期|学年)|(?P<span>年|月|日))?{C}{{0,8}}?$"
)
_DAILY = regex.compile(rf"(?:每(?P<span>年|月|天|日)|日均|月均){C}{{0,6}}?$")
_DAYS = rf"[，（、]{CT}{{0,3}}?(?:按|以)?{CT}{{0,4}}?(?P<times>{Q}){C}{{0,2}}?(?:计算?|算|测算)[）]?"
_SUM = "(?:一共|共计?|合计|总共|总计|累计|全年|年|一年|每年)"
_TOTAL = regex.compile(
    rf"{C}{{0,6}}?{_DAYS}[，]?{CT}{{0,6}}?(?P<total>{Q})|{C}{{0,8}}[，、；）]{CT}{{0,4}}?{_SUM}{C}{{0,6}}(?P<total>{Q})"
)
_STANDARD = regex.compile("补助|补贴|标准|资助|奖励|代缴|缴费")  # what is laid down is not rounded
_SPANS = {"天": "day", "日": "day", "月": "month", "年": "year", "学期": "term", "学年": "year"}
_UNITS = {"天": "day", "日": "day", "个月": "month", "月": "month", "学期": "term", "年": "year"}
_NOT_ALL = regex.compile("其中|节约|节省|减|比|较|最高|最多|以上|投资|投入|筹|贷")


def means(reading: Reading, paragraph: Paragraph, stated: Mark) -> Iterator[Group]:
    """A户，投入B元，户均C元; A斤，每斤B元，卖得C元: an amount over a number that its unit counts."""
    told = _PER.search(words_before(paragraph, stated))
    if not told or stated.fact.kind not in ("money", "measure", "count") or stated.figure.value is None:
        return
    start, end = paragraph.sentence(stated.at)
    marks = [m for m in paragraph.between(start, end) if m is not stated]
    counts = [m for m in marks if m.at < stated.at and _counted(reading, paragraph, m, told["per"])][-REACH:]
    sums = [m for m in marks if m.unit == stated.unit and m.fact.kind == stated.fact.kind and level(paragraph, m)]
    near = [m for m in sums if m.at < stated.at][-2:] + [m for m in sums if m.at > stated.at][:1]
    found = []
    for total in near:
        for count in counts:
            if value(count) > 1 and count.unit != stated.unit and not count.figure.loose:
                number = count.figure.interval().times(_scale(reading, paragraph, count, told["per"]))
                # The larger of the two has more digits to tell a slip by.
                made = value(stated) * (value(count) * number.low / count.figure.interval().low)
                times = number.times(stated.figure.interval())
                found.append(relation("average", total, (count, stated), times, made, "{0}乘以{1}", "{0} times {1}"))
    if found:
        yield Group(found)


class Each(NamedTuple):
    """What each of so many gets, once or for every so long; `span` is the length of time, `per` who gets it."""

    per: str
    mean: str
    span: str | None


def products(reading: Reading, paragraph: Paragraph, each: Mark) -> Iterator[Group]:
    """A人 … 每人每月B元，全年C元; A人 … 每生每天B元，全年按C天计，需D元: one number alone can be meant by 每人."""
    told = _each(paragraph.clause(each.at))
    follows = _TOTAL.match(paragraph.text, each.at + 1)
    if told is None or follows is None or each.figure.value is None or _NOT_ALL.search(follows[0]):
        return
    total = paragraph.of(follows["total"])[0]
    days = next(iter(paragraph.of(follows["times"])), None) if follows["times"] else None
    if total.unit != each.unit or total.fact.kind != each.fact.kind or total.fact.role == "average":
        return
    times = _times(told, days, follows[0])
    start, _ = paragraph.sentence(each.at)
    near = max(start, paragraph.text.rfind("；", 0, each.at) + 1)
    counts = [m for m in paragraph.between(start, each.at) if _is_counted(reading, paragraph, m, told)]
    counts = [m for m in counts if m.at > near] or counts
    if not counts and (told.per or told.mean):
        return
    if times is None or len({value(m) for m in counts}) > 1 or any(m.figure.loose for m in (each, *counts)):
        return
    others = (*counts[-1:], each, *((days,) if days else ()))
    if len(others) < 2 and times == 1:
        return
    exact = each.fact.role == "standard" or (not told.mean and _STANDARD.search(paragraph.clause(each.at)))
    amount = Interval.exact(value(each)) if exact else each.figure.interval()
    expected = amount.times(Interval.exact(times))
    made = value(each) * times
    for count in counts[-1:]:
        scale = Interval.exact(_factor(reading, paragraph, count, told))
        expected, made = expected.times(count.figure.interval()).times(scale), made * value(count) * scale.low
    zh = "乘以".join(m.fact.text.strip() for m in others) + ("" if days or times == 1 else f"乘以{times}个月")
    en = " times ".join(m.fact.text.strip() for m in others) + ("" if days or times == 1 else f" times {times}")
    found = relation("average", total, others, expected, made, zh, en)
    # Not every month need be paid; where the text counts no days, no more than all of them is.
    over = total.figure.interval().low > expected.high
    yield Group([found], sure=bool(days) or times == 1 or over)


def _each(clause: str) -> Each | None:
    """每人每月, 每生每天, 人均年, 日均."""
    if match := _EACH.search(clause):
        return Each(match["per"] or "", match["mean"] or "", _SPANS.get(match["span"] or ""))
    if match := _DAILY.search(clause):
        return Each("", "", _SPANS.get(match["span"] or match[0][0]))
    return None


def _times(told: Each, days: Mark | None, words: str) -> int | None:
    """How many times over each one gets it in what the total covers; None where the words do not tell."""
    yearly = bool(regex.search("全年|一年|每年|年", words))
    if days is not None:
        unit = _UNITS.get(units.told_unit(days))
        fits = unit is not None and unit == told.span and days.figure.value is not None and not days.figure.loose
        return int(value(days)) if fits else None
    if told.span == "month":
        return 12 if yearly else None
    if told.span == "year":
        return 1
    return 1 if told.span is None and not yearly else None


def _is_counted(reading: Reading, paragraph: Paragraph, mark: Mark, told: Each) -> bool:
    if mark.fact.kind not in ("count", "measure") or mark.fact.role == "average":
        return False
    if told.mean:
        return mark.unit == "人" if told.mean == "人" else units.mean(paragraph, mark, told.mean)
    return bool(told.per) and units.per(reading, paragraph, mark, told.per.removeprefix("个")) is not None


def _factor(reading: Reading, paragraph: Paragraph, count: Mark, told: Each) -> Decimal:
    found = units.per(reading, paragraph, count, told.per.removeprefix("个")) if told.per else None
    return 1 / found.factor if found else Decimal(1)


def _counted(reading: Reading, paragraph: Paragraph, mark: Mark, per: str) -> bool:
    if mark.fact.kind not in ("count", "measure"):
        return False
    if per.endswith("均"):
        return units.mean(paragraph, mark, per[0])
    return units.per(reading, paragraph, mark, per[1:]) is not None


def _scale(reading: Reading, paragraph: Paragraph, count: Mark, per: str) -> Interval:
    """What turns a count in its base unit into the unit that the mean is taken over."""
    found = units.per(reading, paragraph, count, per[1:]) if per.startswith("每") else None
    fact = count.fact
    told = fact.base_value / fact.value if fact.base_value and fact.value else Decimal(1)
    return Interval.exact(1 / (found.factor if found else told))
