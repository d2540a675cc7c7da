"""Tables: a 合计 row against the rows above or below it, a 合计 column against the columns beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

import regex

from nlp.checks.reading import Reading
from nlp.checks.result import Located, note
from nlp.intervals import Figure, Interval, judge, near
from nlp.numerals import read_number

_NUMBER = regex.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_TOTAL = regex.compile(r"(?:合\s*计|总\s*计|共\s*计|全[县市区镇乡州省]合计|小\s*计)")
_SUB = regex.compile("小\\s*计|其中|[（(]其中")
_NO_SUM = regex.compile("率|比|占|均|%|％|增长|增幅|序号|编号|年份|年度|排名|位次|标准|单价|时间|日期|电话|备注")


class Cell(NamedTuple):
    """A number in a table, with its span in the cleaned text."""

    figure: Figure
    text: str
    start: int
    end: int


def totals(reading: Reading) -> Iterator[Located]:
    """Findings on the totals of every table."""
    for rows in reading.tables:
        names = [cells[0].strip() for _, cells in rows]
        grid = [_cells(start, cells) for start, cells in rows]
        yield from _total_rows(reading, rows, names, grid)
        yield from _total_columns(reading, rows, names, grid)


def _total_rows(
    reading: Reading, rows: Sequence[tuple[int, list[str]]], names: list[str], grid: list[list[Cell | None]]
) -> Iterator[Located]:
    sums = [i for i, name in enumerate(names) if _TOTAL.fullmatch(name)]
    if len(sums) != 1 or any(_SUB.match(name) for name in names):
        return
    at = sums[0]
    body = [i for i, cells in enumerate(grid) if i != at and any(cells[1:]) and not _is_head(names[i], cells)]
    head = [cells for i, (_, cells) in enumerate(rows) if i not in body and i != at]
    if len(body) < 2 or any(len(grid[i]) != len(grid[at]) for i in body):
        return
    sums_of: list[tuple[Cell, list[Cell], str]] = []
    for column in range(1, len(grid[at])):
        title = "".join(cells[column] for cells in head if column < len(cells))
        parts = [cell for i in body if (cell := grid[i][column])]
        if (stated := grid[at][column]) and len(parts) == len(body) and not _NO_SUM.search(title):
            sums_of.append((stated, parts, title.strip() or str(column + 1)))
    yield from _told(reading, sums_of, ("列", "column"))


def _total_columns(
    reading: Reading, rows: Sequence[tuple[int, list[str]]], names: list[str], grid: list[list[Cell | None]]
) -> Iterator[Located]:
    head = rows[0][1]
    sums = [i for i, cell in enumerate(head) if _TOTAL.fullmatch(cell.strip())]
    if len(sums) != 1 or any(_NO_SUM.search(cell) for cell in head[1:]):
        return
    at = sums[0]
    others = [i for i in range(1, len(head)) if i != at]
    sums_of: list[tuple[Cell, list[Cell], str]] = []
    for name, cells in zip(names[1:], grid[1:], strict=True):
        if len(cells) != len(head) or not (stated := cells[at]):
            continue
        parts = [cell for i in others if (cell := cells[i])]
        if len(parts) >= 2 and len(parts) == len(others):
            sums_of.append((stated, parts, name))
    yield from _told(reading, sums_of, ("行", "row"))


def _told(reading: Reading, sums: Sequence[tuple[Cell, list[Cell], str]], kind: tuple[str, str]) -> Iterator[Located]:
    """Findings on the totals of one row or column; none where nothing tells that they are sums of the others."""
    expected = [_add(parts) for _, parts, _ in sums]
    verdicts = [judge(stated.figure, each) for (stated, _, _), each in zip(sums, expected, strict=True)]
    for (stated, _, name), each, verdict in zip(sums, expected, verdicts, strict=True):
        total, value = (each.low + each.high) / 2, stated.figure.value or Decimal(0)
        if "consistent" not in verdicts and abs(total - value) * 10 > max(total, value):
            continue
        fits = verdict == "consistent"
        yield note(
            reading,
            "sum",
            verdict,
            (stated.start, stated.end),
            f"“{stated.text}”：表中“{name}”{kind[0]}各项之和为{total.normalize():f}，{'相符' if fits else '不符'}",
            f"“{stated.text}”: {kind[1]} “{name}” adds up to {total.normalize():f}{'' if fits else ', in conflict'}",
            severity="warning" if verdict == "conflict" and near(stated.figure, each) else None,
            ids=[f.id for f in reading.extraction.facts if reading.view.clean_of(f.start) == stated.start],
            stated=value,
            expected=total,
        )


def _add(parts: Sequence[Cell]) -> Interval:
    total = Interval.exact(0)
    for part in parts:
        total = total.plus(part.figure.interval())
    return total


def _cells(start: int, cells: list[str]) -> list[Cell | None]:
    out: list[Cell | None] = []
    for cell in cells:
        text = cell.strip()
        if _NUMBER.fullmatch(text):
            number = read_number(text)
            at = start + cell.index(text)
            out.append(Cell(Figure(number.value, number.step, whole=number.step >= 1), text, at, at + len(text)))
        else:
            out.append(None)
        start += len(cell) + 1
    return out


def _is_head(name: str, cells: Sequence[Cell | None]) -> bool:
    """A row of years or of running numbers is a head."""
    numbers = [c.figure.value for c in cells[1:] if c and c.figure.value is not None]
    return bool(regex.fullmatch("指标|项目|单位|乡镇|年份|年度|名称|序号", name)) or all(
        1990 <= n <= 2100 for n in numbers
    )
