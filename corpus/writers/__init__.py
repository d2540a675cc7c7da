"""Records out, one file a format, one registry. Every format holds the same tables, one a record type.

    >>> with open_writer("facts.parquet") as writer:      # doctest: +SKIP
    ...     writer.write(extraction.records())

`docs/how-to/formats.md` tells how lists, decimals and empty values stand in each format.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from corpus.extras import MissingExtra
from corpus.writers.base import EXTRACTION, Writer

__all__ = ["EXTRACTION", "FORMATS", "Writer", "format_of", "open_writer"]


class Format(NamedTuple):
    """Where a format's writer is, which file names mean it, and which optional extra it needs."""

    writer: str
    suffixes: tuple[str, ...]
    extra: str | None = None


FORMATS: dict[str, Format] = {
    "jsonl": Format("corpus.writers.jsonl:JsonLines", (".jsonl", ".ndjson")),
    "json": Format("corpus.writers.jsonl:JsonArray", (".json",)),
    "csv": Format("corpus.writers.csv:Csv", (".csv",)),
    "parquet": Format("corpus.writers.parquet:Parquet", (".parquet",), "parquet"),
    "xlsx": Format("corpus.writers.xlsx:Xlsx", (".xlsx",), "xlsx"),
    "sqlite": Format("corpus.writers.sqlite:Sqlite", (".sqlite", ".sqlite3", ".db"), None),
    "duckdb": Format("corpus.writers.duckdb:DuckDB", (".duckdb",), "duckdb"),
}


def format_of(path: str | Path, given: str | None = None) -> str:
    """The format to write: the one given, else the one that the file name means, else jsonl. ValueError if unknown."""
    if given is None:
        suffix = Path(path).suffix.lower()
        return next((name for name, known in FORMATS.items() if suffix in known.suffixes), "jsonl")
    if given not in FORMATS:
        raise ValueError(f"unknown format {given!r}; known: {', '.join(FORMATS)} / 未知的输出格式")
    return given


def open_writer(path: str | Path, given: str | None = None, tables: tuple[type[Struct], ...] = EXTRACTION) -> Writer:
    """A writer to use as a context manager; what stood at `path` is replaced only when all has been written.

    `tables` are the record types whose tables stand in the output even when empty. Raises ValueError for an unknown
    format, MissingExtra when the format's library is not installed, OSError for a place that cannot be written.
    """
    entry = FORMATS[format_of(path, given)]
    module, name = entry.writer.split(":")
    try:
        kind: type[Writer] = getattr(import_module(module), name)
    except ModuleNotFoundError as error:
        if entry.extra is None:
            raise
        raise MissingExtra(entry.extra, error.name or "") from None
    return kind(Path(path), tables)
