"""`jushi slogans`: policy phrases by document, place and year; new ones, misquoted ones."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.shared import console, language
from cli.shared.language import t
from cli.shared.options import Lang, Lexicons, Ocr, Paths, Workers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from msgspec import Struct

    from lexicons import Lexicon
    from nlp.discovery import Candidate
    from nlp.model import Extraction
    from nlp.tracking import Tracker

app = typer.Typer(rich_markup_mode=None)


@app.command(help=t(
    "Follow policy phrases through a folder: counts by document, place and year, first appearance, rising and falling "
    "ones, rare ones that documents share, misquoted ones, new ones.",
    "追踪口号：按文件、地区、年份计数，首次出现，升降，文件之间共有的罕见提法，误引的和新出现的提法。",
))
def slogans(
    paths: Paths,
    format: Annotated[str | None, typer.Option("--format", "-f", metavar="FORMAT", help=t(
        "Records instead of tables on the terminal: jsonl, csv or parquet.",
        "输出记录而非终端表格：jsonl、csv 或 parquet。",
    ))] = None,
    out: Annotated[Path | None, typer.Option("--output", "-o", metavar="OUT", help=t(
        "File or folder for the records; csv and parquet need it.", "记录的输出文件或文件夹，csv 与 parquet 必须给出。",
    ))] = None,
    discover: Annotated[bool, typer.Option("--discover", help=t(
        "Find phrases that no lexicon lists.", "发现词典中没有的提法。",
    ))] = False,
    export: Annotated[Path | None, typer.Option("--export", metavar="FILE.tsv", dir_okay=False, help=t(
        "Write the discovered phrases as a lexicon file for --lexicon; implies --discover.",
        "把发现的提法写成 --lexicon 可读的词典文件（同时启用 --discover）。",
    ))] = None,
    report: Annotated[Path | None, typer.Option("--report", metavar="PAGE.html", dir_okay=False, help=t(
        "Also write a page that opens offline: phrases with filters and search, over the years, by document and place, "
        "every use in its sentence and in the document's text.",
        "同时写出可离线打开的网页：提法可筛选搜索，附逐年走势、对照表，每处用例连同原句和文档原文。",
    ))] = None,
    top: Annotated[int, typer.Option("--top", min=1, metavar="N", help=t(
        "Rows a table, and phrases discovered.", "每张表的行数，也是发现提法的条数。",
    ))] = 20,
    workers: Workers = 1,
    lexicon: Lexicons = None,
    ocr: Ocr = False,
    lang: Lang = None,
) -> None:
    import lexicons
    from corpus.report import write_slogans
    from corpus.tracked import WANTED
    from corpus.writers import format_of

    if format is None and out is not None:
        format = format_of(out)
    if format is not None and format not in WANTED:
        raise typer.BadParameter(f"{format!r}: {', '.join(WANTED)}")
    if format not in (None, "jsonl") and out is None:
        raise typer.BadParameter(t(f"{format} needs -o OUT", f"{format} 格式需要 -o OUT"))
    with console.troubles(), ExitStack() as stack:
        write = _writer(format, out, stack)
        known = lexicons.load(lexicon or ())
        held: list[Extraction] | None = [] if report else None
        items = _read(paths, workers, lexicon or (), ocr, held)
        tracker, candidates = _follow(items, known, write, top if discover or export else 0)
        for rows in (
            tracker.years(), tracker.places(), tracker.documents(), tracker.phrases(), tracker.shared(),
            tracker.pairs(), tracker.misquoted(), candidates,
        ):
            write(rows)
        if report and held:
            write_slogans(report, held, language.current(), known, candidates)
        if export:
            from nlp.discovery import table

            export.write_text(table(candidates), encoding="utf-8")
        if format is None:
            from cli.shared import tracked

            tracked.show(tracker, candidates, top)
    if not tracker.documents():
        console.fail(t("nothing readable", "没有可读的文件"))


def _read(
    paths: list[str], workers: int, lexicon: Sequence[Path], ocr: bool, held: list[Extraction] | None,
) -> Iterator[Extraction]:
    """The documents as they come; all of them are kept in `held`, where there is one. Failures are told."""
    from corpus import run
    from nlp.model import Failure

    for item in run.extract_paths(paths, workers, lexicon, ocr):
        if isinstance(item, Failure):
            console.tell(f"{item.document}: {item.error}: {item.message}")
            continue
        if held is not None:
            held.append(item)
        yield item


def _follow(
    items: Iterable[Extraction], known: Lexicon, write: Callable[[Iterable[Struct]], None], top: int,
) -> tuple[Tracker, list[Candidate]]:
    """Writes the mentions in all documents, and returns what was counted."""
    from nlp.discovery import Discovery
    from nlp.tracking import Tracker

    tracker = Tracker(known, language.current())
    discovery = Discovery(known) if top else None
    for item in items:
        write(tracker.add(item))
        if discovery:
            discovery.add(item)
    return tracker, discovery.candidates(top, language.current()) if discovery else []


def _writer(format: str | None, out: Path | None, stack: ExitStack) -> Callable[[Iterable[Struct]], None]:
    if format is None:
        return lambda rows: None
    if out is not None:
        from corpus.tracked import open_tables

        return stack.enter_context(open_tables(out, format)).write  # type: ignore[return-value]
    from corpus.writers.jsonl import encode

    def write(rows: Iterable[Struct]) -> None:
        sys.stdout.buffer.writelines(encode(row) + b"\n" for row in rows)  # type: ignore[arg-type]

    return write
