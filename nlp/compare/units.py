"""Figures in the units that go together."""

from __future__ import annotations

from decimal import Decimal

from lexicons import Indicator
from nlp.compare.words import Words
from nlp.intervals import Figure
from nlp.model import Fact

THINGS = "things"
COUNTED = frozenset({"count", "persons", "households", "person-times"})


def family(fact: Fact, row: Indicator | None) -> str:
    """What units go together: one dimension; all measure words of things (43个, 43座).

    What the lexicon has told by 户 or by 人 as well (户厕6842座, 6842户; 公益性岗位2346个, 2346人) goes together too.
    """
    if fact.kind == "percent":
        return "%"
    if fact.kind in ("point", "multiple"):
        return fact.kind
    if fact.base_unit:
        return fact.base_unit
    if fact.kind != "count":
        return fact.dimension or fact.unit or ""
    counted = row is not None and fact.unit in row.units and row.dimension in COUNTED
    told = row.dimension if row is not None and counted else fact.dimension
    if "count" not in (told, fact.dimension):
        told = fact.dimension  # persons are no households, whatever an indicator may be told in
    return THINGS if told == "count" else told or fact.unit or ""


def figure(fact: Fact, words: Words) -> Figure:
    """The figure of a fact, a range or a bound too in the base unit."""
    found = Figure.of(fact)
    unit = words.lexicon.units.get(fact.unit or "")
    if fact.value or unit is None or not fact.base_unit or fact.kind == "percent" or unit.factor == 1:
        return found
    factor: Decimal = unit.factor
    low, high = (None if end is None else end * factor for end in (found.low, found.high))
    return found._replace(step=found.step * factor, low=low, high=high)
