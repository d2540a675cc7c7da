"""投入A元，惠及B户，户均C元: a total over a count."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

import regex

from nlp.checks.reading import Mark, Paragraph, Reading
from nlp.checks.result import Comparison, Located, best, compare, figures

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


def check(reading: Reading) -> Iterator[Located]:
    """Findings on averages whose total and count stand before them in the sentence."""
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
        return False
    around = paragraph.clause(sums[0].at)[-14:] + paragraph.after(sums[0].at + 1)
    return bool(_NEUTRAL.fullmatch(what)) or any(a + b in around for a, b in pairwise(what))


def _counts(paragraph: Paragraph, mark: Mark, per: str) -> bool:
    if mark.fact.kind != "count":
        return False
    key = per.removeprefix("每").lstrip("一个").removesuffix("均") or per
    for name, noun in _NAMED.items():
        if key.endswith(name):
            return mark.unit == "村" or noun in paragraph.clause(mark.at)[-4:] + paragraph.after(mark.at + 1)[:12]
    return mark.unit in _UNITS.get(key[-1:], set())
