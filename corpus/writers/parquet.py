"""Parquet, one file a table: decimals as decimal128(38, 10), lists as lists of strings."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow.parquet as pq
from msgspec import Struct

from corpus.writers import arrow
from corpus.writers.base import Writer
from nlp.model import Record


class Parquet(Writer):
    """One Parquet file a table, a row group a batch."""

    def begin(self) -> None:
        self._files: dict[type[Struct], pq.ParquetWriter] = {}

    def table(self, kind: type[Struct]) -> None:
        path = self.target(self.table_path(kind, ".parquet"))
        self._files[kind] = pq.ParquetWriter(path, arrow.schema(kind), compression="zstd")

    def put(self, kind: type[Struct], rows: Sequence[Record]) -> None:
        self._files[kind].write_table(arrow.table(kind, rows))

    def finish(self) -> None:
        for file in self._files.values():
            file.close()

    abandon = finish
