"""Which sums, differences, shares, means and rates the figures that stand together may be meant to make.

A relation is only possible: it takes the figures' units, their order and one word (剩余, 共, 率, 均, 增长), and leaves
open whether these figures are the ones that belong together. So nothing but a slip is told of it (`nlp.checks.slips`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import islice, pairwise
from typing import NamedTuple

import regex

from nlp.checks import aside, units
from nlp.checks.lists import EARLIER
from nlp.checks.parts import words_before
from nlp.checks.reading import Mark, Paragraph, Reading
from nlp.checks.vocabulary import compiled
from nlp.intervals import Interval
from nlp.model import Rule

HUNDRED = Interval.exact(100)
_APART = frozenset({"average", "standard", "growth", "difference", "share", "change"})
_RATE = regex.compile(
    r"(?P<stem>[^，。；：、\n\t\U000f0000-\U0010ffff]{2,10}?)(?:率|比例|进度|占比|比重|程度)"
    r"(?:就|已|也|均|只有|仅)?(?:达到?了?|为|是|约|超过?|近|至)*$"
)
_PER = regex.compile(r"(?:平均)?(?P<per>每\w{1,8}|[户人村亩组户队月日台社]均)")
_GROWN = regex.compile(r"(?:同比|比上年|比去年)?(?:增长|增幅|增速|下降|降幅|提高|减少)(?:了|为|达到?|约)?$")
_CHANGED = regex.compile(r"(?:增加|增收|增产|增|多|减少|减收|减产|短收|下降|少)了?$")
_FALLS = regex.compile("减|降|少|短")
_LIST = regex.compile("[，：（。]?(?:其中|包括|分别为|分别是|含|当中)[：，]?|：")
_OPEN = regex.compile("等|以及其他")
REACH, PARTS = 3, 12
LEFT_OUT = Decimal("0.2")
"""Of its whole: a list that leaves out more than this is not meant to be complete."""


class Relation(NamedTuple):
    """A figure, those that may make it, what they allow and what they make as they stand. `zh` and `en` say how."""

    rule: Rule
    stated: Mark
    others: tuple[Mark, ...]
    expected: Interval
    nominal: Decimal
    zh: str
    en: str


def possible(reading: Reading, paragraph: Paragraph) -> Iterator[list[Relation]]:
    """Groups of relations of a paragraph: of each group at most one is meant."""
    for mark in paragraph.marks:
        if mark.figure.loose:
            continue
        for way in _WAYS:
            if found := list(way(reading, paragraph, mark)):
                yield found
    yield from _lists(paragraph)


def _amounts(paragraph: Paragraph, like: Mark, sentences: int = 1) -> list[Mark]:
    """The amounts of a figure's unit and standing before it, in its sentence and so many before; the nearest last."""
    start, _ = paragraph.sentence(like.at, before=sentences)
    return [m for m in paragraph.between(start, like.at) if _alike(m, like) and _level(paragraph, m)]


def _alike(mark: Mark, other: Mark) -> bool:
    """Figures of one unit, both planned or neither."""
    planned = (mark.fact.role == "target", other.fact.role == "target")
    return mark.unit == other.unit and mark.fact.kind == other.fact.kind and planned[0] == planned[1]


def _level(paragraph: Paragraph, mark: Mark) -> bool:
    return (
        mark.fact.kind in ("count", "money", "measure")
        and mark.fact.role not in _APART
        and mark.figure.value is not None
        and not mark.figure.loose
        and not EARLIER.search(paragraph.clause(mark.at))
        and not aside.increment(paragraph, mark)
        and not aside.base(paragraph, mark)
    )


