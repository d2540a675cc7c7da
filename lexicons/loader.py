"""Reads lexicon files: tab-separated tables (or `.csv`) that a spreadsheet opens and a researcher can edit.

The first line that is not a comment (`#`) names the columns; the first column names the table, so a user's own file
says by its header what it adds to. Lists stand in one cell, separated by `|`. An empty cell takes the default.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar, get_args, get_origin, get_type_hints

from msgspec import Struct, ValidationError, convert

Row = TypeVar("Row", bound=Struct)
TRUE = {"y", "yes", "true", "1", "是"}


class LexiconError(ValueError):
    """A lexicon file that cannot be used: which file and line, what is wrong, what to do."""

    def __init__(self, path: Path | str, line: int, problem: str) -> None:
        self.path, self.line, self.problem = str(path), line, problem
        super().__init__(f"{path}:{line}: {problem}")


def header(path: Path) -> str:
    """The first column's name: the table that the file belongs to."""
    for _, cells in _lines(path):
        return cells[0]
    raise LexiconError(path, 1, "empty lexicon file: the first line must name the columns / 词典文件为空，首行应为列名")


def read(path: Path, kind: type[Row]) -> list[tuple[int, Row]]:
    """The rows of one file with their line numbers, checked against `kind`.

    Raises LexiconError at the first bad one.
    """
    rows: list[tuple[int, Row]] = []
    columns: list[str] = []
    hints = get_type_hints(kind)
    readers = {name: _reader(hint) for name, hint in hints.items()}
    for line, cells in _lines(path):
        if not columns:
            columns = cells
            if unknown := [c for c in columns if c not in hints]:
                raise LexiconError(path, line, f"unknown column {unknown[0]!r}; known: {', '.join(hints)} / 未知的列")
            continue
        if len(cells) > len(columns):
            raise LexiconError(path, line, f"{len(cells)} cells for {len(columns)} columns / 单元格多于列数")
        values = {c: readers[c](v) for c, v in zip(columns, cells, strict=False) if v != ""}
        try:
            rows.append((line, convert(values, kind, strict=False)))
        except ValidationError as error:
            raise LexiconError(path, line, f"{error} / 内容不合要求") from None
    return rows


def _reader(hint: object) -> Callable[[str], object]:
    """How a cell of a column of this type is read."""
    if get_origin(hint) is list:
        return _list
    return _flag if hint is bool or bool in get_args(hint) else str


def _list(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _flag(cell: str) -> bool:
    return cell.lower() in TRUE


def _lines(path: Path) -> Iterable[tuple[int, list[str]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(path, 0, f"cannot be read as UTF-8: {error} / 无法以 UTF-8 读取") from None
    if path.suffix.lower() == ".csv":
        rows = csv.reader(text.splitlines())
        yield from ((rows.line_num, [cell.strip() for cell in r]) for r in rows if r and not r[0].startswith("#"))
        return
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, [cell.strip() for cell in line.split("\t")]
