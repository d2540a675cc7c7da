"""Excel, one sheet a table, at most 1,048,575 records a sheet; what goes beyond stands on a further sheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from msgspec import Struct

from corpus.writers.base import Writer
from corpus.writers.columns import TABLES, columns, row
from corpus.writers.csv import FORMULA, joined
from corpus.writers.decimals import number, plain
from nlp.model import Record

ROWS = 1_048_576
CELL = 32_767
DIGITS = 15


class Xlsx(Writer):
    """One workbook. Text is always a text cell, never a formula or a link."""

    def begin(self) -> None:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(str(self.target(self.path)), options)
        # A fixed time keeps the same records the same bytes.
        self._book.set_properties({"created": datetime(2000, 1, 1)})
        self._bold = self._book.add_format({"bold": True})
        self._quoted = self._book.add_format({"quote_prefix": True})
        self._sheets: dict[type[Struct], tuple[Any, int]] = {}
        self._count: dict[type[Struct], int] = {}

    def table(self, kind: type[Struct]) -> None:
        self._count[kind] = self._count.get(kind, 0) + 1
        part = f" {self._count[kind]}" if self._count[kind] > 1 else ""
        sheet = self._book.add_worksheet(TABLES[kind] + part)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns(kind)):
            sheet.write_string(0, place, column.name, self._bold)
        self._sheets[kind] = sheet, 1

    def put(self, kind: type[Struct], rows: Sequence[Record]) -> None:
        for record in rows:
            if self._sheets[kind][1] >= ROWS:
                self.table(kind)
            sheet, line = self._sheets[kind]
            for place, value in enumerate(row(record)):
                self._cell(sheet, line, place, value)
            self._sheets[kind] = sheet, line + 1

    def _cell(self, sheet: Any, line: int, place: int, value: object) -> None:
        match value:
            case None:
                return
            case bool():
                sheet.write_boolean(line, place, value)
            case int() | float():
                sheet.write_number(line, place, value)
            case Decimal():
                self._figure(sheet, line, place, value)
            case _:
                text = joined(value) if isinstance(value, list) else str(value)
                text = text if len(text) <= CELL else text[: CELL - 1] + "…"
                # With the quote prefix a cell stays text even after someone edits it.
                style = self._quoted if text.startswith(FORMULA) else None
                sheet.write_string(line, place, text, style)

    def _figure(self, sheet: Any, line: int, place: int, value: Decimal) -> None:
        # Excel keeps fifteen digits of a number; what has more stays exact as text.
        near = number(value)
        if isinstance(near, str) or len(value.normalize().as_tuple().digits) > DIGITS:
            sheet.write_string(line, place, plain(value))
        else:
            sheet.write_number(line, place, near)

    def finish(self) -> None:
        self._book.close()

    def abandon(self) -> None:
        self._book.close()
