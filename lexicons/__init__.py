"""What the engine knows, as data that a researcher can edit. See `docs/how-to/lexicons.md`.

    >>> import lexicons
    >>> lexicons.load().units["户"].kind
    'count'
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from lexicons.loader import LexiconError, header, read
from lexicons.tables import (
    TABLES,
    Boilerplate,
    Cue,
    Hedge,
    Indicator,
    Period,
    Place,
    Series,
    Slogan,
    SloganWord,
    Unit,
    Word,
)

__all__ = [
    "Boilerplate", "Cue", "Hedge", "Indicator", "Lexicon", "LexiconError", "Period", "Place", "Series", "Slogan",
    "SloganWord", "Unit", "Word", "files", "load",
]

HERE = Path(__file__).parent


class Lexicon:
    """All tables, the built-in files first and a user's own on top: a later row replaces an earlier one of its name."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self.paths = tuple(paths)
        self._rows: dict[str, list[tuple[Path, int]]] = {}
        self.tables: dict[str, list[Any]] = {name: [] for name in TABLES}
        for path in self.paths:
            name = header(path)
            if name not in TABLES:
                known = ", ".join(TABLES)
                problem = f"first column {name!r} names no table; known: {known} / 首列名不是已知的表"
                raise LexiconError(path, 1, problem)
            self.tables[name] += [row for _, row in read(path, TABLES[name])]

    @cached_property
    def units(self) -> dict[str, Unit]:
        """Canonical unit → Unit."""
        return {row.unit: row for row in self.tables["unit"]}

    @cached_property
    def hedges(self) -> list[Hedge]:
        """Hedges, longest first."""
        return sorted({(h.hedge, h.position): h for h in self.tables["hedge"]}.values(), key=lambda h: -len(h.hedge))

    @cached_property
    def cues(self) -> list[Cue]:
        """Role cues, longest first."""
        return sorted({(c.cue, c.position): c for c in self.tables["cue"]}.values(), key=lambda c: -len(c.cue))

    @cached_property
    def words(self) -> dict[str, frozenset[str]]:
        """Part → its words."""
        parts: dict[str, set[str]] = {}
        for row in self.tables["word"]:
            parts.setdefault(row.part, set()).add(row.word)
        return {part: frozenset(words) for part, words in parts.items()}

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """Canonical indicator → Indicator."""
        return {row.indicator: row for row in self.tables["indicator"]}

    @cached_property
    def slogans(self) -> dict[str, Slogan]:
        """Slogan id → Slogan."""
        return {row.id: row for row in self.tables["slogan"]}

    @cached_property
    def periods(self) -> dict[str, str]:
        """Named period → ISO 8601 interval."""
        return {row.period: row.time for row in self.tables["period"]}

    @cached_property
    def places(self) -> dict[str, str]:
        """Place → GB/T 2260 code."""
        return {row.place: row.code for row in self.tables["place"]}

    @cached_property
    def boilerplate(self) -> list[Boilerplate]:
        """Lines of document sites and page templates, in file order."""
        return list({(row.boilerplate, row.match): row for row in self.tables["boilerplate"]}.values())

    @cached_property
    def series(self) -> list[Series]:
        """The reference series, in file order."""
        return list(self.tables["series"])


def files() -> list[Path]:
    """The built-in lexicon files, in a stable order."""
    return sorted(HERE.rglob("*.tsv"))


def load(extra: Iterable[str | Path] = ()) -> Lexicon:
    """The built-in lexicon with a user's own files on top. Raises LexiconError for a file that cannot be used."""
    return _load(tuple(Path(path) for path in extra))


@lru_cache(maxsize=8)
def _load(extra: tuple[Path, ...]) -> Lexicon:
    return Lexicon([*files(), *extra])