def _rests(reading: Reading, paragraph: Paragraph, stated: Mark) -> Iterator[Relation]:
    """总费用A，报销B，自付C: what is left of a figure when the last one is gone."""
    told = words_before(paragraph, stated) + "/" + paragraph.after(stated.at + 1)
    if not _level(paragraph, stated) or not compiled(reading.lexicon, "{0}", "rest").search(told):
        return
    before = _amounts(paragraph, stated)
    if len(before) < 2:
        return
    gone = before[-1]
    for whole in islice((m for m in reversed(before[:-1]) if _value(m) > max(_value(gone), _value(stated))), REACH):
        expected = whole.figure.interval().minus(gone.figure.interval())
        made = _value(whole) - _value(gone)
        yield _relation("change", stated, (whole, gone), expected, made, "{0}减去{1}", "{0} less {1}")


def _totals(reading: Reading, paragraph: Paragraph, stated: Mark) -> Iterator[Relation]:
    """甲A、乙B，一共C: the last so many figures before a total."""
    lead = words_before(paragraph, stated)
    if not _level(paragraph, stated) or not compiled(reading.lexicon, "{0}", "summing").search(lead):
        return
    before = _amounts(paragraph, stated, sentences=0)[-PARTS:]
    for first in range(len(before) - 1):
        yield _sum(stated, before[first:])


def _means(reading: Reading, paragraph: Paragraph, stated: Mark) -> Iterator[Relation]:
    """A户，投入B元，户均C元; A斤，每斤B元，卖得C元: an amount over a number that its unit counts."""
    told = _PER.search(words_before(paragraph, stated))
    if not told or stated.fact.kind not in ("money", "measure", "count") or stated.figure.value is None:
        return
    start, end = paragraph.sentence(stated.at)
    marks = [m for m in paragraph.between(start, end) if m is not stated]
    counts = [m for m in marks if m.at < stated.at and _counted(reading, paragraph, m, told["per"])][-REACH:]
    sums = [m for m in marks if m.unit == stated.unit and m.fact.kind == stated.fact.kind and _level(paragraph, m)]
    near = [m for m in sums if m.at < stated.at][-2:] + [m for m in sums if m.at > stated.at][:1]
    for total in near:
        for count in counts:
            if _value(count) > 1 and count.unit != stated.unit and not count.figure.loose:
                number = count.figure.interval().times(_scale(reading, paragraph, count, told["per"]))
                # The larger of the two has more digits to tell a slip by.
                made = _value(stated) * (_value(count) * number.low / count.figure.interval().low)
                times = number.times(stated.figure.interval())
                yield _relation("average", total, (count, stated), times, made, "{0}乘以{1}", "{0} times {1}")


def _shares(reading: Reading, paragraph: Paragraph, stated: Mark) -> Iterator[Relation]:
    """资金A … 支出B，支出进度p%: the part that is called as the rate is, over what stands before it."""
    rate = _RATE.search(paragraph.clause(stated.at)) if stated.fact.kind == "percent" else None
    if not rate:
        return
    start, _ = paragraph.sentence(stated.at, before=2)
    marks = [m for m in paragraph.between(start, stated.at) if _level(paragraph, m)]
    for part in islice((m for m in reversed(marks) if _called(paragraph, m, rate["stem"])), 2):
        wholes = [m for m in marks if _alike(m, part) and _value(m) > _value(part)]
        for whole in wholes[-REACH:]:
            expected = part.figure.interval().over(whole.figure.interval()).times(HUNDRED)
            made = _value(part) / _value(whole) * 100
            yield _relation("share", stated, (part, whole), expected, made, "{0}占{1}的比例", "{0} of {1}")


