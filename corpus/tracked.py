"""The tables of `nlp.tracking` and `nlp.discovery` in files: one file a table, as `corpus.writers` writes records.

OUT.csv holds the mentions, OUT.years.csv, OUT.places.csv and so on stand beside it; in a folder all stand under their
own names. JSON Lines hold all records in one file, `record` telling which is which.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from msgspec import Struct

from corpus.writers import FORMATS, Writer, open_writer
from nlp import tracking
from nlp.discovery import Candidate

WANTED = ("jsonl", "csv", "parquet")
TABLES: dict[type[Struct], str] = {
    tracking.Mention: "mentions", tracking.SloganYear: "years", tracking.SloganPlace: "places",
    tracking.SloganDocument: "documents", tracking.SloganTrack: "phrases", tracking.SharedSlogan: "shared",
    tracking.SharingPair: "pairs", tracking.MisquotedSlogan: "misquoted",
    Candidate: "candidates",
}


def open_tables(path: Path, format: str) -> Writer:
    """A writer for these records, to use as a context manager. Raises what `open_writer` raises."""
    writer = cast(Any, open_writer(path, format, tuple(TABLES) if format != "jsonl" else ()))
    suffix = FORMATS[format].suffixes[0]

    def table_path(kind: type[Struct], _: str) -> Path:
        name = TABLES[kind]
        if path.is_dir() or path.suffix.lower() != suffix:
            return path / f"{name}{suffix}"
        return path if kind is tracking.Mention else path.with_name(f"{path.stem}.{name}{suffix}")

    writer.table_path = table_path
    return cast(Writer, writer)
