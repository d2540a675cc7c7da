"""Results extracted before, read back: what `jushi extract -o OUT` wrote, as extractions without their texts.

    >>> for item in read_results("out.jsonl"):      # doctest: +SKIP
    ...     print(item.document.document, len(item.facts))
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from corpus.writers import format_of
from corpus.writers.columns import TABLES, columns
from corpus.writers.decimals import plain
from nlp.model import Document, DocumentRecord, Extraction, Fact, Failure, Record, Slogan

SUFFIXES = (".jsonl", ".ndjson", ".json", ".parquet", ".sqlite", ".sqlite3", ".db")
"""Names that may be results. A folder is one when it holds `facts.parquet`."""
NO_HASH = "0" * 12


class ResultsError(ValueError):
    """A file that holds no results of ours: which, what is wrong with it, and what to do, in two languages."""


def is_results(path: str | Path) -> bool:
    """Whether a path is called as results are; what it holds is only seen by `read_results`."""
    path = Path(path)
    return (path / "facts.parquet").is_file() if path.is_dir() else path.suffix.lower() in SUFFIXES


def read_results(path: str | Path) -> Iterator[Extraction | Failure]:
    """The extractions and failures in a file of results, in its order. JSON Lines, JSON, Parquet or SQLite.

    The document of each has an empty text. Findings in the file are passed over. Raises ResultsError for what is no
    such file, OSError for what cannot be opened.
    """
    yield from _together(_records(Path(path)))


def _records(path: Path) -> list[Record]:
    kind = "parquet" if path.is_dir() else format_of(path)
    try:
        match kind:
            case "jsonl":
                lines = path.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n")
                return [msgspec.json.decode(line, type=Record) for line in lines if line.strip()]
            case "json":
                return msgspec.json.decode(path.read_bytes(), type=list[Record])
            case "parquet":
                return _parquet(path)
            case "sqlite":
                return _sqlite(path)
    except (msgspec.MsgspecError, sqlite3.DatabaseError, UnicodeDecodeError, ArithmeticError, ValueError) as error:
        raise ResultsError(f"{path}: no results of `jushi extract` ({error}) / 不是 jushi extract 的输出") from error
    raise ResultsError(f"{path}: results are read from {', '.join(SUFFIXES)} / 只能读取这些格式的提取结果")


def _together(records: Iterable[Record]) -> Iterator[Extraction | Failure]:
    """Facts and slogans with their document; the hash that begins an id tells apart what has one name."""
    documents: dict[tuple[str, str], Document] = {}
    facts: dict[tuple[str, str], list[Fact]] = {}
    slogans: dict[tuple[str, str], list[Slogan]] = {}
    for record in records:
        if isinstance(record, Failure):
            yield record
        elif isinstance(record, DocumentRecord):
            fields = {name: getattr(record, name) for name in DocumentRecord.__struct_fields__}
            documents[record.document, record.sha256[:12] or NO_HASH] = Document(text="", **fields)
        elif isinstance(record, (Fact, Slogan)):
            key = (record.document, record.id.rpartition("-")[0] or NO_HASH)
            documents.setdefault(key, Document(text="", document=record.document))
            if isinstance(record, Fact):
                facts.setdefault(key, []).append(record)
            else:
                slogans.setdefault(key, []).append(record)
    for key, document in documents.items():
        yield Extraction(document=document, facts=facts.get(key, []), slogans=slogans.get(key, []))


def _parquet(path: Path) -> list[Record]:
    import pyarrow.parquet as pq

    records: list[Record] = []
    for kind in (DocumentRecord, Failure, Fact, Slogan):
        table = TABLES[kind]
        beside = path if kind is Fact else path.with_name(f"{path.stem}.{table}.parquet")
        file = path / f"{table}.parquet" if path.is_dir() else beside
        if file.is_file():
            records += [_record(kind, row) for row in pq.read_table(file).to_pylist()]
    return records


def _sqlite(path: Path) -> list[Record]:
    records: list[Record] = []
    database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        database.row_factory = sqlite3.Row
        there = {name for (name,) in database.execute("select name from sqlite_master where type = 'table'")}
        if TABLES[Fact] not in there:
            raise ValueError("no table facts")
        for kind in (DocumentRecord, Failure, Fact, Slogan):
            if TABLES[kind] in there:
                rows = database.execute(f'select * from "{TABLES[kind]}" order by rowid')
                records += [_record(kind, dict(row)) for row in rows]
    finally:
        database.close()
    return records


def _record(kind: type[Struct], row: dict[str, Any]) -> Any:
    """A record from a row of a format whose numbers are not ours. Unknown columns are passed over."""
    values = {}
    for column in columns(kind):
        value = row.get(column.name)
        if value is None or column.name == "record":
            continue
        if column.holds == "decimal":
            # A double prints as the decimal that was written: the writers store it only where that is so.
            value = Decimal(plain(Decimal(repr(value) if isinstance(value, float) else str(value))))
        elif column.holds == "list" and isinstance(value, str):
            value = json.loads(value)
        elif column.holds == "flag":
            value = bool(value)
        values[column.name] = value
    return msgspec.convert(values, kind)
