"""SQLite, one database file with one table a record type. Lists are JSON arrays, for `json_each`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from corpus.writers.base import Writer
from corpus.writers.columns import TABLES, Holds, columns, row
from corpus.writers.decimals import number
from nlp.model import Record

# A decimal column has no declared type: SQLite then keeps each value as given (integer, real or text).
TYPES: dict[Holds, str] = {
    "text": "text", "integer": "integer", "real": "real", "flag": "integer", "list": "text", "decimal": "",
}
INDEXED = ("id", "document", "metric", "slogan")


def value(value: object) -> object:
    """A value as SQLite takes it."""
    match value:
        case Decimal():
            return number(value)
        case list():
            return json.dumps(value, ensure_ascii=False)
        case bool():
            return int(value)
    return value


class Sqlite(Writer):
    """One SQLite file."""

    def begin(self) -> None:
        # The file is thrown away after an error, so a journal would protect nothing.
        self._database = sqlite3.connect(self.target(self.path), isolation_level=None)
        self._database.executescript("pragma journal_mode = off; pragma synchronous = off; begin")

    def table(self, kind: type[Struct]) -> None:
        parts = ", ".join(f'"{column.name}" {TYPES[column.holds]}' for column in columns(kind))
        self._database.execute(f'create table "{TABLES[kind]}" ({parts})')

    def put(self, kind: type[Struct], rows: Sequence[Record]) -> None:
        holes = ", ".join("?" * len(columns(kind)))
        statement = f'insert into "{TABLES[kind]}" values ({holes})'
        self._database.executemany(statement, ([value(item) for item in row(record)] for record in rows))

    def finish(self) -> None:
        for kind in self._held:
            for name in sorted({column.name for column in columns(kind)} & set(INDEXED)):
                self._database.execute(f'create index "{TABLES[kind]}_{name}" on "{TABLES[kind]}" ("{name}")')
        self._database.execute("commit")
        self._database.close()

    def abandon(self) -> None:
        self._database.close()
