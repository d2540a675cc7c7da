"""The unit that the noun beside a figure implies: of a bare 3.2亿, and of a form that several units share."""

from __future__ import annotations

from msgspec.structs import replace

from lexicons import Lexicon
from nlp.claim import Claim
from nlp.context import Context
from nlp.phrases import Left, Right
from nlp.quantity import Quantity, forms

# What is counted by a measure word of its own is never told without it: 中蜂4万 is money as likely as hives.
_TOLD = frozenset({"箱", "头", "只", "羽", "亩", "公顷", "吨", "袋"})


class Implied:
    """Finds implied units in one text."""

    def __init__(self, context: Context, lexicon: Lexicon) -> None:
        self.context = context
        self.units = lexicon.units
        self.changes = frozenset(cue.cue for cue in lexicon.cues if cue.role == "change")
        self.forms = forms(lexicon).units
        self.persons = "".join(sorted(lexicon.words.get("person", ())))
        self.money_heads = tuple(lexicon.words.get("moneyhead", ()))
        self.money_verbs = lexicon.words.get("moneyverb", frozenset())

    def bare(self, q: Quantity, left: Left, right: Right, claims: list[Claim]) -> Quantity:
        """A bare 3.2亿 or 3.2万 with its unit: 元 for funds, 人 or 户 for a population; as it is if nothing tells.

        `claims` are those before it in its sentence: what is added (新增4.5万) is in the unit of what is counted.
        """
        previous = claims[-1] if claims else None
        known = self.context.indicators
        for name in (known.first(right.noun), known.ending(left.noun)):
            carried = known.units(name)
            first = "户" if name.endswith("户") else "人"
            unit = first if first in carried else next(iter(carried), "")
            if unit in self.units and unit not in _TOLD:
                return self._with(q, unit)
        spending = left.verb in self.money_verbs or any(word in self.money_verbs for word in left.words)
        if spending or left.noun.endswith(self.money_heads):
            return self._with(q, "元")
        for noun in (self.context.first_noun(q.end), left.noun):
            if noun and noun[-1] in "户" + self.persons:
                return self._with(q, "户" if noun[-1] == "户" else "人")
        counted = next((c.quantity for c in reversed(claims) if c.quantity.kind == "count"), None)
        if counted and not right.noun and any(word in self.changes for word in left.words):
            return replace(q, unit=counted.unit, kind=counted.kind)
        if previous and (previous.quantity.kind == "money" or previous.role == "from") and not right.noun:
            return replace(q, unit=previous.quantity.unit, kind=previous.quantity.kind)
        return q

    def shared_form(self, q: Quantity, left: Left, previous: Claim | None) -> Quantity:
        """Of several units with one form, the one whose nouns stand before it (蓄水池37口 counts no persons).

        Where no noun tells, that of the figure before it in the same form (蓄水池37口，由5口增加到12口).
        """
        for unit in self.forms.get(q.unit_text or "", ()):
            if unit is not q.unit and unit.after and left.noun.endswith(tuple(unit.after)):
                return replace(q, unit=unit, kind=unit.kind)
        known = previous.quantity if previous else None
        if known and known.unit and known.unit_text == q.unit_text and known.unit is not q.unit:
            return replace(q, unit=known.unit, kind=known.kind)
        return q

    def _with(self, q: Quantity, unit: str) -> Quantity:
        return replace(q, unit=self.units[unit], kind=self.units[unit].kind)
