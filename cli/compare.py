"""`jushi compare`: which figures of several documents cannot all be true."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cli.shared import console, findings, language
from cli.shared.language import t
from cli.shared.options import Lang, Lexicons, Ocr, Workers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from nlp.model import Extraction, Failure, Finding

app = typer.Typer(rich_markup_mode=None)


@app.command(help=t(
    "Compare the claims of several documents, or of results extracted before: figures about the same thing that cannot "
    "all be true, series that jump, passages copied with their figures. Exit status 1 when an error was found.",
    "比对多份文件（或以前的提取结果）中的说法：同一事项互相矛盾的数字、前后年份悬殊的数字、照搬数字的雷同段落。"
    "发现错误时退出码为 1。",
))
def compare(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", show_default=False, help=t(
        "Files, folders, - for standard input, or results of `jushi extract` (.jsonl, .json, .parquet, .sqlite).",
        "文件、文件夹、表示标准输入的 -，或 jushi extract 的输出（.jsonl、.json、.parquet、.sqlite）。",
    ))],
    format: findings.Format = None,
    out: findings.Out = None,
    report: findings.Report = None,
    all_: Annotated[bool, typer.Option("--all", help=t(
        "Also what agrees, and look-alikes with the reason why they are not compared.",
        "同时列出相符的，以及貌似相同而口径不同、不作比较的。",
    ))] = False,
    workers: Workers = 1,
    lexicon: Lexicons = None,
    ocr: Ocr = False,
    lang: Lang = None,
) -> None:
    import lexicons
    import nlp
    from nlp.model import Failure

    format = findings.chosen(format, out)
    extractions: list[Extraction] = []
    with console.troubles():
        words = lexicons.load(lexicon or ())
        for item in _read(paths, workers, lexicon or (), ocr):
            if isinstance(item, Failure):
                console.tell(f"{item.document}: {item.error}: {item.message}")
            else:
                extractions.append(item)
        found = nlp.compare(extractions, language.current(), words, not_comparable=all_)
        if extractions:
            findings.write(format, out, report, extractions, found)
        if format == "text":
            _print(extractions, found, all_)
    if not extractions:
        console.fail(t("nothing readable", "没有可读的文件"))
    if any(finding.severity == "error" for finding in found):
        raise typer.Exit(1)


def _read(paths: Sequence[str], workers: int, lexicon: Sequence[Path], ocr: bool) -> Iterator[Extraction | Failure]:
    """Documents and results together; results that are none of ours end the command."""
    from corpus import results, run

    earlier = [path for path in paths if results.is_results(path)]
    if documents := [path for path in paths if path not in earlier]:
        yield from run.extract_paths(documents, workers, lexicon, ocr)
    for path in earlier:
        try:
            yield from results.read_results(path)
        except results.ResultsError as error:
            console.fail(str(error))


def _print(extractions: Sequence[Extraction], found: Sequence[Finding], all_: bool) -> None:
    starts = {(fact.document, fact.id): fact.start for extraction in extractions for fact in extraction.facts}
    for finding in found:
        if all_ or finding.severity != "info":
            # Results extracted before have no text, so no lines: the offset is what both know.
            document = finding.documents[0]
            place = f"{document}:{starts[document, finding.facts[0]]}"
            print(f"{place}: {finding.severity} {finding.rule} {finding.verdict}: {' '.join(finding.message.split())}")
