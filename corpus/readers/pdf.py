"""PDF files with a text layer, by PDFium. One block a page; pages and lines are separated by line feeds.

Page headers, footers and page numbers stay in the text: the cleaned view leaves them out. A page that shows something
but has no text (a scan) is an error of its own; a file of nothing but such pages cannot be read.
"""

from __future__ import annotations

from typing import Any

from corpus.readers.base import Builder, ReadError, Reading
from corpus.readers.pdf_layout import Glyph, arrange

PASSWORD, SECURITY = 4, 5
"""PDFium's error codes for a missing password and for an encryption it does not know (fpdfview.h)."""
STAMP = 20
"""Characters: no more than this on a page that is all picture is a stamp."""
PRIVATE = ("\ue000", "\uf8ff")
GENERATED = {"\r", "\n"}
HYPHEN = {"\x02", "\ufffe"}
"""What PDFium makes of a hyphen at the end of a line."""
AS_DRAWN = str.maketrans({"\r": None, **dict.fromkeys(HYPHEN, "-")})
"""For PDFium's own text of a page that is turned, whose lines are not arranged here."""


def read(data: bytes, name: str) -> Reading:
    """Raises ReadError `encrypted`, `broken_file`, `no_text_layer`, `garbled_text_layer`."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _unopened(error) from None
    builder = Builder()
    silent: list[int] = []
    pictured = 0
    garbled: list[int] = []
    try:
        pages = len(document)
        for number in range(1, pages + 1):
            try:
                text, shows, scanned = _page(document, number - 1)
            except pdfium.PdfiumError:
                text, shows, scanned = "", True, False
            pictured += scanned
            if text.strip() and not _garbled(text):
                builder.add(text, ref=f"page{number}", page=number)
            elif text.strip():
                garbled.append(number)
            elif shows:
                silent.append(number)
    finally:
        document.close()
    if not builder.blocks or pictured == pages:
        raise _garbled_error(garbled) if garbled else _no_text_layer(pages)
    return builder.reading("pdf", errors=[_silent(silent)] * bool(silent) + [_garbled_error(garbled)] * bool(garbled))


def _page(document: Any, index: int) -> tuple[str, bool, bool]:
    """A page's text in reading order, whether the page shows anything, and whether it is a picture but for a few words.

    Scanning programs stamp their name or a page number on the picture; a cover may look the same, so only a file of
    nothing but such pages counts as a scan.
    """
    page = document[index]
    try:
        _widen(page)
        textpage = page.get_textpage()
        try:
            glyphs = _glyphs(textpage)
            text = arrange(glyphs) if glyphs else textpage.get_text_bounded().translate(AS_DRAWN)
        finally:
            textpage.close()
        shows = bool(text) or next(iter(page.get_objects(max_depth=1)), None) is not None
        return text, shows, len("".join(text.split())) <= STAMP and _pictured(page)
    finally:
        page.close()


def _pictured(page: Any) -> bool:
    """True where one image covers most of the page."""
    import pypdfium2.raw as raw

    width, height = page.get_size()
    for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = image.get_bounds()
        if (right - left) * (top - bottom) > width * height * 0.6:
            return True
    return False


def _widen(page: Any) -> None:
    """Gives every text object some width: PDFium leaves out of the text what has none.

    That befalls lone characters in a font that the file does not hold and the system lacks (a table's 县, 户). With a
    stroke around it, and its place worked out anew, such an object has the stroke's width. Only the page in memory
    changes, and nothing is drawn from it.
    """
    from ctypes import byref, c_float

    import pypdfium2.raw as raw

    left, bottom, right, top = (c_float() for _ in range(4))
    unmoved = raw.FS_MATRIX(1, 0, 0, 1, 0, 0)
    for index in range(raw.FPDFPage_CountObjects(page)):
        item = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_TEXT:
            continue
        raw.FPDFPageObj_GetBounds(item, byref(left), byref(bottom), byref(right), byref(top))
        if right.value - left.value < 0.01:
            raw.FPDFTextObj_SetTextRenderMode(item, raw.FPDF_TEXTRENDERMODE_FILL_STROKE)
            raw.FPDFPageObj_SetStrokeWidth(item, 1.0)
            raw.FPDFPageObj_TransformF(item, unmoved)


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
