"""Table rows: cells that a format marks out, and rows that plain text lines up with pipes, tabs or spaces."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import groupby

from nlp.cleaning.lines import Line
from nlp.model import Document

Span = tuple[int, int]
Cut = Callable[[Line, str], list[Span]]
Accept = Callable[[list[list[str]]], bool]
LONGEST_CELL, LONGEST_ROW, LAYOUT_CELL = 24, 400, 300
_RULE = re.compile(r"\|?[ :]*-{2,}[ :|+-]*$|[-+=_─━┄┈┌┬┐├┼┤└┴┘│ ]{4,}$")
_PIPE = re.compile(r" *[|｜│] *")
_TAB = re.compile(r" *\t *")
_GAP = re.compile(r" {2,}| *\u3000[ \u3000]*|[ \t]*\t[ \t]*")
_ONE = re.compile(r"[ \t\u3000]+")
_ANY_GAP = re.compile(r"[ \t\u3000|｜│]")
_ALIGNED = re.compile(r"\n[^ \n]{1,24}(?: [\d.,%‰]{1,16}){2,16} *\r?\n")
_FIGURE = re.compile(r"[-+]?[\d,.]*\d[\d,.]*(?:[%‰]|[一-鿿]{1,2})?$|[-—–/／*×xX]{1,2}$")


def rows_of_blocks(lines: list[Line], document: Document, forth: Callable[[int], int] | None) -> list[Line]:
    """The lines with those of table cells put together to rows. A cell long as a text is page layout, not a table."""
    cells = [block for block in document.blocks if block.kind == "cell" and block.table is not None]
    if not cells:
        return lines
    rows: list[Line] = []
    for _, group in groupby(cells, key=lambda block: (block.table, block.row)):
        spans = [(b.start, b.end) if forth is None else (forth(b.start), forth(b.end)) for b in group]
        if len(spans) > 1 and max(e - s for s, e in spans) <= LAYOUT_CELL:
            rows.append(Line(spans[0][0], spans[-1][1], "", kind="row", cells=spans))
    taken = iter(rows)
    row = next(taken, None)
    merged: list[Line] = []
    for line in lines:
        while row and row.end <= line.start:
            merged.append(row)
            row = next(taken, None)
        if not row or line.end <= row.start:
            merged.append(line)
    merged += [row, *taken] if row else []
    return merged


def plain_rows(lines: list[Line], text: str) -> list[Line]:
    """The lines with those that line up as a table turned to rows, and ruled lines left out."""
    if not any(mark in text for mark in ("|", "\t", "  ", "\u3000")) and not _ALIGNED.search(text):
        return lines
    index = 0
    while index < len(lines):
        end = index + 1
        if _may_be_row(lines[index]):
            for cut, accept in _WAYS:
                end = _table(lines, index, text, cut, accept)
                if end > index + 1:
                    break
        index = end
    return [line for line in lines if line.kind != "rule"]


def _may_be_row(line: Line) -> bool:
    return line.kind != "row" and len(line.text) <= LONGEST_ROW and bool(_ANY_GAP.search(line.text))


def _table(lines: list[Line], index: int, text: str, cut: Cut, accept: Accept) -> int:
    """Marks the rows of the table that starts at `index`, if one does; returns the line to look at next."""
    first = cut(lines[index], text)
    rows: list[tuple[Line, list[Span]]] = [(lines[index], first)]
    rules: list[Line] = []
    end = index + 1
    while len(first) > 1 and end < len(lines):
        line = lines[end]
        if line.blank or not _may_be_row(line):
            if _RULE.match(line.text) and not line.blank:
                rules.append(line)
                end += 1
                continue
            break
        if _RULE.match(line.text):
            rules.append(line)
        elif len(cells := cut(line, text)) == len(first):
            rows.append((line, cells))
        else:
            break
        end += 1
    if len(rows) < 2 or not accept([[text[start:stop] for start, stop in cells] for _, cells in rows]):
        return index + 1
    for line, cells in rows:
        line.kind, line.cells = "row", cells
        line.start, line.end = cells[0][0], cells[-1][1]
    for line in rules:
        line.kind = "rule"
    return end


def _cells(start: int, end: int, text: str, gap: re.Pattern[str]) -> list[Span]:
    spans: list[Span] = []
    for match in gap.finditer(text, start, end):
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, end))
    return spans


def _tabs(line: Line, text: str) -> list[Span]:
    """Cells between tabs; a tab at either end of the line stands beside an empty one."""
    start, end = text.rfind("\n", 0, line.start) + 1, text.find("\n", line.end)
    return _cells(start, end if end >= 0 else len(text), text, _TAB)


def _pipes(line: Line, text: str) -> list[Span]:
    spans = _cells(line.start, line.end, text, _PIPE)
    if line.text[0] in "|｜│":
        spans = spans[1:]
    if line.text[-1] in "|｜│":
        spans = spans[:-1]
    return spans


def _short(rows: list[list[str]]) -> bool:
    sizes = [len(cell) for row in rows for cell in row]
    return sum(sizes) <= LONGEST_CELL * len(sizes)


def _tabular(rows: list[list[str]]) -> bool:
    return _short(rows) and all(sum(1 for cell in row if cell) > 1 for row in rows)


def _mostly_figures(rows: list[list[str]]) -> bool:
    """True where most cells below the first row and beside the first column are figures."""
    body = [cell for row in (rows[1:] if len(rows) > 2 else rows) for cell in row[1:]]
    return _short(rows) and sum(1 for cell in body if _FIGURE.match(cell)) * 2 >= len(body)


def _all_figures(rows: list[list[str]]) -> bool:
    """The strictest test, for cells with one space between: rows of a name and figures only, below one row of names."""
    body = rows[1:] if not any(_FIGURE.match(cell) for cell in rows[0][1:]) else rows
    return len(rows[0]) > 2 and len(body) > 1 and all(_FIGURE.match(cell) for row in body for cell in row[1:])


_WAYS: list[tuple[Cut, Accept]] = [
    (_pipes, _short),
    (_tabs, _tabular),
    (lambda line, text: _cells(line.start, line.end, text, _GAP), _mostly_figures),
    (lambda line, text: _cells(line.start, line.end, text, _ONE), _all_figures),
]
