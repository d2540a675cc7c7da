"""Phrases by document and by place: how often each stands where; and the rare ones that documents share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from corpus.report.grid import Column, Entry, Row, column_of
from corpus.report.slogans.phrases import Spot
from corpus.report.slogans.uses import Use, Uses


class Grid(NamedTuple):
    """One matrix: a row a phrase, a column a document or a place."""

    kind: str
    columns: list[Column]
    rows: list[Row]


class Rare(NamedTuple):
    """A rare phrase, and where it stands."""

    slogan: str
    href: str | None
    new: bool
    spots: list[Spot]


class Pair(NamedTuple):
    """Two documents, and the rare phrases in both: each with its place in the one and in the other."""

    documents: tuple[str, str]
    phrases: list[tuple[str, str | None, str | None]]


def grids(uses: Uses) -> list[Grid]:
    """By document, in the order of their years, and by place; phrases of one document only are left out."""
    years = {row.document: row.year for row in uses.tracker.documents()}
    sources = sorted(
        uses.statements.sources, key=lambda s: (years.get(s.name) or 9999, s.document.place or "", s.name, s.number),
    )
    documents = {source.number: column_of(source) for source in sources}
    places = sorted({source.document.place for source in sources if source.document.place})
    return [
        _grid(uses, "by_document", documents, lambda use: use.source.number),
        _grid(uses, "by_place", {place: Column(place, place, None) for place in places}, lambda use: use.mention.place),
    ]


def _grid(uses: Uses, kind: str, columns: Mapping[Any, Column], key: Callable[[Use], object]) -> Grid:
    rows = []
    used: set[object] = set()
    for track in uses.phrases:
        if track.documents < 2:
            continue
        cells: dict[object, list[Use]] = {}
        for use in uses.uses[track.slogan]:
            cells.setdefault(key(use), []).append(use)
        used.update(cells)
        made = {column: [_entry(uses, found)] for column, found in cells.items()}
        wrong = any(use.mention.misquoted for use in uses.uses[track.slogan])
        rows.append((track, made, wrong))
    kept = [column for column in columns if column in used]
    return Grid(kind, [columns[column] for column in kept], [
        Row(track.slogan, str(track.documents), "", [made.get(c, []) for c in kept], wrong, uses.anchor(track.slogan))
        for track, made, wrong in rows
    ])


def _entry(uses: Uses, found: list[Use]) -> Entry:
    standing = "misquoted" if any(use.mention.misquoted for use in found) else ""
    return Entry(str(len(found)), standing, uses.record(found[0].source, found[0].record))


def rare(uses: Uses) -> list[Rare]:
    """The rare phrases that documents share, those in no lexicon first."""
    about = {row.document: row for row in uses.tracker.documents()}
    return [
        Rare(row.slogan, uses.anchor(row.slogan), row.slogan_id is None, [
            Spot(about[name].year, about[name].place, name, uses.first(row.slogan, name)) for name in row.documents
        ])
        for row in uses.tracker.shared()
    ]


def pairs(uses: Uses) -> list[Pair]:
    """The documents that share two rare phrases or more, those that share most first."""
    return [
        Pair((row.document, row.other), [
            (slogan, uses.first(slogan, row.document), uses.first(slogan, row.other)) for slogan in row.slogans
        ])
        for row in uses.tracker.pairs() if row.count > 1
    ]
