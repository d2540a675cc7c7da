"""`jushi check`: whether a document's own arithmetic holds, told like a linter."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from cli.shared import console, findings, language
from cli.shared.language import t
from cli.shared.options import Lang, Lexicons, Ocr, Paths, Workers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nlp.checks.result import Located
    from nlp.model import Extraction, Finding

app = typer.Typer(rich_markup_mode=None)


@app.command(
    help=t(
        "Check the figures of each document against each other: shares, sums, changes, growth, averages, dates, lists. "
        "Exit status 1 when an error was found.",
        "核对每份文件内部的数字：占比、合计、增减、增幅、平均、日期、列举。发现错误时退出码为 1。",
    )
)
def check(
    paths: Paths,
    format: findings.Format = None,
    out: findings.Out = None,
    report: findings.Report = None,
    all_: Annotated[
        bool,
        typer.Option(
            "--all",
            help=t(
                "In text, what holds as well.",
                "文本形式中也列出相符的。",
            ),
        ),
    ] = False,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select",
            metavar="RULE",
            help=t(
                "Only these rules; repeatable, or separated by commas.",
                "只用这些规则，可重复或用逗号分隔。",
            ),
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore",
            metavar="RULE",
            help=t(
                "Not these rules; repeatable, or separated by commas.",
                "不用这些规则，可重复或用逗号分隔。",
            ),
        ),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline",
            metavar="FILE",
            exists=True,
            dir_okay=False,
            help=t(
                "Known findings, which are not told again.",
                "已知结果文件，其中的不再报告。",
            ),
        ),
    ] = None,
    write_baseline: Annotated[
        Path | None,
        typer.Option(
            "--write-baseline",
            metavar="FILE",
            dir_okay=False,
            help=t(
                "Write the warnings and errors found to a baseline file and end with status 0.",
                "把发现的警告与错误写入已知结果文件，退出码为 0。",
            ),
        ),
    ] = None,
    workers: Workers = 1,
    lexicon: Lexicons = None,
    ocr: Ocr = False,
    lang: Lang = None,
) -> None:
    import lexicons
    from corpus import run
    from nlp.checks import RULES, located
    from nlp.model import Failure

    format = findings.chosen(format, out)
    selected, ignored = _names(select), _names(ignore)
    if unknown := [name for name in (*selected, *ignored) if name not in RULES]:
        raise typer.BadParameter(t(f"no rule {unknown[0]!r}: ", f"没有规则 {unknown[0]!r}：") + ", ".join(RULES))
    known = _read(baseline) if baseline else Counter()
    kept: list[dict[str, str]] = []
    documents = errors = 0
    held: list[Extraction] = []
    told: list[Finding] = []
    with console.troubles():
        words = lexicons.load(lexicon or ())
        for item in run.extract_paths(paths, workers, lexicon or (), ocr):
            if isinstance(item, Failure):
                console.tell(f"{item.document}: {item.error}: {item.message}")
                continue
            documents += 1
            found = [f for f in located(item, language.current(), selected, ignored, words) if not _accepted(f, known)]
            kept += [_entry(f) for f in found if f.finding.severity != "info"]
            errors += sum(f.finding.severity == "error" for f in found)
            if format == "text":
                _print(item, found, all_)
            if format != "text" or report:
                held.append(item)
                told += [f.finding for f in found]
        if documents:
            findings.write(format, out, report, held, told)
        if write_baseline:
            write_baseline.write_text("".join(json.dumps(e, ensure_ascii=False) + "\n" for e in kept), encoding="utf-8")
    if not documents:
        console.fail(t("nothing readable", "没有可读的文件"))
    if errors and not write_baseline:
        raise typer.Exit(1)


def _print(extraction: Extraction, found: Sequence[Located], all_: bool) -> None:
    text, name = extraction.document.text, extraction.document.document
    for item in found:
        if all_ or item.finding.severity != "info":
            line = text.count("\n", 0, item.start) + 1
            column = item.start - text.rfind("\n", 0, item.start)
            finding = item.finding
            print(f"{name}:{line}:{column}: {finding.severity} {finding.rule} {' '.join(finding.message.split())}")


def _names(given: Sequence[str] | None) -> list[str]:
    return [name.strip() for words in given or () for name in words.split(",") if name.strip()]


def _entry(item: Located) -> dict[str, str]:
    """What a baseline keeps of a finding: not its place, so that edits elsewhere in the document do no harm."""
    finding = item.finding
    document = finding.documents[0] if finding.documents else ""
    return {"document": document, "rule": finding.rule, "verdict": finding.verdict, "message": item.message.zh}


def _accepted(item: Located, known: Counter[tuple[str, ...]]) -> bool:
    """Whether the baseline holds a finding; each of its entries accepts one."""
    key = tuple(_entry(item).values())
    if item.finding.severity == "info" or not known[key]:
        return False
    known[key] -= 1
    return True


def _read(path: Path) -> Counter[tuple[str, ...]]:
    try:
        entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return Counter((e["document"], e["rule"], e["verdict"], e["message"]) for e in entries)
    except (ValueError, KeyError, TypeError, OSError) as error:
        _broken(path, error)


def _broken(path: Path, error: Exception) -> NoReturn:
    console.fail(t(f"{path}: no baseline file: {error}", f"{path}：不是已知结果文件：{error}"))
