"""Renders the marked reports into `reports/`, the gold of each into `gold/`: `python -m corpus.samples.build`.

`renderings.tsv` says which: one file a line, made from `marked/SOURCE.marked`. The outcome is the same on every run.
"""

from __future__ import annotations

import csv
import json
import sys
from codecs import BOM_UTF16_LE
from hashlib import sha256
from pathlib import Path

from corpus.readers import read
from corpus.samples import pages, render
from corpus.samples.markup import Gold, parse
from corpus.samples.titles import with_title_repeats

HERE = Path(__file__).parent
TEXT_FORMATS = ("txt", "md")


def plan() -> list[dict[str, str]]:
    """The rows of renderings.tsv."""
    with open(HERE / "renderings.tsv", encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows, delimiter="\t"))


def source(name: str) -> tuple[str, list[Gold]]:
    """Plain text and gold of one marked report."""
    text, records = parse((HERE / "marked" / f"{name}.marked").read_text(encoding="utf-8"))
    return text.rstrip("\n") + "\n", records


def build_one(row: dict[str, str]) -> tuple[bytes, list[Gold]]:
    """The bytes of a row's file, and its gold, the document's own record first."""
    plain, records = source(row["source"])
    under_way = render.cells(plain)
    for name in row["rendering"].split():
        under_way = render.RENDERINGS[name](under_way)
    if row["format"] in TEXT_FORMATS:
        text, moved = render.text_and_gold(under_way, records)
        data = encoded(text, row["encoding"])
    else:
        data = pages.WRITERS[row["format"]](under_way, row["encoding"])
        text = read(data, output(row).name)[0].text
        moved = pages.aligned(text, under_way, records)
    moved = with_title_repeats(plain, text, records, moved)
    head = {"record": "document", "document": output(row).name, "sha256": sha256(data).hexdigest()}
    return data, [head | {"characters": len(text)}, *moved]


def encoded(text: str, encoding: str) -> bytes:
    """The bytes; UTF-16 is little-endian with a byte order mark on every machine."""
    return BOM_UTF16_LE + text.encode("utf-16-le") if encoding == "utf-16" else text.encode(encoding)


def output(row: dict[str, str]) -> Path:
    """Where a row's file stands."""
    return HERE / "reports" / f"{row['name']}.{row['format']}"


def gold(row: dict[str, str]) -> Path:
    """Where a row's gold stands."""
    return HERE / "gold" / f"{row['name']}.gold.jsonl"


def gold_lines(records: list[Gold]) -> str:
    """JSON Lines, as the scorer reads them."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def main() -> None:
    """Writes all files, or those whose names are given as arguments."""
    for row in plan():
        if len(sys.argv) > 1 and row["name"] not in sys.argv[1:]:
            continue
        data, records = build_one(row)
        output(row).write_bytes(data)
        gold(row).write_text(gold_lines(records), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
