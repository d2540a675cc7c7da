"""Word, PDF and HTML files from plain text, written by hand so that the same text gives the same bytes everywhere.

Lines that begin with a pipe become tables, lines such as 一、… headings. Gold is moved by comparing the characters of the
plain text with those that the readers give back (`aligned`).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from html import escape
from io import BytesIO

from corpus.samples.render import Cells, move, string

HEADING = re.compile(r"[一二三四五六七八九十]+、\S{2,30}$|#+ ")
RULE = re.compile(r"\|[-| :]+\|")
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def parts(text: str) -> Iterator[tuple[str, list[str] | list[list[str]]]]:
    """`("title" | "heading" | "paragraph", [text])` and `("table", rows)`, in order."""
    rows: list[list[str]] = []
    for number, line in enumerate([*text.splitlines(), ""]):
        if line.startswith("|"):
            if not RULE.fullmatch(line):
                rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            yield "table", rows
            rows = []
        if line.strip():
            plain = line.lstrip("#> ")
            yield "title" if number == 0 else "heading" if HEADING.match(line) else "paragraph", [plain]


def docx(under_way: Cells, encoding: str = "") -> bytes:
    """A Word document: styles for title and headings, real tables."""
    body = []
    for kind, content in parts(string(under_way)):
        if kind == "table":
            rows = "".join(f"<w:tr>{''.join(f'<w:tc>{_p(cell)}</w:tc>' for cell in row)}</w:tr>" for row in content)
            body.append(f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>{rows}</w:tbl>')
        else:
            body.append(_p(content[0], {"title": "Title", "heading": "Heading1"}.get(kind)))
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "").capitalize()}"><w:name w:val="{name}"/></w:style>'
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


def html(under_way: Cells, encoding: str = "utf-8") -> bytes:
    """A page of a small news site: navigation, article, related links, footer."""
    title, body = "", []
    for kind, content in parts(string(under_way)):
        if kind == "table":
            rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in content)
            body.append(f"<table>\n{rows}\n</table>")
            continue
        tag = {"title": "h1", "heading": "h2"}.get(kind, "p")
        title = title or content[0]
        body.append(f"<{tag}>{escape(content[0], quote=False)}</{tag}>")
    page = f"""<!DOCTYPE html>
<html lang="zh"><head><meta charset="{encoding}"><title>{title} - 山乡在线</title>
<style>body {{ font-family: serif }}</style><script>var visits = 3021;</script></head>
<body>
<nav class="nav"><a href="/">首页</a> <a href="/news">新闻</a> <a href="/gov">政务公开</a> <a href="/fp">扶贫专栏</a></nav>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/fp">扶贫专栏</a></div>
<article class="article-content">
{chr(10).join(body)}
</article>
<div class="related"><h3>相关阅读</h3><ul><li><a href="/a">乡村小学添新图书</a></li><li><a href="/b">山货出山有了新路</a></li></ul></div>
<footer class="footer">版权所有 山乡在线　联系我们　网站地图</footer>
</body></html>
"""
    return page.encode(encoding)


LINE, SIZE, LEFT, TOP, LINES_A_PAGE, WIDTH = 20, 12, 70, 760, 34, 38


def pdf(under_way: Cells, encoding: str = "") -> bytes:
    """A PDF whose text layer uses a CJK font of the reader program (none is embedded), with page heads and numbers."""
    text = string(under_way)
    rows: list[list[tuple[float, str]]] = []
    for kind, content in parts(text):
        if kind == "table":
            rows += [[(LEFT + 90.0 * i, cell) for i, cell in enumerate(row)] for row in content]
        else:
            rows += [[(float(LEFT), line)] for line in _filled(content[0], indent=kind == "paragraph")]
    head = text.splitlines()[0].strip()
    pages = [rows[start : start + LINES_A_PAGE] for start in range(0, len(rows), LINES_A_PAGE)]
    streams = []
    for number, page in enumerate(pages, 1):
        placed = [(float(LEFT), TOP + 40, head), (290.0, 40, f"— {number} —")]
        placed[1:1] = [(x, TOP - LINE * down, said) for down, row in enumerate(page) for x, said in row]
        shown = (f"1 0 0 1 {x:g} {y} Tm <{said.encode('utf-16-be').hex()}> Tj" for x, y, said in placed)
        streams.append(f"BT /F1 {SIZE} Tf\n" + "\n".join(shown) + "\nET")
    return _pdf_file(streams)


def _filled(text: str, indent: bool) -> Iterator[str]:
    """Lines of at most WIDTH full-width characters; a number is not torn apart."""
    line, width = ("　　", 2.0) if indent else ("", 0.0)
    for piece in re.findall(r"[!-~]+|.", text):
        wide = len(piece) * (0.5 if piece.isascii() else 1)
        if width + wide > WIDTH and piece not in "，。、；：！？）》”":
            yield line
            line, width = "", 0.0
        line, width = line + piece, width + wide
    yield line


def _pdf_file(streams: list[str]) -> bytes:
    kids = " ".join(f"{6 + 2 * i} 0 R" for i in range(len(streams)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light-UniGB-UCS2-H /Encoding /UniGB-UCS2-H "
        "/DescendantFonts [4 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 5 0 R /DW 1000 /W [1 95 500] "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>",
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 "
        "/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    ]
    for number, stream in enumerate(streams):
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {7 + 2 * number} 0 R >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    out = "%PDF-1.4\n"
    at = []
    for number, content in enumerate(objects, 1):
        at.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in at)
    end = f"xref\n0 {len(at) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(at) + 1} /Root 1 0 R >>\n"
    return (out + end + f"startxref\n{len(out)}\n%%EOF\n").encode("ascii")


WRITERS: dict[str, Callable[[Cells, str], bytes]] = {"docx": docx, "pdf": pdf, "html": html}


def aligned(text: str, under_way: Cells, records: list[dict]) -> list[dict]:
    """The gold with its spans where the same characters stand in the text that a reader gave back.

    Raises ValueError for a span of which a character got lost.
    """
    ours = list(_shown(under_way))
    theirs = [(char, position) for position, char in enumerate(text) if not char.isspace()]
    matcher = SequenceMatcher(None, "".join(c for c, _ in ours), "".join(c for c, _ in theirs), autojunk=False)
    place = {
        ours[a + i][1]: theirs[b + i][1] for a, b, size in matcher.get_matching_blocks() for i in range(size)
    }  # fmt: skip
    for record in records:
        lost = [o for o in range(record.get("start", 0), record.get("end", 0)) if o not in place]
        if lost:
            raise ValueError(f"{record['text']!r} is not in the text that was read")
    return [move(record, place, text) for record in records]


def _shown(under_way: Cells) -> Iterator[tuple[str, int]]:
    """The characters that a file shows: no white space, and no marks of Markdown."""
    line: Cells = []
    for cell in [*under_way, ("\n", None)]:
        if cell[0] != "\n":
            line.append(cell)
            continue
        said = string(line)
        if not RULE.fullmatch(said):
            table = said.startswith("|")
            skip = len(said) - len(said.lstrip("#> "))
            yield from ((c, o) for c, o in line[skip:] if o is not None and not c.isspace() and not (table and c == "|"))
        line = []
