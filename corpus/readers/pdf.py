"""PDF files with a text layer, by PDFium. One block a page; pages and lines are separated by line feeds.

Page headers, footers and page numbers stay in the text: the cleaned view leaves them out. A page that shows something
but has no text (a scan) is an error of its own, and so is a file of such pages, unless they are to be recognized.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from corpus.readers import pdf_errors as errors
from corpus.readers.base import Builder, ReadError, Reading
from corpus.readers.ocr import SIDE, Recognizer
from corpus.readers.pdf_layout import Glyph, arrange

STAMP = 20
"""Characters: no more than this on a page that is all picture is a stamp."""
PRIVATE = ("\ue000", "\uf8ff")
GENERATED = {"\r", "\n"}
HYPHEN = {"\x02", "\ufffe"}
"""What PDFium makes of a hyphen at the end of a line."""
AS_DRAWN = str.maketrans({"\r": None, **dict.fromkeys(HYPHEN, "-")})
"""For PDFium's own text of a page that is turned, whose lines are not arranged here."""


def read(data: bytes, name: str, recognize: Recognizer | None = None) -> Reading:
    """Raises ReadError `encrypted`, `broken_file`, `no_text_layer`, `garbled_text_layer`, `no_text`.

    With `recognize`, pages without text are read by it.
    """
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise errors.unopened(error) from None
    try:
        pages = [_page(document, index, recognize) for index in range(len(document))]
    finally:
        document.close()
    builder = Builder()
    for number, page in enumerate(pages, 1):
        if page.state == "text":
            builder.add(page.text, ref=f"page{number}", page=number)
    told = _told(pages)
    if not builder.blocks or all(page.scanned for page in pages):
        if recognize:
            raise errors.nothing_recognized(len(pages))
        raise next((error for error in told if error.code == "garbled_text_layer"), errors.no_text_layer(len(pages)))
    recognized = [number for number, page in enumerate(pages, 1) if page.recognized]
    return builder.reading("pdf", errors=told, ocr_pages=recognized)


class _Page(NamedTuple):
    """What became of a page. `scanned`: a picture but for a few words; `unsure`: lines that were not recognized."""

    text: str
    state: Literal["text", "garbled", "silent", "empty"]
    scanned: bool = False
    recognized: bool = False
    unsure: int = 0


def _told(pages: list[_Page]) -> list[ReadError]:
    silent, garbled = (
        [number for number, page in enumerate(pages, 1) if page.state == state] for state in ("silent", "garbled")
    )
    unsure = {number: page.unsure for number, page in enumerate(pages, 1) if page.unsure}
    return [
        *([errors.silent_pages(silent)] if silent else []),
        *([errors.garbled_pages(garbled)] if garbled else []),
        *([errors.unsure_lines(unsure)] if unsure else []),
    ]


def _page(document: Any, index: int, recognize: Recognizer | None) -> _Page:
    """One page, by its text layer or, where it has none and that is asked for, by recognition."""
    import pypdfium2 as pdfium

    try:
        text, shows, scanned = _layer(document, index)
    except pdfium.PdfiumError:
        text, shows, scanned = "", True, False
    layer = text.strip() and not _garbled(text)
    if recognize and shows and (scanned or not layer):
        found = recognize(_drawn(document, index))
        if found.text:
            return _Page(found.text, "text", recognized=True, unsure=found.unsure)
    if layer:
        return _Page(text, "text", scanned)
    return _Page(text, "garbled" if text.strip() else "silent" if shows else "empty", scanned)


def _drawn(document: Any, index: int) -> Any:
    """A page as a picture: height × width × 3 bytes, blue first."""
    page = document[index]
    try:
        return page.render(scale=SIDE / max(page.get_size())).to_numpy()
    finally:
        page.close()


def _layer(document: Any, index: int) -> tuple[str, bool, bool]:
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
