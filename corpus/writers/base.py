"""What all writers share: batches, and output that appears only when it is whole."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from msgspec import Struct

from corpus.writers.columns import TABLES
from nlp.model import DocumentRecord, Fact, Failure, Finding, Record, Slogan

EXTRACTION: tuple[type[Struct], ...] = (DocumentRecord, Failure, Fact, Slogan)
BATCH = 4096


class Writer(ABC):
    """Writes records as they come. At most `BATCH` records a type are held in memory.

    Everything goes to temporary files beside the target, which take its place when the block ends without an error.
    """

    def __init__(self, path: Path, tables: tuple[type[Struct], ...] = EXTRACTION) -> None:
        self.path = path
        self._held: dict[type[Struct], list[Record]] = {kind: [] for kind in tables}
        self._moves: list[tuple[Path, Path]] = []

    def __enter__(self) -> Self:
        try:
            self.begin()
            for kind in self._held:
                self.table(kind)
        except BaseException:
            self._discard()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        try:
            if kind is None:
                for table, rows in self._held.items():
                    if rows:
                        self.put(table, rows)
                self.finish()
                for temporary, target in self._moves:
                    os.replace(temporary, target)
                self._moves = []
        finally:
            self._discard()

    def write(self, records: Iterable[Record]) -> None:
        """Adds records, of any types, in any order."""
        for record in records:
            kind = type(record)
            if kind not in self._held:
                self._held[kind] = []
                self.table(kind)
            rows = self._held[kind]
            rows.append(record)
            if len(rows) >= BATCH:
                self.put(kind, rows)
                rows.clear()

    def target(self, path: Path) -> Path:
        """A temporary path to write to, which becomes `path` at the end."""
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        temporary.unlink(missing_ok=True)
        self._moves.append((temporary, path))
        return temporary

    def table_path(self, kind: type[Struct], suffix: str) -> Path:
        """Where a format with one file a table puts one: OUT/facts.csv in a folder; for a file OUT.csv, the facts
        (in a set of findings the findings) are OUT.csv itself and the other tables stand beside it as
        OUT.documents.csv and so on."""
        name = TABLES[kind]
        if self.path.is_dir() or self.path.suffix.lower() != suffix:
            return self.path / f"{name}{suffix}"
        main = Finding if Finding in self._held else Fact
        return self.path if kind is main else self.path.with_name(f"{self.path.stem}.{name}{suffix}")

    def _discard(self) -> None:
        if self._moves:
            self.abandon()
        for temporary, _ in self._moves:
            temporary.unlink(missing_ok=True)
        self._moves = []

    @abstractmethod
    def begin(self) -> None:
        """Opens the output."""

    def table(self, kind: type[Struct]) -> None:  # noqa: B027
        """Makes the table of one record type."""

    @abstractmethod
    def put(self, kind: type[Struct], rows: Sequence[Record]) -> None:
        """Writes a batch of records of one type."""

    @abstractmethod
    def finish(self) -> None:
        """Closes the output, whole."""

    def abandon(self) -> None:  # noqa: B027
        """Closes the output after an error."""
