"""`jushi show`: the document's text with facts and slogans highlighted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.shared import console, language
from cli.shared.documents import documents
from cli.shared.language import t
from cli.shared.options import File, Lang, Lexicons, Ocr

if TYPE_CHECKING:
    from nlp.model import Extraction

app = typer.Typer(rich_markup_mode=None)


@app.command(help=t("Show a document with its facts and slogans highlighted.", "显示文档，并标亮其中的事实与口号。"))
def show(
    file: File,
    html: Annotated[bool, typer.Option("--html", help=t(
        "Write a self-contained web page instead.", "改为输出独立的网页。",
    ))] = False,
    out: Annotated[Path | None, typer.Option("--output", "-o", metavar="OUT", help=t(
        "File for the page; default: standard output.", "网页文件，默认输出到标准输出。",
    ))] = None,
    lexicon: Lexicons = None,
    ocr: Ocr = False,
    lang: Lang = None,
) -> None:
    if out is not None and not html:
        raise typer.BadParameter(t("-o needs --html", "-o 需与 --html 同用"))
    with console.troubles():
        import lexicons
        import nlp

        known = lexicons.load(lexicon or ())
        for document in documents(file, ocr):
            extraction = nlp.extract(document, lexicon=known)
            if not html:
                _terminal(extraction)
                continue
            from corpus.report import highlight

            page = highlight.page(extraction, language.current())
            if out is None:
                print(page)
            else:
                out.write_text(page, encoding="utf-8")


def _terminal(extraction: Extraction) -> None:
    from rich.console import Console
    from rich.text import Text

    from corpus.report.highlight import COLOURS, LEGEND, colour_class, stretches, visible

    styles = {name: f"{ink} on {back}" for name, (back, ink) in COLOURS.items()}
    legend, body = Text(), Text()
    for name, words in LEGEND.items():
        legend.append(f" {t(*words)} ", styles[name]).append(" ")
    for stretch in stretches(extraction):
        # A slogan wins over the figures inside it: it is the rarer mark.
        text = visible(stretch.text.replace("\r\n", "\n"))
        body.append(text, styles[colour_class(stretch.marks[-1])] if stretch.marks else "")
    terminal = Console(highlight=False, soft_wrap=True)
    terminal.print(legend)
    terminal.print(body)
