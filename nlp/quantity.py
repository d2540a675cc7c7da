"""A stated quantity as it stands in the text, and the lexicon's units and hedges as the number grammars need them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from lexicons import Hedge, Lexicon, Unit
from nlp.model import Bound, Kind
from nlp.numerals import plain
from nlp.patterns import choice, guarded

CHINESE = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
SCALES = "十百千万亿拾佰仟"
CONNECTORS = ("-", "—", "–", "―", "－", "~", "～", "至", "到", "——")


class Quantity(Struct, frozen=True):
    """A figure as it stands in the cleaned text. `outer` is its start with the hedges before it.

    `unit` is None for a bare number with 万 or 亿 (投入5.2亿, 3.2万贫困人口): what is counted tells the unit.
    """

    start: int
    end: int
    outer: int
    number_end: int
    kind: Kind
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    bound: Bound | None = None
    approx: bool = False
    step: Decimal | None = None
    unit: Unit | None = None
    unit_text: str | None = None
    per: str | None = None
    rules: tuple[str, ...] = ()


class Forms:
    """The units and hedges of one lexicon by their written forms, with the alternations that find them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.units: dict[str, list[Unit]] = {}
        for row in lexicon.units.values():
            for form in row.forms:
                self.units.setdefault(form, []).append(row)
        self.before = {h.hedge: h for h in lexicon.hedges if h.position in ("before", "scale")}
        self.after = {h.hedge: h for h in lexicon.hedges if h.position == "after"}
        self.inside = {h.hedge: h for h in lexicon.hedges if h.position == "inside"}
        self.counts_before = frozenset(form for row in lexicon.units.values() for form in row.before)
        self.candidates = {f: [(u, tuple(guards(f, u))) for u in rows] for f, rows in self.units.items()}
        self.unit_pattern = guarded([(f, guards(f, u)) for f, rows in self.units.items() for u in rows], ahead=True)
        self.before_pattern = guarded([(h.hedge, h.unless) for h in self.before.values()], ahead=False)
        self.after_pattern = guarded([(h.hedge, h.unless) for h in self.after.values()], ahead=True)
        self.inside_pattern = choice(self.inside)
        # The first characters of the hedges before a figure: a scan that looks first is fast.
        self.first = "".join(sorted({hedge[0] for hedge in self.before}))

    def unit(self, text: str, form: str, end: int) -> Unit:
        """The unit that a form which ends at `end` stands for; of several, the first that what follows allows."""
        candidates = self.candidates[form]
        for unit, unless in candidates:
            if not unless or not text.startswith(unless, end):
                return unit
        return candidates[0][0]


def guards(form: str, unit: Unit) -> list[str]:
    """The words that must not follow a form of a unit."""
    named = [entry.partition(":") for entry in unit.unless]
    return [word if colon else of for of, colon, word in named if not colon or of == form]


def bound(hedges: Iterable[Hedge]) -> Bound | None:
    """The limit that hedges set: the first that sets one."""
    return next((h.bound for h in hedges if h.bound), None)


def scaled(value: Decimal | None, unit: Unit) -> Decimal | None:
    """A figure in the unit that records print: per mille is told in percent, other units keep their own scale."""
    return plain(value * unit.factor) if value is not None and unit.unit == "‰" else value


@lru_cache(maxsize=4)
def forms(lexicon: Lexicon) -> Forms:
    """The forms of a lexicon, indexed once."""
    return Forms(lexicon)
