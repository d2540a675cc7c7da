"""A document's text for a page: sentences, figures and slogans marked, the way back to the entries beside them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from corpus.report.highlight import Stretch, colour_class, stretches, summary
from corpus.report.marks import Marks
from corpus.statements import Passage, Source
from nlp.model import Occurrence


class Tag(NamedTuple):
    """A mark around a piece of text. `anchor` is set where the record begins."""

    colour: str
    standing: str
    about: str
    anchor: str | None


class Run(NamedTuple):
    """A piece of text, its marks from the outermost to the innermost, and the entries about what ends with it."""

    text: str
    tags: list[Tag]
    back: list[int]


class Sentence(NamedTuple):
    """Runs of one sentence that an entry is about, or of what stands between such sentences."""

    cited: bool
    runs: list[Run]


def reading(marks: Marks, source: Source) -> list[Sentence]:
    """The whole text, in order: the text of all runs together is the document's text."""
    spans = _cited(marks, source)
    parts: list[Sentence] = []
    before: int | None = None
    position = 0
    passages = [mark for mark in source.marks.values() if isinstance(mark, Passage)]
    for stretch in stretches(source.extraction, passages):
        for text in _cut(stretch.text, position, spans):
            index = _span_at(spans, position)
            if not parts or index != before:
                parts.append(Sentence(index is not None, []))
            before = index
            parts[-1].runs.append(_run(marks, source, Stretch(text, stretch.marks), position))
            position += len(text)
    return parts


def _run(marks: Marks, source: Source, stretch: Stretch, position: int) -> Run:
    # The longest record is outermost, so that marks nest; the way back stands after its last piece.
    covering = sorted(stretch.marks, key=lambda mark: mark.start - mark.end)
    end = position + len(stretch.text)
    back = {number for mark in covering if mark.end == end for number in marks.numbers(source, mark)}
    return Run(stretch.text, [_tag(marks, source, mark, mark.start == position) for mark in covering], sorted(back))


def _tag(marks: Marks, source: Source, mark: Occurrence, first: bool) -> Tag:
    standing = marks.standing(source, mark) or ("cited" if marks.numbers(source, mark) else "")
    return Tag(colour_class(mark), standing, summary(mark), marks.record(source, mark) if first else None)


def _cited(marks: Marks, source: Source) -> list[tuple[int, int]]:
    """The spans of the sentences that entries are about, in order, none overlapping."""
    named = (mark for mark in source.marks.values() if marks.numbers(source, mark))
    found = sorted({span for mark in named if (span := source.sentence(mark))})
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


def _cut(text: str, position: int, spans: list[tuple[int, int]]) -> Iterator[str]:
    """The text at `position`, cut where a span starts or ends."""
    end = position + len(text)
    first = max(0, bisect_right(spans, (position, position)) - 1)
    cuts = [position]
    for start, stop in spans[first:]:
        if start >= end:
            break
        cuts += [cut for cut in (start, stop) if cuts[-1] < cut < end]
    cuts.append(end)
    for here, there in pairwise(cuts):
        yield text[here - position : there - position]


def _span_at(spans: list[tuple[int, int]], position: int) -> int | None:
    index = bisect_right(spans, position, key=lambda span: span[0]) - 1
    return index if index >= 0 and position < spans[index][1] else None
