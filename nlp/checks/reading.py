"""A document as the checks read it: its cleaned text with one sign for every figure.

The signs stand in Unicode's private planes, one class of sign for each class of figure, so that a pattern over the
text can say "由 figure 降至 figure" in so many words. What a figure is about is judged by the words around it, which
are in the text, rather than by the indicator that the extraction gave it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import regex

from lexicons import Lexicon
from nlp.intervals import Figure
from nlp.model import Extraction, Fact
from nlp.segment import sentences
from nlp.view import View, clean

Q = "[\U000f0000-\U000f7fff]"  # an amount: a count, money, a measure
P = "[\U000f8000-\U000fafff]"  # a percentage
B = "[\U000fb000-\U000fcfff]"  # percentage points
M = "[\U000fd000-\U000fdfff]"  # a multiple
F = "[\U000f0000-\U000fdfff]"  # any of these
T = "[\U00100000-\U00107fff]"  # a time
C = "[^，。；：、？！\n\t\U000f0000-\U0010ffff]"  # a character inside a clause
CT = f"(?:{C}|{T})"
WHICH = "[\U00108000-\U0010fffd]"  # a figure that only tells which: 五年以上, 10万元以下
FS = f"{F}(?:[、和及与]?{F})*"  # figures side by side: 1007户3191人

_BASES = {"percent": 0xF8000, "point": 0xFB000, "multiple": 0xFD000, "date": 0x100000, "period": 0x100000}
_AMOUNT, _OTHER, _ROOM = 0xF0000, 0x108000, 0x1000
_HEDGES = (
    "大约",
    "将近",
    "接近",
    "超过",
    "突破",
    "不少于",
    "不低于",
    "不足",
    "低于",
    "至少",
    "最少",
    "多达",
    "约",
    "近",
    "超",
    "逾",
)
_PAUSES = "，。；：、？！\n\t"


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """A figure in its place: the fact, its span in the cleaned text, and where its sign stands in its paragraph."""

    fact: Fact
    start: int
    end: int
    at: int
    sign: str

    @property
    def figure(self) -> Figure:
        return Figure.of(self.fact)

    @property
    def unit(self) -> str | None:
        """What it can be compared in: the base unit where there is one."""
        return self.fact.base_unit or self.fact.unit


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """One paragraph with signs for its figures, which stand in order in `marks`; `start` in the cleaned text."""

    text: str
    start: int
    marks: list[Mark]
    by_sign: dict[str, Mark]

    def of(self, signs: str) -> list[Mark]:
        """The figures whose signs occur in a string, in order."""
        return [self.by_sign[c] for c in signs if c in self.by_sign]

    def sentence(self, position: int, before: int = 0) -> tuple[int, int]:
        """The span of the sentence around a position in `text`, with so many sentences before it.

        A sentence that opens with 其中 goes with the one before it.
        """
        start = self._start(position)
        for _ in range(before):
            start = self._start(start - 1)
        ends = [end for stop in "。！？" if (end := self.text.find(stop, position)) >= 0]
        return start, min(ends, default=len(self.text))

    def _start(self, position: int) -> int:
        start = max(position, 0)
        while True:
            start = max(self.text.rfind(stop, 0, max(0, start)) for stop in "。！？") + 1
            if not start or not self.text.startswith("其中", start):
                return start
            start -= 1

    def gap(self, start: int, end: int) -> str:
        """The text between two positions; 。其中 stands as ，其中."""
        return self.text[start:end].replace("。其中", "，其中")

    def clause(self, position: int) -> str:
        """The words from the last pause or figure to a position."""
        start = position
        while start and self.text[start - 1] not in _PAUSES and ord(self.text[start - 1]) < _AMOUNT:
            start -= 1
        return self.text[start:position]

    def after(self, position: int) -> str:
        """The words from a position to the next pause or figure."""
        end = position
        while end < len(self.text) and self.text[end] not in _PAUSES and ord(self.text[end]) < _AMOUNT:
            end += 1
        return self.text[position:end]

    def between(self, start: int, end: int) -> list[Mark]:
        """The figures whose signs stand in text[start:end]."""
        return [mark for mark in self.marks if start <= mark.at < end]

    def of_times(self, start: int, end: int) -> list[Mark]:
        """The times whose signs stand in text[start:end]."""
        return [mark for mark in self.between(start, end) if mark.fact.kind in ("date", "period")]


class Reading:
    """One extraction prepared for the checks."""

    def __init__(self, extraction: Extraction, lexicon: Lexicon) -> None:
        self.extraction = extraction
        self.lexicon = lexicon
        self.view: View = clean(extraction.document, lexicon)
        self.text = self.view.text

    @cached_property
    def _indicators(self) -> dict[str, str]:
        """What each name of an indicator stands for; names of two letters are left out."""
        rows = self.lexicon.indicators.items()
        return {word: name for name, row in rows for word in (name, *row.synonyms) if len(word) > 2}

    def indicator_of(self, name: str) -> str | None:
        """The indicator that a name stands for, if it is just that."""
        return self._indicators.get(name)

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The sentences' spans in the cleaned text."""
        return sentences(self.view)

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs; one of more figures than there are signs is left as it is."""
        spans = [(self.view.clean_of(f.start), self.view.clean_of(f.end - 1) + 1, f) for f in self.extraction.facts]
        starts = [start for start, _, _ in spans]
        made, position = [], 0
        for line in self.text.split("\n"):
            end = position + len(line)
            inside = spans[bisect_right(starts, position - 1) : bisect_right(starts, end - 1)]
            made.append(_paragraph(self.text, position, end, inside))
            position = end + 1
        return made

    @cached_property
    def tables(self) -> list[list[tuple[int, list[str]]]]:
        """Runs of rows, each with its start in the cleaned text and its cells."""
        tables: list[list[tuple[int, list[str]]]] = []
        position, last = 0, False
        for line in self.text.split("\n"):
            if "\t" in line:
                if not last:
                    tables.append([])
                tables[-1].append((position, line.split("\t")))
            last = "\t" in line
            position += len(line) + 1
        return tables

    def find(self, pattern: regex.Pattern[str]) -> Iterator[tuple[Paragraph, regex.Match[str]]]:
        """A pattern's matches in every paragraph, overlapping ones too."""
        for paragraph in self.paragraphs:
            for match in pattern.finditer(paragraph.text, overlapped=True):
                yield paragraph, match


