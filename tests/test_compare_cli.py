"""`jushi compare`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.shared.group import application
from cli.shared.language import use

A = "2019年底，岚河县贫困发生率为0.84%。"
B = "2019年末，岚河县贫困面为8.4%。"
C = "2019年初，岚河县贫困发生率为2.1%。"


def run(*arguments: str | Path) -> Result:
    use("zh")
    return CliRunner().invoke(application(), ["compare", *map(str, arguments)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("a", A), ("b", B), ("c", C)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_text_and_status(folder: Path) -> None:
    result = run(folder)
    assert result.exit_code == 1
    (line,) = result.stdout.splitlines()
    assert line.startswith("b.txt:") and "error claim digit_slip" in line and "0.84%" in line


def test_nothing_wrong(folder: Path) -> None:
    (folder / "b.txt").unlink()
    result = run(folder)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "not_comparable" in run(folder, "--all").stdout


def test_jsonl_and_results_are_the_same(folder: Path) -> None:
    once = run(folder, "--format", "jsonl", "--all")
    extracted = CliRunner().invoke(application(), ["extract", str(folder), "-o", str(folder / "out.jsonl")])
    assert extracted.exit_code == 0
    assert run(folder / "out.jsonl", "--format", "jsonl", "--all").stdout == once.stdout
    records = [json.loads(line) for line in once.stdout.splitlines()]
    assert {record["record"] for record in records} == {"finding"}
    assert {record["verdict"] for record in records} == {"digit_slip", "not_comparable"}


def test_order_and_workers_make_no_difference(folder: Path) -> None:
    files = [folder / f"{name}.txt" for name in "abc"]
    once = run(*files, "--format", "jsonl", "--all").stdout
    assert run(*reversed(files), "--format", "jsonl", "--all", "--workers", "2").stdout == once


def test_misuse(folder: Path) -> None:
    assert run(folder, "--format", "yaml").exit_code == 2
    assert run(folder / "none").exit_code == 2
    (folder / "x.jsonl").write_text('{"record": "letter"}\n', encoding="utf-8")
    assert run(folder / "x.jsonl").exit_code == 2
