"""Which version is at work, down to the bytes of its code and lexicons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import metadata
from pathlib import Path

import lexicons
from corpus.cache import fingerprint

ROOT = Path(__file__).parent.parent
# What decides the records of a document: code and data of these folders.
PARTS = ("nlp", "lexicons", "corpus/readers")
DISTRIBUTION = "jushi"


def version() -> str:
    """The version of the installed distribution."""
    try:
        return metadata.version(DISTRIBUTION)
    except metadata.PackageNotFoundError:
        return "0"


def signature(lexicon: Sequence[str | Path] = ()) -> str:
    """A hash that changes whenever a document's records may: version, libraries, code, lexicons, a user's own files."""
    return fingerprint(_project(), *(Path(path).read_bytes() for path in lexicon))


@cache
def _project() -> str:
    parts: list[bytes | str] = [version(), *_libraries()]
    for path in _files():
        parts += [path.relative_to(ROOT).as_posix(), path.read_bytes()]
    return fingerprint(*parts)


def _files() -> Iterable[Path]:
    yield from sorted((ROOT / "corpus").glob("*.*"))
    for part in PARTS:
        yield from sorted(p for p in (ROOT / part).rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    yield from (path for path in lexicons.files() if ROOT not in path.parents)


def _libraries() -> list[str]:
    try:
        needed = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        return []
    found = []
    for requirement in needed:
        name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
        try:
            found.append(f"{name}=={metadata.version(name)}")
        except metadata.PackageNotFoundError:
            continue
    return sorted(set(found))
