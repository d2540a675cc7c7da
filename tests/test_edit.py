"""Adding to lexicon files and finding what is wrong with them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import lexicons
from lexicons import LexiconError
from lexicons.edit import add, cells, problem
from lexicons.tables import Unit


def test_add_makes_the_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    add(path, "unit", {"unit": "挂", "kind": "count", "forms": "挂|串"})
    assert path.read_text("utf-8") == "unit\tkind\tforms\n挂\tcount\t挂|串\n"
    assert lexicons.load([path]).units["挂"].forms == ["挂", "串"]


def test_add_keeps_what_is_there_and_adds_columns(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text("# 我的\nunit\tkind\tforms\n挂\tcount\t挂\n", encoding="utf-8")
    add(path, "unit", {"unit": "石", "kind": "measure", "forms": "石", "factor": "60", "base": "千克"})
    assert path.read_text("utf-8").splitlines() == [
        "# 我的", "unit\tkind\tforms\tfactor\tbase", "挂\tcount\t挂", "石\tmeasure\t石\t60\t千克",
    ]
    assert lexicons.load([path]).units["石"].factor == Decimal(60)


@pytest.mark.parametrize("table, values", [
    ("colour", {"colour": "red"}), ("unit", {"unit": "挂"}),
    ("unit", {"unit": "挂", "kind": "count", "forms": "挂", "hue": "x"}),
    ("period", {"period": "a\tb", "time": "2020"}), ("period", {"period": "a", "time": "2\n0"}),
    ("hedge", {"hedge": "约", "position": "before"}),
])
def test_add_refuses_and_leaves_the_file(table: str, values: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    before = "unit\tkind\tforms\n扎\tcount\t扎\n"
    path.write_text(before, encoding="utf-8")
    with pytest.raises(LexiconError):
        add(path, table, values)
    assert path.read_text("utf-8") == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("text, line", [
    ("", 1), ("colour\n", 1), ("period\ttime\n甲\t2020\n甲\t2020\n", 3), ("period\ttime\n甲\t2020\t多\n", 2),
])
def test_problem(text: str, line: int, tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    path.write_text(text, encoding="utf-8")
    found = problem(path)
    assert found is not None and found.line == line


def test_cells() -> None:
    row = Unit(unit="亩", kind="measure", forms=["亩", "市亩"], factor=Decimal("1E+3"), counts=True)
    shown = dict(zip(Unit.__struct_fields__, cells(row), strict=True))
    assert {name: cell for name, cell in shown.items() if cell} == {
        "unit": "亩", "kind": "measure", "forms": "亩|市亩", "factor": "1000", "counts": "yes",
    }
