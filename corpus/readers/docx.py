"""Word documents (.docx, .docm, .dotx; ECMA-376, transitional and strict), by python-docx.

One line a paragraph; the cells of a table row are separated by tabs. Reading order is the body's; a text box follows
the paragraph that anchors it, notes stand at the end. Deleted text, hidden text, headers, footers, comments, automatic
numbers and the generated table of contents are left out.

python-docx 1.2 has no call for text boxes, notes, outline levels, tracked changes and content controls: these are read
from its elements, the last two by `docx_final`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from corpus.readers.base import Builder, ReadError, Reading
from corpus.readers.docx_package import broken, open_word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read(data: bytes, name: str) -> Reading:
    """Raises ReadError.

    Its code: `encrypted`, `broken_file`, `too_large`, `unsupported_format` (an old .doc by content), `no_text`.
    """
    if data.startswith(OLE):
        raise _old(data)
    word = open_word(data)
    try:
        return _Body(word).read()
    except ReadError:
        raise
    except (ValueError, LookupError, AttributeError, SyntaxError) as error:  # python-docx's, for values out of range
        raise broken(error) from None


def _old(data: bytes) -> ReadError:
    if ENCRYPTED in data:
        return ReadError("encrypted", "文件有密码：请去掉密码后另存", "the file has a password: save it without one")
    return ReadError(
        "unsupported_format",
        "内容是旧的 .doc 格式：请在 Word 或 WPS 中另存为 .docx",
        "the content is in the old .doc format: save as .docx in Word or WPS",
    )


class _Body:
    def __init__(self, word: Any) -> None:
        from corpus.readers.docx_final import settle
        from corpus.readers.docx_styles import Styles

        settle(word.element)
        self.word = word
        self.builder = Builder()
        self.styles = Styles()
        self.sources = _notes(word)
        self.notes: list[Any] = []
        self.tables = 0

    def read(self) -> Reading:
        from docx.oxml.ns import qn
        from docx.text.paragraph import Paragraph

        self.blocks(self.word.iter_inner_content())
        for note in self.notes:
            lines = [Paragraph(item, self.word).text.strip() for item in note.iter(qn("w:p"))]
            self.builder.add("\n".join(line for line in lines if line), "note")
        return self.builder.reading("docx")

    def blocks(self, items: Iterable[Any]) -> None:
        """Paragraphs and tables (of python-docx), in order."""
        from docx.table import Table

        for item in items:
            if isinstance(item, Table):
                self.table(item)
            else:
                self.paragraph(item)

    def paragraph(self, paragraph: Any) -> None:
        if self.styles.is_contents(paragraph):
            return
        kind = "heading" if self.styles.is_heading(paragraph) else "paragraph"
        self.builder.add(paragraph.text.strip(), kind)  # type: ignore[arg-type]
        self._collect(paragraph)
        for box in _boxes(paragraph):
            self.blocks(_inside(box, paragraph))

    def table(self, table: Any) -> None:
        """A table's rows as lines. A nested table stands inside its cell with a number and cells of its own."""
        self.tables += 1
        number = self.tables
        for row, cells in enumerate(map(_cells, table.rows), 1):
            separator = "\n"
            anchors: list[Any] = []
            for column, cell in cells:
                before = len(self.builder.blocks)
                self._cell(cell, separator, (number, row, column), anchors)
                separator = "\t" if len(self.builder.blocks) > before else separator + "\t"
            for paragraph in anchors:
                for box in _boxes(paragraph):
                    self.blocks(_inside(box, paragraph))

    def _cell(self, cell: Any | None, separator: str, place: tuple[int, int, int], anchors: list[Any]) -> None:
        """One cell's paragraphs as a block; where a nested table parts them, a block before and one after it."""
        from docx.text.paragraph import Paragraph

        lines: list[str] = []
        for item in [*cell.iter_inner_content(), None] if cell is not None else ():
            if isinstance(item, Paragraph):
                lines.append(item.text.replace("\t", " ").strip())
                self._collect(item)
                anchors.append(item)
                continue
            if text := "\n".join(line for line in lines if line):
                self.builder.add(text, "cell", separator=separator, cell=place)
                separator = "\n"
            lines.clear()
            if item is not None:
                self.table(item)
                separator = "\n"

    def _collect(self, paragraph: Any) -> None:
        """Remembers the notes that a paragraph refers to, each where it is named first."""
        from docx.oxml.ns import qn

        for mark in _own(paragraph, "w:footnoteReference", "w:endnoteReference"):
            key = (str(mark.tag).replace("Reference", ""), mark.get(qn("w:id")))
            if (note := self.sources.pop(key, None)) is not None:
                self.notes.append(note)


def _cells(row: Any) -> Iterator[tuple[int, Any | None]]:
    """A row's cells as (column from 1, cell); the later parts of a merged cell are None.

    `row.cells` would give them too, but fails for a merge that begins nowhere, as some programs write it.
    """
    from docx.table import _Cell

    column = 1 + row.grid_cols_before
    for cell in row._tr.tc_lst:
        yield column, None if cell.vMerge == "continue" else _Cell(cell, row)
        column += cell.grid_span


def _inside(element: Any, parent: Any) -> Iterator[Any]:
    """The paragraphs and tables of a text box or a note: what `iter_inner_content` does for body and cells."""
    from docx.oxml.table import CT_Tbl
    from docx.oxml.text.paragraph import CT_P
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    for child in element:
        if isinstance(child, CT_P):
            yield Paragraph(child, parent)
        elif isinstance(child, CT_Tbl):
            yield Table(child, parent)


def _own(paragraph: Any, *tags: str) -> list[Any]:
    """The elements of these kinds that hang on the paragraph itself, not on one in its text boxes."""
    from docx.oxml.ns import qn

    found = paragraph._p.iter(*map(qn, tags))
    return [element for element in found if next(element.iterancestors(qn("w:p"))) is paragraph._p]


def _boxes(paragraph: Any) -> list[Any]:
    return _own(paragraph, "w:txbxContent")


def _notes(word: Any) -> dict[tuple[str, str], Any]:
    """Footnotes and endnotes by (tag, id); separators, which have a type, are none."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    from corpus.readers.docx_final import settle

    found: dict[tuple[str, str], Any] = {}
    for relation in word.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(("/footnotes", "/endnotes")):
            root = parse_xml(relation.target_part.blob)
            settle(root)
            notes = (note for note in root.iter(qn("w:footnote"), qn("w:endnote")) if note.get(qn("w:type")) is None)
            found |= {(str(note.tag), note.get(qn("w:id"))): note for note in notes}
    return found
