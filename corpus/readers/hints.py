"""What to do with a format that no reader takes."""

from __future__ import annotations

from corpus.readers.base import ReadError

WORD = ".doc .dot .wps .wpt .rtf .odt .ott .uof .uot .pages .wpd"
TABLE = ".xls .xlsx .xlsm .xlsb .et .ett .ods .csv .tsv .numbers"
SLIDES = ".ppt .pptx .pps .ppsx .dps .odp .key"
LAYOUT = ".caj .kdh .nh .ofd .djvu .xps .ceb .epub .mobi .azw3"
PAGE = ".mht .mhtml .webarchive .eml .msg"
IMAGE = ".jpg .jpeg .png .gif .bmp .tif .tiff .webp .heic .svg"
ARCHIVE = ".zip .rar .7z .gz .tgz .bz2 .xz .tar"
SOUND = ".mp3 .wav .m4a .mp4 .avi .mov .wmv .mkv"

HINTS = {
    WORD: (
        "请在 Word 或 WPS 中打开并另存为 .docx，或运行 soffice --headless --convert-to docx 文件",
        "open it in Word or WPS and save as .docx, or run: soffice --headless --convert-to docx FILE",
    ),
    TABLE: (
        "请把表格复制到 Word 文档存为 .docx，或另存为网页 .html",
        "copy the sheet into a Word document and save as .docx, or save as a web page .html",
    ),
    SLIDES: ("请导出为带文字层的 .pdf", "export it as a .pdf with a text layer"),
    LAYOUT: ("请导出为带文字层的 .pdf，或另存为 .txt", "export it as a .pdf with a text layer, or save as .txt"),
    PAGE: ("请在浏览器中打开并另存为 .html", "open it in a browser and save as .html"),
    IMAGE: (
        "请加 --ocr 重试，或先做文字识别（OCR）存为 .txt 或 .docx",
        "run again with --ocr, or run OCR on it first and save as .txt or .docx",
    ),
    ARCHIVE: ("请先解压", "unpack it first"),
    SOUND: ("请先转写成文字", "transcribe it first"),
}


def convert(suffix: str, supported: str) -> ReadError:
    """The error `unsupported_format` for a suffix, saying how to convert the file and what can be read."""
    hints = (hint for suffixes, hint in HINTS.items() if suffix in suffixes.split())
    zh, en = next(hints, ("请先转换", "convert it first"))
    name_zh, name_en = (suffix, suffix) if suffix else ("没有扩展名的文件", "files without a suffix")
    return ReadError(
        "unsupported_format",
        f"不能读取 {name_zh}：{zh}。能读取：{supported}",
        f"cannot read {name_en}: {en}. Can be read: {supported}",
    )
