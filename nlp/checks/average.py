"""投入A元，惠及B户，户均C元: a total over a count."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

import regex

from nlp.checks.reading import C, Mark, Paragraph, Q, Reading
from nlp.checks.result import FITS, Comparison, Located, best, compare, figures
from nlp.intervals import Interval

RULE: Final = "average"
ABOUT = (
    "户均、人均、每村与总额、户数、人数、村数",
    "averages per household, person or village against total and count",
)
_PER = regex.compile(
    r"(?:平均)?(?P<per>[户人村校镇乡]均|每[一个]*(?:户|人|名|村|校|所|座|处|乡镇|乡|镇|车间|合作社|家|生|个?贫困村|个?行政村))(?P<what>[^，。；：、\n\t\U000f0000-\U0010ffff]{0,10})$"
)
_UNITS = {
    "户": {"户", "户次", "家"},
    "人": {"人", "人次"},
    "名": {"人"},
    "生": {"人", "人次"},
    "家": {"家", "个"},
    "所": {"所"},
    "座": {"座"},
    "处": {"处"},
    "校": {"所"},
}
_NAMED = {"村": "村", "镇": "镇", "乡": "乡", "车间": "车间", "合作社": "合作社"}
_SPAN = regex.compile("年|月|日|天|学期|亩|平方米")
_NEUTRAL = regex.compile(r"(?:约|达到?|为|近|超过?|可?得到?|可?获得?|是|就|高|了|到手|到)*")
_TURNOVER = regex.compile("收|利|产值|销")  # 销售收入3600万元，户均收入2.6万元: what is sold is not what is earned
_GIVEN = "补奖贷租薪捐"  # 奖补资金486万元，户均获补: one character tells that the average is of what the total is
_MADE = regex.compile("^(?:共|累计|全年|总计|合计|预计|年|可|已|实现|达到|完成|创造|取得|获得|新增|增加)+")
_BY_YEAR = regex.compile(
    rf"(?:累计|共|总共|合计|总){C}{{0,14}}?(?P<total>{Q})[，,（(](?:平均每年|年均|年平均)(?P<what>{C}{{0,8}}?)(?P<stated>{Q})"
)
_NUMBER_OF_YEARS = regex.compile(r"(?P<n>[两三四五六七八九十]|[2-9]|10)年(?:来|间|内|时间)?(?![初中底末前])")
_BY_MONTH = regex.compile(
    rf"(?:每个?月|月均?)(?P<what>{C}{{0,5}}?)(?P<stated>{Q})[，,](?:一年|全年|每年)(?:下来)?"
    rf"(?P<verb>(?:就|能|可以?|共|总共|合计|累计|有|领到?|拿到?|挣到?|得到?|补助|补贴|工资|发放)*)(?P<total>{Q})"
)


def check(reading: Reading) -> Iterator[Located]:
    """Findings on averages whose total and count stand before them in the sentence, and on yearly and monthly ones."""
    yield from _yearly(reading)
    yield from _monthly(reading)
    for paragraph in reading.paragraphs:
        for stated in paragraph.marks:
            if stated.fact.kind not in ("money", "measure", "count") or stated.figure.value is None:
                continue
            start, _ = paragraph.sentence(stated.at)
            per = _PER.search(paragraph.text[start : stated.at])
            if not per or _SPAN.search(per["what"]) or _SPAN.match(paragraph.after(stated.at + 1)):
                continue
            end, words = start + per.start(), (per["per"], per["what"])
            # Between semicolons first; what stands before them can only confirm.
            found = _judge(paragraph, max(start, paragraph.text.rfind("；", 0, end) + 1), end, stated, *words)
            wider = found or _judge(paragraph, start, end, stated, *words)
            if wider and (found or wider.verdict == "consistent"):
                total, count = (m.fact.text.strip() for m in wider.others)
                yield figures(reading, RULE, wider, f"{total}按{count}平均", f"{total} over {count}")


def _yearly(reading: Reading) -> Iterator[Located]:
    """五年累计投入A，年均B: the years are told as a number or as a period in the sentence."""
    for paragraph, match in reading.find(_BY_YEAR):
        total, stated = paragraph.of(match["total"])[0], paragraph.of(match["stated"])[0]
        start, _ = paragraph.sentence(match.start())
        start = max(start, paragraph.text.rfind("；", 0, match.start()) + 1)
        years = _years(paragraph, start, match.start())
        if total.unit != stated.unit or total.fact.kind != stated.fact.kind or not years or match["what"].strip("约为达"):
            continue
        count = Interval.exact(years)
        found = compare(stated, (total,), total.figure.interval().over(count), total.figure.rounded().over(count))
        text = total.fact.text.strip()
        yield figures(reading, RULE, found, f"{text}按{years}年平均", f"{text} over {years} years")


def _years(paragraph: Paragraph, start: int, end: int) -> int | None:
    """The number of years that a stretch of text tells of; None where it tells of none, or of two different ones."""
    found = set()
    for mark in paragraph.marks:
        if start <= mark.at <= end and mark.fact.kind in ("date", "period"):
            text = mark.fact.text.strip()
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


def _monthly(reading: Reading) -> Iterator[Located]:
    """每月A，一年B. A year of fewer months' work, or one with a bonus, is no error; a year of thirteen months is."""
    for paragraph, match in reading.find(_BY_MONTH):
        month, year = paragraph.of(match["stated"])[0], paragraph.of(match["total"])[0]
        if month.unit != year.unit or {month.fact.kind, year.fact.kind} != {"money"}:
            continue
        count = Interval.exact(12)
        found = compare(
            year, (month,), month.figure.interval().times(count), month.figure.rounded().times(count)
        )
        if found.verdict in FITS or (year.figure.interval().low > found.expected.high and not year.figure.loose):
            text = month.fact.text.strip()
            yield figures(reading, RULE, found, f"{text}乘以12个月", f"12 times {text}")


