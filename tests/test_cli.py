"""The command line: what it prints, where, and how it ends. The engine is a stand-in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import engine
import pytest
from typer.testing import CliRunner, Result

import nlp
from cli.shared import group, language

HERE = Path(__file__).parent
STAND_IN = "import sys, nlp, engine; nlp.extract = engine.extract; import cli; cli.main()"
HEAVY = ("spacy", "jieba", "sklearn", "pandas", "numpy", "pyarrow", "lxml", "trafilatura", "docx")


@pytest.fixture(autouse=True)
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nlp, "extract", engine.extract, raising=False)
    monkeypatch.setattr(language, "_chosen", "en")


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for i in range(5):
        (folder / f"{i}.txt").write_text(f"全县共脱贫{i}户{i * 7}人，落实四不摘。", encoding="utf-8")
    return folder


def jushi(*words: object, stdin: bytes | None = None) -> Result:
    """Runs a command in this process."""
    return CliRunner().invoke(group.application(), [str(word) for word in words], input=stdin)


def process(*words: object, **options: object) -> subprocess.CompletedProcess[bytes]:
    """Runs a command in a process of its own."""
    command = [sys.executable, "-c", STAND_IN, *map(str, words)]
    return subprocess.run(command, env=environment(), capture_output=True, **options)


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE), str(HERE.parent)]), "LC_ALL": "C.UTF-8"}


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_help_lists_every_file_as_a_command() -> None:
    shown = jushi("--help").stdout
    names = {path.stem for path in (HERE.parent / "cli").glob("*.py") if not path.name.startswith("_")}
    assert {"extract", "text", "show", "score", "schema", "lexicon"} <= names == set(group.names())
    assert all(f"  {name} " in shown for name in names)


@pytest.mark.parametrize("name", group.names())
def test_every_command_takes_language_and_lexicon(name: str) -> None:
    command = group.command(name)
    for one in getattr(command, "commands", {"": command}).values():
        assert {"--lang", "--lexicon"} <= {option for param in one.params for option in param.opts}


def test_a_new_file_is_a_new_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "planted.py").write_text("import typer\napp = typer.Typer()\n@app.command()\ndef f(): print('grown')\n")
    monkeypatch.setattr("cli.__path__", [*__import__("cli").__path__, str(tmp_path)])
    assert jushi("planted").stdout == "grown\n"
    monkeypatch.delitem(sys.modules, "cli.planted")


def test_help_is_quick_and_imports_nothing_heavy() -> None:
    code = f"""import sys
