"""Which indicator of the lexicon a noun phrase names: Chinese phrases are head-final, so the longest ending counts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lexicons import Indicator, Lexicon, Unit

# 未脱贫 is not 脱贫.
_AREAS = tuple("县市区镇乡村省旗州盟国域境全")
_NUMBERS = ("户数", "人数", "村数", "对象数", "家数", "处数", "点数")
KEPT = 4096
_NEGATIONS = ("未", "不", "非", "没有", "没", "无")


class Indicators:
    """Every name of every indicator, looked up by ending."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.alone = lexicon.words.get("alone", frozenset())
        self.names: dict[str, list[Indicator]] = {}
        for row in lexicon.indicators.values():
            for name in (row.indicator, *row.synonyms):
                self.names.setdefault(name, []).append(row)
        sizes: dict[str, set[int]] = {}
        for name in self.names:
            if len(name) > 1:
                sizes.setdefault(name[-2:], set()).add(len(name))
        self.sizes = {ending: sorted(lengths, reverse=True) for ending, lengths in sizes.items()}
        self.found: dict[tuple[str, str], Indicator | None] = {}

    def at_end(self, phrase: str, unit: Unit | None) -> Indicator | None:
        """The indicator with the longest name that ends the phrase and can carry the unit.

        A phrase is asked about several times while its figure is read, so the last answers are kept.
        """
        key = (phrase, unit.unit if unit else "")
        if key not in self.found:
            if len(self.found) >= KEPT:
                self.found.clear()
            self.found[key] = self._at_end(phrase, unit)
        return self.found[key]

    def _at_end(self, phrase: str, unit: Unit | None) -> Indicator | None:
        if phrase[-1:] == "数" and phrase.endswith(_NUMBERS) and (counted := self._counted(phrase, unit)):
            return counted
        if phrase[-2:] not in self.sizes:
            return None
        for name in self._endings(phrase):
            if name in self.alone and not self._whole(name, phrase):
                continue
            for row in self.names[name]:
                if fits(row, unit) and not phrase[: -len(name)].endswith(_NEGATIONS):
                    return row
        return None

    def last(self, text: str, unit: Unit | None) -> Indicator | None:
        """The indicator that a text names last and that can carry the unit."""
        ends = (self.at_end(text[:end], unit) for end in range(len(text), 1, -1) if text[end - 2 : end] in self.sizes)
        return next((row for row in ends if row), None)

    def _whole(self, name: str, phrase: str) -> bool:
        """False of 总面积 and the like behind a noun of their own (公益林总面积), not behind a place (全县总面积)."""
        return name == phrase or phrase[: -len(name)].endswith(_AREAS)

    def _counted(self, phrase: str, unit: Unit | None) -> Indicator | None:
        """The indicator of 贫困户 for 贫困户数, where no longer name has the 数 itself."""
        bare = self.ending(phrase[:-1])
        return self.at_end(phrase[:-1], unit) if len(bare) >= len(self.ending(phrase)) else None

    def ending(self, phrase: str) -> str:
        """The longest indicator name that ends the phrase, or an empty string."""
        return next(self._endings(phrase), "")

    def _endings(self, phrase: str) -> Iterator[str]:
        """The indicator names that end a phrase, the longest first. The last two characters rule out most."""
        sizes = self.sizes.get(phrase[-2:], ())
        return (phrase[-n:] for n in sizes if n <= len(phrase) and phrase[-n:] in self.names)

    def first(self, phrase: str) -> str:
        """The indicator name that a phrase names first, the longest one there; an empty string for none."""
        for end in range(2, len(phrase) + 1):
            if name := self.ending(phrase[:end]):
                return self.ending(phrase[: end + 1]) or name
        return ""

    def units(self, name: str) -> list[str]:
        """The units that the indicators of one name can carry."""
        return list(dict.fromkeys(unit for row in self.names.get(name, ()) for unit in row.units))

    def inside(self, phrase: str, unit: Unit | None) -> Indicator | None:
        """The indicator at the phrase's end, else the last one inside it that can carry the unit."""
        for end in range(len(phrase), 1, -1):
            if row := self.at_end(phrase[:end], unit):
                return row
        return None


def fits(row: Indicator, unit: Unit | None) -> bool:
    """Whether an indicator can carry a unit; one without units carries any."""
    if unit is None or not row.units:
        return True
    name = "%" if unit.unit == "‰" else unit.unit
    if name in row.units:
        return True
    if unit.kind in ("percent", "point", "multiple"):
        return row.nature != "ratio" or "%" in row.units
    return bool(unit.dimension and unit.dimension == row.dimension and unit.kind != "count")


@lru_cache(maxsize=4)
def indicators(lexicon: Lexicon) -> Indicators:
    """The indicator names of a lexicon, indexed once."""
    return Indicators(lexicon)
