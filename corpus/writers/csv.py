"""CSV, one file a table: UTF-8 with a byte order mark, so that Excel opens it; lists joined by `|`."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TextIO

from msgspec import Struct

from corpus.writers.base import Writer
from corpus.writers.columns import columns, row
from corpus.writers.decimals import plain
from nlp.model import Record

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def joined(items: Sequence[str]) -> str:
    """A list in one cell: items joined by `|`, a `|` or a backslash inside an item escaped with a backslash."""
    return "|".join(item.replace("\\", "\\\\").replace("|", "\\|") for item in items)


def neutral(text: str) -> str:
    """Text that a spreadsheet takes for text: what would start a formula gets an apostrophe in front."""
    return f"'{text}" if text.startswith(FORMULA) else text


def cell(value: object) -> object:
    """A value as it stands in a cell; an empty cell for None."""
    match value:
        case str():
            return neutral(value)
        case bool():
            return "true" if value else "false"
        case Decimal():
            return plain(value)
        case list():
            return neutral(joined(value))
    return value


class Csv(Writer):
    """One CSV file a table."""

    def begin(self) -> None:
        self._files: dict[type[Struct], tuple[TextIO, Any]] = {}

    def table(self, kind: type[Struct]) -> None:
        file = open(self.target(self.table_path(kind, ".csv")), "w", encoding="utf-8-sig", newline="")  # noqa: SIM115
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(column.name for column in columns(kind))
        self._files[kind] = file, writer

    def put(self, kind: type[Struct], rows: Sequence[Record]) -> None:
        self._files[kind][1].writerows([cell(value) for value in row(record)] for record in rows)

    def finish(self) -> None:
        for file, _ in self._files.values():
            file.close()

    abandon = finish