sys.argv = ["jushi", "--help"]
import cli
try: cli.main()
except SystemExit: pass
sys.exit(str([m for m in {HEAVY} if m in sys.modules] or ""))"""
    best = 9.0
    for _ in range(3):
        start = time.perf_counter()
        done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True)
        best = min(best, time.perf_counter() - start)
    assert done.stderr.strip() == ""
    assert best < 0.5


def test_extract_prints_json_lines(reports: Path) -> None:
    done = jushi("extract", reports)
    assert done.exit_code == 0 and done.stderr == ""
    found = lines(done.stdout)
    assert [r["document"] for r in found if r["record"] == "document"] == [f"{i}.txt" for i in range(5)]
    assert {r["record"] for r in found} == {"document", "fact", "slogan"}
    assert found[1]["value"] == 0


def test_extract_json(reports: Path) -> None:
    assert json.loads(jushi("extract", reports, "--format", "json").stdout) == lines(jushi("extract", reports).stdout)


def test_extract_standard_input() -> None:
    done = jushi("extract", "-", stdin="共3户".encode())
    assert [r["document"] for r in lines(done.stdout)] == ["-", "-"]


def test_failures_are_records_and_told(reports: Path) -> None:
    (reports / "2x.txt").write_text("错了", encoding="utf-8")
    (reports / "9.exe").write_bytes(b"MZ\x00\x01")
    done = jushi("extract", reports)
    failed = [r for r in lines(done.stdout) if r["record"] == "failure"]
    assert done.exit_code == 0
    assert [r["document"] for r in failed] == ["2x.txt", "9.exe"]
    assert [line.split(":")[1].strip() for line in done.stderr.splitlines()] == ["2x.txt", "9.exe"]


@pytest.mark.parametrize("words", [
    ("extract",), ("extract", "nowhere"), ("extract", ".", "--format", "xml"), ("extract", ".", "--format", "parquet"),
    ("extract", ".", "--workers", "0"), ("extract", ".", "--lexicon", "nowhere.tsv"), ("extract", ".", "--lang", "fr"),
    ("nonsense",), ("text", "nowhere"), ("show", "nowhere"), ("score", "nowhere", "nowhere"),
    ("lexicon", "list", "colours"),
    ("lexicon", "add", "unit", "nonsense", "--to", "x.tsv"), ("show", "x", "-o", "y"),
])
def test_misuse_ends_with_2(words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = jushi(*words)
    assert done.exit_code == 2
    assert "Traceback" not in done.stderr and done.stderr


def test_workers_make_no_difference(reports: Path) -> None:
    assert process("extract", reports).stdout == process("extract", reports, "--workers", 2).stdout != b""


def test_output_second_run_equals_a_fresh_one(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, noted = tmp_path / "new" / "out.jsonl", tmp_path / "calls"
    monkeypatch.setenv("ENGINE_CALLS", str(noted))
    assert jushi("extract", reports, "-o", out).exit_code == 0
    assert out.read_text("utf-8") == jushi("extract", reports).stdout
    noted.unlink()
    (reports / "1.txt").write_text("改为8户", encoding="utf-8")
    assert jushi("extract", reports, "-o", out).exit_code == 0
    assert engine.calls(noted) == ["1.txt"]
    assert out.read_text("utf-8") == jushi("extract", reports).stdout
    assert sorted(p.name for p in out.parent.iterdir()) == [".out.jsonl.jushi-cache", "out.jsonl"]


@pytest.mark.parametrize("name", ["out.csv", "out.sqlite", "out.json"])
def test_output_formats(name: str, reports: Path, tmp_path: Path) -> None:
    assert jushi("extract", reports, "-o", tmp_path / name).exit_code == 0
    assert (tmp_path / name).stat().st_size > 100


def test_output_that_cannot_be_written(reports: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = jushi("extract", reports, "-o", tmp_path / "file" / "x.jsonl")
    assert done.exit_code == 2 and done.stderr.startswith("jushi: ")


def test_missing_extra(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    monkeypatch.delitem(sys.modules, "corpus.writers.xlsx", raising=False)
    done = jushi("extract", reports, "-o", tmp_path / "x.xlsx")
    assert done.exit_code == 2
    assert "pip install 'jushi[xlsx]'" in done.stderr


def test_standard_output_closed_early(tmp_path: Path) -> None:
    for i in range(40):
        (tmp_path / f"{i}.txt").write_text(" ".join(map(str, range(300))), encoding="utf-8")
    command = [sys.executable, "-c", STAND_IN, "extract", str(tmp_path)]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout and running.stderr
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


def test_text_is_exact(tmp_path: Path) -> None:
    content = "一、 概况\r\n全县\t共 3 户\n\n完"
    (tmp_path / "a.txt").write_bytes(content.encode("gb18030"))
    assert process("text", tmp_path / "a.txt").stdout == content.encode()


def test_show(reports: Path) -> None:
    shown = jushi("show", reports / "3.txt").stdout
    assert "全县共脱贫3户21人，落实四不摘。" in shown
    assert "slogan" in shown
    (reports / "x.txt").write_bytes(("全县贫困村全部出列。" * 20 + "\x1b[2J乙\r\n丙").encode())
    assert "\ufffd[2J乙\n丙" in jushi("show", reports / "x.txt").stdout


def test_show_html_is_escaped(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text('<script>alert(1)</script>&"四不摘3', encoding="utf-8")
    page = jushi("show", tmp_path / "a.txt", "--html").stdout
    assert "<script" not in page
    assert "&lt;script&gt;alert(<mark" in page
    assert '<mark class="slogan" title="四不摘 · numeric · 甲|乙 · 丙">四不摘</mark>' in page
    out = tmp_path / "a.html"
    assert jushi("show", tmp_path / "a.txt", "--html", "-o", out, "--lang", "zh").exit_code == 0
    assert '<html lang="zh-CN">' in out.read_text("utf-8")


def test_score(reports: Path, tmp_path: Path) -> None:
    out, gold = tmp_path / "out.jsonl", tmp_path / "gold"
    jushi("extract", reports, "-o", out)
    gold.mkdir()
    for i in range(5):
        records = [r for r in lines(out.read_text("utf-8")) if r["document"] == f"{i}.txt" and "text" in r]
        keys = ("record", "text", "start", "end", "kind", "value")
        gold_records = [{**{key: r[key] for key in keys if key in r}, "unit": ["户"]} for r in records]
        text = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in gold_records)
        (gold / f"{i}.gold.jsonl").write_text(text, encoding="utf-8")
    found = json.loads(jushi("score", gold, out).stdout)
    assert (found["facts"], found["quantity"]["F1"]) == (10, 1.0)
    assert "quantity" in jushi("score", gold, out, "--table").stdout


def test_schema() -> None:
    assert json.loads(jushi("schema").stdout)["$defs"]["fact"]


def test_lexicon_list() -> None:
    assert "unit\t" in jushi("lexicon", "list").stdout
    assert jushi("lexicon", "list", "period").stdout.startswith("period\ttime\n")


def test_lexicon_add_and_check(tmp_path: Path) -> None:
    mine = tmp_path / "mine.tsv"
    assert jushi("lexicon", "add", "period", "period=十四五", "time=2021/2025", "--to", mine).exit_code == 0
    assert jushi("lexicon", "check", mine).exit_code == 0
    listed = jushi("lexicon", "list", "period", "--lexicon", mine, "--find", "十四五").stdout
    assert listed.endswith("十四五\t2021/2025\n")
    mine.write_text(mine.read_text("utf-8") + "十四五\t2021/2025\n", encoding="utf-8")
    done = jushi("lexicon", "check", mine)
    assert done.exit_code == 1 and f"{mine}:3:" in done.stdout


def test_lexicon_add_refuses(tmp_path: Path) -> None:
    done = jushi("lexicon", "add", "unit", "unit=挂", "kind=colour", "--to", tmp_path / "mine.tsv")
    assert done.exit_code == 2 and not list(tmp_path.iterdir())


def test_a_bad_lexicon_is_told(reports: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.tsv").write_text("colour\n", encoding="utf-8")
    done = jushi("extract", reports, "--lexicon", tmp_path / "bad.tsv")
    assert done.exit_code == 2 and "bad.tsv:1" in done.stderr and done.stdout == ""


@pytest.mark.parametrize("words, variables, expected", [
    ((), {"LANG": "zh_CN.UTF-8"}, "zh"), ((), {"LANG": "zh_CN", "LC_ALL": "C"}, "en"), ((), {}, "en"),
    (("x", "--lang", "zh"), {}, "zh"), (("--lang=en",), {"LANG": "zh_CN"}, "en"), (("--", "--lang", "zh"), {}, "en"),
])
def test_language(
    words: tuple[str, ...], variables: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    language.choose(words)
    assert language.current() == expected


def test_help_in_chinese() -> None:
    assert "提取" in process("extract", "--help", "--lang", "zh").stdout.decode() + process(
        "--help", "--lang=zh").stdout.decode()
