"""What a page puts between two lines of text: page numbers, running headers and footers."""

from __future__ import annotations

import re
from bisect import bisect_right

from nlp.cleaning.lines import Line

_DIGITS = re.compile(r"[\d一二三四五六七八九十]+")
_SPACE = re.compile(r"\s+")
LONGEST_HEADER, LINES_A_PAGE, CHARACTERS_A_PAGE, SHORTEST_RUN = 40, 4, 200, 3


def without_furniture(lines: list[Line], breaks: list[int]) -> list[Line]:
    """The lines without page furniture; `breaks` are the offsets of page breaks. The line after is marked."""
    for position in breaks:
        index = bisect_right(lines, position, key=lambda line: line.start)
        if index < len(lines):
            lines[index].page = True
    gone = {i for i, line in enumerate(lines) if line.kind == "page"}
    if any(line.kind == "number" for line in lines):
        gone |= _numbered(lines)
    if breaks or gone:
        gone |= _running(lines, gone)
    if not gone:
        return lines
    kept: list[Line] = []
    page = False
    for index, line in enumerate(lines):
        if index in gone:
            page = True
            continue
        line.page |= page
        page = False
        kept.append(line)
    return kept


def _numbered(lines: list[Line]) -> set[int]:
    """Bare page numbers: at a page break, or counting up one by one with text between them."""
    last = len(lines) - 1
    numbers = [(i, line.text) for i, line in enumerate(lines) if line.kind == "number"]
    bare = [(i, int(text)) for i, text in numbers if len(text) <= 4 and text.isdecimal()]
    gone = {
        i for i, _ in bare
        if i > 0 and ((lines[i - 1].ended and (i == last or lines[i].page)) or (i < last and lines[i + 1].page))
    }
    run: list[int] = []
    counted: list[int] = []
    previous: tuple[int, int] | None = None
    for index, number in bare:
        far = not previous or index - previous[0] > LINES_A_PAGE
        far = far or (previous is not None and lines[index].start - lines[previous[0]].start > CHARACTERS_A_PAGE)
        if not far:
            continue
        if previous and number == previous[1] + 1:
            counted += [index] if counted else [previous[0], index]
        else:
            run += _trusted(counted, len(bare))
            counted = []
        previous = (index, number)
    run += _trusted(counted, len(bare))
    return gone | set(run)


def _trusted(counted: list[int], bare: int) -> list[int]:
    """Numbers that count up are page numbers from three on, or where they are most of the bare numbers there are."""
    return counted if len(counted) >= SHORTEST_RUN or len(counted) * 2 > bare else []


def _running(lines: list[Line], gone: set[int]) -> set[int]:
    """Headers and footers: lines next to a page's edge that come back, page number and spacing aside."""
    edges: dict[str, set[int]] = {}
    for index, line in enumerate(lines):
        if index in gone or line.kind in ("row", "number") or len(line.text) > LONGEST_HEADER or line.ended:
            continue
        if _edge(lines, index, gone):
            edges.setdefault(_shape(line.text), set()).add(index)
    # The first page's header stands at no edge but at the top of the document, and stays: it may be the title.
    return {index for found in edges.values() if len(found) > 1 for index in found}


def _edge(lines: list[Line], index: int, gone: set[int]) -> bool:
    line = lines[index]
    above = index > 0 and index - 1 in gone
    below = index + 1 < len(lines) and (index + 1 in gone or lines[index + 1].page)
    return line.page or above or below


def _shape(text: str) -> str:
    return _DIGITS.sub("#", _SPACE.sub("", text))
