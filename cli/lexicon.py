"""`jushi lexicon`: see, check and extend what the engine knows."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.shared import console
from cli.shared.language import t
from cli.shared.options import Lang, Lexicons

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help=t(
    "See, check and extend what the engine knows.", "查看、检查和扩充词典。",
))
FOUND = 1


@app.command("list", help=t(
    "List the tables, or the rows of one table in the form that --lexicon reads.",
    "列出各表，或以词典文件的格式列出一张表。",
))
def list_(
    table: Annotated[str | None, typer.Argument(
        metavar="[TABLE]", show_default=False, help=t("A table.", "表名。"),
    )] = None,
    find: Annotated[str | None, typer.Option("--find", metavar="WORD", help=t(
        "Only rows that hold this word.", "只列含有该词的行。",
    ))] = None,
    lexicon: Lexicons = None,
    lang: Lang = None,
) -> None:
    with console.troubles():
        import lexicons
        from lexicons.edit import cells
        from lexicons.tables import TABLES

        if table is not None and table not in TABLES:
            raise typer.BadParameter(t(f"no table {table!r}", f"没有表 {table!r}") + f": {', '.join(TABLES)}")
        known = lexicons.load(lexicon or ())
        for name in TABLES if table is None else [table]:
            rows = [row for row in map(cells, known.tables[name]) if find is None or any(find in cell for cell in row)]
            if table is None:
                print(f"{name}\t{len(rows)}")
                continue
            print("\t".join(TABLES[name].__struct_fields__))
            for row in rows:
                print("\t".join(row))


@app.command(help=t(
    "Check lexicon files; without any, the built-in ones. Exit status 1 when one cannot be used.",
    "检查词典文件，不给文件时检查内置词典；有不能用的文件时退出码为 1。",
))
def check(
    files: Annotated[list[Path] | None, typer.Argument(
        metavar="[FILE]", exists=True, dir_okay=False, show_default=False, help=t("Lexicon files.", "词典文件。"),
    )] = None,
    lexicon: Lexicons = None,
    lang: Lang = None,
) -> None:
    with console.troubles():
        import lexicons
        from lexicons.edit import problem

        given = [*(files or []), *(lexicon or [])] or lexicons.files()
        problems = [found for path in given if (found := problem(path)) is not None]
        for found in problems:
            print(found)
        console.tell(t(f"{len(given)} files, {len(problems)} problems", f"{len(given)} 个文件，{len(problems)} 处问题"))
    if problems:
        raise typer.Exit(FOUND)


@app.command(help=t(
    "Add a row to a lexicon file of your own: jushi lexicon add unit unit=挂 kind=count forms=挂 --to my.tsv",
    "向自己的词典文件加一行：jushi lexicon add unit unit=挂 kind=count forms=挂 --to my.tsv",
))
def add(
    table: Annotated[str, typer.Argument(metavar="TABLE", show_default=False, help=t("A table.", "表名。"))],
    values: Annotated[list[str], typer.Argument(metavar="COLUMN=VALUE", show_default=False, help=t(
        "Cells; items of a list are joined by |.", "单元格，列表各项以 | 分隔。",
    ))],
    to: Annotated[Path, typer.Option("--to", metavar="FILE", show_default=False, help=t(
        "The file to add to; made if missing.", "写入的文件，没有则新建。",
    ))],
    lexicon: Lexicons = None,
    lang: Lang = None,
) -> None:
    with console.troubles():
        from lexicons.edit import add as add_row

        if bad := [value for value in values if "=" not in value]:
            raise typer.BadParameter(t(f"{bad[0]!r} is not COLUMN=VALUE", f"{bad[0]!r} 不是 列=值"))
        pairs = (value.split("=", 1) for value in values)
        add_row(to, table, {name.strip(): value.strip() for name, value in pairs})
