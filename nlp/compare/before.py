"""What stands before a figure in its sentence: what its own words may leave to it."""

from __future__ import annotations

from dataclasses import dataclass

from lexicons import Indicator, Unit
from nlp.compare.clauses import Clause
from nlp.compare.words import Words
from nlp.model import Fact


@dataclass(slots=True)
class Before:
    """`last` is the figure before, `name` what it was of, `listed` the figure that a list goes on with (户 and 人).

    `group` is the last group of people, `fund` the money and `owner` the school or hospital that the sentence named.
    """

    words: Words
    clause: Clause
    listed: Fact | None = None
    last: Fact | None = None
    name: str = ""
    group: str = ""
    fund: str = ""
    owner: str = ""

    def phrase(self, fact: Fact) -> str:
        """The words that name what a figure is of."""
        return self.words.phrase(fact.metric_text, fact.place)

    def unit(self, fact: Fact) -> Unit | None:
        """A figure's unit, as the lexicon has it."""
        return self.words.lexicon.units.get(fact.unit or "")

    def row(self, name: str, fact: Fact) -> Indicator | None:
        """The indicator that a name ends in and that a figure's unit fits."""
        return self.words.indicators.at_end(name, self.unit(fact)) if name else None

    def continues(self, fact: Fact) -> bool:
        """Whether a figure goes on with what the one right before it counts: 684户2516人."""
        return self.last is not None and "listed" in fact.rules and fact.start - self.last.end <= 1