def _judge(paragraph: Paragraph, start: int, position: int, stated: Mark, per: str, what: str) -> Comparison | None:
    before = paragraph.between(start, position)
    counts = [m for m in before if _counts(paragraph, m, per)]
    whole = False
    # 改造173户，其中C级61户、D级112户: parts that make up the first count are no counts of their own.
    if len(counts) > 2 and sum((m.figure.value or 0 for m in counts[1:]), Decimal(0)) == counts[0].figure.value:
        counts, whole = counts[:1], True
    sums = [
        m
        for m in before
        if m.unit == stated.unit
        and m.fact.kind == stated.fact.kind
        and m.fact.role not in ("average", "standard")
        and m not in counts
    ]
    if _TURNOVER.search(what):  # 产值371万元，户均产值: only what bears the very name is divided
        sums = [m for m in sums if _MADE.sub("", paragraph.clause(m.at)) == what] or sums
    found: list[Comparison] = []
    for total in sums:
        for count in counts:
            if (count.figure.interval().low or 0) > 0 and total.figure.interval().high >= stated.figure.interval().low:
                expected = total.figure.interval().over(count.figure.interval())
                found.append(
                    compare(stated, (total, count), expected, total.figure.rounded().over(count.figure.rounded()))
                )
    choice = best(found)
    if choice and (choice.verdict == "consistent" or _sure(paragraph, sums, counts, position, what, whole)):
        return choice
    return None


def _sure(paragraph: Paragraph, sums: list[Mark], counts: list[Mark], position: int, what: str, whole: bool) -> bool:
    """One total and one count only, right before the average, and the average is of what the total is."""
    if len(sums) != 1 or len(counts) != 1 or position - max(sums[0].at, counts[0].at) > 12:
        return False
    first = max(sums[0].at, counts[0].at) if whole else min(sums[0].at, counts[0].at)
    if regex.search("其中|[。；]|左右|以来", paragraph.text[first:position]):
        return False
    if _TURNOVER.search(what):
        return _MADE.sub("", paragraph.clause(sums[0].at)) == what
    around = paragraph.clause(sums[0].at)[-14:] + paragraph.after(sums[0].at + 1)
    given = [c for c in what if c in _GIVEN and c in around]
    return bool(given or _NEUTRAL.fullmatch(what)) or any(a + b in around for a, b in pairwise(what))


def _counts(paragraph: Paragraph, mark: Mark, per: str) -> bool:
    if mark.fact.kind != "count":
        return False
    key = per.removeprefix("每").lstrip("一个").removesuffix("均") or per
    for name, noun in _NAMED.items():
        if key.endswith(name):
            return mark.unit == "村" or noun in paragraph.clause(mark.at)[-4:] + paragraph.after(mark.at + 1)[:12]
    return mark.unit in _UNITS.get(key[-1:], set())
