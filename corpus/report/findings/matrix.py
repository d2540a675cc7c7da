"""Indicators by document: which document states which figure for the same indicator, place and time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from corpus.report.findings.anchors import Anchors
from corpus.report.grid import Column, Entry, Row, column_of
from corpus.report.labels import Labels
from corpus.statements import Source
from nlp.model import Fact

Key = tuple[str, str, str, str, str]
_LEVELS = ("level", "from", "to")


class Table(NamedTuple):
    """The rows about one place; its columns are the documents that state something in them."""

    place: str
    columns: list[Column]
    rows: list[Row]

    @property
    def disputed(self) -> bool:
        """Whether any row is."""
        return any(row.disputed for row in self.rows)


def key_of(fact: Fact) -> Key | None:
    """What a figure is about, as far as one row of the matrix goes; None for times and for figures of nothing known."""
    metric = fact.metric or fact.metric_text
    if metric is None or fact.kind in ("date", "period"):
        return None
    role = "level" if fact.role in _LEVELS else fact.role
    return metric, fact.place or "", fact.time or "", role, fact.base_unit or fact.unit or ""


def as_stated(fact: Fact) -> str:
    """A figure as written, on one line; in a table whose header names the unit, with that unit."""
    text = " ".join(fact.text.split())
    bare = not any(character.isalpha() or character == "%" for character in text.replace("％", "%"))
    return f"{text} {fact.unit_text or fact.unit}" if bare and fact.unit else text


class Same:
    """Rows that are one because a finding compares their figures: union by the finding's stated figure."""

    def __init__(self, anchors: Anchors) -> None:
        self._parent: dict[Key, Key] = {}
        for finding in anchors.findings:
            if finding.rule not in ("claim", "repeat") or finding.verdict == "not_comparable":
                continue
            records = (statement.record for statement in anchors.statements.of(finding))
            keys = [key for record in records if isinstance(record, Fact) and (key := key_of(record))]
            for key in keys[1:]:
                if _one(keys[0], key):
                    self._parent[self.find(key)] = self.find(keys[0])

    def find(self, key: Key) -> Key:
        """The key of the row in which figures with this key stand."""
        while (above := self._parent.get(key, key)) != key:
            key = above
        return key


def _one(a: Key, b: Key) -> bool:
    """Whether figures that a finding compares stand in one row: not where it is about a course of years or a copy."""
    (_, place, time, role, unit), (_, other_place, other_time, other_role, other_unit) = a, b
    places = not (place and other_place) or place.endswith(other_place) or other_place.endswith(place)
    times = not (time and other_time) or time[:4] == other_time[:4]
    return places and times and role == other_role and unit == other_unit


def tables(anchors: Anchors, words: Labels) -> list[Table]:
    """One table a place, those with disputed rows first, then by place; rows by indicator and time.

    A row is what several documents state, or what one document states in several ways, one of them in question.
    """
    by_place: dict[str, dict[Key, dict[int, list[Entry]]]] = {}
    for key, cells in _cells(anchors).items():
        disputed = any(entry.standing for cell in cells.values() for entry in cell)
        if len(cells) > 1 or (disputed and len(next(iter(cells.values()))) > 1):
            by_place.setdefault(key[1], {})[key] = cells
    made = [_table(anchors, words, place, found) for place, found in sorted(by_place.items())]
    return sorted(made, key=lambda table: (not table.disputed, not table.place))


def _table(anchors: Anchors, words: Labels, place: str, found: dict[Key, dict[int, list[Entry]]]) -> Table:
    columns = sorted({column for cells in found.values() for column in cells})
    rows = []
    for metric, _, time, role, unit in sorted(found):
        cells = found[metric, place, time, role, unit]
        disputed = any(entry.standing for cell in cells.values() for entry in cell)
        told = "" if role == "level" else words(f"role.{role}")
        rows.append(Row(metric, time, told, [cells.get(column, []) for column in columns], disputed))
    return Table(place, [column_of(anchors.statements.sources[column]) for column in columns], rows)


def _cells(anchors: Anchors) -> dict[Key, dict[int, list[Entry]]]:
    """Every keyed figure, by row and document."""
    same = Same(anchors)
    table: dict[Key, dict[int, list[Entry]]] = {}
    for column, source in enumerate(anchors.statements.sources):
        for fact, key in _keyed(source, same):
            # A figure repeated in one document stands once, unless it is in question.
            entry = Entry(as_stated(fact), anchors.standing(source, fact), anchors.record(source, fact))
            cell = table.setdefault(key, {}).setdefault(column, [])
            if entry.standing or all(entry.text != other.text for other in cell):
                cell.append(entry)
    return table


def _keyed(source: Source, same: Same) -> Iterator[tuple[Fact, Key]]:
    for fact in source.extraction.facts:
        if key := key_of(fact):
            yield fact, same.find(key)
