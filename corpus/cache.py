"""What an earlier run made of each file, in a small SQLite file beside the output.

A key covers the file's bytes, its name, the lexicons and the project's own code, so an entry can never be stale; what
a run did not ask for is dropped when it ends well. A run cut short leaves what it had done for the next one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from nlp.model import Record

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(list[Record])
TABLE = "create table if not exists entry (key text primary key, records blob not null) without rowid"


def beside(out: Path) -> Path:
    """The cache file that belongs to an output."""
    return out.with_name(f".{out.name}.jushi-cache")


def pack(records: Iterable[Record]) -> bytes:
    """Records as an entry holds them."""
    return _encoder.encode(list(records))


def unpack(entry: bytes) -> list[Record]:
    """The records of an entry."""
    return _decoder.decode(entry)


def fingerprint(*parts: bytes | str) -> str:
    """SHA-256 over parts, each with its length, so that no two lists of parts run together."""
    digest = sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogateescape")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


class Reader:
    """Looks entries up; a cache that is missing or damaged has none."""

    def __init__(self, path: Path | None) -> None:
        self._database: sqlite3.Connection | None = None
        if path is not None and path.is_file():
            try:
                self._database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
            except sqlite3.Error:
                self._database = None

    def get(self, key: str) -> bytes | None:
        """The entry under a key, or None."""
        if self._database is None:
            return None
        try:
            found = self._database.execute("select records from entry where key = ?", (key,)).fetchone()
        except sqlite3.Error:
            return None
        return bytes(found[0]) if found else None

    def close(self) -> None:
        """Lets the file go."""
        if self._database is not None:
            self._database.close()


class Keeper:
    """Writes the cache of this run, and puts it in the place of the old one when the block ends."""

    def __init__(self, path: Path) -> None:
        self.path, self._temporary = path, path.with_name(path.name + ".tmp")

    def __enter__(self) -> Self:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._temporary.unlink(missing_ok=True)
        self._database = sqlite3.connect(self._temporary)
        self._database.executescript(f"pragma journal_mode = off; pragma synchronous = off; {TABLE}")
        return self

    def put(self, key: str, entry: bytes) -> None:
        """Keeps an entry."""
        self._database.execute("insert or replace into entry values (?, ?)", (key, entry))

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        self._database.commit()
        if kind is not None:
            self._keep_old()
        self._database.close()
        self._temporary.replace(self.path)

    def _keep_old(self) -> None:
        if not self.path.is_file():
            return
        try:
            with closing(sqlite3.connect(self.path)) as old:
                rows = old.execute("select key, records from entry")
                self._database.executemany("insert or ignore into entry values (?, ?)", rows)
        except sqlite3.Error:
            pass
        self._database.commit()
