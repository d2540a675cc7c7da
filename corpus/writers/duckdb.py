"""DuckDB, one database file with one table a record type: DECIMAL(38, 10), VARCHAR[]. Needs duckdb and pyarrow."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
from msgspec import Struct

from corpus.writers import arrow
from corpus.writers.base import Writer
from corpus.writers.columns import TABLES
from nlp.model import Record


class DuckDB(Writer):
    """One DuckDB file."""

    def begin(self) -> None:
        self._database = duckdb.connect(str(self.target(self.path)))

    def table(self, kind: type[Struct]) -> None:
        self._insert(f"create table {TABLES[kind]} as select * from batch", kind, [])

    def put(self, kind: type[Struct], rows: Sequence[Record]) -> None:
        self._insert(f"insert into {TABLES[kind]} select * from batch", kind, rows)

    def _insert(self, statement: str, kind: type[Struct], rows: Sequence[Record]) -> None:
        self._database.register("batch", arrow.table(kind, rows))
        self._database.execute(statement)
        self._database.unregister("batch")

    def finish(self) -> None:
        self._database.close()

    abandon = finish
