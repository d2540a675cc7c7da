"""Word documents (.docx, .docm, .dotx; ECMA-376, transitional and strict), straight from their XML.

One line a paragraph; the cells of a table row are separated by tabs. Reading order is the body's; a text box follows
the paragraph that anchors it, notes stand at the end. Deleted text, hidden text, headers, footers, comments, automatic
numbers and the generated table of contents are left out.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Any
from zipfile import BadZipFile, ZipFile

from corpus.readers.base import Builder, ReadError, Reading
from corpus.readers.docx_table import rows
from corpus.readers.docx_text import children, find, local, paragraph, value

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
LARGEST = 512 * 1024 * 1024
"""Bytes that one part of the package may unpack to."""
TRANSPARENT = {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"}


def read(data: bytes, name: str) -> Reading:
    """Raises ReadError `encrypted`, `broken_file`, `unsupported_format` (an old .doc by content), `no_text`."""
    if data.startswith(OLE):
        raise _old(data)
    try:
        with ZipFile(BytesIO(data)) as package:
            return _Body(package).read()
    except ReadError:
        raise
    except (BadZipFile, LookupError, EOFError, OSError, SyntaxError, RuntimeError, ValueError, zlib.error) as error:
        raise ReadError(
            "broken_file",
            f"不是完整的 .docx 文件（{error}）：请用 Word 或 WPS 打开修复后另存",
            f"not a whole .docx file ({error}): open it in Word or WPS, repair it and save again",
        ) from None


def _old(data: bytes) -> ReadError:
    if ENCRYPTED in data:
        return ReadError("encrypted", "文件有密码：请去掉密码后另存", "the file has a password: save it without one")
    return ReadError(
        "unsupported_format",
        "内容是旧的 .doc 格式：请在 Word 或 WPS 中另存为 .docx",
        "the content is in the old .doc format: save as .docx in Word or WPS",
    )


class _Body:
    def __init__(self, package: ZipFile) -> None:
        self.package = package
        self.builder = Builder()
        self.notes: list[Any] = []
        self.tables = 0
        self.main = self._target("_rels/.rels", "/officeDocument") or "word/document.xml"
        relations = join(dirname(self.main), "_rels", self.main.rsplit("/", 1)[-1] + ".rels")
        self.headings = self._headings(self._target(relations, "/styles"))
        self.sources = {
            kind: self._notes(self._target(relations, f"/{kind}s"), kind) for kind in ("footnote", "endnote")
        }

    def read(self) -> Reading:
        root = self._xml(self.main)
        body = find(root, "body") if root is not None else None
        if body is None:
            raise KeyError(self.main)
        self.blocks(body)
        for note in self.notes:
            self._note(note)
        return self.builder.reading("docx")

    def blocks(self, parent: Any) -> None:
        """The paragraphs and tables directly under an element, and those inside its wrappers."""
        for child in children(parent):
            tag = local(child)
            if tag == "p":
                self.paragraph(child)
            elif tag == "tbl":
                self.table(child)
            elif tag in TRANSPARENT and not _generated(child):
                self.blocks(child)
            elif tag == "AlternateContent":
                for choice in list(children(child))[:1]:
                    self.blocks(choice)

    def paragraph(self, element: Any) -> None:
        style = value(find(element, "pPr", "pStyle"))
        if style.lower().startswith("toc"):
            return
        text, boxes, notes = paragraph(element)
        level = value(find(element, "pPr", "outlineLvl"))
        heading = (level.isdigit() and int(level) < 9) or (style in self.headings and level != "9")
        self.builder.add(text.strip(), "heading" if heading else "paragraph")
        self._collect(notes)
        for box in boxes:
            self.blocks(box)

    def table(self, element: Any) -> None:
        """A table's rows as lines. A nested table stands inside its cell with a number and cells of its own."""
        self.tables += 1
        table = self.tables
        for row, cells in enumerate(rows(element), 1):
            separator = "\n"
            boxes: list[Any] = []
            for column, cell in cells:
                before = len(self.builder.blocks)
                self._cell(cell, separator, (table, row, column), boxes)
                separator = "\t" if len(self.builder.blocks) > before else separator + "\t"
            for box in boxes:
                self.blocks(box)

    def _cell(self, cell: Any | None, separator: str, place: tuple[int, int, int], boxes: list[Any]) -> None:
        """One cell's paragraphs as a block; where a nested table parts them, a block before and one after it."""
        lines: list[str] = []
        for item in [*self._flat(cell), None] if cell is not None else ():
            if item is not None and local(item) == "p":
                text, inner, notes = paragraph(item)
                lines.append(text.replace("\t", " ").strip())
                self._collect(notes)
                boxes += inner
                continue
            if text := "\n".join(line for line in lines if line):
                self.builder.add(text, "cell", separator=separator, cell=place)
                separator = "\n"
            lines.clear()
            if item is not None:
                self.table(item)
                separator = "\n"

    def _flat(self, parent: Any) -> list[Any]:
        found = []
        for child in children(parent):
            if local(child) in ("p", "tbl"):
                found.append(child)
            elif local(child) in TRANSPARENT:
                found += self._flat(child)
        return found

    def _collect(self, notes: list[tuple[str, str]]) -> None:
        self.notes += [self.sources[kind].pop(key) for kind, key in notes if key in self.sources[kind]]

    def _note(self, note: Any) -> None:
        lines = [paragraph(item)[0].strip() for item in note.iter("{*}p")]
        self.builder.add("\n".join(line for line in lines if line), "note")

    def _notes(self, part: str | None, kind: str) -> dict[str, Any]:
        root = self._xml(part) if part else None
        found = children(root) if root is not None else ()
        return {value(note, "id"): note for note in found if local(note) == kind and not value(note, "type")}

    def _headings(self, part: str | None) -> set[str]:
        """The ids of the styles that are headings: by name, by outline level, or by the style they are based on."""
        root = self._xml(part) if part else None
        styles = [s for s in children(root) if local(s) == "style"] if root is not None else []
        based = {value(style, "styleId"): value(find(style, "basedOn")) for style in styles}
        known = {value(style, "styleId") for style in styles if _is_heading(style)}
        return {style for style in based if any(name in known for name in _lineage(style, based))}

    def _target(self, relations: str, kind: str) -> str | None:
        root = self._xml(relations)
        for relation in children(root) if root is not None else ():
            if value(relation, "Type").endswith(kind) and value(relation, "TargetMode") != "External":
                target = value(relation, "Target")
                base = dirname(dirname(relations))
                return target.lstrip("/") if target.startswith("/") else normpath(join(base, target))
        return None

    def _xml(self, part: str) -> Any | None:
        """The root of a part, or None where the package has no such part."""
        from lxml import etree

        try:
            info = self.package.getinfo(part)
        except KeyError:
            return None
        if info.file_size > LARGEST:
            raise ReadError("too_large", f"{part} 解压后太大", f"{part} is too large when unpacked")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True)
        return etree.fromstring(self.package.read(part), parser)


def _generated(element: Any) -> bool:
    """True for a content control that Word fills in itself (a table of contents) or that shows only a prompt."""
    return find(element, "sdtPr", "showingPlcHdr") is not None or value(
        find(element, "sdtPr", "docPartObj", "docPartGallery")
    ).startswith("Table of")


def _is_heading(style: Any) -> bool:
    name = value(find(style, "name")).lower()
    level = value(find(style, "pPr", "outlineLvl"))
    return name.startswith(("heading", "title", "标题")) or (level.isdigit() and int(level) < 9)


def _lineage(style: str, based: dict[str, str]) -> list[str]:
    names = []
    while style and style not in names:
        names.append(style)
        style = based.get(style, "")
    return names
