"""Documents in: one reader a format, found by the file's suffix.

`read(data, name)` turns the bytes of one file into a `nlp.model.Document`, with `Failure`s for the parts that could not
be read. A reader is a module of this package with a function `read(data: bytes, name: str) -> Reading`; to add a
format, write one and name it in `READERS`. Readers are imported when first used, and heavy libraries inside them.
"""

from __future__ import annotations

import re
from hashlib import sha256
from importlib import import_module
from pathlib import PurePosixPath

from corpus.readers.base import Builder, ReadError, Reading, page_ranges
from corpus.readers.hints import convert
from corpus.readers.ocr import recognize
from nlp.model import Document, Failure

__all__ = ["READERS", "Builder", "ReadError", "Reading", "failure", "read", "reader", "suffix"]

READERS: dict[str, str] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
}
"""Suffix (small letters) → module of this package."""

PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp")
"""Suffixes that can be read by optical character recognition only."""
RECOGNIZING = {"pdf", "picture"}
"""The readers that take `recognize`."""

PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
"""How a web page begins."""


def reader(name: str, ocr: bool = False) -> str:
    """The module of this package that reads a file of this name; raises ReadError `unsupported_format`."""
    end = suffix(name)
    if ocr and end in PICTURES:
        return "picture"
    if end not in READERS:
        raise convert(end, " ".join(READERS))
    return READERS[end]


def suffix(name: str) -> str:
    """The suffix that decides the reader; standard input (`-`) and names without one are plain text."""
    return PurePosixPath(name).suffix.lower() or (".txt" if name == "-" else "")


def read(data: bytes, name: str, ocr: bool = False) -> tuple[Document, list[Failure]]:
    """The document that the bytes of the file `name` hold, and what of it could not be read.

    With `ocr`, pages without a text layer and pictures are read by optical character recognition. Raises ReadError
    where nothing could be read: its code and message tell why and what to do.
    """
    module = reader(name, ocr)
    if not data:
        raise ReadError("empty_file", "文件是空的（0 字节）", "the file is empty (0 bytes)")
    if name == "-":
        module = _by_content(data)
    options = {"recognize": recognize} if ocr and module in RECOGNIZING else {}
    reading: Reading = import_module(f"corpus.readers.{module}").read(data, name, **options)
    document = Document(
        document=name,
        format=reading.format,
        encoding=reading.encoding,
        characters=len(reading.text),
        sha256=sha256(data).hexdigest(),
        text=reading.text,
        blocks=tuple(reading.blocks),
        ocr_pages=page_ranges(reading.ocr_pages) or None,
    )
    return document, [failure(name, error) for error in reading.errors]


def _by_content(data: bytes) -> str:
    """The reader for what has no name."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    return "html" if PAGE.match(data[:1024]) else "text"


def failure(name: str, error: ReadError) -> Failure:
    """The record for a ReadError."""
    return Failure(document=name, stage="read", error=error.code, message=str(error))
