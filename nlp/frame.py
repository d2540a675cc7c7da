"""Records as a pandas data frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from nlp.model import DocumentRecord, Extraction, Fact, Failure, Finding, Record, Slogan

if TYPE_CHECKING:
    import pandas as pd

ORDER: tuple[type, ...] = (DocumentRecord, Failure, Fact, Slogan, Finding)
DTYPES: tuple[tuple[type, str], ...] = ((bool, "boolean"), (int, "Int64"), (float, "Float64"), (Decimal, "object"))


def to_frame(records: Iterable[Record | Extraction]) -> pd.DataFrame:
    """One row a record, in the order given; an extraction stands for all its records.

    The columns are the fields of the record types that occur, `record` first. Text is `string`, whole numbers `Int64`,
    flags `boolean`, all with `pd.NA` where empty. Exact figures are `decimal.Decimal` and lists are lists, both in
    `object` columns with None where empty: `frame["value"].astype("float64")` makes doubles of the figures.
    """
    import pandas as pd

    rows = list(_flat(records))
    kinds = [kind for kind in ORDER if any(type(row) is kind for row in rows)]
    dtypes = {name: dtype for kind in kinds for name, dtype in _dtypes(kind).items()}
    tags = [str(type(row).__struct_config__.tag) for row in rows]
    columns: dict[str, Any] = {"record": pd.Series(tags, dtype="string")}
    for name, dtype in dtypes.items():
        columns[name] = pd.Series([getattr(row, name, None) for row in rows], dtype=dtype)
    return pd.DataFrame(columns)


def _flat(records: Iterable[Record | Extraction]) -> Iterator[Record]:
    for record in records:
        if isinstance(record, Extraction):
            yield from record.records()
        else:
            yield record


def _dtypes(kind: type) -> dict[str, str]:
    return {name: _dtype(hint) for name, hint in get_type_hints(kind).items()}


def _dtype(hint: object) -> str:
    if get_origin(hint) is list:
        return "object"
    parts = {hint, *get_args(hint)}
    return next((dtype for kind, dtype in DTYPES if kind in parts), "string")
