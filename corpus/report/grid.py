"""A table of entries with a column a document or place: what both pages' matrices are made of."""

from __future__ import annotations

from typing import NamedTuple

from corpus.statements import Source


class Entry(NamedTuple):
    """A figure in a cell, and where it stands in its document."""

    text: str
    standing: str
    href: str | None


class Column(NamedTuple):
    """What one column is about: a document, or a place. `name` tells it apart, `label` is what the reader sees."""

    name: str
    label: str
    href: str | None


class Row(NamedTuple):
    """One indicator and time, or one phrase; `cells` has one list of figures a column. `href` leads to its entry."""

    metric: str
    time: str
    role: str
    cells: list[list[Entry]]
    disputed: bool
    href: str | None = None


def column_of(source: Source) -> Column:
    """The column of a document."""
    label = source.document.title or source.name or str(source.number)
    return Column(source.name, label, f"document-{source.number}")
