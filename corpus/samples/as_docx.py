"""Word documents from plain text, their XML written by hand: the same text gives the same bytes everywhere."""

from __future__ import annotations

import re
import zipfile
from html import escape
from io import BytesIO

from corpus.samples.parts import parts
from corpus.samples.render import Cells, string

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def docx(under_way: Cells, encoding: str = "") -> bytes:
    """A Word document: styles for title and headings, real tables."""
    body = []
    for kind, text, rows in parts(string(under_way)):
        if kind == "table":
            lines = ("".join(f"<w:tc>{_p(cell)}</w:tc>" for cell in row) for row in rows)
            table = "".join(f"<w:tr>{line}</w:tr>" for line in lines)
            body.append(f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>{table}</w:tbl>')
        else:
            body.append(_p(text, {"title": "Title", "heading": "Heading1"}.get(kind)))
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "").capitalize()}">'
        f'<w:name w:val="{name}"/></w:style>'
        for name in ("Title", "heading 1")
    )
    types = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{MEDIA}.{kind}+xml"/>'
        for part, kind in (("document", "document.main"), ("styles", "styles"))
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": _relation("officeDocument", "word/document.xml"),
        "word/_rels/document.xml.rels": _relation("styles", "styles.xml"),
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{"".join(body)}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>',
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), HEAD + content)
    return out.getvalue()


def _p(text: str, style: str | None = None) -> str:
    """A paragraph, its text in several runs as editors leave it."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    runs = re.findall(r"[0-9.,%]+|[^0-9.,%]+", text)
    said = "".join(f'<w:r><w:t xml:space="preserve">{escape(run, quote=False)}</w:t></w:r>' for run in runs)
    return f"<w:p>{properties}{said}</w:p>"


def _relation(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )
