"""Slips of the pen: figures that would fit but for two digits swapped or a lost unit, and counts turned round.

Chance hardly makes two figures of three digits differ by just a slip, so that a slip needs no other proof.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from nlp.checks.reading import Mark, Paragraph, Reading
from nlp.checks.relations import Relation
from nlp.checks.result import Located, compare, figures
from nlp.checks.vocabulary import compiled
from nlp.intervals import UNIT_SLIPS, Interval
from nlp.model import Verdict

LEAST = 3
"""Digits that a figure must have: of two-digit numbers one in nine is another one turned round."""
NOUN = 3
"""Characters of its name that two statements of one count must share behind the figure."""
TIGHT = 100
"""What is expected may be as wide as one part in so many of itself for a unit to be seen lost."""


def twice(reading: Reading, found: Sequence[Located]) -> Iterator[Located]:
    """Findings on 231所村卫生室 after 213所村卫生室: one thing in one place and year, its digits turned round."""
    wrong = {fact for item in found if item.finding.severity != "info" for fact in item.finding.facts}
    told: dict[str, list[Mark]] = {}
    for paragraph in reading.paragraphs:
        for mark in paragraph.marks:
            fact = mark.fact
            if fact.kind != "count" or fact.role not in ("level", "target") or mark.figure.loose:
                continue
            names = set(_names(reading, paragraph, mark))
            known = {m.start: m for name in names for m in told.get(name, ())}
            for earlier in known.values():
                swapped = _one_scope(mark, earlier) and _digits(mark) in _swaps(_digits(earlier))
                if swapped and wrong.isdisjoint((fact.id, earlier.fact.id)):
                    text = earlier.fact.text.strip()
                    item = compare(mark, (earlier,), earlier.figure.interval())._replace(verdict="digit_slip")
                    said = f"stated before as {text}, which"
                    yield figures(reading, "repeat", item, f"前文为{text}，", said, "warning")
            for name in names:
                told.setdefault(name, []).append(mark)


def _names(reading: Reading, paragraph: Paragraph, mark: Mark) -> Iterator[str]:
    """What a count may be known again by: the noun before it or behind it, or that it is what is left."""
    before, after = paragraph.clause(mark.at), paragraph.after(mark.at + 1)
    if len(after) >= NOUN:
        yield after[:NOUN]
    elif len(before) >= NOUN:
        yield before[-NOUN:]
    if compiled(reading.lexicon, "{leftover}的?$").search(before):
        yield "remaining"


def _one_scope(mark: Mark, other: Mark) -> bool:
    a, b = mark.fact, other.fact
    years = {(fact.time or "")[:4] for fact in (a, b)} - {""}
    places = {fact.place for fact in (a, b) if fact.place and fact.place[0] not in "全我本"}
    return a.unit == b.unit and len(places) < 2 and len(years) < 2 and len(_digits(mark)) >= LEAST


def slip(relation: Relation) -> Verdict | None:
    """The slip that parts a figure from what its neighbours make, if it is one."""
    stated, expected = relation.stated.figure, relation.expected
    step, digits = stated.step, _digits(relation.stated)
    if (stated.value or 0) < 0:
        return None
    if len(digits.rstrip("0")) >= LEAST and any(_lost(relation, power) for k in UNIT_SLIPS for power in (k, -k)):
        return "unit_slip"
    # What is added or taken away is as exact as its figures, so that two digits tell enough.
    exact = relation.rule in ("sum", "change") and expected.high - expected.low <= 2 * step
    if len(digits) < LEAST - exact:
        return None
    swapped = any(abs(relation.nominal - int(swap) * step) * 2 <= step for swap in _swaps(digits))
    return "digit_slip" if swapped else None


def _lost(relation: Relation, power: int) -> bool:
    """Whether a figure is what its neighbours make but for a power of ten."""
    scale, stated, expected = Decimal(10) ** power, relation.stated.figure, relation.expected
    if (expected.high - expected.low) * TIGHT <= expected.high:
        return stated.interval().meets(Interval(expected.low * scale, expected.high * scale))
    return abs(relation.nominal * scale - (stated.value or 0)) * 2 <= stated.step


def _digits(mark: Mark) -> str:
    return str(int((mark.figure.value or 0) / mark.figure.step))


def _swaps(digits: str) -> Iterator[str]:
    """A number with two neighbouring digits swapped."""
    for i in range(len(digits) - 1):
        if digits[i] != digits[i + 1]:
            yield digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]
