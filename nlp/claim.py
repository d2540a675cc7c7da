"""A quantity with what it is about."""

from __future__ import annotations

from msgspec import Struct

from lexicons import Indicator, Unit
from nlp.model import Direction, Role
from nlp.quantity import Quantity
from nlp.roles import Reading


class Claim(Struct):
    """A quantity with the words that name it, its role, whole, time and place, and the rules that filled them.

    `metric` is the lexicon's indicator; `place` is set only where the figure itself names one (a table's row).
    """

    quantity: Quantity
    metric_text: str | None = None
    metric: Indicator | None = None
    reading: Reading = Reading()
    of: str | None = None
    time: str | None = None
    time_text: str | None = None
    place: str | None = None
    rules: list[str] = []

    @property
    def role(self) -> Role:
        """The figure's role."""
        return self.reading.role

    @property
    def direction(self) -> Direction | None:
        """The direction of a change, growth or difference; other roles have none."""
        return self.reading.direction if self.role in ("change", "growth", "difference") else None


def unit_name(unit: Unit | None) -> str | None:
    """The canonical unit as a record prints it: per mille figures are told in percent."""
    if unit is None:
        return None
    return unit.base if unit.kind == "percent" else unit.unit
