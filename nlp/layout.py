"""Tables: each cell with what its row and its column say it is.

    >>> from nlp.model import Document
    >>> from nlp.view import clean
    >>> document = Document.of("| 乡镇 | 户数（户） |\\n|---|---|\\n| 东河乡 | 112 |\\n")
    >>> cell = tables(document, clean(document))[-1]
    >>> cell.text, cell.stub, cell.header, cell.unit
    ('112', '东河乡', ['户数'], '户')
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from lexicons import Lexicon, load
from nlp.model import Document
from nlp.view import View


class Cell(Struct, frozen=True):
    """One table cell; `start` and `end` in `View.text`; `table`, `row` and `column` count from 1.

    `header` is the path of column headers above it, `stub` the row's own header; both are empty in header cells. `unit`
    is as written, in the cell's header, its stub or the caption, multiplier included (万元). `caption` names the table.
    """

    table: int
    row: int
    column: int
    start: int
    end: int
    text: str
    header: list[str]
    stub: str = ""
    unit: str | None = None
    caption: str | None = None

    @property
    def is_header(self) -> bool:
        """True of the cells that name columns or rows."""
        return not self.header and not self.stub


_ROW = re.compile(r"^.*\t.*$", re.M)
_FIGURE = re.compile(
    r"[-+−]?(?:[\d.,]*\d[\d.,]*|[零〇一二两三四五六七八九十百千万亿]+)(?:[%‰]|[一-鿿]{1,3})?(?:（.*）)?$|[-—–/*×]+$|$"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:年.*)?$")
_BRACKET = re.compile(r"[（(]([^（）()]{1,8})[）)]")
_CAPTION_UNIT = re.compile(r"单位[：:] *([^\s，。；、）)\t]{1,8})")
CAPTION_LINES, LONGEST_CAPTION = 2, 60
Span = tuple[int, int]


def tables(document: Document, view: View, lexicon: Lexicon | None = None) -> list[Cell]:
    """The cells of all tables, in reading order: those that the format marks out and those that plain text lines up."""
    if "\t" not in view.text:
        return []
    units = _units(lexicon or load())
    numbers = _Numbers(document, view)
    cells: list[Cell] = []
    for index, rows in enumerate(_grids(view, numbers), 1):
        cells += _read(index, rows, view, numbers, units)
    return cells


@lru_cache(maxsize=8)
def _units(lexicon: Lexicon) -> re.Pattern[str]:
    forms = sorted({form for unit in lexicon.units.values() for form in unit.forms} | {"%"}, key=lambda f: (-len(f), f))
    one = "[十百千万亿]{0,2}(?:" + "|".join(map(re.escape, forms)) + ")"
    return re.compile(rf"(?:单位[：:])?({one}(?:[/／每·]{one})?)$")


class _Numbers:
    """The table, row and column that a document's blocks give to a cell, by its place."""

    def __init__(self, document: Document, view: View) -> None:
        blocks = [block for block in document.blocks if block.kind == "cell" and block.table is not None]
        self.starts = [view.clean_of(block.start) for block in blocks]
        self.blocks = blocks

    def of(self, start: int) -> tuple[int | None, int | None, int | None]:
        index = bisect_left(self.starts, start)
        if index < len(self.starts) and self.starts[index] == start:
            block = self.blocks[index]
            return block.table, block.row, block.column
        return None, None, None


def _grids(view: View, numbers: _Numbers) -> Iterator[list[list[Span]]]:
    """The tables as rows of cell spans: adjoining rows with as many cells, or of one table by the format."""
    rows: list[list[Span]] = []
    known: int | None = None
    for match in _ROW.finditer(view.text):
        row: list[Span] = []
        position = match.start()
        for cell in match[0].split("\t"):
            row.append((position, position + len(cell)))
            position += len(cell) + 1
        table = next((number for start, _ in row if (number := numbers.of(start)[0])), None)
        adjoins = bool(rows) and rows[-1][-1][1] + 1 == row[0][0]
        same = table == known if table or known else adjoins and len(rows[-1]) == len(row)
        if rows and not same:
            yield rows
            rows = []
        rows.append(row)
        known = table
    if rows:
        yield rows


