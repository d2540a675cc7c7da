"""Files → extractions → records: in a stable order, one document after the other, whatever goes wrong with some."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from functools import partial
from hashlib import file_digest
from pathlib import Path
from typing import NamedTuple

import lexicons
from corpus import cache, pool
from corpus.version import signature
from nlp.model import Document, Extraction, Failure, Record

STDIN = "-"


class Source(NamedTuple):
    """One file to read: its name in the records, and its path or, for standard input, its bytes.

    With `ocr`, pages without a text layer and pictures are read by optical character recognition.
    """

    name: str
    path: Path | None = None
    data: bytes | None = None
    ocr: bool = False


class Outcome(NamedTuple):
    """What became of one source: its records, packed, and the key to keep them under, or None for a failure."""

    key: str | None
    entry: bytes


def sources(paths: Iterable[str | Path], ocr: bool = False) -> Iterator[Source]:
    """The files that paths stand for: a folder for all that is in it, `-` for standard input.

    Raises MissingExtra where `ocr` is asked for and its libraries are not installed.
    """
    from corpus import folder
    from corpus.readers.ocr import need

    if ocr:
        need()
    given = list(paths)
    while given:
        if str(given[0]) == STDIN:
            given.pop(0)
            yield Source(STDIN, data=sys.stdin.buffer.read(), ocr=ocr)
            continue
        # Walked together, so that names stay apart.
        until = next((i for i, path in enumerate(given) if str(path) == STDIN), len(given))
        group, given = [Path(path) for path in given[:until]], given[until:]
        for name, path in folder.walk(group):
            yield Source(name, path, ocr=ocr)


def load(source: Source) -> Iterator[Document | Failure]:
    """The documents in a source. Never raises: what goes wrong comes as a Failure."""
    from corpus import folder

    name = _printable(source.name)
    try:
        if source.path:
            loaded = folder.load(source.path, name, source.ocr)
        else:
            loaded = folder.load_bytes(source.data or b"", name, source.ocr)
        for item in loaded:
            yield _printable_item(item)
    except Exception as error:
        yield _internal(name, "read", error)


def extract_source(source: Source, lexicon: Sequence[str | Path] = ()) -> list[Extraction | Failure]:
    """What one source yields. Raises only for what no other file would escape: LexiconError, ImportError."""
    import nlp

    known = lexicons.load(lexicon)
    results: list[Extraction | Failure] = []
    for item in load(source):
        if isinstance(item, Document):
            try:
                results.append(nlp.extract(item, lexicon=known))
            except ImportError:
                raise
            except Exception as error:
                results.append(_internal(item.document, "extract", error))
        else:
            results.append(item)
    return results


def extract_paths(
    paths: Iterable[str | Path], workers: int = 1, lexicon: Sequence[str | Path] = (), ocr: bool = False,
) -> Iterator[Extraction | Failure]:
    """Extractions and failures of files and folders, in the order of the paths, each folder sorted.

    `lexicon` names a user's own lexicon files. With `ocr`, scanned pages and pictures are read too. Raises
    LexiconError when a lexicon file cannot be used, MissingExtra when the extra `ocr` is needed and not installed.
    """
    _warm(lexicon, workers)
    work = partial(extract_source, lexicon=tuple(lexicon))
    for result in pool.ordered(work, sources(paths, ocr), workers):
        yield from [_died(result.item)] if isinstance(result, pool.Died) else result


def extract_folder(
    folder: str | Path, workers: int = 1, lexicon: Sequence[str | Path] = (), ocr: bool = False,
) -> Iterator[Extraction | Failure]:
    """Extractions and failures of all files in a folder, in a stable order; `nlp.extract_folder` is this function."""
    return extract_paths([folder], workers, lexicon, ocr)


def extract_records(
    paths: Iterable[str | Path], workers: int = 1, lexicon: Sequence[str | Path] = (), kept: Path | None = None,
    ocr: bool = False,
) -> Iterator[list[Record]]:
    """The records of each file, as `extract_paths` would give them, one list a file.

    `kept` is a cache file: what it holds is not done again, and it is brought up to date.
    """
    _warm(lexicon, workers)
    mark = signature(lexicon) if kept else ""
    work = partial(_outcome, lexicon=tuple(lexicon), kept=kept, mark=mark)
    with cache.Keeper(kept) if kept else nullcontext() as keeper:
        for result in pool.ordered(work, sources(paths, ocr), workers):
            if isinstance(result, pool.Died):
                yield [_died(result.item)]
                continue
            if keeper is not None and result.key is not None:
                keeper.put(result.key, result.entry)
            yield cache.unpack(result.entry)


def _outcome(source: Source, lexicon: Sequence[str | Path], kept: Path | None, mark: str) -> Outcome:
    key = _key(source, mark) if kept else None
    if key is not None:
        reader = cache.Reader(kept)
        entry = reader.get(key)
        reader.close()
        if entry is not None:
            return Outcome(key, entry)
    results = extract_source(source, lexicon)
    records: list[Record] = []
    for result in results:
        records += [result] if isinstance(result, Failure) else result.records()
    # A failure may come from what is around the file (rights, memory, a missing library), so it is tried again.
    failed = any(isinstance(result, Failure) for result in results)
    return Outcome(None if failed else key, cache.pack(records))


def _key(source: Source, mark: str) -> str | None:
    means = "ocr" if source.ocr else ""
    if source.path is None:
        return cache.fingerprint(mark, means, source.name, source.data or b"")
    try:
        with open(source.path, "rb") as file:
            return cache.fingerprint(mark, means, source.name, file_digest(file, "sha256").digest())
    except OSError:
        return None


def _warm(lexicon: Sequence[str | Path], workers: int) -> None:
    # Before any process is forked: an unusable lexicon is told once, and all share what is loaded.
    known = lexicons.load(lexicon)
    if workers > 1:
        import nlp

        nlp.extract("", lexicon=known)


def _printable(text: str) -> str:
    """A string without lone surrogates, which no UTF-8 output can hold; as many code points as before."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text


def _printable_item(item: Document | Failure) -> Document | Failure:
    if isinstance(item, Document):
        text = _printable(item.text)
        return item if text is item.text else item.with_(text=text)
    return Failure(document=item.document, stage=item.stage, error=item.error, message=_printable(item.message))


def _internal(document: str, stage: str, error: Exception) -> Failure:
    message = f"{type(error).__name__}: {error} — please report this file / 处理出错，请反馈此文件"
    return Failure(document=document, stage=stage, error="internal", message=_printable(message))


def _died(source: Source) -> Failure:
    message = "its process ended (out of memory?); try it alone with --workers 1 / 处理进程意外终止，请单独重试"
    return Failure(document=_printable(source.name), stage="extract", error="worker_died", message=message)
