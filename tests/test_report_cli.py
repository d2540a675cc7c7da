"""`--report`, `--format` and `-o` of the commands that find: what is written where, and how the command ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from evidence import AUDIT, REPORT
from typer.testing import CliRunner, Result

from cli.shared import group, language


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_chosen", "en")


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    (folder / "b.txt").write_text(AUDIT + "\n共有621户，占1776户的43.9%。", encoding="utf-8")
    return folder


def jushi(*words: object) -> Result:
    return CliRunner().invoke(group.application(), [str(word) for word in words])


def lines(output: str) -> list[dict]:
    return [json.loads(line) for line in output.splitlines()]


@pytest.mark.parametrize("command", ["check", "compare"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_holds_what_the_lines_tell(reports: Path, tmp_path: Path, command: str, lang: str) -> None:
    page = tmp_path / "page.html"
    found = lines(jushi(command, reports, "--format", "jsonl", "--lang", lang).stdout)
    assert any(finding["severity"] == "error" for finding in found)
    told = jushi(command, reports, "--report", page, "--lang", lang)
    assert told.exit_code == 1 and told.stdout
    text = page.read_text("utf-8")
    assert f'<html lang="{"zh-Hans" if lang == "zh" else "en"}">' in text
    assert all(f'id="finding-{finding["id"]}"' in text for finding in found)


@pytest.mark.parametrize("command", ["check", "compare"])
def test_formats(reports: Path, tmp_path: Path, command: str) -> None:
    found = lines(jushi(command, reports, "-f", "jsonl").stdout)
    assert jushi(command, reports, "-f", "csv").stdout.count("\n") >= len(found) + 1
    assert len(json.loads(jushi(command, reports, "-f", "annotation").stdout)["items"]) == len(found)
    assert json.loads(jushi(command, reports, "-f", "claimreview").stdout)["@context"] == "https://schema.org"
    for name in ("f.jsonl", "f.csv", "f.xlsx", "f.jsonld"):
        made = jushi(command, reports, "-o", tmp_path / name)
        assert made.exit_code == 1 and made.stdout == "" and (tmp_path / name).stat().st_size


@pytest.mark.parametrize("words", [("-f", "xlsx"), ("-f", "pdf"), ("-f", "text", "-o", "out")])
def test_misuse(reports: Path, words: tuple[str, ...]) -> None:
    assert jushi("check", reports, *words).exit_code == 2


def test_nothing_read_leaves_the_page_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("old")
    assert jushi("compare", tmp_path / "none", "--report", page).exit_code == 2
    assert page.read_text() == "old"
