"""The checks: cases of single sentences, our own reports, the registry, the command line."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

import nlp
from cli.shared import group, language
from corpus.samples.checks.gold import HERE as GOLD
from corpus.samples.checks.gold import reports, unmarked
from corpus.samples.checks.score import RIGHT, measure
from nlp.checks import RULES, located
from nlp.intervals import Figure, Interval, judge
from nlp.model import Document, Finding

CASES = Path(__file__).parent / "cases" / "checks.marked"
SEED = Path(__file__).parents[2] / "shared" / "gold" / "seed.txt"


def cases() -> list[str]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("marked", cases())
def test_cases(marked: str) -> None:
    text, relations = unmarked(marked)
    found = located(nlp.extract(text))
    expected = {(r.rule, r.verdict, r.text) for r in relations if r.verdict not in (*RIGHT, "quiet")}
    alarms = {(i.finding.rule, i.finding.verdict, text[i.start : i.end]) for i in found if i.finding.severity != "info"}
    marks = "“”"
    assert {(r, v, t.strip(marks)) for r, v, t in alarms} == {(r, v, t.strip(marks)) for r, v, t in expected}
    for relation in relations:
        if relation.verdict in RIGHT:
            mine = [i.finding for i in found if i.start < relation.end and relation.start < i.end]
            assert any(f.rule == relation.rule and f.verdict == relation.verdict for f in mine), mine


def test_planted_relations() -> None:
    count = sum(len(relations) for _, _, relations in reports())
    result = measure()
    assert count >= 120
    assert result["alarms.P"] >= 0.97 and result["alarms.R"] >= 0.9  # type: ignore[operator]
    assert result["verified.R"] >= 0.9  # type: ignore[operator]


def test_gold_is_what_the_marked_reports_say() -> None:
    for folder in (GOLD, GOLD / "unseen"):
        names = {path.stem for path in (folder / "marked").glob("*.marked")}
        assert names == {name for name, _, _ in reports(folder)}
        for name, text, relations in reports(folder):
            marked = (folder / "marked" / f"{name}.marked").read_bytes().decode("utf-8")
            assert unmarked(marked) == (text, relations)
            assert all(text[r.start : r.end] == r.text for r in relations)


@pytest.mark.skipif(not SEED.exists(), reason="the shared seed document is not there")
def test_seed() -> None:
    found = nlp.check(nlp.extract(SEED.read_text(encoding="utf-8")))
    assert [(f.rule, f.verdict, f.severity, str(f.stated)) for f in found if f.severity != "info"] == [
        ("share", "truncated", "warning", "34.9")
    ]
    parts = {str(f.stated) for f in found if f.rule == "part_of_whole" and f.verdict == "consistent"}
    assert {"819", "2401"} <= parts
    assert [f.verdict for f in found if f.rule == "enumeration"] == ["consistent"]


def test_findings_are_records() -> None:
    extraction = nlp.extract(Document.of("贫困发生率由6.9%降至0.66%，下降5.24个百分点。", "a.txt"))
    found = nlp.check(extraction)
    assert all(isinstance(f, Finding) and len(f.facts) == len(f.documents) for f in found)
    wrong = next(f for f in found if f.severity == "error")
    by_id = {fact.id: fact.text for fact in extraction.facts}
    assert [by_id[i] for i in wrong.facts] == ["5.24个百分点", "6.9%", "0.66%"]
    assert wrong.documents == ["a.txt"] * 3
    assert (str(wrong.stated), str(wrong.expected_low), str(wrong.expected_high)) == ("5.24", "6.185", "6.295")
    assert "5.24" in wrong.message and "6.9" in wrong.message
    assert len({f.id for f in found}) == len(found)


def test_languages() -> None:
    extraction = nlp.extract("贫困发生率由6.9%降至0.66%，下降5.24个百分点。")
    assert "不符" in nlp.check(extraction)[-1].message
    assert "conflict" in nlp.check(extraction, lang="en")[-1].message
    with pytest.raises(ValueError, match="fr"):
        nlp.check(extraction, lang="fr")


def test_select_and_ignore() -> None:
    extraction = nlp.extract("贫困人口1000人，其中低保1200人，占120%。2019年2月30日公布。")
    rules = {f.rule for f in nlp.check(extraction) if f.severity != "info"}
    assert {"part_of_whole", "date"} <= rules
    assert {f.rule for f in nlp.check(extraction, select=["date"])} == {"date"}
    assert "date" not in {f.rule for f in nlp.check(extraction, ignore=["date"])}
    with pytest.raises(ValueError, match="dates"):
        nlp.check(extraction, select=["dates"])


def test_every_rule_explains_itself() -> None:
    for name, rule in RULES.items():
        assert name == rule.RULE and all(rule.ABOUT)


def test_tables() -> None:
    rows = ["乡镇 户数 人数 贫困发生率", "东山 120 415 1.2%", "西河 95 326 0.8%", "合计 215 751 1.0%"]
    text = "各乡镇情况如下。\n" + "".join(row.replace(" ", "\t") + "\n" for row in rows)
    alarms = [f for f in located(nlp.extract(text)) if f.finding.severity != "info"]
    assert [(text[f.start : f.end], f.finding.rule) for f in alarms] == [("751", "sum")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "1",
        "占",
        "由到，下降。",
        "合计\t\t\n",
        "其中其中其中占占占%",
        "零%降至零%，下降零个百分点，占零户零户的百分之零",
    ],
)
def test_odd_texts_raise_nothing(text: str) -> None:
    nlp.check(nlp.extract(text))


def test_a_user_s_own_series(tmp_path: Path) -> None:
    import lexicons

    own = tmp_path / "own.tsv"
    own.write_text(
        "series\tplace\ttime\tvalue\tunit\tsource\n贫困发生率\t青禾县\t2018\t1.9\t%\t县统计公报\n", encoding="utf-8"
    )
    words = lexicons.load([own])
    found = nlp.check(nlp.extract("2018年青禾县贫困发生率为2.4%。", lexicon=words), lexicon=words)
    assert [(f.rule, f.severity) for f in found if f.rule == "reference"] == [("reference", "error")]
    assert "县统计公报" in found[0].message


WRONG = "全县2019年工作\n贫困发生率由6.9%降至0.66%，下降5.24个百分点。\n"


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(language, "_chosen", "en")
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.txt"
    path.write_text(WRONG, encoding="utf-8")
    return path


def jushi(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(group.application(), ["check", *map(str, words)])
    return result.exit_code, result.stdout


def test_command_tells_like_a_linter(report: Path) -> None:
    code, shown = jushi("a.txt")
    assert code == 1
    assert shown.startswith("a.txt:2:21: error change “5.24个百分点”")
    assert len(shown.splitlines()) == 1
    code, shown = jushi("a.txt", "--all", "--lang", "zh")
    assert "不符" in shown
    assert jushi("a.txt", "--ignore", "change") == (0, "")
    assert jushi("a.txt", "--select", "nonsense")[0] == 2
    assert jushi("missing.txt")[0] == 2


def test_command_writes_records(report: Path) -> None:
    code, shown = jushi("a.txt", "--format", "jsonl")
    records = [json.loads(line) for line in shown.splitlines()]
    assert code == 1 and {r["record"] for r in records} == {"finding"}
    assert [r["verdict"] for r in records if r["rule"] == "change"] == ["conflict"]


def test_baseline_accepts_what_is_known(report: Path) -> None:
    assert jushi("a.txt", "--write-baseline", "known.jsonl")[0] == 0
    assert jushi("a.txt", "--baseline", "known.jsonl") == (0, "")
    report.write_text("新的一行。\n" + WRONG, encoding="utf-8")
    assert jushi("a.txt", "--baseline", "known.jsonl") == (0, "")
    report.write_text(WRONG + WRONG, encoding="utf-8")
    assert jushi("a.txt", "--baseline", "known.jsonl")[0] == 1


@pytest.mark.parametrize(("stated", "verdict"), [("3.1", "conflict"), ("2.1", "digit_slip")])
def test_a_swap_is_told_on_the_stated_digits(stated: str, verdict: str) -> None:
    told_as_1_2 = Interval(Decimal("1.15"), Decimal("1.25"))
    assert judge(Figure(Decimal(stated), Decimal("0.1")), told_as_1_2) == verdict


def test_a_total_over_something_else_is_no_alarm() -> None:
    rows = ["乡镇 户数", "东山 120", "西河 95", "合计 4215"]
    text = "".join(row.replace(" ", "\t") + "\n" for row in rows)
    assert not [f for f in nlp.check(nlp.extract(text)) if f.severity != "info"]
