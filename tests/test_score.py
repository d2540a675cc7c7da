"""The scorer: its figures, and that they are those of the shared tool."""

from __future__ import annotations

import json
import random
import runpy
from pathlib import Path
from typing import Any

import pytest

from corpus.gold import GoldError, score_files
from corpus.score import figures, score

SHARED = Path(__file__).parent.parent.parent / "shared"
GOLD = [
    {"record": "document", "sha256": "ab"},
    {"record": "fact", "text": "6.9%", "start": 10, "end": 14, "kind": "percent", "value": 6.9, "unit": ["%"],
     "metric": ["贫困发生率"], "when": ["2014"], "role": "from", "place": ["县"]},
    {"record": "fact", "text": "3—5个", "start": 20, "end": 24, "kind": "count", "value": None, "low": 3,
     "high": 5, "unit": ["个"]},
    {"record": "fact", "text": "x 户", "start": 30, "end": 33, "kind": "count", "value": None,
     "placeholder": True, "unit": ["户"]},
    {"record": "fact", "text": "2019 年底", "start": 40, "end": 47, "kind": "date", "time": ["2019-12-31", "2019"]},
    {"record": "fact", "text": "一次", "start": 50, "end": 52, "kind": "count", "value": 1,
     "unit": ["次"], "optional": True},
    {"record": "fact", "text": "100余户", "start": 60, "end": 65, "kind": "count", "value": 100,
     "unit": ["户"], "bound": ">"},
    {"record": "slogan", "text": "四不摘", "start": 70, "end": 73},
]


def predicted(**changes: Any) -> list[dict[str, Any]]:
    """A perfect answer with one thing changed: `at` says which record of GOLD."""
    at = changes.pop("at", None)
    records = []
    for place, gold in enumerate(GOLD[1:], 1):
        said = {k: v for k, v in gold.items() if k not in ("optional", "placeholder")}
        record = {k: v[0] if isinstance(v, list) else v for k, v in said.items()}
        record["metric_text"] = record.pop("metric", None)
        record["time"] = record.pop("when", record.get("time"))
        record["place"] = "某县"
        records.append({**record, **changes} if place == at else record)
    return records


def test_perfect() -> None:
    found = figures(score(GOLD, predicted()).counts)
    assert found["facts"] == 5
    assert {found[name]["F1"] for name in ("quantity", "span", "claim", "slogan")} == {1.0}
    assert [found[name] for name in ("metric", "when", "role", "place")] == [1.0] * 4
    assert found["kinds"]["count"] == {"P": 1.0, "R": 1.0, "F1": 1.0}


@pytest.mark.parametrize("change, level", [
    ({"at": 1, "value": 7}, "quantity"), ({"at": 1, "unit": "个百分点"}, "quantity"),
    ({"at": 1, "kind": "point"}, "quantity"),
    ({"at": 2, "low": 2}, "quantity"), ({"at": 3, "value": 1}, "quantity"), ({"at": 4, "time": "2018"}, "quantity"),
    ({"at": 6, "bound": None}, "quantity"), ({"at": 6, "start": 66, "end": 69}, "span"),
    ({"at": 1, "role": "to"}, "claim"), ({"at": 1, "metric_text": "收入"}, "claim"),
    ({"at": 1, "time": "2014/2019"}, "claim"),
])
def test_a_miss_shows_at_its_level(change: dict[str, Any], level: str) -> None:
    found = figures(score(GOLD, predicted(**change)).counts)
    assert found[level]["F1"] < 1
    better = {"claim": ("quantity", "span"), "quantity": ("span",), "span": ()}[level]
    assert all(found[name]["F1"] == 1 for name in better)


@pytest.mark.parametrize("change", [
    {"at": 1, "time": "2014-12-31"}, {"at": 1, "place": "外地"}, {"at": 2, "kind": "measure"}, {"at": 5, "value": 7},
    {"at": 1, "text": "6 .9%", "metric": "贫困发生率", "metric_text": None},
])
def test_what_is_no_miss(change: dict[str, Any]) -> None:
    assert figures(score(GOLD, predicted(**change)).counts)["claim"]["F1"] == 1


