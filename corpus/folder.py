"""Files and folders in, documents and failures out: one at a time, in a stable order, nothing kept.

    >>> for name, path in walk(["reports"]):
    ...     for record in load(path, name):
    ...         ...
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from unicodedata import normalize

from corpus.readers import ReadError, failure, read, reader
from nlp.model import Document, Failure

LARGEST = 256 * 1024 * 1024
"""Bytes: a larger file is no report, and reading it would take the memory of thousands."""
SKIPPED = {"thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "icon\r"}
"""What systems leave behind in folders, in small letters; so are hidden files and the lock files of Word (`~$…`)."""


def walk(paths: Iterable[str | Path]) -> Iterator[tuple[str, Path]]:
    """Every file under the paths as (name, path): folders recursively, sorted by name, each file once.

    The name is what records call the document: relative to the folder given, with `/`; for a file given by itself its
    own name. Where two of the paths would give one name, the later document is called by its path as given. A path
    that does not exist is passed on, for `load` to report. Links are followed; a loop ends where it began.
    """
    seen: set[str] = set()
    names: set[str] = set()
    for given in paths:
        top = Path(given)
        found = _folder(top, "", seen) if top.is_dir() else [(top.name, top)]
        for relative, path in found:
            if (key := _key(path)) in seen:
                continue
            seen.add(key)
            name = _printable(relative)
            if name in names:
                name = _printable(path.as_posix())
            names.add(name)
            yield name, path


def load(path: str | Path, name: str | None = None, ocr: bool = False) -> Iterator[Document | Failure]:
    """The document in a file, or the failure that tells why there is none; failures of parts follow the document.

    With `ocr`, pictures are read as well. Raises nothing for any state of the file.
    """
    path = Path(path)
    name = _printable(path.name) if name is None else name
    try:
        if path.is_file():
            reader(name, ocr)  # a file of another format need not be opened
        data = _bytes(path)
    except ReadError as error:
        yield failure(name, error)
    except OSError as error:
        yield failure(name, _unreadable(error))
    else:
        yield from load_bytes(data, name, ocr)


def load_bytes(data: bytes, name: str = "-", ocr: bool = False) -> Iterator[Document | Failure]:
    """The same for a file's bytes; standard input (`-`) is plain text, or what its first bytes show it to be."""
    try:
        document, failures = read(data, name, ocr)
    except ReadError as error:
        yield failure(name, error)
    except RecursionError:
        yield failure(name, ReadError("broken_file", "文件嵌套太深，无法读取", "nested too deeply to be read"))
    except MemoryError:
        yield failure(name, ReadError("too_large", "内存不足，无法读取", "too large for the memory at hand"))
    except Exception as error:
        # A damaged file can fail anywhere inside the library that reads it; it must not end the run.
        what = f"{type(error).__name__}: {error}"
        yield failure(name, ReadError("broken_file", f"文件已损坏（{what}）", f"the file is damaged ({what})"))
    else:
        yield document
        yield from failures


def _folder(folder: Path, prefix: str, seen: set[str]) -> Iterator[tuple[str, Path]]:
    """The files under a folder, sorted as their whole relative paths sort: a folder by its name with a slash."""
    if (key := _key(folder)) in seen:
        return
    seen.add(key)
    try:
        with os.scandir(folder) as entries:
            found = sorted(
                (normalize("NFC", entry.name) + "/" * _is_dir(entry), entry.name)
                for entry in entries
                if not _skipped(entry.name)
            )
    except OSError:
        yield prefix.rstrip("/") or folder.name, folder  # `load` reports what is wrong with it
        return
    for label, entry_name in found:
        path = folder / entry_name
        if label.endswith("/"):
            yield from _folder(path, prefix + label, seen)
        else:
            yield prefix + label, path


def _is_dir(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _skipped(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in SKIPPED


def _key(path: Path) -> str:
    """Where a file or folder really is, links followed."""
    return os.path.realpath(path)


def _bytes(path: Path) -> bytes:
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        os.scandir(path).close()  # raises where the folder may not be read
        raise ReadError("not_a_file", "是文件夹，不是文件", "a folder, not a file")
    if not stat.S_ISREG(status.st_mode):
        raise ReadError("not_a_file", "不是普通文件", "not a regular file")
    if status.st_size > LARGEST:
        limit = LARGEST // 2**20
        raise ReadError("too_large", f"文件超过 {limit} MB：请拆分", f"the file is larger than {limit} MB: split it")
    return path.read_bytes()


def _unreadable(error: OSError) -> ReadError:
    if isinstance(error, FileNotFoundError):
        return ReadError("not_found", "没有这个文件或文件夹：请检查路径", "no such file or folder: check the path")
    if isinstance(error, PermissionError):
        return ReadError("no_permission", "没有读取权限：请修改权限", "no permission to read it: change that")
    reason = error.strerror or type(error).__name__
    return ReadError("unreadable", f"无法读取（{reason}）", f"cannot be read ({reason})")


def _printable(name: str) -> str:
    """A name that every output can hold, the same on every system: composed, undecodable bytes spelled out."""
    name = os.fsencode(name).decode("utf-8", "backslashreplace") if not name.isprintable() else name
    return normalize("NFC", name.encode("utf-8", "backslashreplace").decode("utf-8"))