def _read(table: int, rows: list[list[Span]], view: View, numbers: _Numbers, units: re.Pattern[str]) -> Iterator[Cell]:
    text = view.text
    grid = [{_column(numbers, span, i): text[span[0] : span[1]] for i, span in enumerate(row, 1)} for row in rows]
    depth = _header_depth(grid)
    stub_column = _stub_column(grid[depth:])
    caption, caption_unit = _caption(text, rows[0][0][0])
    for row_spans in rows[:depth]:
        joined = text[row_spans[0][0] : row_spans[-1][1]]
        if found := _CAPTION_UNIT.search(joined):
            caption_unit = found[1]
    for row, spans in enumerate(rows):
        stub, stub_unit = _split_unit(grid[row].get(stub_column, ""), units) if row >= depth else ("", None)
        for index, (start, end) in enumerate(spans, 1):
            column = _column(numbers, (start, end), index)
            named = row < depth or column <= stub_column
            path = [] if named else _path(grid[:depth], column)
            parts = [_split_unit(name, units) for name in path]
            unit = next((u for _, u in reversed(parts) if u), None) or stub_unit or caption_unit
            known, known_row, _ = numbers.of(start)
            yield Cell(
                table=known or table, row=known_row or row + 1, column=column, start=start, end=end,
                text=text[start:end], header=[name for name, _ in parts if name], stub="" if named else stub,
                unit=None if named else unit, caption=caption,
            )


def _column(numbers: _Numbers, span: Span, index: int) -> int:
    return numbers.of(span[0])[2] or index


def _header_depth(grid: list[dict[int, str]]) -> int:
    """How many rows at the top name columns: those that hold no figures but years."""
    depth = 0
    for row in grid[:4]:
        cells = [cell for column, cell in row.items() if cell and column > 1]
        if any(_FIGURE.match(cell) and not _YEAR.match(cell) for cell in cells):
            break
        depth += 1
    return depth if depth < len(grid) else min(1, len(grid) - 1)


def _stub_column(body: list[dict[int, str]]) -> int:
    """The first column whose cells are mostly no figures, or years; 0 where the rows have no header of their own."""
    columns = sorted({column for row in body for column in row})
    for column in columns[:-1]:
        cells = [cell for row in body if (cell := row.get(column))]
        if sum(1 for cell in cells if not _FIGURE.match(cell) or _YEAR.match(cell)) * 2 > len(cells):
            return column
    return 0


def _path(header: list[dict[int, str]], column: int) -> list[str]:
    """The column's headers from top to bottom; a cell that spans columns counts for those to its right."""
    path: list[str] = []
    for depth, row in enumerate(header):
        name = row.get(column, "")
        if not name and depth + 1 < len(header):
            left = [c for c in row if c < column and row[c]]
            name = row[max(left)] if left and max(left) > 1 else ""
        if name and name not in path:
            path.append(name)
    return path


def _split_unit(name: str, units: re.Pattern[str]) -> tuple[str, str | None]:
    """A header without the unit in brackets after it, and that unit."""
    for match in _BRACKET.finditer(name):
        if found := units.match(match[1]):
            return name[: match.start()] + name[match.end() :], found[1]
    if found := units.fullmatch(name):
        return "", found[1]
    return name, None


def _caption(text: str, start: int) -> tuple[str | None, str | None]:
    """The line that names the table and the unit for all of it, from the lines just above."""
    caption = unit = None
    end = start - 1
    for _ in range(CAPTION_LINES):
        if end <= 0:
            break
        begin = text.rfind("\n", 0, end) + 1
        line = text[begin:end]
        if "\t" in line or len(line) > LONGEST_CAPTION or line[-1:] in {"。", "；"}:
            break
        if found := _CAPTION_UNIT.search(line):
            unit = unit or found[1]
            line = line[: found.start()].rstrip("（( ，")
        caption = caption or line or None
        end = begin - 1
    return caption, unit
