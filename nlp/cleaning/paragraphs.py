"""Lines into paragraphs: what belongs to the text, and where one paragraph ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from lexicons import Lexicon
from nlp.cleaning.boilerplate import without_boilerplate, without_repeats
from nlp.cleaning.furniture import without_furniture
from nlp.cleaning.grid import plain_rows, rows_of_blocks
from nlp.cleaning.joins import Joiner
from nlp.cleaning.lines import MARKER, NUMERAL, Line, split
from nlp.cleaning.offsets import Edit, Map, apply
from nlp.cleaning.wrapping import wrap_width
from nlp.model import Document

CELL = "\x1f"
# A heading or list item that white space alone sets apart from the sentence before it.
_AFTER_HEADING = re.compile(
    rf"(?:第.{{1,4}}[章节编]|第[{NUMERAL}]+部分|[{NUMERAL}]{{1,3}}、|（[{NUMERAL}]{{1,3}}）)"
    r"[ \u3000]*[^\s，。；：]{2,20}"
    rf"(?P<gap>[ \u3000]+)(?:(?P<next>{MARKER})|\S{{8}})"
)
_STRAY = re.compile(r"[\u4e00-\u9fff] [\u4e00-\u9fff]")
_INLINE = re.compile(rf"(?<=[。！？；])[ \u3000]+(?={MARKER})")


def lay_out(
    text: str, original: str, document: Document, lexicon: Lexicon, forth: Callable[[int], int] | None
) -> tuple[str, Map]:
    """`text` with one newline between paragraphs and one tab between table cells, and nothing that is not its own.

    `original` is the same text before its characters were replaced one by one. `forth` takes an offset of the document
    to one of `text`; None where they are the same.
    """
    lines = split(text, original)
    lines = rows_of_blocks(lines, document, forth)
    lines = plain_rows(lines, text)
    lines = without_furniture(lines, _page_breaks(document, forth))
    lines = without_boilerplate(lines, lexicon)
    limit = wrap_width(lines)
    lines = without_repeats(lines, limit)
    joiner = Joiner(lines, limit, lexicon)
    edits: list[Edit] = []
    position = 0
    previous: Line | None = None
    for line in lines:
        edits.append((position, line.start, joiner.join(previous, line) if previous else ""))
        if line.cells:
            edits += _between_cells(line.cells, text)
        else:
            edits += [(line.start + start, line.start + end, "\n") for start, end in _breaks(line)]
        position, previous = line.end, line
    edits.append((position, len(text), ""))
    text, step = apply(text, edits)
    return text.replace("\t", " ").replace(CELL, "\t"), step


def _between_cells(cells: list[tuple[int, int]], text: str) -> Iterator[Edit]:
    """A mark between one cell and the next; a line break inside a cell becomes a space."""
    for index, (start, end) in enumerate(cells):
        if index:
            yield cells[index - 1][1], start, CELL
        while (line_break := text.find("\n", start, end)) >= 0:
            yield line_break, line_break + 1, " "
            start = line_break + 1


def _breaks(line: Line) -> list[tuple[int, int]]:
    """White space inside a line that sets a heading apart from what stands before or after it."""
    text = line.text
    if " " not in text and "\u3000" not in text:
        return []
    found = [match.span() for match in _INLINE.finditer(text)]
    for start in [0] * (line.kind == "marker") + [end for _, end in found]:
        while match := _AFTER_HEADING.match(text, start):
            if not match["next"] and match["gap"] == " " and _STRAY.search(text, match.end("gap")):
                break
            found.append(match.span("gap"))
            start = match.end("gap")
    return sorted(set(found))


def _page_breaks(document: Document, forth: Callable[[int], int] | None) -> list[int]:
    """Offsets at which a page ends: form feeds, and blocks that stand on another page than the one before."""
    found = [i for i, c in enumerate(document.text) if c == "\f"] if "\f" in document.text else []
    blocks = document.blocks
    found += [two.start - 1 for one, two in pairwise(blocks) if one.page != two.page]
    return sorted(forth(i) for i in found) if forth else sorted(found)