def test_gold_without_slogans_says_nothing_of_them() -> None:
    assert "slogan" not in figures(score(GOLD[:-1], predicted()).counts)


@pytest.mark.skipif(not SHARED.exists(), reason="the shared tool is not there")
@pytest.mark.parametrize("seed", range(20))
def test_same_figures_as_the_shared_tool(seed: int) -> None:
    tool = runpy.run_path(str(SHARED / "tools" / "score.py"))
    gold = [json.loads(line) for line in (SHARED / "gold" / "seed.jsonl").read_text("utf-8").splitlines()]
    found = noisy(gold, random.Random(seed))
    wanted = tool["figures"](tool["score"](gold, found)[0])
    ours = figures(score(gold, found).counts)
    assert {name: ours[name] for name in wanted} == wanted
    assert set(ours) - set(wanted) == {"kinds"}


def noisy(gold: list[dict[str, Any]], dice: random.Random) -> list[dict[str, Any]]:
    """Predictions made of gold with all sorts of errors."""
    records = []
    for record in gold:
        if record["record"] not in ("fact", "slogan") or dice.random() < 0.1:
            continue
        made = {k: dice.choice(v) if isinstance(v, list) else v for k, v in record.items() if k != "optional"}
        made["metric_text"] = made.pop("metric", "某")
        made["time"] = made.get("time") or made.pop("when", None)
        for _ in range(dice.choice((0, 0, 1, 2))):
            change = dice.choice(("start", "end", "value", "unit", "bound", "time", "role", "kind", "metric_text"))
            made[change] = {
                "start": made["start"] + dice.randint(-3, 3), "end": made["end"] + dice.randint(-2, 9),
                "value": dice.choice((None, 1, 35.0)),
            }.get(change, dice.choice((None, "count", "date", "percent", "to", ">=", "2019-12", "贫困户")))
        made["kind"] = made.get("kind") or "count"
        records.append(made)
        if dice.random() < 0.1:
            records.append({**made, "start": made["start"] + 1})
    return records


def lines(path: Path, records: list[dict[str, Any]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


def about(document: str, sha256: str, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    head = {"record": "document", "document": document, "sha256": sha256}
    return [head, *({**record, "document": document} for record in records)]


def test_folder_of_gold(tmp_path: Path) -> None:
    for name in ("a", "b", "sub/c"):
        lines(tmp_path / "gold" / f"{name}.gold.jsonl", [{"record": "document"}, *GOLD[1:]])
    run = lines(tmp_path / "run.jsonl", [
        *about("a.txt", "1", predicted()), *about("sub/c.docx", "2", predicted(at=1, value=0)),
        *about("other.txt", "3", predicted()),
    ])
    result = score_files(tmp_path / "gold", run)
    found = figures(result.counts)
    assert found["facts"] == 15
    assert found["span"]["R"] == round(10 / 15, 4), "b is missing"
    assert found["quantity"]["R"] == round(9 / 15, 4)
    assert "c: misread   6.9%" in "".join(result.notes)


def test_one_gold_finds_its_document_by_hash(tmp_path: Path) -> None:
    gold = lines(tmp_path / "x.gold.jsonl", GOLD)
    run = lines(tmp_path / "run.jsonl", [*about("m.txt", "no", []), *about("n.txt", "ab", predicted())])
    assert figures(score_files(gold, run).counts)["claim"]["F1"] == 1


def test_one_gold_takes_all_when_nothing_names_it(tmp_path: Path) -> None:
    run = lines(tmp_path / "run.jsonl", predicted())
    assert figures(score_files(lines(tmp_path / "x.jsonl", GOLD), run).counts)["claim"]["F1"] == 1


@pytest.mark.parametrize("content", ["{", "[]", '{"a": 1}'])
def test_what_is_no_gold(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.jsonl").write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=r"x\.jsonl:1"):
        score_files(tmp_path / "x.jsonl", tmp_path / "x.jsonl")


def test_a_folder_without_gold(tmp_path: Path) -> None:
    with pytest.raises(GoldError):
        score_files(tmp_path, lines(tmp_path / "run.jsonl", []))
