"""The parts of a plain text that a file format has its own marks for: title, headings, paragraphs, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from corpus.samples.render import Cells, string

HEADING = re.compile(r"[一二三四五六七八九十]+、\S{2,30}$|#+ ")
RULE = re.compile(r"\|[-| :]+\|")


class Part(NamedTuple):
    """One of them; `rows` only for a table, `text` for the others."""

    kind: Literal["title", "heading", "paragraph", "table"]
    text: str = ""
    rows: list[list[str]] = []  # noqa: RUF012  (never changed)


def parts(text: str) -> Iterator[Part]:
    """Parts in order: lines that begin with a pipe are a table, the first line is the title, 一、… is a heading."""
    rows: list[list[str]] = []
    for number, line in enumerate([*text.splitlines(), ""]):
        if line.startswith("|"):
            if not RULE.fullmatch(line):
                rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            yield Part("table", rows=rows)
            rows = []
        if line.strip():
            kind: Literal["title", "heading", "paragraph"] = "heading" if HEADING.match(line) else "paragraph"
            yield Part("title" if number == 0 else kind, line.lstrip("#> "))


def shown(under_way: Cells) -> Iterator[tuple[str, int]]:
    """The characters that a file shows: no white space, and no marks of Markdown."""
    line: Cells = []
    for cell in [*under_way, ("\n", None)]:
        if cell[0] != "\n":
            line.append(cell)
            continue
        said = string(line)
        if not RULE.fullmatch(said):
            table = said.startswith("|")
            skip = len(said) - len(said.lstrip("#> "))
            yield from (
                (c, o) for c, o in line[skip:] if o is not None and not c.isspace() and not (table and c == "|")
            )
        line = []
