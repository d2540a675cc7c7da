"""Tables: what each cell's row and column say of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from nlp.layout import tables
from nlp.model import Block, Document
from nlp.view import clean

FILE = Path(__file__).parent / "cases" / "tables.jsonl"
CASES = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_case(case: dict[str, Any]) -> None:
    document = Document.of(case["source"])
    view = clean(document)
    cells = tables(document, view)
    assert [[c.text, c.header, c.stub, c.unit] for c in cells if not c.is_header and c.column > 1] == case["cells"]
    assert all(view.text[cell.start : cell.end] == cell.text for cell in cells)


def test_blocks_give_table_row_and_column() -> None:
    text = "分乡镇情况\n乡镇\n户数（户）\n东河乡\n12\n此后全部脱贫。"

    def cell(words: str, row: int, column: int) -> Block:
        start = text.rindex(words)
        end = start + len(words)
        return Block(start=start, end=end, ref=f"t3r{row}c{column}", kind="cell", table=3, row=row, column=column)

    blocks = (cell("乡镇", 1, 1), cell("户数（户）", 1, 2), cell("东河乡", 2, 1), cell("12", 2, 2))
    document = Document.of(text).with_(blocks=blocks)
    last = tables(document, clean(document))[-1]
    assert (last.table, last.row, last.column, last.text) == (3, 2, 2, "12")
    assert (last.header, last.stub, last.unit, last.caption) == (["户数"], "东河乡", "户", "分乡镇情况")