def _paragraph(text: str, start: int, end: int, spans: list[tuple[int, int, Fact]]) -> Paragraph:
    marks: list[Mark] = []
    by_sign: dict[str, Mark] = {}
    used: dict[int, int] = {}
    parts: list[str] = []
    length, position = 0, start
    for first, last, fact in spans:
        base = _OTHER if _qualifies(fact, text[last : last + 1]) else _base(fact)
        if first < position or last > end or used.get(base, 0) >= _ROOM:
            continue
        piece = text[position:first]
        if fact.bound or fact.approx:
            piece = _without_hedge(piece)
        sign = chr(base + used.setdefault(base, 0))
        used[base] += 1
        parts += [piece, sign]
        mark = Mark(fact, first, last, length + len(piece), sign)
        length += len(piece) + 1
        position = last
        if base != _OTHER:
            marks.append(mark)
            by_sign[sign] = mark
    parts.append(text[position:end])
    return Paragraph("".join(parts), start, marks, by_sign)


def _base(fact: Fact) -> int:
    if fact.kind in _BASES:
        stated = fact.time if fact.kind in ("date", "period") else fact.value if fact.value is not None else fact.low
        return _BASES[fact.kind] if stated is not None else _OTHER
    if fact.kind in ("count", "money", "measure") and (fact.value is not None or fact.low is not None):
        return _AMOUNT
    return _OTHER


def _qualifies(fact: Fact, following: str) -> bool:
    """10万元以下免担保贷款, 100人以上的学校: such a figure tells which, not how much."""
    return (
        fact.text.endswith(("以上", "以下", "以内")) and bool(following.strip()) and following not in _PAUSES + "”’）)"
    )


def _without_hedge(piece: str) -> str:
    return next((piece[: -len(hedge)] for hedge in _HEDGES if piece.endswith(hedge)), piece)
