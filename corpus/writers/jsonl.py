"""JSON Lines, one record a line, and JSON, one array of records. Both UTF-8, in the order given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import BinaryIO

import msgspec
from msgspec import Struct

from corpus.writers.base import Writer
from corpus.writers.columns import columns, row
from corpus.writers.decimals import is_plain, plain
from nlp.model import Record

_encoder = msgspec.json.Encoder(decimal_format="number")


def encode(record: Record) -> bytes:
    """One record as a JSON object, without a line break. Decimals are JSON numbers in plain notation."""
    for name in _decimals(type(record)):
        value = getattr(record, name)
        if value is not None and not is_plain(value):
            return _rewritten(record)
    return _encoder.encode(record)


@cache
def _decimals(kind: type[Struct]) -> tuple[str, ...]:
    return tuple(column.name for column in columns(kind) if column.holds == "decimal")


def _rewritten(record: Record) -> bytes:
    # msgspec prints a Decimal as str() does, with exponents; Raw puts the plain notation in their place.
    names = [column.name for column in columns(type(record))]
    pairs = zip(names, row(record), strict=True)
    return _encoder.encode({
        name: msgspec.Raw(plain(value).encode()) if isinstance(value, Decimal) else value for name, value in pairs
    })


class JsonLines(Writer):
    """One record a line."""

    opening, between, closing = b"", b"\n", b"\n"

    def begin(self) -> None:
        self._file: BinaryIO = open(self.target(self.path), "wb")  # noqa: SIM115
        self._file.write(self.opening)
        self._first = True

    def write(self, records: Iterable[Record]) -> None:
        for record in records:
            if not self._first:
                self._file.write(self.between)
            self._first = False
            self._file.write(encode(record))

    def put(self, kind: type[Struct], rows: Sequence[Record]) -> None:
        """Never called: `write` keeps the order across record types."""

    def finish(self) -> None:
        if not (self._first and not self.opening):
            self._file.write(self.closing)
        self._file.close()

    def abandon(self) -> None:
        self._file.close()


class JsonArray(JsonLines):
    """One array."""

    opening, between, closing = b"[\n", b",\n", b"\n]\n"
