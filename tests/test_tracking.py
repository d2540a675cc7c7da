"""Tracking: who says which phrase, where and when; the year of a document; trends; the command."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import nlp
from cli.shared import group, language, timeline
from corpus.samples.slogans import folder
from corpus.tracked import TABLES
from corpus.writers.csv import cell
from nlp.model import Document, Extraction, Fact
from nlp.tracking import MisquotedSlogan, Tracker
from nlp.tracking.trends import trend
from nlp.years import year_of

TEXTS = {
    "a.txt": "2016年青石镇总结\n坚持六个精准。坚持六个精准。推行“三访三促”工作法。",
    "b.txt": "2017年青石镇总结\n坚持四个精准，落实四个不摘。",
    "c.txt": "2018年柳湾镇总结\n落实四不摘。推行“三访三促”工作法。",
    "d.txt": "柳湾镇总结\n落实四不摘。",
}


@pytest.fixture(scope="module")
def tracker() -> Tracker:
    made = Tracker(lang="en")
    for name, text in TEXTS.items():
        made.add(nlp.extract(Document.of(text, name)))
    return made


def test_phrases(tracker: Tracker) -> None:
    rows = {row.slogan: row for row in tracker.phrases()}
    exact, kept, new = rows["六个精准"], rows["四不摘"], rows["三访三促"]
    assert (exact.count, exact.documents, exact.first_document, exact.first_year) == (2, 1, "a.txt", 2016)
    assert (exact.misquoted, kept.misquoted) == (1, 0)
    assert (kept.count, kept.documents, kept.variants, kept.first_document) == (3, 3, 1, "b.txt")
    assert new.new and not kept.new and new.first_document == "a.txt"
    assert (new.last_document, new.last_year, new.first_place, new.last_place) == ("c.txt", 2018, "青石镇", "柳湾镇")
    assert kept.last_document == "c.txt", "a document without a year comes last in the folder, but not in time"
    assert kept.english and not new.english


def test_years(tracker: Tracker) -> None:
    rows = {(row.slogan, row.year): row for row in tracker.years()}
    assert rows["六个精准", 2016].count == 2 and rows["六个精准", 2016].documents == 1
    assert (rows["四不摘", 2018].of, rows["四不摘", 2018].share) == (1, 100.0)
    assert ("四不摘", 2016) not in rows


def test_documents_and_shared(tracker: Tracker) -> None:
    documents = {row.document: row for row in tracker.documents()}
    assert list(documents) == list(TEXTS)
    assert (documents["a.txt"].count, documents["a.txt"].slogans, documents["a.txt"].new) == (3, 2, 1)
    assert documents["b.txt"].misquoted == 1 and documents["d.txt"].year is None
    assert {row.slogan: row.documents for row in tracker.shared()}["三访三促"] == ["a.txt", "c.txt"]
    assert "三访三促" in documents["c.txt"].rare
    assert [(row.document, row.other, row.slogans) for row in tracker.pairs() if "三访三促" in row.slogans] == [
        ("a.txt", "c.txt", ["三访三促"]),
    ]
    (wrong,) = tracker.misquoted()
    assert (wrong.document, wrong.text, wrong.slogan) == ("b.txt", "四个精准", "六个精准")


def test_mentions() -> None:
    mentions = Tracker().add(nlp.extract(Document.of(TEXTS["b.txt"], "b.txt")))
    assert [(m.text, m.variant, m.year) for m in mentions if m.slogan_id] == [("四个不摘", True, 2017)]
    assert all(TEXTS["b.txt"][m.start : m.end] == m.text for m in mentions)


@pytest.mark.parametrize(("document", "expected"), [
    (Document(text="", title="2018年总结", date="2019-01-05"), 2019),
    (Document(text="", title="2018年总结"), 2018),
    (Document(text="", title="总结", document="2017/a.txt"), 2017),
    (Document(text="", title="总结"), None),
])
def test_year_of_a_document(document: Document, expected: int | None) -> None:
    assert year_of(document) == expected


def test_year_by_facts() -> None:
    def fact(time: str, role: str = "level") -> Fact:
        return Fact(
            id="x", document="", text="", start=0, end=0, sentence="", kind="count", time=time, role=role,  # type: ignore[arg-type]
        )

    facts = [fact("2016"), fact("2018-12-31"), fact("2020", "target"), fact("2021/2035")]
    assert year_of(Extraction(document=Document(text=""), facts=facts)) == 2018


def test_trend() -> None:
    documents = {2016: 8, 2017: 8, 2018: 8}
    rising, falling = trend({2017: 3, 2018: 7}, documents), trend({2016: 7, 2017: 3}, documents)
    assert rising and falling and (rising.direction, falling.direction) == ("rising", "falling")
    assert rising.z == -falling.z and (rising.late.share, rising.early.said, rising.early.of) == (87.5, 3, 16)
    steady = trend({2016: 3, 2017: 2, 2018: 3}, documents)
    assert steady and steady.direction == "steady" and steady.z == 0
    assert trend({2016: 1}, documents) is None and trend(documents, documents) is None
    assert trend({2016: 3}, {2016: 4, 2017: 4}) is None
    # The years at both ends have one document each, without the phrase: the halves still tell what the trend is.
    ends = trend({2020: 2, 2021: 3}, {2016: 1, 2018: 6, 2019: 8, 2020: 3, 2021: 3, 2022: 1})
    assert ends and ends.direction == "rising" and ends.early.share == 0 and ends.late.share > 50


def test_a_trend_is_explained() -> None:
    made = Tracker()
    for x in folder():
        extra = "落实应纳尽纳。" if x.year > 2018 else ""
        made.add(nlp.extract(Document.of(x.text + extra, x.name)))
    row = next(row for row in made.phrases() if row.slogan == "应纳尽纳")
    assert row.direction == "rising" and row.first_year == 2019
    parts = ("2016–2018年的0%（0/24）", "2019–2021年的100%（24/24）", "z=")
    assert [part for part in parts if part not in row.message] == []


# -- the command ---------------------------------------------------------------------------------------------------


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(language, "_chosen", "en")
    monkeypatch.setenv("COLUMNS", "200")
    top = tmp_path / "reports"
    top.mkdir()
    for name, text in TEXTS.items():
        (top / name).write_text(text, encoding="utf-8")
    return top


def jushi(*words: object) -> Result:
    return CliRunner().invoke(group.application(), ["slogans", *map(str, words)])


def test_tables(reports: Path) -> None:
    done = jushi(reports)
    assert done.exit_code == 0
    parts = ("4 documents", "2016 to 2018", "六个精准", "三访三促*", "Misquoted", "differs in number", "Rare phrases")
    assert [part for part in parts if part not in done.stdout] == []
    assert "提法" in jushi(reports, "--lang", "zh").stdout


def test_json_lines(reports: Path) -> None:
    rows = [json.loads(line) for line in jushi(reports, "--format", "jsonl").stdout.splitlines()]
    kinds = [row["record"] for row in rows]
    assert set(kinds) == {
        "mention", "slogan_year", "slogan_place", "slogan_document", "slogan_track", "shared_slogan",
        "misquoted_slogan", "sharing_pair",
    }
    assert kinds.count("slogan_document") == 4


def test_csv_and_parquet(reports: Path, tmp_path: Path) -> None:
    assert jushi(reports, "-o", tmp_path / "out.csv").exit_code == 0
    with open(tmp_path / "out.csv", encoding="utf-8-sig", newline="") as file:
        assert {row["record"] for row in csv.DictReader(file)} == {"mention"}
    with open(tmp_path / "out.years.csv", encoding="utf-8-sig", newline="") as file:
        assert {row["year"] for row in csv.DictReader(file)} == {"2016", "2017", "2018"}
    pq = pytest.importorskip("pyarrow.parquet")
    (tmp_path / "tables").mkdir()
    assert jushi(reports, "-o", tmp_path / "tables", "--format", "parquet").exit_code == 0
    assert pq.read_table(tmp_path / "tables" / "phrases.parquet").num_rows >= 3


def test_all_formats_hold_the_same_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr(language, "_chosen", "en")
    for x in folder():
        path = tmp_path / "reports" / x.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(x.text, encoding="utf-8")
    lines = [json.loads(line) for line in jushi(tmp_path / "reports", "-f", "jsonl", "--discover").stdout.splitlines()]
    for kind, name in TABLES.items():
        tag = str(kind.__struct_config__.tag)
        rows = [{**row, "record": tag} for row in lines if row["record"] == tag]
        assert rows or kind is MisquotedSlogan, name
        for format in ("csv", "parquet"):
            out = tmp_path / format
            if not out.exists():
                out.mkdir()
                assert jushi(tmp_path / "reports", "-o", out, "-f", format, "--discover").exit_code == 0
        parquet = pq.read_table(tmp_path / "parquet" / f"{name}.parquet").to_pylist()
        assert [{k: v for k, v in row.items() if v is not None} for row in parquet] == [
            {k: v for k, v in row.items() if v is not None} for row in rows
        ], name
        with open(tmp_path / "csv" / f"{name}.csv", encoding="utf-8-sig", newline="") as file:
            written = list(csv.DictReader(file))
        told = [[str(cell(v)) if v is not None else "" for v in row.values()] for row in parquet]
        assert [list(row.values()) for row in written] == told, name


def test_tables_agree_with_each_other(reports: Path) -> None:
    rows: dict[str, list[dict]] = {}
    for line in jushi(reports, "-f", "jsonl").stdout.splitlines():
        row = json.loads(line)
        rows.setdefault(row["record"], []).append(row)
    mentions = rows["mention"]
    for row in rows["slogan_track"]:
        own = [m for m in mentions if m["slogan"] == row["slogan"]]
        assert row["count"] == len(own) and row["documents"] == len({m["document"] for m in own})
        for table, of in (("slogan_year", "year"), ("slogan_place", "place")):
            told = {r[of]: (r["count"], r["documents"]) for r in rows[table] if r["slogan"] == row["slogan"]}
            counted = {
                value: (sum(m[of] == value for m in own), len({m["document"] for m in own if m[of] == value}))
                for value in {m[of] for m in own} if value is not None
            }
            assert told == counted, (row["slogan"], table)
    for row in rows["slogan_document"]:
        own = [m for m in mentions if m["document"] == row["document"]]
        assert (row["count"], row["slogans"]) == (len(own), len({m["slogan"] for m in own}))
        assert row["misquoted"] == sum(m["document"] == row["document"] for m in rows["misquoted_slogan"])
        assert set(row["rare"]) == {r["slogan"] for r in rows["shared_slogan"] if row["document"] in r["documents"]}
    for row in rows["sharing_pair"]:
        both = {r["slogan"] for r in rows["shared_slogan"] if {row["document"], row["other"]} <= set(r["documents"])}
        assert both == set(row["slogans"]) and row["count"] == len(both)


def test_discover_and_export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_chosen", "en")
    for x in folder():
        path = tmp_path / "reports" / x.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(x.text, encoding="utf-8")
    own = tmp_path / "own.tsv"
    done = jushi(tmp_path / "reports", "--export", own, "--top", 30, "--format", "jsonl")
    assert done.exit_code == 0 and '"record":"candidate"' in done.stdout
    again = jushi(tmp_path / "reports", "--lexicon", own, "--format", "jsonl").stdout.splitlines()
    mentions = [row for row in map(json.loads, again) if row["record"] == "mention" and row["slogan"] == "归燕筑巢计划"]
    assert len(mentions) == 6 and not any(row["new"] for row in mentions)


@pytest.mark.parametrize(
    "words", [(), ("nowhere",), (".", "--format", "xml"), (".", "--format", "csv"), (".", "--top", 0)],
)
def test_misuse_ends_with_2(words: tuple[object, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = jushi(*words)
    assert done.exit_code == 2 and "Traceback" not in done.output


# -- the chart on the terminal -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("said", "of", "told"), [
    (0, 0, ""), (0, 8, "  0/8"), (1, 8, "▁ 1/8"), (1, 100, "▁ 1/100"), (4, 8, "▄ 4/8"), (8, 8, "█ 8/8"),
])
def test_block(said: int, of: int, told: str) -> None:
    assert timeline.block(said, of) == told


@pytest.mark.parametrize(("years", "most", "labels"), [
    ([], 4, []), ([2016, 2018], 4, ["2016", "2017", "2018"]), ([2012, 2020], 3, ["2012–14", "2015–17", "2018–20"]),
    ([2016, 2019], 0, ["2016–19"]), ([2019, 2022], 3, ["2019–20", "2021–22"]),
])
def test_periods(years: list[int], most: int, labels: list[str]) -> None:
    assert [period.label for period in timeline.periods(years, most)] == labels


@pytest.mark.parametrize("width", [60, 80, 160])
def test_chart_fits_and_lines_up(tracker: Tracker, width: int) -> None:
    from rich.cells import cell_len
    from rich.console import Console

    made = timeline.chart(tracker, tracker.phrases(), width)
    with (console := Console(width=width)).capture() as captured:
        console.print(made)
    lines = [line for line in captured.get().splitlines() if line[:1] in "┏┃┡│└"]
    assert {cell_len(line) for line in lines} == {cell_len(lines[0])} and cell_len(lines[0]) <= width
    (row,) = [line for line in lines if "四不摘" in line]
    assert row.split("│")[2:5] == ["  0/1 ", "█ 1/1 ", "█ 1/1 "]


def test_a_chart_needs_years() -> None:
    made = Tracker()
    made.add(nlp.extract("落实四不摘。"))
    assert timeline.chart(made, made.phrases(), 80) is None


def test_output_that_is_no_terminal_is_plain(reports: Path) -> None:
    (reports / "e.txt").write_text("2019年青石镇总结\n推行“三\x1b[31m访三促”，落实四不摘。", encoding="utf-8")
    done = jushi(reports)
    assert "Over the years" in done.stdout and "\x1b" not in done.stdout
