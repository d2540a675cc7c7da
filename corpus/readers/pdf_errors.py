"""What can be wrong with a PDF file or its pages, and what to do."""

from __future__ import annotations

from typing import Any

from corpus.readers.base import ReadError

PASSWORD, SECURITY = 4, 5
"""PDFium's error codes for a missing password and for an encryption it does not know (fpdfview.h)."""


def unopened(error: Any) -> ReadError:
    """A file that PDFium does not open."""
    code = getattr(error, "err_code", None)
    if code in (PASSWORD, SECURITY) or (code is None and "assword" in str(error)):
        return ReadError("encrypted", "PDF 有密码：请去掉密码后另存", "the PDF has a password: save it without one")
    return ReadError(
        "broken_file",
        "不是完整的 PDF 文件：请重新下载，或用 PDF 阅读器打开后另存",
        "not a whole PDF file: download it again, or open it in a PDF reader and save a copy",
    )


def no_text_layer(pages: int) -> ReadError:
    """A file of nothing but pictures."""
    return ReadError(
        "no_text_layer",
        f"PDF 的 {pages} 页都没有文字层（多为扫描件）：请加 --ocr 重试，或先做文字识别（OCR）",
        f"none of the {pages} pages of the PDF has a text layer (most likely a scan): run again with --ocr, "
        "or run OCR on it first",
    )


def silent_pages(pages: list[int]) -> ReadError:
    """Pages that show something and hold no text."""
    listed = ", ".join(map(str, pages))
    return ReadError(
        "page_without_text",
        f"第 {listed} 页没有文字层，未读取：如有需要请加 --ocr 重试，或先做文字识别（OCR）",
        f"no text layer on page {listed}, not read: run again with --ocr if it matters",
    )


def garbled_pages(pages: list[int]) -> ReadError:
    """Pages whose characters cannot be told from their fonts."""
    listed = ", ".join(map(str, pages))
    return ReadError(
        "garbled_text_layer",
        f"第 {listed} 页的字体没有字符对照表，文字无法读出：请加 --ocr 重试，或先做文字识别（OCR）",
        f"the fonts on page {listed} do not say what their characters are: run again with --ocr, "
        "or run OCR on it first",
    )


def nothing_recognized(pages: int) -> ReadError:
    """A file whose pages hold no text that can be recognized."""
    return ReadError(
        "no_text",
        f"{pages} 页都没有识别出文字：请检查扫描件是否清晰、方向是否正确",
        f"no text was recognized on any of {pages} pages: see whether the scan is sharp and upright",
    )


def unsure_lines(pages: dict[int, int]) -> ReadError:
    """Lines, by page, that were recognized too badly to be used."""
    return ReadError(
        "unsure_lines",
        "文字识别没有把握、已略去的行：" + "，".join(f"第 {page} 页 {count} 行" for page, count in pages.items())
        + "。如有需要请对照原件",
        "lines recognized too badly, left out: " + ", ".join(f"{n} on page {p}" for p, n in pages.items())
        + "; look at the page if it matters",
    )
