"""Findings as the page shows them: each with its statements in their sentences, the figures marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Context, Decimal
from typing import NamedTuple

from corpus.report.anchors import Anchors
from corpus.report.labels import Labels
from corpus.statements import Source, Statement
from corpus.writers.decimals import plain
from nlp.model import Fact, Finding, Occurrence, Severity, Slogan

FACETS = ("rule", "verdict", "document", "metric", "place", "time")
_MANY, _DIGITS = 10, Context(prec=6)


class Piece(NamedTuple):
    """A piece of a sentence: bare, or a figure, `stated` or `other`."""

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
    """One sentence with all its figures that belong to the finding. `pieces` is empty when no record is at hand."""

    document: str
    title: str | None
    number: int | None
    section: str | None
    pieces: list[Piece]
    figures: list[Figure]


class Shown(NamedTuple):
    """A finding ready for the page. `facets` are the values that the filters go by."""

    number: int
    anchor: str
    finding: Finding
    stated: str | None
    low: str | None
    high: str | None
    cards: list[Card]
    facets: dict[str, list[str]]


def shown(anchors: Anchors, words: Labels) -> list[Shown]:
    """All findings in the page's order."""
    return [_shown(number, finding, anchors, words) for number, finding in enumerate(anchors.findings, 1)]


def groups(findings: Sequence[Shown]) -> list[tuple[Severity, list[Shown]]]:
    """The findings by severity, the worst first; severities without findings are left out."""
    found: dict[Severity, list[Shown]] = {}
    for one in findings:
        found.setdefault(one.finding.severity, []).append(one)
    return list(found.items())


def choices(findings: Sequence[Shown], words: Labels) -> dict[str, list[tuple[str, str, int]]]:
    """For each filter the values that occur: value, what the reader sees, number of findings."""
    counts: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    for one in findings:
        for facet, values in one.facets.items():
            for value in values:
                counts[facet][value] = counts[facet].get(value, 0) + 1
    named = ("rule", "verdict")
    return {
        facet: [(v, words(f"{facet}.{v}") if facet in named else v, n) for v, n in sorted(found.items())]
        for facet, found in counts.items()
    }


def amount(value: Decimal | None, unit: str | None, lang: str) -> str | None:
    """A figure for a reader: 1,658,000,000元 in English, 16.58亿元 in Chinese; what a division made endless is cut."""
    if value is None:
        return None
    if len(value.normalize().as_tuple().digits) > _MANY:
        value = _DIGITS.plus(value)
    sign = ""
    if lang == "zh":
        for power, name in ((8, "亿"), (4, "万")):
            if abs(value) >= 10**power:
                value, sign = value.scaleb(-power), name
                break
        return f"{plain(value)}{sign}{unit or ''}"
    return f"{Decimal(plain(value)):,f}{unit or ''}"


def _shown(number: int, finding: Finding, anchors: Anchors, words: Labels) -> Shown:
    low, high = (amount(end, finding.unit, words.lang) for end in (finding.expected_low, finding.expected_high))
    return Shown(
        number=number, anchor=anchors.finding(number), finding=finding,
        stated=amount(finding.stated, finding.unit, words.lang), low=low, high=high,
        cards=list(_cards(finding, anchors, words)), facets=_facets(finding),
    )


def _facets(finding: Finding) -> dict[str, list[str]]:
    single = {name: getattr(finding, name) for name in FACETS if name != "document"}
    return {
        **{name: [value] if value else [] for name, value in single.items()},
        "document": list(dict.fromkeys(finding.documents)),
    }


def _cards(finding: Finding, anchors: Anchors, words: Labels) -> Iterator[Card]:
    """The statements, those of one sentence together, in the order in which the finding names them."""
    grouped: dict[tuple[object, ...], list[tuple[Statement, str]]] = {}
    for place, statement in enumerate(anchors.statements.of(finding)):
        source, record = statement.source, statement.record
        span = source.sentence(record) if source and record else None
        key = (source.number if source else statement.document, span or (record.sentence if record else statement.id))
        grouped.setdefault(key, []).append((statement, "stated" if place == 0 else "other"))
    for members in grouped.values():
        source, document = members[0][0].source, members[0][0].document
        known = [(s.record, standing) for s, standing in members if s.record is not None]
        title, number = (source.document.title, source.number) if source else (None, None)
        if source is None or not known:
            yield Card(document, title, number, None, [], [])
            continue
        yield Card(
            document, title, number, known[0][0].section, _pieces(source, known),
            [_figure(source, record, standing, anchors, words) for record, standing in known],
        )


def _pieces(source: Source, marks: Sequence[tuple[Occurrence, str]]) -> list[Piece]:
    sentence = marks[0][0].sentence
    pieces: list[Piece] = []
    position = 0
    spans = sorted((*span, standing) for record, standing in marks if (span := source.in_sentence(record)))
    for start, end, standing in spans:
        start = max(start, position)
        if start >= end:
            continue
        pieces += [Piece(sentence[position:start]), Piece(sentence[start:end], standing)]
        position = end
    return [piece for piece in (*pieces, Piece(sentence[position:])) if piece.text]


def _figure(source: Source, record: Occurrence, standing: str, anchors: Anchors, words: Labels) -> Figure:
    lines = source.document.format in ("txt", "md") and source.has(record)
    return Figure(
        text=" ".join(record.text.split()), standing=standing, about=_about(record, words), page=record.page,
        line=source.line(record.start) if lines else None, block=record.block, start=record.start, end=record.end,
        href=anchors.record(source, record),
    )


def _about(record: Occurrence, words: Labels) -> str:
    """What a record is about, in one line."""
    if not isinstance(record, Fact):
        return record.slogan if isinstance(record, Slogan) else ""
    role = None if record.role == "level" else words(f"role.{record.role}")
    return " · ".join(part for part in (record.metric or record.metric_text, role, record.place, record.time) if part)


def value_of(fact: Fact) -> Decimal | None:
    """The figure of a fact in its base unit, so that figures in 亩 and in 公顷 can stand on one axis."""
    return fact.base_value if fact.base_value is not None else fact.value
