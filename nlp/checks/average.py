"""投入A元，惠及B户，户均C元: a total over a count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

import regex

from nlp.checks import aside, named, units
from nlp.checks.lists import EARLIER
from nlp.checks.periods import monthly, yearly
from nlp.checks.products import products, same_digits
from nlp.checks.reading import C, Mark, Paragraph, Reading
from nlp.checks.result import Comparison, Located, best, compare, figures
from nlp.checks.vocabulary import compiled
from nlp.intervals import Interval

RULE: Final = "average"
ABOUT = (
    "户均、人均、每村与总额、户数、人数、村数",
    "averages per household, person or village against total and count",
)
_PER = regex.compile(
    r"(?:平均)?(?P<per>[户人村校镇乡]均|(?:人次|户|人|村)(?=平均)|每[一个]*(?:户|人|名|村|校|所|座|处|乡镇|乡|镇|车间|合作社|家|生|个?贫困村|个?行政村))(?P<what>[^，。；：、\n\t\U000f0000-\U0010ffff]{0,10})$"
)
_EACH = regex.compile(
    rf"(?:(?:平均|折合|折)每|每)(?P<unit>[个名支家座条项处口套期场]?)(?P<rest>{C}{{1,12}})$"
    rf"|(?P<one>[^户人村校镇乡平年月日周，。；：、\n\t\U000f0000-\U0010ffff])均(?P<said>{C}{{0,8}})$"
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
_NEUTRAL = regex.compile(r"(?:平均|均价|单价|约|达到?|为|近|超过?|可?得到?|可?获得?|是|就|高|了|到手|到)*")
_GIVEN = "补奖贷租薪捐"  # 奖补资金486万元，户均获补: one character tells that the average is of what the total is
NEAR, REACH = 12, 30
"""Characters from the last of total and count to their average: at most, and where no other amount stands between."""
_HELPED = "[者员户]?{helping}+"  # 吸纳9284户，社均带动22.5户
_SOLD = "{selling}(?:实现|完成|达到?|为|是|约|有|近|超过?)*$"
_MADE = regex.compile("^(?:共|累计|全年|总计|合计|预计|年|可|已|实现|达到|完成|创造|取得|获得|新增|增加)+")


def check(reading: Reading) -> Iterator[Located]:
    """Findings on averages whose total and count stand before them in the sentence, and on yearly and monthly ones."""
    yield from yearly(reading)
    yield from monthly(reading)
    yield from products(reading)
    for paragraph in reading.paragraphs:
        for stated in paragraph.marks:
            if stated.fact.kind not in ("money", "measure", "count") or stated.figure.value is None:
                continue
            start, _ = paragraph.sentence(stated.at)
            found_per = _per(reading, paragraph, start, stated)
            if not found_per or _SPAN.search(found_per[2]) or _SPAN.match(paragraph.after(stated.at + 1)):
                continue
            end, words = found_per[0], found_per[1:]
            if paragraph.text[max(start, end - 1) : end] in ("月", "日"):
                continue  # 月人均: over persons and over months
            # Between semicolons first; what stands before them can only confirm.
            found = _judge(reading, paragraph, max(start, paragraph.text.rfind("；", 0, end) + 1), end, stated, *words)
            wider = found or _judge(reading, paragraph, start, end, stated, *words)
            if wider is None and compiled(reading.lexicon, "{earning}").search(words[1]):
                wider = found = _of_turnover(reading, paragraph, start, end, stated, words[0])
            far = None if wider else _far_off(reading, paragraph, start, end, stated, words[0])
            wider, found = wider or far, found or far
            if wider and (found or wider.verdict == "consistent"):
                total, count = (m.fact.text.strip() for m in wider.others)
                yield figures(reading, RULE, wider, f"{total}按{count}平均", f"{total} over {count}")


def _of_turnover(
    reading: Reading, paragraph: Paragraph, start: int, end: int, stated: Mark, per: str
) -> Comparison | None:
    """产值A元。全县B户农户，户均收入C元: what is sold is not earned, but the same digits tell that it was meant."""
    first = paragraph.sentence(start - 1)[0] if start else start
    totals = [
        m
        for m in paragraph.between(first, end)
        if m.unit == stated.unit
        and m.fact.kind == "money"
        and m.fact.role not in ("average", "standard", "target", "change")
        and compiled(reading.lexicon, _SOLD).search(paragraph.clause(m.at))
        and not EARLIER.search(paragraph.clause(m.at))
        and not aside.base(paragraph, m)
        and not aside.increment(paragraph, m)
    ]
    counts = [m for m in paragraph.between(start, end) if _counts(reading, paragraph, m, per)]
    if len(totals) != 1 or len(counts) != 1 or any(m.figure.loose for m in (stated, totals[0], counts[0])):
        return None
    total, number = totals[0].figure, counts[0].figure
    found = compare(stated, (totals[0], counts[0]), total.interval().over(number.interval()), mean=True)
    nominal = (total.value or Decimal(0)) / (number.value or Decimal(1))
    return found if found.verdict == "consistent" or same_digits(stated, nominal) else None


def _per(reading: Reading, paragraph: Paragraph, start: int, stated: Mark) -> tuple[int, str, str] | None:
    """Where an average's words begin, the thing it is taken over, and the words that are left between."""
    before = paragraph.text[start : stated.at]
    known, other = _PER.search(before), _EACH.search(before)
    if other:
        rest, end = other["rest"] or other["one"], start + other.start()
        first, _ = paragraph.sentence(start - 1) if start else (start, end)
        for mark in reversed(paragraph.between(first, end)):
            if other["one"]:
                if units.mean(paragraph, mark, rest):
                    return end, rest, other["said"]
            elif name := units.per(reading, paragraph, mark, rest):
                return end, name.name, rest[len(name.name) :]
    if known:
        return start + known.start(), known["per"], known["what"]
    if other and (unit := other["unit"]) and any(units.told_unit(m) == unit for m in paragraph.between(start, end)):
        return end, unit, rest
    return None


