"""PDF files from plain text, written by hand: the same text gives the same bytes everywhere.

The text layer uses a CJK font that every reader program brings along (Adobe-GB1, ISO 32000-1 section 9.7.5.2); none is
embedded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.samples.parts import parts
from corpus.samples.render import Cells, string

LINE, SIZE, LEFT, TOP, LINES_A_PAGE, WIDTH = 20, 12, 70, 760, 34, 38


def pdf(under_way: Cells, encoding: str = "") -> bytes:
    """A PDF whose text layer uses a CJK font of the reader program (none is embedded), with page heads and numbers."""
    lines: list[list[tuple[float, str]]] = []
    for kind, text, rows in parts(string(under_way)):
        if kind == "table":
            lines += [[(LEFT + 90.0 * i, cell) for i, cell in enumerate(row)] for row in rows]
        else:
            lines += [[(float(LEFT), line)] for line in _filled(text, indent=kind == "paragraph")]
    head = string(under_way).splitlines()[0].strip()
    pages = [lines[start : start + LINES_A_PAGE] for start in range(0, len(lines), LINES_A_PAGE)]
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
