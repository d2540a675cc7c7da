"""Sums and differences of the amounts that stand together: what is left, totals, lists of parts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

import regex

from nlp.checks import aside
from nlp.checks.parts import words_before
from nlp.checks.reading import C, Mark, P, Paragraph, Reading, T
from nlp.checks.relations.base import (
    PARTS,
    REACH,
    Group,
    Relation,
    added,
    alike,
    amounts,
    inner,
    level,
    relation,
    summed,
    value,
    values,
)
from nlp.checks.vocabulary import compiled

_LIST = regex.compile("[，：（。]?(?:其中|包括|分别为|分别是|含|当中)[：，]?|：")
_OPEN = regex.compile("等|以及其他")
LEFT_OUT = Decimal("0.2")
"""Of its whole: a list that leaves out more than this is not meant to be complete."""
_SINCE = regex.compile(rf"今年|当年|本年|年内|{T}")  # what was done this year and what is left are not all
_STOCK = regex.compile("年初|尚|未|[上去]年|末|底|剩")
_BEYOND = regex.compile(rf"(?:短收|超收|超额|超支|欠收|差额?|超出?|多完成){C}{{0,6}}?$")
_FLOW = regex.compile("新增|新识别|返贫|纳入|转入|新发|又|清退|死亡|迁")


def rests(reading: Reading, paragraph: Paragraph, stated: Mark) -> Iterator[Group]:
    """总费用A，报销B，自付C: what is left of a figure when the last one is gone."""
    told = words_before(paragraph, stated) + "/" + paragraph.after(stated.at + 1)
    if not level(paragraph, stated) or not compiled(reading.lexicon, "{rest}").search(told):
        return
    before = [m for m in amounts(paragraph, stated) if not inner(paragraph, m, stated.at)]
    if len(before) < 2:
        return
    gone = before[-1]
    wholes = [m for m in before[:-1] if value(m) > max(value(gone), value(stated))]
    found = [
        relation(
            "change",
            stated,
            (whole, gone),
            whole.figure.interval().minus(gone.figure.interval()),
            value(whole) - value(gone),
            "{0}减去{1}",
            "{0} less {1}",
        )
        for whole in islice(reversed(wholes), REACH)
    ]
    yield Group(found, _is_left(reading, paragraph, stated, gone, wholes))


def _is_left(reading: Reading, paragraph: Paragraph, stated: Mark, gone: Mark, wholes: list[Mark]) -> bool:
    """Whether the words say that a figure is all that is left: 已完成B，剩余C, of the one whole A right before."""
    lead, done = words_before(paragraph, stated), words_before(paragraph, gone)
    if len(values(wholes)) != 1 or not compiled(reading.lexicon, "{left}").search(lead):
        return False
    whole = wholes[-1]
    between = paragraph.text[whole.at + 1 : gone.at]
    others = [m for m in paragraph.between(whole.at + 1, gone.at) if m.unit == gone.unit]
    others = [m for m in others if m.fact.role != "average" and not inner(paragraph, m, gone.at)]
    if others and not (regex.search("合计|一共|共计|总计", done) and all(value(m) < value(gone) for m in others)):
        return False
    dated = _SINCE.search(between) and not _STOCK.search(words_before(paragraph, whole))
    settled = compiled(reading.lexicon, "{settled}").search(done)
    return bool(settled) and not dated and not _FLOW.search(paragraph.text[whole.at : stated.at])


def totals(reading: Reading, paragraph: Paragraph, stated: Mark) -> Iterator[Group]:
    """甲A、乙B，一共C: the last so many figures before a total."""
    lead = words_before(paragraph, stated)
    if not level(paragraph, stated) or not compiled(reading.lexicon, "{summing}").search(lead):
        return
    before = amounts(paragraph, stated, sentences=0)[-PARTS:]
    for first in range(len(before) - 1):
        yield Group([summed(stated, before[first:])])


def lists(paragraph: Paragraph) -> Iterator[Group]:
    """A，其中甲B、乙C、丙D: the whole, and each part as what the others leave of it."""
    for at, whole in enumerate(paragraph.marks):
        following = paragraph.marks[at + 1] if at + 1 < len(paragraph.marks) else None
        if following is None or not level(paragraph, whole):
            continue
        if not _LIST.search(paragraph.text[whole.at + 1 : following.at]):
            continue
        _, end = paragraph.sentence(whole.at)
        stop = paragraph.text.find("；", whole.at, end)
        parts = [m for m in paragraph.between(whole.at + 1, stop if stop > 0 else end) if m.unit == whole.unit]
        span = paragraph.text[whole.at : parts[-1].at + 6] if parts else ""
        levels = all(alike(m, whole) and level(paragraph, m) for m in parts)
        if not 2 <= len(parts) <= PARTS or not levels or _OPEN.search(span):
            continue
        relations = [summed(whole, parts)]
        for part in parts:
            others = tuple(m for m in parts if m is not part)
            rest = whole.figure.interval().minus(added(others))
            left = value(whole) - sum(map(value, others))
            zh, en = "{0}减去其余各项", "{0} less the other parts"
            relations.append(relation("sum", part, (whole, *others), rest, left, zh, en))
        yield Group([r for r in relations if _complete(r, value(whole))])


def _complete(told: Relation, whole: Decimal) -> bool:
    """Whether a list may be meant to be complete: it leaves out little, or one part is larger than the whole."""
    stated = value(told.stated)
    return told.nominal > 0 and (abs(told.nominal - stated) <= whole * LEFT_OUT or stated > whole)


def beyond(reading: Reading, paragraph: Paragraph, stated: Mark) -> Iterator[Group]:
    """完成A，为计划B的p%，超额C: how far a figure is from the plan that it is measured by."""
    if not _BEYOND.search(paragraph.clause(stated.at)) or stated.figure.value is None:
        return
    start, _ = paragraph.sentence(stated.at)
    same = [m for m in paragraph.between(start, stated.at) if m.unit == stated.unit and m.fact.kind == stated.fact.kind]
    bases = [m for m in same if aside.base(paragraph, m)]
    reached = [m for m in same if bases and m.at < bases[-1].at and level(paragraph, m)]
    between = paragraph.text[bases[-1].at + 1 : stated.at] if bases else ""
    if len(bases) != 1 or not reached or not regex.fullmatch(rf"的{P}[，、]{C}*", between):
        return
    now, plan = reached[-1], bases[0]
    expected = now.figure.interval().minus(plan.figure.interval()).size()
    made = abs(value(now) - value(plan))
    yield Group([relation("change", stated, (now, plan), expected, made, "{0}与{1}相差", "from {1} to {0}")], sure=True)


