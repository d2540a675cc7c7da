"""Rows of lexicon files as text: shown, checked, added."""

from __future__ import annotations

import os
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from msgspec import Struct

from lexicons.loader import LexiconError, header, read
from lexicons.tables import TABLES


def cells(row: Struct) -> list[str]:
    """A row as a file would hold it, one cell a field."""
    return [_cell(getattr(row, name)) for name in row.__struct_fields__]


def problem(path: Path) -> LexiconError | None:
    """What keeps a file from being used: the first bad line, or a name that stands twice; None when all is well."""
    try:
        table = header(path)
        if table not in TABLES:
            known = ", ".join(TABLES)
            raise LexiconError(path, 1, f"first column {table!r} names no table; known: {known} / 首列名不是已知的表")
        seen: dict[tuple[str, ...], int] = {}
        for line, row in read(path, TABLES[table]):
            filled = tuple(cells(row))
            if filled in seen:
                raise LexiconError(path, line, f"the same as line {seen[filled]} / 与第 {seen[filled]} 行重复")
            seen[filled] = line
    except LexiconError as error:
        return error
    return None


def add(path: Path, table: str, values: Mapping[str, str]) -> None:
    """Adds a row to a lexicon file, which is made if there is none; new columns go to the end of its header.

    Raises LexiconError, and leaves the file as it was, when the table or the row cannot be used.
    """
    if table not in TABLES:
        raise LexiconError(path, 0, f"no table {table!r}; known: {', '.join(TABLES)} / 没有这个表")
    if bad := [name for name, value in values.items() if any(c in value for c in "\t\n\r")]:
        raise LexiconError(path, 0, f"{bad[0]}: a cell holds no tab and no line break / 单元格内不能有制表符或换行")
    lines = path.read_text(encoding="utf-8-sig").splitlines() if path.exists() else []
    place = next((i for i, line in enumerate(lines) if line.strip() and not line.startswith("#")), None)
    if place is None:
        lines.append(table)
        place = len(lines) - 1
    columns = [name.strip() for name in lines[place].split("\t")]
    if columns[0] != table:
        raise LexiconError(path, place + 1, f"holds table {columns[0]!r}, not {table!r} / 文件属于另一个表")
    columns += [name for name in values if name not in columns]
    lines[place] = "\t".join(columns)
    lines.append("\t".join(values.get(name, "") for name in columns))
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_text("\n".join(lines) + "\n", encoding="utf-8")
        if (error := problem(temporary)) is not None:
            raise LexiconError(path, error.line, error.problem)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else ""
        case list():
            return "|".join(map(str, value))
        case Decimal():
            return format(value, "f")
    return str(value)
