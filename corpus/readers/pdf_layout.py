"""Characters, or lines, with their places on a page → lines in reading order.

A PDF draws in any order it likes. Most programs draw as one reads, so their order stands as long as lines go down the
page, or up again only to begin a column to the right. Otherwise the page is cut along its white gaps (XY-cut: Nagy &
Seth 1984) into columns and bands, and read left to right, top to bottom.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple


class Glyph(NamedTuple):
    """One character: its left and right edge, its base line (upwards), and its height, in points."""

    char: str
    left: float
    right: float
    base: float
    size: float


@dataclass(slots=True)
class Line:
    """Glyphs on one base line, left to right."""

    text: str
    left: float
    right: float
    base: float
    size: float

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.base + self.size * 0.8


CELL_GAP = 1.0
"""In heights: a wider gap than this parts two cells or columns (a tab)."""
WORD_GAP, LETTER_GAP = 0.5, 0.2
"""In heights: a wider gap is a space; the second between two letters or two digits of the Latin script. Chinese stands
a quarter off from it anyway, and a point or a comma must not come off its number."""


def arrange(glyphs: list[Glyph]) -> str:
    """The page's text: lines in reading order, separated by line feeds; cells of one line by tabs."""
    return in_order(_lines(glyphs))


def in_order(lines: list[Line]) -> str:
    """The same for lines, or pieces of them."""
    if lines and not _descends(lines):
        lines = _cut(lines, _width(lines))
    return "\n".join(text for line in lines if (text := line.text.rstrip(" \t")))


def _lines(glyphs: list[Glyph]) -> list[Line]:
    lines: list[Line] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if last and _follows(lines[-1], last, glyph):
            line = lines[-1]
            line.text += _gap(line.text[-1:], glyph.char, (glyph.left - last.right) / max(glyph.size, last.size))
            line.text += glyph.char
            line.right = max(line.right, glyph.right)
            if glyph.size > line.size * 1.2:  # the line began with something raised
                line.base, line.size = glyph.base, glyph.size
        elif glyph.char.isspace():
            continue
        else:
            lines.append(Line(glyph.char, glyph.left, glyph.right, glyph.base, glyph.size))
        last = glyph
    return lines


def _follows(line: Line, last: Glyph, glyph: Glyph) -> bool:
    """True where a glyph goes on the line: near the base line, or raised or lowered close by; not back to the left."""
    height = max(line.size, glyph.size)
    if glyph.left < last.left - height * 0.2:
        return False
    small = min(line.size, glyph.size) < height * 0.85 and glyph.left - last.right < height * 0.3
    return abs(glyph.base - line.base) < height * (0.7 if small else 0.4)


def _gap(before: str, after: str, gap: float) -> str:
    if gap > CELL_GAP:
        return "\t"
    if before.isspace() or after.isspace():
        return ""
    latin = before.isalnum() and after.isalnum() and before < "\u2e80" and after < "\u2e80"
    return " " if gap > (LETTER_GAP if latin else WORD_GAP) else ""


def _descends(lines: list[Line]) -> bool:
    """True where every line stands below the one before, or begins a column to the right of the last."""
    width = _width(lines)
    column = lines[:1]
    columns = [column]
    for before, line in pairwise(lines):
        if line.base >= before.base - before.size * 0.3:
            right = max(line.right for line in column)
            if line.left <= right or abs(line.base - before.base) < before.size * 0.5:
                return False
            column = []
            columns.append(column)
        column.append(line)
    return len(columns) == 1 or all(_is_column(column, width) for column in columns)


def _is_column(lines: list[Line], width: float) -> bool:
    """True for lines wide enough to be running text; the cells of a table are not."""
    return median(line.right - line.left for line in lines) > width * 0.25


def _width(lines: list[Line]) -> float:
    return max(line.right for line in lines) - min(line.left for line in lines)


def _cut(lines: list[Line], width: float) -> list[Line]:
    if len(lines) < 2:
        return lines
    if parts := _columns(lines, width) or _bands(lines):
        return [line for part in parts for line in _cut(part, width)]
    return [_joined(lines)]


def _columns(lines: list[Line], width: float) -> list[list[Line]]:
    """Two columns of running text beside each other."""
    ordered = sorted(lines, key=lambda line: line.left)
    right = ordered[0].right
    for index in range(1, len(ordered)):
        line = ordered[index]
        if line.left - right > line.size and 3 <= index <= len(ordered) - 3:
            sides = [ordered[:index], ordered[index:]]
            top = min(max(x.base for x in side) for side in sides)
            bottom = max(min(x.base for x in side) for side in sides)
            if top - bottom > 2 * line.size and all(_is_column(side, width) for side in sides):
                return sides
        right = max(right, line.right)
    return []


def _bands(lines: list[Line]) -> list[list[Line]]:
    """The upper and the lower part, cut at the widest gap between lines."""
    ordered = sorted(lines, key=lambda line: (-line.base, line.left))
    widest, place, bottom = 0.0, 0, ordered[0].base
    for index, line in enumerate(ordered[1:], 1):
        gap = bottom - line.base
        if gap > max(widest, line.size * 0.45):
            widest, place = gap, index
        bottom = min(bottom, line.base)
    return [ordered[:place], ordered[place:]] if place else []


def _joined(lines: list[Line]) -> Line:
    """Pieces of one line, drawn apart."""
    first, *rest = sorted(lines, key=lambda line: line.left)
    for line in rest:
        first.text += _gap(first.text[-1:], line.text[:1], (line.left - first.right) / max(first.size, line.size))
        first.text += line.text
        first.right = max(first.right, line.right)
    return first