def _judge(
    reading: Reading, paragraph: Paragraph, start: int, position: int, stated: Mark, per: str, what: str
) -> Comparison | None:
    before = paragraph.between(start, position)
    counts = [m for m in before if _counts(reading, paragraph, m, per)]
    counts = [m for m in counts if _exactly(reading, paragraph, m, per)] or counts
    if len(counts) > 1 and stated.fact.kind == "count":
        counts = [m for m in counts if m.unit != stated.unit] or counts  # 工作队247支、队员863名，每队3.5名
    if stated.unit == "次":
        counts = [m for m in counts if m.unit != "人次"]
    if len({m.figure.value for m in counts}) == 1:
        counts = counts[-1:]  # 17个乡镇建成中心17个: one number
    made_up = _collapsed(counts)
    counts, whole = made_up, len(made_up) < len(counts)
    sums = [m for m in before if _totals(m, stated) and m not in counts]
    if not sums and len(counts) == 2 and stated.unit == "人" and compiled(reading.lexicon, _HELPED).fullmatch(what):
        counts, sums = counts[:1], counts[1:]  # 1120名教师结对帮扶3360名学生，人均帮扶
    made_up = _collapsed(sums)
    sums, whole = made_up, whole or len(made_up) < len(sums)
    if len(called := [m for m in sums if _called(paragraph, m, what)]) == 1:
        sums = called  # 售电A，其中农村居民用电B；农村居民C户，户均用电
    if len(sums) == 1 and len(beside := [m for m in counts if _beside(paragraph, m, sums[0])]) == 1:
        counts = beside  # 卖出4.26万吨、2.98亿元，每公斤均价
    sold = compiled(reading.lexicon, "{turnover}").search(what)
    if sold:  # 产值371万元，户均产值: only what bears the very name is divided
        sums = [m for m in sums if _MADE.sub("", paragraph.clause(m.at)) == what] or sums
    found = _quotients(reading, paragraph, stated, sums, counts, per)
    choice = best(found)
    if choice and choice.verdict == "consistent":
        return choice
    if choice and _sure(reading, paragraph, sums, counts, position, what, whole, stated.fact.kind):
        return choice
    if choice and choice.verdict == "unit_slip" and len(sums) == len(counts) == 1 and not sold:
        # Whatever the average is called, three digits that are those of the quotient tell that it was meant.
        total, number = choice.others
        near = position - max(total.at, number.at) <= 12
        nominal = (total.figure.value or Decimal(0)) / (number.figure.value or Decimal(1))
        if near and not _scaled(number) and same_digits(stated, nominal, least=3):
            return choice
    return None


def _exactly(reading: Reading, paragraph: Paragraph, count: Mark, per: str) -> bool:
    """Whether a count bears the very unit or noun of the average; an average per person may be one per visit."""
    return units.told_unit(count) in (per[-1:], "人次") or units.per(reading, paragraph, count, per) is not None


def _called(paragraph: Paragraph, total: Mark, what: str) -> bool:
    """Whether a total bears the words of the average, and is this year's."""
    clause = paragraph.clause(total.at)
    return any(a + b in clause for a, b in pairwise(what)) and not EARLIER.search(clause)


def _beside(paragraph: Paragraph, one: Mark, other: Mark) -> bool:
    """Whether two figures stand side by side."""
    first, last = sorted((one.at, other.at))
    return paragraph.text[first + 1 : last] in ("", "、")


def _totals(mark: Mark, stated: Mark) -> bool:
    """Whether a figure may be what an average is of; 送教1776人次，人均24次."""
    alike = mark.unit == stated.unit or (mark.unit, stated.unit) == ("人次", "次")
    return alike and mark.fact.kind == stated.fact.kind and mark.fact.role not in ("average", "standard")


def _quotients(
    reading: Reading, paragraph: Paragraph, stated: Mark, sums: Sequence[Mark], counts: Sequence[Mark], per: str
) -> list[Comparison]:
    """An average beside every total over every count."""
    found: list[Comparison] = []
    for total in sums:
        for count in counts:
            if (count.figure.interval().low or 0) > 0 and total.figure.interval().high >= stated.figure.interval().low:
                scale = _scale(reading, paragraph, count, per)
                expected = total.figure.interval().times(scale).over(count.figure.interval())
                rounded = total.figure.rounded().times(scale).over(count.figure.rounded())
                found.append(compare(stated, (total, count), expected, rounded, mean=True))
    return found


