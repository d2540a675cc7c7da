"""`jushi schema`: the JSON Schema of all records."""

from __future__ import annotations

import typer

from cli.shared import console
from cli.shared.language import t
from cli.shared.options import Lang, Lexicons

app = typer.Typer(rich_markup_mode=None)


@app.command(help=t("Print the JSON Schema of all records.", "输出全部记录的 JSON Schema。"))
def schema(lexicon: Lexicons = None, lang: Lang = None) -> None:
    from corpus.schema import text

    with console.troubles():
        typer.echo(text(), nl=False)
