"""`jushi extract`: facts and slogans of files and folders, as records."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.shared import console
from cli.shared.language import t
from cli.shared.options import Lang, Lexicons, Ocr, Paths, Workers

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from nlp.model import Record

app = typer.Typer(rich_markup_mode=None)
STREAMED = ("jsonl", "json")


@app.command(help=t(
    "Extract facts and slogans. Without -o: JSON Lines on standard output. With -o, a second run over the same files "
    "redoes only what changed.",
    "提取数字事实与口号。不带 -o 时向标准输出写 JSON Lines；带 -o 时，再次运行只重做有变化的文件。",
))
def extract(
    paths: Paths,
    out: Annotated[Path | None, typer.Option("--output", "-o", metavar="OUT", help=t(
        "File to write, or folder (csv, parquet).", "输出文件；csv、parquet 也可以是文件夹。",
    ))] = None,
    format: Annotated[str | None, typer.Option("--format", "-f", metavar="FORMAT", help=t(
        "jsonl, json, csv, parquet, xlsx, sqlite or duckdb; default: by the name of OUT.",
        "jsonl、json、csv、parquet、xlsx、sqlite 或 duckdb，默认由 OUT 的后缀决定。",
    ))] = None,
    workers: Workers = 1,
    lexicon: Lexicons = None,
    ocr: Ocr = False,
    lang: Lang = None,
) -> None:
    from corpus import cache, run
    from corpus.writers import format_of, open_writer

    try:
        wanted = format_of(out or "-", format)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    if out is None and wanted not in STREAMED:
        raise typer.BadParameter(t(f"{wanted} needs -o OUT", f"{wanted} 格式需要 -o OUT"))
    counts = {"document": 0, "failure": 0}
    with console.troubles():
        kept = cache.beside(out) if out is not None else None
        batches = run.extract_records(paths, workers, lexicon or (), kept, ocr)
        # A bar between records on the same terminal would garble both.
        if run.STDIN not in paths and (out is not None or not sys.stdout.isatty()):
            batches = console.progress(batches, run.sources(paths, ocr))
        with closing(_tell(batches, counts)) as told:
            if out is None:
                _stream(told, wanted)
            else:
                with open_writer(out, wanted) as writer:
                    for records in told:
                        writer.write(records)
    if not counts["document"]:
        console.fail(t("nothing readable", "没有可读的文件"))


def _tell(batches: Iterable[list[Record]], counts: dict[str, int]) -> Generator[list[Record], None, None]:
    """The batches, with a line on standard error for each failure."""
    from nlp.model import DocumentRecord, Failure

    for records in batches:
        for record in records:
            if isinstance(record, Failure):
                counts["failure"] += 1
                console.tell(f"{record.document}: {record.error}: {record.message}")
            elif isinstance(record, DocumentRecord):
                counts["document"] += 1
        yield records


def _stream(batches: Iterable[list[Record]], wanted: str) -> None:
    from corpus.writers.jsonl import encode

    out = sys.stdout.buffer
    if wanted == "jsonl":
        for records in batches:
            out.writelines(encode(record) + b"\n" for record in records)
            out.flush()
        return
    out.write(b"[\n")
    between = b""
    for records in batches:
        for record in records:
            out.write(between + encode(record))
            between = b",\n"
    out.write(b"\n]\n")
