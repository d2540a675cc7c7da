"""`jushi score`: precision, recall and F1 against gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.shared import console
from cli.shared.language import t
from cli.shared.options import Lang, Lexicons

app = typer.Typer(rich_markup_mode=None)


@app.command(help=t(
    "Score extracted records against gold: precision, recall and F1, overall and by kind.",
    "对照标准答案给提取结果评分：精确率、召回率、F1，并按类别列出。",
))
def score(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", exists=True, show_default=False, help=t(
        "A gold file, or a folder of *.gold.jsonl.", "标准答案文件，或含 *.gold.jsonl 的文件夹。",
    ))],
    predicted: Annotated[Path, typer.Argument(
        metavar="PREDICTED", exists=True, dir_okay=False, show_default=False,
        help=t("JSON Lines as `jushi extract` writes them.", "`jushi extract` 输出的 JSON Lines。"),
    )],
    show: Annotated[bool, typer.Option("--show", help=t("List every miss.", "逐条列出差错。"))] = False,
    table: Annotated[bool, typer.Option("--table", help=t("A table instead of JSON.", "以表格代替 JSON。"))] = False,
    lexicon: Lexicons = None,
    lang: Lang = None,
) -> None:
    from corpus.gold import GoldError, score_files
    from corpus.score import figures

    with console.troubles():
        try:
            result = score_files(gold, predicted)
        except GoldError as error:
            console.fail(str(error))
        if show:
            for note in result.notes:
                print(note)
        reported = figures(result.counts)
        if table:
            _table(reported)
        else:
            print(json.dumps(reported, ensure_ascii=False))


def _table(reported: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.table import Table

    grid = Table(title=t(f"{reported['facts']} gold facts", f"标准答案 {reported['facts']} 条"))
    grid.add_column("")
    for name in ("P", "R", "F1"):
        grid.add_column(name, justify="right")
    rows = {**{name: row for name, row in reported.items() if name not in ("facts", "kinds")}, **reported["kinds"]}
    for name, row in rows.items():
        cells = [f"{row[key]:.4f}" for key in ("P", "R", "F1")] if isinstance(row, dict) else ["", "", f"{row:.4f}"]
        grid.add_row(name, *cells, end_section=name == list(rows)[len(rows) - len(reported["kinds"]) - 1])
    Console(highlight=False).print(grid)
