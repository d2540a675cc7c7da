"""Findings out, for spreadsheets and for other fact-checkers' tools, one registry.

`jsonl` and `csv` and `xlsx` hold the findings with the facts, slogans and documents that they name; `claimreview` and
`annotation` are JSON-LD. `docs/how-to/evidence.md` shows what stands in each.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from corpus.exports import annotation, claimreview
from corpus.statements import Statements
from corpus.writers import open_writer, whole
from corpus.writers.columns import columns, row
from corpus.writers.csv import cell
from corpus.writers.jsonl import encode
from nlp.model import DocumentRecord, Extraction, Fact, Finding, Record, Slogan

__all__ = ["FORMATS", "STREAMED", "suffix_format", "text", "write"]

LINKED: dict[str, Callable[[Statements, Sequence[Finding], str], dict[str, Any]]] = {
    "claimreview": claimreview.reviews, "annotation": annotation.page,
}
TABLED = ("jsonl", "csv", "xlsx")
FORMATS = (*TABLED, *LINKED)
STREAMED = ("jsonl", "csv", *LINKED)
_TABLES = (Finding, Fact, Slogan, DocumentRecord)


def suffix_format(path: Path | str) -> str:
    """The format that a file's name means; jsonl where it means none of them."""
    suffix = Path(path).suffix.lower().removeprefix(".")
    return suffix if suffix in TABLED else "claimreview" if suffix == "jsonld" else "jsonl"


def text(format: str, extractions: Iterable[Extraction], findings: Iterable[Finding], lang: str = "zh") -> str:
    """The findings as text, for standard output: `jsonl` and `csv` without the records that they name.

    ValueError for a format that is no text.
    """
    found = list(findings)
    if format == "jsonl":
        return "".join(f"{encode(finding).decode()}\n" for finding in found)
    if format == "csv":
        return _csv(found)
    if format not in LINKED:
        raise ValueError(f"{format!r}: {', '.join(STREAMED)}")
    made = LINKED[format](Statements(extractions), found, lang)
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def write(
    path: Path | str, format: str, extractions: Iterable[Extraction], findings: Iterable[Finding], lang: str = "zh",
) -> None:
    """Writes the findings to a file; what stood there is replaced only by the whole.

    ValueError for an unknown format, MissingExtra when its library is not installed, OSError for a bad place.
    """
    if format not in FORMATS:
        raise ValueError(f"{format!r}: {', '.join(FORMATS)}")
    path, found = Path(path), list(findings)
    if format in LINKED:
        whole.write(path, text(format, extractions, found, lang))
        return
    with open_writer(path, format, _TABLES) as writer:
        writer.write(_records(Statements(extractions), found))


def _records(statements: Statements, findings: Sequence[Finding]) -> list[Record]:
    """The findings, then what they name: facts and slogans, then their documents."""
    named = [mark for mark in statements.named(findings) if isinstance(mark, Fact | Slogan)]
    numbers = {s.source.number for finding in findings for s in statements.of(finding) if s.source}
    documents = [source.document.record for source in statements.sources if source.number in numbers]
    return [*findings, *named, *documents]


def _csv(findings: Sequence[Finding]) -> str:
    made = StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(column.name for column in columns(Finding))
    writer.writerows([cell(value) for value in row(finding)] for finding in findings)
    return made.getvalue()

