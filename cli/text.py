"""`jushi text`: the document's text as offsets count it."""

from __future__ import annotations

import sys

import typer

from cli.shared import console
from cli.shared.documents import documents
from cli.shared.language import t
from cli.shared.options import File, Lang, Lexicons, Ocr

app = typer.Typer(rich_markup_mode=None)


@app.command(help=t(
    "Print a document's text, exactly as the offsets of its records count it.",
    "输出文档正文，与记录中的偏移量逐字对应。",
))
def text(file: File, lexicon: Lexicons = None, ocr: Ocr = False, lang: Lang = None) -> None:
    with console.troubles():
        for document in documents(file, ocr):
            # Bytes, so that no platform turns line breaks into others.
            sys.stdout.buffer.write(document.text.encode("utf-8"))
