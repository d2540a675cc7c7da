"""corpus.readers.pdf: files are drawn with reportlab, in a Chinese font that is not embedded."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from corpus.readers import ReadError, read
from corpus.readers.pdf_layout import Glyph, arrange

canvas = pytest.importorskip("reportlab.pdfgen.canvas")
from reportlab.lib.pdfencrypt import StandardEncryption  # noqa: E402
from reportlab.pdfbase import pdfmetrics  # noqa: E402
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # noqa: E402

FONT = "STSong-Light"


def pdf(*pages: Callable[[Any], None], **options: Any) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = BytesIO()
    sheet = canvas.Canvas(buffer, **options)
    for draw in pages:
        sheet.setFont(FONT, 12)
        draw(sheet)
        sheet.showPage()
    sheet.save()
    return buffer.getvalue()


def lines(*texts: str) -> Callable[[Any], None]:
    def draw(sheet: Any) -> None:
        for number, text in enumerate(texts):
            sheet.drawString(72, 760 - 20 * number, text)

    return draw


def picture(sheet: Any) -> None:
    sheet.rect(72, 300, 400, 400, fill=1)


def code(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read(data, "x.pdf")
    assert " / " in str(caught.value)
    return caught.value.code


def test_pages_and_lines() -> None:
    first = ["全县贫困发生率由2014年底的6.9%降至", "0.66%，脱贫17473户。", "从2014-", "2019年"]
    document, failures = read(pdf(lines(*first), lines("第二页共5户。")), "x.pdf")
    assert document.text.splitlines() == [*first, "第二页共5户。"]
    assert not failures
    assert [(b.page, b.ref, document.text[b.start : b.end][-3:]) for b in document.blocks] == [
        (1, "page1", "19年"),
        (2, "page2", "5户。"),
    ]
    assert (document.format, document.encoding) == ("pdf", None)


def test_page_numbers_are_those_of_the_file_and_scanned_pages_are_told() -> None:
    document, failures = read(pdf(picture, lines("第二页"), picture, lambda sheet: None), "a/x.pdf")
    assert [b.page for b in document.blocks] == [2]
    [failure] = failures
    assert (failure.document, failure.stage, failure.error) == ("a/x.pdf", "read", "page_without_text")
    assert "1, 3" in failure.message and "4" not in failure.message


def test_scan() -> None:
    data = pdf(picture, picture)
    assert code(data) == "no_text_layer"
    with pytest.raises(ReadError, match="OCR"):
        read(data, "x.pdf")


def test_a_stamped_scan_is_a_scan_but_a_cover_is_not() -> None:
    from reportlab.lib.utils import ImageReader

    image = pytest.importorskip("PIL.Image").new("L", (8, 8))

    def scan(sheet: Any) -> None:
        sheet.drawImage(ImageReader(image), 0, 0, 595, 842)
        sheet.drawString(72, 30, "扫描程序 第1页")

    assert code(pdf(scan, scan)) == "no_text_layer"
    document, failures = read(pdf(scan, lines("正文共5户。")), "x.pdf")
    assert document.text == "扫描程序 第1页\n正文共5户。" and not failures


def test_password() -> None:
    assert code(pdf(lines("秘密"), encrypt=StandardEncryption("secret"))) == "encrypted"
    document, _ = read(pdf(lines("可以打开"), encrypt=StandardEncryption("", ownerPassword="secret")), "x.pdf")
    assert document.text == "可以打开"


def test_truncated() -> None:
    data = pdf(lines("全县"))
    assert code(data[:200]) == "broken_file"


def test_table_rows_stay_together_however_they_are_drawn() -> None:
    cells = [["县名", "户数", "人数"], ["甲县", "1,234", "5"], ["乙县", "6", "78"], ["丙县", "9", "10"]]

    def by_column(sheet: Any) -> None:
        for column in range(3):
            for row in range(4):
                sheet.drawString(72 + 100 * column, 700 - 20 * row, cells[row][column])

    def by_row(sheet: Any) -> None:
        for row in range(4):
            for column in range(3):
                sheet.drawString(72 + 100 * column, 700 - 20 * row, cells[row][column])

    expected = "\n".join("\t".join(row) for row in cells)
    assert read(pdf(by_row), "x.pdf")[0].text == expected
    assert read(pdf(by_column), "x.pdf")[0].text == expected


def test_lone_characters_are_kept() -> None:
    cells = [["县", "户", "人数"], ["甲", "5", "一"]]

    def draw(sheet: Any) -> None:
        for row in range(2):
            for column in range(3):
                sheet.drawString(72 + 100 * column, 700 - 20 * row, cells[row][column])

    assert read(pdf(draw), "x.pdf")[0].text == "县\t户\t人数\n甲\t5\t一"


def test_each_character_drawn_by_itself() -> None:
    def draw(sheet: Any) -> None:
        for row, text in enumerate(["全县贫困发生率由6.9%降至", "0.66%，共17473户。"]):
            x = 72.0
            for char in text:
                sheet.drawString(x, 700 - 20 * row, char)
                x += 12 if char > "\x7f" else 6

    assert read(pdf(draw), "x.pdf")[0].text == "全县贫困发生率由6.9%降至\n0.66%，共17473户。"


def test_turned_page_and_slanted_watermark() -> None:
    def turned(sheet: Any) -> None:
        sheet.translate(300, 100)
        sheet.rotate(90)
        sheet.drawString(0, 0, "横排的表共5户")
        sheet.drawString(0, -20, "第二行共6户")

    def marked(sheet: Any) -> None:
        lines("正文共5户。", "第二行。")(sheet)
        sheet.translate(200, 400)
        sheet.rotate(45)
        sheet.drawString(0, 0, "内部资料99")

    assert read(pdf(turned), "x.pdf")[0].text == "横排的表共5户\n第二行共6户"
    assert read(pdf(marked), "x.pdf")[0].text == "正文共5户。\n第二行。"


def test_lines_drawn_out_of_order() -> None:
    def draw(sheet: Any) -> None:
        for number in (2, 0, 3, 1):
            sheet.drawString(72, 700 - 20 * number, f"这是第{number}行")

    assert read(pdf(draw), "x.pdf")[0].text == "\n".join(f"这是第{n}行" for n in range(4))


def test_columns_are_read_one_after_the_other() -> None:
    left = [f"左栏第{n}行的文字比较长一些也许更长" for n in range(8)]
    right = [f"右栏第{n}行的文字比较长一些也许更长" for n in range(8)]

    def draw(sheet: Any) -> None:
        for x, column in ((60, left), (320, right)):
            for number, text in enumerate(column):
                sheet.drawString(x, 700 - 20 * number, text)

    def draw_title_last(sheet: Any) -> None:
        draw(sheet)
        sheet.drawString(200, 760, "横跨两栏的标题写在最后")
        sheet.drawString(300, 30, "— 3 —")

    assert read(pdf(draw), "x.pdf")[0].text.splitlines() == left + right
    found = read(pdf(draw_title_last), "x.pdf")[0].text.splitlines()
    assert found == ["横跨两栏的标题写在最后", *left, *right, "— 3 —"]


def row(text: str, left: float, base: float, size: float = 10.0, step: float = 10.0, width: float = 0.0) -> list[Glyph]:
    return [Glyph(char, left + step * i, left + step * i + (width or step), base, size) for i, char in enumerate(text)]


@pytest.mark.parametrize(
    ("glyphs", "text"),
    [
        (row("平方米", 0, 100) + row("2", 30, 104, 5, 5) + row("以上", 35, 100), "平方米2以上"),
        (row("甲", 0, 100) + row("乙", 25, 100), "甲\t乙"),
        (row("甲", 0, 100) + row("乙", 17, 100), "甲 乙"),
        (row("甲", 0, 100) + row("乙", 13, 100), "甲乙"),
        (row("12", 0, 100, step=5) + row("34", 18, 100, step=5), "12 34"),
        (row("12.", 0, 100, step=5, width=3) + row("34", 16, 100, step=5), "12.34"),
        (row("甲", 0, 100) + row("乙", 0, 85), "甲\n乙"),
        (row("8", 0, 30) + row("正文", 0, 100), "正文\n8"),
        (row("  ", 0, 100) + row("户", 20, 100), "户"),
    ],
)
def test_arrange(glyphs: list[Glyph], text: str) -> None:
    assert arrange(glyphs) == text
