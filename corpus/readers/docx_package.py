"""A Word package in the form that python-docx opens: transitional names, one content type, no dangling relationship.

python-docx knows neither strict documents (ISO 29500, an option of Word) nor templates and documents with macros, and
it gives up on a relationship whose target is missing, which some programs leave behind. It also loads every picture.
Here the package is copied in memory with its XML parts alone, and names are put right on the way.
"""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from posixpath import join, normpath
from typing import Any
from zipfile import BadZipFile, ZipFile

from corpus.readers.base import ReadError

LARGEST = 512 * 1024 * 1024
"""Bytes that one part of the package may unpack to."""
STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
KINDS = re.compile(
    rb"application/vnd\.(?:openxmlformats-officedocument\.wordprocessingml\.template"
    rb"|ms-word\.(?:document|template)\.macroEnabled(?:Template)?)\.main\+xml"
)
DOCUMENT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELATIONS = re.compile(r"(.*?)/?_rels/([^/]*)\.rels$")
TYPES = "[Content_Types].xml"


def open_word(data: bytes) -> Any:
    """The `docx.document.Document` in the bytes. Raises ReadError `broken_file` or `too_large`."""
    from docx import Document
    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import OpcError

    try:
        return Document(_readable(data))
    except (
        PythonDocxError, OpcError, BadZipFile, LookupError, EOFError, OSError, SyntaxError, RuntimeError, ValueError,
        AttributeError, zlib.error,
    ) as error:  # fmt: skip
        if isinstance(error, ReadError):
            raise
        raise broken(error) from None


def broken(error: Exception) -> ReadError:
    """The error for a package that is not whole."""
    return ReadError(
        "broken_file",
        f"不是完整的 .docx 文件（{error}）：请用 Word 或 WPS 打开修复后另存",
        f"not a whole .docx file ({error}): open it in Word or WPS, repair it and save again",
    )


def _readable(data: bytes) -> BytesIO:
    out = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(out, "w") as copy:
        names = [name for name in dict.fromkeys(package.namelist()) if name.lower().endswith((".xml", ".rels"))]
        for name in names:
            if package.getinfo(name).file_size > LARGEST:
                raise ReadError("too_large", f"{name} 解压后太大", f"{name} is too large when unpacked")
            part = STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", package.read(name))
            if name == TYPES:
                part = KINDS.sub(DOCUMENT, part)
            elif found := RELATIONS.match(name):
                part = _present(part, found[1], set(names))
            copy.writestr(name, part)
    out.seek(0)
    return out


def _present(relations: bytes, folder: str, names: set[str]) -> bytes:
    """A part's relationships without those whose target is not copied."""
    from lxml import etree

    root = etree.fromstring(relations, etree.XMLParser(resolve_entities=False, no_network=True))
    for relation in list(root):
        target = relation.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
        if relation.get("TargetMode") != "External" and path not in names:
            root.remove(relation)
    return etree.tostring(root)