def _far_off(reading: Reading, paragraph: Paragraph, start: int, end: int, stated: Mark, per: str) -> Comparison | None:
    """耕地A亩 … 人均B亩, of the persons told at the head of the document: what holds, or but for two digits swapped."""
    first, _ = paragraph.sentence(start - 1) if start else (start, end)
    counts = [m for m in paragraph.between(first, end) if _counts(reading, paragraph, m, per)]
    unit = {"人": "人", "户": "户"}.get(per.removesuffix("均")[-1:])
    counts = counts[-2:] or (named.inhabitants(reading, stated, unit) if unit else [])
    sums = [m for m in paragraph.between(start, end) if _totals(m, stated) and m not in counts]
    sums = sums or [m for m in paragraph.between(first, start) if _totals(m, stated) and m not in counts]
    found = best(_quotients(reading, paragraph, stated, _collapsed(sums), counts, per))
    if found is None or found.verdict == "consistent":
        return found
    digits = str(stated.figure.value).replace(".", "").strip("0")
    few = len(counts) * len(sums) <= 2 and not any(m.figure.loose for m in (stated, *found.others))
    return found if found.verdict == "digit_slip" and len(digits) > 2 and few else None


def _scaled(count: Mark) -> bool:
    """Whether a measure is told in another unit than its base."""
    return count.fact.kind == "measure"


def _collapsed(marks: list[Mark]) -> list[Mark]:
    """改造173户，其中C级61户、D级112户: parts that make up the first figure do not stand for themselves."""
    if len(marks) > 2 and sum((m.figure.value or 0 for m in marks[1:]), Decimal(0)) == marks[0].figure.value:
        return marks[:1]
    return marks


def _scale(reading: Reading, paragraph: Paragraph, count: Mark, name: str) -> Interval:
    """What the unit of the average is in the base unit of what it is taken over: 亩 in 平方米, 公斤 for 万吨."""
    found = units.per(reading, paragraph, count, name)
    fact = count.fact
    told = fact.base_value / fact.value if fact.base_value and fact.value else Decimal(1)
    return Interval.exact(found.factor if found else told)


def _sure(
    reading: Reading,
    paragraph: Paragraph,
    sums: list[Mark],
    counts: list[Mark],
    position: int,
    what: str,
    whole: bool,
    stated_unit: str,
) -> bool:
    """One total and one count only, right before the average, and the average is of what the total is."""
    if not what and stated_unit == "count" and len(sums) == 2 and len(counts) == 1:
        # 改造台区A个，覆盖14个乡镇B个村，平均每个乡镇C个: of the one or of the other, and of neither does it hold.
        beside = paragraph.text[counts[0].at + 1 : sums[1].at]
        sums = sums[:1] if 0 < sums[1].at - counts[0].at <= 8 and regex.fullmatch(r"\w{0,6}、?", beside) else sums
        if len(sums) == 1:
            return position - counts[0].at <= 12 and not regex.search(
                "其中|[。；]", paragraph.text[sums[0].at : position]
            )
    if len(sums) != 1 or len(counts) != 1:
        return False
    last = max(sums[0].at, counts[0].at)
    more = any(m.fact.kind in ("money", "count") for m in paragraph.between(last + 1, position))
    if position - last > (NEAR if more else REACH):
        return False
    first = max(sums[0].at, counts[0].at) if whole else min(sums[0].at, counts[0].at)
    if regex.search("其中|[。；]|左右|以来", paragraph.text[first:position]):
        return False
    if compiled(reading.lexicon, "{turnover}").search(what):
        return _MADE.sub("", paragraph.clause(sums[0].at)) == what
    around = paragraph.clause(sums[0].at)[-14:] + paragraph.after(sums[0].at + 1)
    if stated_unit == "count" and compiled(reading.lexicon, _HELPED).fullmatch(what):
        return paragraph.text[sums[0].at + 1 : position].strip("，、；平均") == ""
    cost = compiled(reading.lexicon, "{costing}")
    if cost.search(what) and cost.search(around):
        return True
    given = [c for c in what if c in _GIVEN and c in around]
    return bool(given or _NEUTRAL.fullmatch(what)) or any(a + b in around for a, b in pairwise(what))


def _counts(reading: Reading, paragraph: Paragraph, mark: Mark, per: str) -> bool:
    if mark.fact.kind not in ("count", "measure") or mark.figure.value == 1 or mark.fact.role == "average":
        return False
    if units.mean(paragraph, mark, per) if len(per) == 1 else units.per(reading, paragraph, mark, per):
        return True
    if mark.fact.kind != "count":
        return False
    key = per.removeprefix("每").lstrip("一个").removesuffix("均") or per
    for name, noun in _NAMED.items():
        if key.endswith(name):
            return mark.unit == "村" or noun in units.lead(paragraph, mark)[-4:] + paragraph.after(mark.at + 1)[:12]
    return mark.unit in _UNITS.get(key[-1:], set())
