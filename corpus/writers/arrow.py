"""Record types as Arrow tables, for Parquet and DuckDB. Needs pyarrow."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pyarrow as pa
from msgspec import Struct

from corpus.writers.columns import Holds, columns, row
from corpus.writers.decimals import PRECISION, SCALE, fixed
from nlp.model import Record

TYPES: dict[Holds, pa.DataType] = {
    "text": pa.string(), "integer": pa.int64(), "real": pa.float64(), "flag": pa.bool_(),
    "list": pa.list_(pa.string()), "decimal": pa.decimal128(PRECISION, SCALE),
}


@cache
def schema(kind: type[Struct]) -> pa.Schema:
    """The Arrow schema of a record type."""
    return pa.schema([(column.name, TYPES[column.holds]) for column in columns(kind)])


def table(kind: type[Struct], rows: Sequence[Record]) -> pa.Table:
    """A batch of records of one type; decimals as `decimals.fixed` makes them."""
    values = zip(*map(row, rows), strict=True) if rows else ((),) * len(columns(kind))
    arrays = [
        pa.array(map(fixed, column) if about.holds == "decimal" else column, TYPES[about.holds], size=len(rows))
        for about, column in zip(columns(kind), values, strict=True)
    ]
    return pa.table(arrays, schema=schema(kind))
