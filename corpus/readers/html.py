"""Web pages: the article's text, without navigation, scripts, footers, related links and share buttons.

One line a paragraph; the cells of a table row are separated by tabs. White space is folded as a browser shows it.
What is furniture is told in `html_article`.
"""

from __future__ import annotations

import re
from typing import Any

from corpus.encoding import Decoded, EncodingError, decode
from corpus.readers.base import Builder, ReadError, Reading
from corpus.readers.html_article import GONE, HEADINGS, article, dropped, is_layout

META = re.compile(rb"""<(?:meta|\?xml)\b[^>]*?\b(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
SPACE = re.compile(r"[ \t\r\n\f\u200b\ufeff]+")
BREAK = re.compile(r" ?\n ?")
SUPERSETS = {"gb2312": "GB18030", "gbk": "GB18030", "x-gbk": "GB18030", "gb18030": "GB18030", "big5": "Big5"}
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "legend", "li", "main", "nav", "ol",
    "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", *HEADINGS,
}  # fmt: skip


def read(data: bytes, name: str) -> Reading:
    """Raises ReadError `not_text`, `undecodable`, `broken_file`, `no_text`."""
    from lxml import etree, html

    text, encoding = _decode(data)
    if not text.strip():
        raise ReadError("no_text", "文件里没有文字", "the file holds no text")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(text.replace("\0", "").encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise ReadError("broken_file", f"不是网页文件（{error}）", f"not a web page ({error})") from None
    writer = _Writer()
    for part in article(root):
        writer.block(part)
    if not writer.builder.blocks:  # all of it looks like furniture: then that is the text
        for part in root.iter("body"):
            for element in part.iter():
                element.attrib.pop(GONE, None)
            writer.block(part)
    return writer.builder.reading("html", encoding)


def _decode(data: bytes) -> Decoded:
    """By byte order mark, by valid UTF-8, by what the page declares, by plausibility: in this order."""
    declared = META.search(data[:4096])
    try:
        found = decode(data)
    except EncodingError as error:
        problem: EncodingError | None = error
    else:
        problem = None
        if found.encoding.startswith("UTF") or not declared:
            return found
    if declared:
        label = declared[1].decode("ascii").lower()
        encoding = SUPERSETS.get(label, label)
        try:
            return Decoded(data.decode(encoding), encoding)
        except (UnicodeDecodeError, LookupError):
            pass
    if problem:
        raise ReadError(problem.code, problem.zh, problem.en)
    return found


class _Writer:
    """Walks the tree and adds one block for each line that a browser would show."""

    def __init__(self) -> None:
        self.builder = Builder()
        self.line: list[str] = []
        self.kind = "paragraph"
        self.tables = 0

    def block(self, element: Any) -> None:
        """An element that stands on lines of its own, with all it holds."""
        self.flush()
        self.kind = "heading" if element.tag in HEADINGS else "paragraph"
        if element.tag == "table":
            self.table(element)
        else:
            self.inside(element)
        self.flush()
        self.kind = "paragraph"

    def inside(self, element: Any) -> None:
        if element.text:
            self.line.append(_fold(element, element.text))
        for child in element:
            if isinstance(child.tag, str) and not dropped(child):
                self.child(child)
            if child.tail:
                self.line.append(_fold(element, child.tail))

    def child(self, child: Any) -> None:
        if child.tag == "br":
            self.line.append("\n")
        elif child.tag == "table":
            self.flush()
            self.table(child)
        elif child.tag in BLOCKS:
            kind = self.kind
            self.block(child)
            self.kind = kind
        else:
            self.inside(child)

    def table(self, table: Any) -> None:
        """Rows as lines. A table that lays out a page is read as paragraphs."""
        if is_layout(table):
            self.inside(table)
            self.flush()
            return
        self.tables += 1
        number = self.tables
        for caption in table.iterchildren("caption"):
            self.block(caption)
        taken: set[tuple[int, int]] = set()
        for row, line in enumerate(table.xpath("./tr|./thead/tr|./tbody/tr|./tfoot/tr"), 1):
            separator, column = "\n", 1
            for cell in line.xpath("./td|./th"):
                while (row, column) in taken:
                    column, separator = column + 1, separator + "\t"
                rows, columns = _span(cell, "rowspan"), _span(cell, "colspan")
                taken |= {(row + down, column + right) for down in range(rows) for right in range(columns)}
                if text := self.cell(cell):
                    self.builder.add(text, "cell", separator=separator, cell=(number, row, column))
                    separator = ""
                column, separator = column + columns, separator + "\t"

    def cell(self, cell: Any) -> str:
        """A cell's text, its own lines kept."""
        inner = _Writer()
        inner.block(cell)
        return "\n".join(inner.builder.text[block.start : block.end] for block in inner.builder.blocks)

    def flush(self) -> None:
        """Ends the line: what has gathered becomes a block, or several where the page breaks the line."""
        for text in BREAK.split(SPACE.sub(_one, "".join(self.line))):
            self.builder.add(text.strip(), "heading" if self.kind == "heading" else "paragraph")
        self.line.clear()


def _fold(element: Any, text: str) -> str:
    """White space in the source is one space; in `pre` the line ends count."""
    return text if element.tag == "pre" else SPACE.sub(" ", text)


def _one(match: re.Match[str]) -> str:
    return "\n" if "\n" in match[0] else " "


def _span(cell: Any, name: str) -> int:
    text = (cell.get(name) or "").strip()
    return min(max(int(text), 1), 500) if text.isdigit() else 1
