"""The grid of a Word table: which cell stands in which column of which row."""

from __future__ import annotations

from typing import Any

from corpus.readers.docx_text import children, find, local, value

WRAPPERS = {"sdt", "sdtContent", "customXml", "ins"}


def rows(table: Any) -> list[list[tuple[int, Any | None]]]:
    """The rows of a table, each a list of (column from 1, cell); the later parts of a merged cell are None."""
    found = []
    for row in _inside(table, "tr"):
        if find(row, "trPr", "del") is not None:
            continue
        column = 1 + _number(find(row, "trPr", "gridBefore"), 0)
        cells: list[tuple[int, Any | None]] = []
        for cell in _inside(row, "tc"):
            cells.append((column, None if _continues(cell) else cell))
            column += _number(find(cell, "tcPr", "gridSpan"), 1)
        found.append(cells)
    return found


def _inside(parent: Any, tag: str) -> list[Any]:
    found = []
    for child in children(parent):
        if local(child) == tag:
            found.append(child)
        elif local(child) in WRAPPERS:
            found += _inside(child, tag)
    return found


def _continues(cell: Any) -> bool:
    """True where a vertical or (old) horizontal merge goes on from the cell above or before."""
    marks = (find(cell, "tcPr", "vMerge"), find(cell, "tcPr", "hMerge"))
    return any(mark is not None and value(mark) != "restart" for mark in marks)


def _number(element: Any | None, default: int) -> int:
    text = value(element)
    return int(text) if text.isdigit() and int(text) < 1000 else default
