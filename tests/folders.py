"""A stand-in for `corpus.folder`: text files in UTF-8, sorted by path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from nlp.model import Document, Failure


def walk(paths: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    for path in paths:
        if path.is_dir():
            yield from ((p.relative_to(path).as_posix(), p) for p in sorted(path.rglob("*")) if p.is_file())
        else:
            yield path.name, path


def load(path: Path, name: str, ocr: bool = False) -> Iterator[Document | Failure]:
    try:
        data = path.read_bytes()
    except OSError as error:
        yield Failure(document=name, stage="read", error="unreadable", message=str(error))
        return
    yield from load_bytes(data, name)


def load_bytes(data: bytes, name: str, ocr: bool = False) -> Iterator[Document | Failure]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        yield Failure(document=name, stage="read", error="encoding", message="not UTF-8")
        return
    yield Document(document=name, text=text, encoding="utf-8", characters=len(text), sha256=sha256(data).hexdigest())
