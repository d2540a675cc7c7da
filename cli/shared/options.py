"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.shared import language
from cli.shared.language import t


def _language(value: str | None) -> str | None:
    if value is not None:
        if value not in language.LANGUAGES:
            raise typer.BadParameter(f"{value!r}: zh | en")
        language.use(value)
    return value


Lang = Annotated[str | None, typer.Option(
    "--lang", metavar="zh|en", callback=_language, is_eager=True,
    help=t("Language of messages; default: by locale.", "消息语言，默认随系统区域设置。"),
)]
Lexicons = Annotated[list[Path] | None, typer.Option(
    "--lexicon", metavar="FILE", exists=True, dir_okay=False, readable=True,
    help=t(
        "A lexicon file of your own on top of the built-in ones; repeatable.",
        "在内置词典之上叠加自己的词典文件，可重复。",
    ),
)]
Paths = Annotated[list[str], typer.Argument(
    metavar="PATH", show_default=False,
    help=t("Files, folders, or - for standard input.", "文件、文件夹，或 - 表示标准输入。"),
)]
File = Annotated[str, typer.Argument(
    metavar="FILE", show_default=False, help=t("A file, or - for standard input.", "文件，或 - 表示标准输入。"),
)]
Ocr = Annotated[bool, typer.Option("--ocr", help=t(
    "Read pages without a text layer and pictures by optical character recognition (needs jushi[ocr]).",
    "对没有文字层的页面和图片作文字识别（需安装 jushi[ocr]）。",
))]
Workers = Annotated[int, typer.Option(
    "--workers", "-w", min=1, metavar="N", help=t("Number of processes.", "并行进程数。"),
)]
