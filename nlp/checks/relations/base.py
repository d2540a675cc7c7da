"""What a relation is, and which figures may take part in one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from nlp.checks import aside
from nlp.checks.lists import EARLIER
from nlp.checks.reading import Mark, Paragraph
from nlp.intervals import Interval
from nlp.model import Rule

HUNDRED = Interval.exact(100)
REACH, PARTS = 3, 12
_APART = frozenset({"average", "standard", "growth", "difference", "share", "change"})
_AMOUNTS = ("count", "money", "measure")


class Relation(NamedTuple):
    """A figure, those that may make it, what they allow and what they make as they stand. `zh` and `en` say how."""

    rule: Rule
    stated: Mark
    others: tuple[Mark, ...]
    expected: Interval
    nominal: Decimal
    zh: str
    en: str


class Group(NamedTuple):
    """Relations of which at most one is meant. `sure`: one of them is, by the words alone; the likeliest first."""

    relations: Sequence[Relation]
    sure: bool = False


def relation(
    rule: Rule, stated: Mark, others: tuple[Mark, ...], expected: Interval, nominal: Decimal, zh: str, en: str,
) -> Relation:
    """A relation; {0} and {1} in `zh` and `en` stand for the other figures."""
    texts = [m.fact.text.strip() for m in others]
    return Relation(rule, stated, others, expected, nominal, zh.format(*texts), en.format(*texts))


def summed(stated: Mark, parts: Sequence[Mark]) -> Relation:
    """A figure as the sum of others."""
    told = "+".join(m.fact.text.strip() for m in parts)
    return Relation("sum", stated, tuple(parts), added(parts), sum(map(value, parts), Decimal(0)), told, told)


def ratio(part: Mark, whole: Mark) -> Interval:
    """What a part may be of a whole, in percent."""
    return part.figure.interval().over(whole.figure.interval()).times(HUNDRED)


def added(parts: Iterable[Mark]) -> Interval:
    """The sum of what figures allow."""
    total = Interval.exact(0)
    for part in parts:
        total = total.plus(part.figure.interval())
    return total


def value(mark: Mark) -> Decimal:
    return mark.figure.value or Decimal(0)


def alike(mark: Mark, other: Mark) -> bool:
    """Figures of one unit, both planned or neither."""
    planned = (mark.fact.role == "target", other.fact.role == "target")
    return mark.unit == other.unit and mark.fact.kind == other.fact.kind and planned[0] == planned[1]


def level(paragraph: Paragraph, mark: Mark) -> bool:
    """Whether a figure tells how much there is of a thing: no mean, gain, plan's base or last year's figure."""
    return (
        mark.fact.kind in _AMOUNTS
        and mark.fact.role not in _APART
        and mark.figure.value is not None
        and not mark.figure.loose
        and not EARLIER.search(paragraph.clause(mark.at))
        and not aside.increment(paragraph, mark)
        and not aside.base(paragraph, mark)
    )


def amounts(paragraph: Paragraph, like: Mark, sentences: int = 1) -> list[Mark]:
    """The levels of a figure's unit and standing before it, in its sentence and so many before; the nearest last."""
    start, _ = paragraph.sentence(like.at, before=sentences)
    return [m for m in paragraph.between(start, like.at) if alike(m, like) and level(paragraph, m)]


def inner(paragraph: Paragraph, mark: Mark, position: int) -> bool:
    """Whether a figure stands in a list of parts (其中…) that has ended before a position."""
    start, _ = paragraph.sentence(mark.at)
    opened = max(paragraph.text.rfind(word, start, mark.at) for word in ("其中", "包括", "（"))
    if opened < 0 or any(stop in paragraph.text[opened : mark.at] for stop in "；）"):
        return False
    between = paragraph.text[mark.at : position]
    return "。" in between or "；" in between or ("）" in between and paragraph.text[opened] == "（")


def values(marks: Iterable[Mark]) -> set[Decimal]:
    return {value(mark) for mark in marks}
