"""Look-alikes: statements that share most of what they are about, and why they are not compared all the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nlp.compare.features import cosine, grams
from nlp.compare.statement import Statement
from nlp.compare.words import Words

ALIKE = 0.45  # cosine of names from which two indicators look alike


def reasons(a: Statement, b: Statement, words: Words) -> list[str]:
    """The aspects in which two statements differ: what they count, scope, place, time, sum, unit, role, base."""
    found = []
    if a.name != b.name:
        found.append("indicator")
    if a.narrowed != b.narrowed:
        found.append("scope")
    if a.where.key != b.where.key:
        found.append("place")
    if a.when.key != b.when.key:
        found.append("time")
    if a.mode != b.mode:
        found.append("mode")
    if a.family != b.family:
        found.append("unit")
    if a.role != b.role:
        found.append("role")
    if a.extra != b.extra:
        found.append("base")
    if a.stage is not None and b.stage is not None and a.stage != b.stage:
        found.append("stage")
    return found


def look_alikes(
    groups: Sequence[Sequence[Statement]], words: Words
) -> Iterator[tuple[Statement, Statement, list[str]]]:
    """Pairs of groups of different documents, each by its first statements, that differ in one aspect."""
    firsts = sorted((group[0] for group in groups), key=lambda s: s.key)
    similar: dict[tuple[str, str], bool] = {}
    for i, a in enumerate(firsts):
        for b in firsts[i + 1 :]:
            if a.document is b.document:
                continue
            found = reasons(a, b, words)
            # The time tells the mode along (2019, 2019-12-31), the unit the indicator (户, 人).
            along = ({"mode"} if "time" in found else set()) | ({"indicator"} if "unit" in found else set())
            aspects = set(found) - along
            if len(aspects) != 1:
                continue
            names = (min(a.name, b.name), max(a.name, b.name))
            if names not in similar:
                similar[names] = names[0] == names[1] or _related(*names, words)
            if similar[names]:
                yield a, b, found


def _related(a: str, b: str, words: Words) -> bool:
    rows = words.lexicon.indicators
    within = any(row is not None and row.within == other for row, other in ((rows.get(a), b), (rows.get(b), a)))
    return within or cosine(grams(a), grams(b)) >= ALIKE