def _growths(reading: Reading, paragraph: Paragraph, stated: Mark) -> Iterator[Relation]:
    """A，同比增收B，增长p%: a change over what there was before it."""
    if stated.fact.kind != "percent" or not _GROWN.search(paragraph.clause(stated.at)):
        return
    start, _ = paragraph.sentence(stated.at)
    marks = [m for m in paragraph.between(start, stated.at) if m.fact.kind in ("count", "money", "measure")]
    change = marks[-1] if marks else None
    if change is None or change.figure.value is None or change.figure.loose:
        return
    levels = [m for m in marks[:-1] if m.unit == change.unit and _level(paragraph, m)]
    told = _CHANGED.search(paragraph.clause(change.at))
    if not levels or not told or paragraph.gap(change.at + 1, stated.at).count("，") > 1:
        return
    level, down = levels[-1], bool(_FALLS.search(told[0]))
    now, by = level.figure.interval(), change.figure.interval()
    before = now.plus(by) if down else now.minus(by)
    if before.low > 0:
        expected, made = by.over(before).times(HUNDRED), _value(change) / (before.low + before.high) * 200
        verb = "减少" if down else "增加"
        zh, en = f"{verb}{{0}}至{{1}}，变化幅度", "{0} of change to {1}, the rate"
        yield _relation("growth", stated, (change, level), expected, made, zh, en)


_WAYS: tuple[Callable[[Reading, Paragraph, Mark], Iterator[Relation]], ...] = (
    _rests, _totals, _means, _shares, _growths,
)


def _lists(paragraph: Paragraph) -> Iterator[list[Relation]]:
    """A，其中甲B、乙C、丙D: the whole, and each part as what the others leave of it."""
    for at, whole in enumerate(paragraph.marks):
        following = paragraph.marks[at + 1] if at + 1 < len(paragraph.marks) else None
        if following is None or not _level(paragraph, whole):
            continue
        if not _LIST.search(paragraph.text[whole.at + 1 : following.at]):
            continue
        _, end = paragraph.sentence(whole.at)
        stop = paragraph.text.find("；", whole.at, end)
        parts = [m for m in paragraph.between(whole.at + 1, stop if stop > 0 else end) if m.unit == whole.unit]
        span = paragraph.text[whole.at : parts[-1].at + 6] if parts else ""
        alike = all(_alike(m, whole) and _level(paragraph, m) for m in parts)
        if not 2 <= len(parts) <= PARTS or not alike or _OPEN.search(span):
            continue
        relations = [_sum(whole, parts)]
        for part in parts:
            others = tuple(m for m in parts if m is not part)
            rest = whole.figure.interval().minus(_added(others))
            left = _value(whole) - sum(map(_value, others))
            zh, en = "{0}减去其余各项", "{0} less the other parts"
            relations.append(_relation("sum", part, (whole, *others), rest, left, zh, en))
        yield [relation for relation in relations if _complete(relation, _value(whole))]


def _complete(relation: Relation, whole: Decimal) -> bool:
    """Whether a list may be meant to be complete: it leaves out little, or one part is larger than the whole."""
    stated = _value(relation.stated)
    return relation.nominal > 0 and (abs(relation.nominal - stated) <= whole * LEFT_OUT or stated > whole)


def _sum(stated: Mark, parts: list[Mark]) -> Relation:
    told = "+".join(m.fact.text.strip() for m in parts)
    return Relation("sum", stated, tuple(parts), _added(parts), sum(map(_value, parts), Decimal(0)), told, told)


def _added(parts: Iterable[Mark]) -> Interval:
    total = Interval.exact(0)
    for part in parts:
        total = total.plus(part.figure.interval())
    return total


def _relation(
    rule: Rule, stated: Mark, others: tuple[Mark, ...], expected: Interval, nominal: Decimal, zh: str, en: str,
) -> Relation:
    texts = [m.fact.text.strip() for m in others]
    return Relation(rule, stated, others, expected, nominal, zh.format(*texts), en.format(*texts))


def _value(mark: Mark) -> Decimal:
    return mark.figure.value or Decimal(0)


def _called(paragraph: Paragraph, mark: Mark, stem: str) -> bool:
    """Whether the words around a figure share two characters in a row with a rate's word (整改到位资金, 整改到位率)."""
    lead = words_before(paragraph, mark)
    around = lead + "/" + paragraph.after(mark.at + 1)
    return any(a + b in around for a, b in pairwise(stem)) or (lead.rfind("已") >= 0 and any(c in lead for c in stem))


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
