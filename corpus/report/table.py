"""Extracted records as tables in the terminal: `python -m corpus.report.table RECORDS.jsonl`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table

from corpus.report.highlight import figure, visible
from nlp.model import DocumentRecord, Fact, Failure, Record, Slogan

WIDTH = 120
COLUMNS = ("kind", "text", "value", "metric", "role", "place", "time")


def read(path: Path) -> list[Record]:
    """The records of a JSON Lines file."""
    with open(path, "rb") as lines:
        decoder = msgspec.json.Decoder(Record)
        return [decoder.decode(line) for line in lines if line.strip()]


def tables(records: Iterable[Record], most: int | None = None) -> Iterable[Table]:
    """One table a document: its facts, then its slogans; `most` is how many of each are shown."""
    for name, group in groupby(records, key=lambda record: getattr(record, "document", "")):
        ordered = list(group)
        facts = [record for record in ordered if isinstance(record, Fact)]
        slogans = [record for record in ordered if isinstance(record, Slogan)]
        title = next((record.title for record in ordered if isinstance(record, DocumentRecord)), None)
        table = Table(title=f"{name}  {title or ''}".strip(), title_justify="left", expand=True, show_edge=False)
        for column in COLUMNS:
            table.add_column(column, overflow="fold")
        for fact in facts[:most]:
            table.add_row(*_fact(fact))
        for slogan in slogans[:most]:
            table.add_row("slogan", _line(slogan.text), "", slogan.slogan, slogan.category, "", "", style="magenta")
        for failure in ordered:
            if isinstance(failure, Failure):
                table.add_row("failure", failure.error, "", failure.message, "", "", "", style="red")
        table.caption = f"{len(facts)} facts, {len(slogans)} slogans"
        yield table


def _fact(fact: Fact) -> tuple[str, ...]:
    role = " ".join(filter(None, ("" if fact.role == "level" else fact.role, fact.direction)))
    metric = fact.metric or fact.metric_text or ""
    return (fact.kind, _line(fact.text), figure(fact), _line(metric), role, fact.place or "", fact.time or "")


def _line(text: str) -> str:
    return visible(" ".join(text.split()))


def main() -> None:
    """Prints the tables of the file named, at most eight facts and slogans a document."""
    console = Console(highlight=False, width=None if sys.stdout.isatty() else WIDTH)
    for table in tables(read(Path(sys.argv[1])), most=8):
        console.print(table, "")


if __name__ == "__main__":
    main()
