"""PDF files with a text layer, by PDFium. One block a page; pages and lines are separated by line feeds.

Page headers, footers and page numbers stay in the text: the cleaned view leaves them out. A page that shows something
but has no text (a scan) is an error of its own; a file of nothing but such pages cannot be read.
"""

from __future__ import annotations

from typing import Any

from corpus.readers.base import Builder, Reading, ReadError
from corpus.readers.pdf_layout import Glyph, arrange

PASSWORD, SECURITY = 4, 5
"""PDFium's error codes for a missing password and for an encryption it does not know (fpdfview.h)."""
PRIVATE = ("\ue000", "\uf8ff")
GENERATED = {"\r", "\n"}
HYPHEN = {"\x02", "\ufffe"}
"""What PDFium makes of a hyphen at the end of a line."""


def read(data: bytes, name: str) -> Reading:
    """Raises ReadError `encrypted`, `broken_file`, `no_text_layer`, `garbled_text_layer`."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _unopened(error) from None
    builder = Builder()
    silent: list[int] = []
    garbled: list[int] = []
    try:
        pages = len(document)
        for number in range(1, pages + 1):
            try:
                text, shows = _page(document, number - 1)
            except pdfium.PdfiumError:
                text, shows = "", True
            if text.strip() and not _garbled(text):
                builder.add(text, ref=f"page{number}", page=number)
            elif text.strip():
                garbled.append(number)
            elif shows:
                silent.append(number)
    finally:
        document.close()
    if not builder.blocks:
        raise _garbled_error(garbled) if garbled else _no_text_layer(pages)
    return builder.reading("pdf", errors=[_silent(silent)] * bool(silent) + [_garbled_error(garbled)] * bool(garbled))


def _page(document: Any, index: int) -> tuple[str, bool]:
    """A page's text in reading order, and whether the page shows anything at all."""
    page = document[index]
    try:
        textpage = page.get_textpage()
        try:
            glyphs = _glyphs(textpage)
            text = arrange(glyphs) if glyphs else textpage.get_text_bounded().replace("\r\n", "\n")
        finally:
            textpage.close()
        return text, bool(text) or next(iter(page.get_objects(max_depth=1)), None) is not None
    finally:
        page.close()


def _glyphs(textpage: Any) -> list[Glyph]:
    """The characters that stand upright, with their places; empty for a page that is mostly turned."""
    from ctypes import byref, c_double, c_float
    from math import pi

    import pypdfium2.raw as raw

    x, y, box = c_double(), c_double(), raw.FS_RECTF()
    glyphs: list[Glyph] = []
    turned = 0
    total = textpage.count_chars()
    high = 0
    for index in range(total):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0
        high = 0
        char = chr(code) if 0 < code < 0x110000 else ""
        if not char or char in GENERATED or raw.FPDFText_IsGenerated(textpage, index) == 1:
            continue
        angle = c_float(raw.FPDFText_GetCharAngle(textpage, index)).value % (2 * pi)
        if 0.1 < angle < 2 * pi - 0.1:
            turned += 1
            continue
        raw.FPDFText_GetCharOrigin(textpage, index, byref(x), byref(y))
        raw.FPDFText_GetLooseCharBox(textpage, index, byref(box))
        size = box.top - box.bottom
        glyphs.append(Glyph("-" if char in HYPHEN else char, box.left, box.right, y.value, size if size > 0 else 1.0))
    return [] if turned > len(glyphs) else glyphs


def _garbled(text: str) -> bool:
    """True for a page whose fonts do not say what their glyphs mean: private or unknown characters throughout."""
    visible = [char for char in text if not char.isspace()]
    unknown = sum(PRIVATE[0] <= char <= PRIVATE[1] or char == "\ufffd" or char < " " for char in visible)
    return unknown * 2 > len(visible)


def _unopened(error: Any) -> ReadError:
    code = getattr(error, "err_code", None)
    if code in (PASSWORD, SECURITY) or (code is None and "assword" in str(error)):
        return ReadError("encrypted", "PDF 有密码：请去掉密码后另存", "the PDF has a password: save it without one")
    return ReadError(
        "broken_file",
        "不是完整的 PDF 文件：请重新下载，或用 PDF 阅读器打开后另存",
        "not a whole PDF file: download it again, or open it in a PDF reader and save a copy",
    )


def _no_text_layer(pages: int) -> ReadError:
    return ReadError(
        "no_text_layer",
        f"PDF 的 {pages} 页都没有文字层（多为扫描件）：请先做文字识别（OCR）",
        f"none of the {pages} pages of the PDF has a text layer (most likely a scan): run OCR on it first",
    )


def _silent(pages: list[int]) -> ReadError:
    listed = ", ".join(map(str, pages))
    return ReadError(
        "page_without_text",
        f"第 {listed} 页没有文字层，未读取：如有需要请先做文字识别（OCR）",
        f"no text layer on page {listed}, not read: run OCR on it first if it matters",
    )


def _garbled_error(pages: list[int]) -> ReadError:
    listed = ", ".join(map(str, pages))
    return ReadError(
        "garbled_text_layer",
        f"第 {listed} 页的字体没有字符对照表，文字无法读出：请先做文字识别（OCR）",
        f"the fonts on page {listed} do not say what their characters are: run OCR on it first",
    )
