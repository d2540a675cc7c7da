"""Where findings go besides the terminal: options and writing that `check` and `compare` share."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.shared import language
from cli.shared.language import t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nlp.model import Extraction, Finding

FORMATS = ("text", "jsonl", "csv", "xlsx", "claimreview", "annotation")
Format = Annotated[str | None, typer.Option("--format", "-f", metavar="FORMAT", help=t(
    "text (warnings and errors, a line each), jsonl, csv, xlsx, claimreview (schema.org) or annotation (W3C Web "
    "Annotation), which hold all findings; default: text, or by the name of OUT.",
    "text（警告与错误，每行一条），或 jsonl、csv、xlsx、claimreview（schema.org）、annotation（W3C Web Annotation），"
    "含全部结果；默认为 text，有 OUT 时由其后缀决定。",
))]
Out = Annotated[Path | None, typer.Option("--output", "-o", metavar="OUT", help=t(
    "File for the findings; default: standard output.", "结果文件，默认输出到标准输出。",
))]
Report = Annotated[Path | None, typer.Option("--report", metavar="PAGE.html", dir_okay=False, help=t(
    "Also write the evidence page: one file that opens offline, with all findings in their sentences.",
    "同时写出证据页：一个可离线打开的文件，全部结果连同原句。",
))]


def chosen(format: str | None, out: Path | None) -> str:
    """The format asked for, or the one that OUT's name means; a misuse ends the command."""
    from corpus import exports

    if format is None:
        return exports.suffix_format(out) if out else "text"
    if format not in FORMATS:
        raise typer.BadParameter(f"{format!r}: {', '.join(FORMATS)}")
    if format == "text" and out:
        raise typer.BadParameter(t("text goes to standard output, without -o", "text 只输出到标准输出，不与 -o 同用"))
    if format == "xlsx" and not out:
        raise typer.BadParameter(t("xlsx needs -o OUT", "xlsx 格式需要 -o OUT"))
    return format


def write(
    format: str, out: Path | None, report: Path | None, extractions: Sequence[Extraction], found: Sequence[Finding],
) -> None:
    """Writes findings in any format but text, and the evidence page, each where it was asked for."""
    from corpus import exports
    from corpus import report as pages

    if report is not None:
        pages.write(report, extractions, found, language.current())
    if out is not None:
        exports.write(out, format, extractions, found, language.current())
    elif format != "text":
        text = exports.text(format, extractions, found, language.current())
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
