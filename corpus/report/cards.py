"""Statements as a page shows them: in their sentences, figures and phrases marked, with the place of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from corpus.report.labels import Labels
from corpus.report.marks import Marks
from corpus.statements import Source, Statement
from nlp.model import Fact, Occurrence, Slogan


class Piece(NamedTuple):
    """A piece of a sentence: bare, or marked as `stated` or `other`."""

    text: str
    standing: str = ""


class Figure(NamedTuple):
    """A record under its sentence, with its place. `href` is None where the text is not at hand."""

    text: str
    standing: str
    about: str
    page: int | None
    line: int | None
    block: str | None
    start: int
    end: int
    href: str | None


class Card(NamedTuple):
    """One sentence with all its figures that belong together. `pieces` is empty when no record is at hand."""

    document: str
    title: str | None
    number: int | None
    section: str | None
    pieces: list[Piece]
    figures: list[Figure]


def cards(told: Iterable[tuple[Statement, str]], marks: Marks, words: Labels) -> Iterator[Card]:
    """Statements with their standing as cards, those of one sentence together, in the order in which they come."""
    grouped: dict[tuple[object, ...], list[tuple[Statement, str]]] = {}
    for statement, standing in told:
        source, record = statement.source, statement.record
        span = source.sentence(record) if source and record else None
        key = (source.number if source else statement.document, span or (record.sentence if record else statement.id))
        grouped.setdefault(key, []).append((statement, standing))
    for members in grouped.values():
        source, document = members[0][0].source, members[0][0].document
        known = [(s.record, standing) for s, standing in members if s.record is not None]
        title, number = (source.document.title, source.number) if source else (None, None)
        if source is None or not known:
            yield Card(document, title, number, None, [], [])
            continue
        yield Card(
            document, title, number, known[0][0].section, _pieces(source, known),
            [_figure(source, record, standing, marks, words) for record, standing in known],
        )


def _pieces(source: Source, known: Sequence[tuple[Occurrence, str]]) -> list[Piece]:
    sentence = known[0][0].sentence
    pieces: list[Piece] = []
    position = 0
    spans = sorted((*span, standing) for record, standing in known if (span := source.in_sentence(record)))
    for start, end, standing in spans:
        start = max(start, position)
        if start >= end:
            continue
        pieces += [Piece(sentence[position:start]), Piece(sentence[start:end], standing)]
        position = end
    return [piece for piece in (*pieces, Piece(sentence[position:])) if piece.text]


def _figure(source: Source, record: Occurrence, standing: str, marks: Marks, words: Labels) -> Figure:
    lines = source.document.format in ("txt", "md") and source.has(record)
    return Figure(
        text=" ".join(record.text.split()), standing=standing, about=_about(record, words), page=record.page,
        line=source.line(record.start) if lines else None, block=record.block, start=record.start, end=record.end,
        href=marks.record(source, record),
    )


def _about(record: Occurrence, words: Labels) -> str:
    """What a record is about, in one line."""
    if not isinstance(record, Fact):
        # A phrase in its canonical form needs no gloss.
        phrase = record.slogan if isinstance(record, Slogan) else ""
        return phrase if phrase != "".join(record.text.split()) else ""
    role = None if record.role == "level" else words(f"role.{record.role}")
    return " · ".join(part for part in (record.metric or record.metric_text, role, record.place, record.time) if part)
