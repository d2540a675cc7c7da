"""Claims across documents: majority, corrections, series, copied passages, look-alikes, and the planted set."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

import nlp
from corpus import results
from corpus.samples.compare import build, score
from corpus.writers import open_writer
from corpus.writers.jsonl import encode
from nlp.model import Document, Extraction, Finding, Record

PLANTED = score.HERE / "planted"


def read(**texts: str) -> list[Extraction]:
    """Documents by name."""
    return [nlp.extract(Document.of(text, f"{name}.txt")) for name, text in texts.items()]


def wrong(findings: list[Finding]) -> list[Finding]:
    return [f for f in findings if f.severity != "info"]


@pytest.fixture(scope="module")
def planted() -> list[Extraction]:
    return score.extractions(PLANTED)


# -- who departs ---------------------------------------------------------------------------------------------------


def test_majority_stands_and_who_departs_is_stated_first() -> None:
    line = "截至2019年底，岚河县建成村级光伏电站{}座。"
    found = wrong(nlp.compare(read(
        a=line.format(43), b=line.format(34), c=line.format(43) + "特此报告。", d=line.format(43) + "妥否，请批示。",
    )))
    documents = ["b.txt", "a.txt", "c.txt", "d.txt"]
    assert [(f.verdict, f.severity, f.documents) for f in found] == [("digit_slip", "error", documents)]
    assert (found[0].stated, found[0].expected_low) == (34, 43)
    assert "多数" in found[0].message and "basis=majority" in found[0].explain


def test_copies_of_one_document_are_one_voice() -> None:
    line = "截至2019年底，岚河县建成村级光伏电站{}座。"
    found = wrong(nlp.compare(read(a=line.format(34), b=line.format(34), c=line.format(43))))
    assert all("basis=majority" not in f.explain for f in found)


@pytest.mark.parametrize("correction", [
    "更正：2019年底，岚河县贫困发生率应为2.3%。",
    "关于更正有关数据的函\n2019年底，岚河县贫困发生率“3.2%”应为“2.3%”，特此更正。",
    "数据勘误\n2019年底，岚河县贫困发生率为2.3%，原材料中的数字作废。",
])
def test_correction_supersedes(correction: str) -> None:
    texts = {name: "2019年底，岚河县贫困发生率为3.2%。" + more for name, more in (("a", ""), ("b", "特此报告。"))}
    found = wrong(nlp.compare(read(**texts, c="更正：2019年底，岚河县贫困发生率应为2.3%。")))
    assert {f.documents[0] for f in found} == {"a.txt", "b.txt"}
    assert all(f.severity == "warning" and "更正" in f.message and f.expected_low == Decimal("2.25") for f in found)


def test_a_later_document_is_told() -> None:
    a, b = read(a="2019年底，岚河县有扶贫车间38家。", b="2019年底，岚河县有扶贫车间83家。")
    early, late = (
        Extraction(document=x.document.with_(date=date), facts=x.facts)
        for x, date in ((a, "2020-01-03"), (b, "2020-03-01"))
    )
    (found,) = wrong(nlp.compare([early, late]))
    assert found.documents == ["a.txt", "b.txt"] and "日期较新" in found.message


def test_a_bound_contradicts_nobody() -> None:
    found = nlp.compare(read(
        a="2019年，岚河县农村居民人均可支配收入10936元。", b="2019年，岚河县农村居民人均可支配收入10396元。",
        c="2019年，岚河县农村居民人均可支配收入超过1万元。",
    ))
    assert all("c.txt" not in f.documents for f in wrong(found))


def test_inside_one_document_nothing_is_compared() -> None:
    assert not nlp.compare(read(a="2019年底，岚河县有扶贫车间38家。2019年底，岚河县有扶贫车间83家。"))


def test_an_inferred_place_is_no_error() -> None:
    found = nlp.compare(read(a="2019年底，全县贫困发生率为0.84%。", b="2019年底，全县贫困发生率为8.4%。"))
    assert all(f.severity != "error" for f in found)


# -- over the years ------------------------------------------------------------------------------------------------


def test_a_stock_that_jumps() -> None:
    line = "{}年底，岚河县有村级光伏电站{}座。"
    found = wrong(nlp.compare(read(a=line.format(2017, 141), b=line.format(2018, 1430), c=line.format(2019, 145))))
    told = [(f.rule, f.verdict, f.severity, f.documents[0]) for f in found]
    assert told == [("change", "unit_slip", "warning", "b.txt")]


def test_steady_growth_is_no_jump() -> None:
    line = "{}年底，岚河县有村级光伏电站{}座。"
    assert not wrong(nlp.compare(read(a=line.format(2017, 12), b=line.format(2018, 43), c=line.format(2019, 95))))


def test_a_sum_that_falls() -> None:
    line = "截至{}年底，岚河县累计发放扶贫小额信贷{}亿元。"
    found = wrong(nlp.compare(read(a=line.format(2018, "2.31"), b=line.format(2019, "2.06"))))
    assert [(f.rule, f.verdict, f.documents) for f in found] == [("change", "conflict", ["b.txt", "a.txt"])]
    assert not wrong(nlp.compare(read(a=line.format(2018, "2.06"), b=line.format(2019, "2.31"))))


# -- copied passages -----------------------------------------------------------------------------------------------


PASSAGE = "{}年，{}坚持把产业扶贫作为根本之策，培育龙头企业{}家，发展专业合作社{}个，带动贫困户{}户稳定增收。"


def test_figures_carried_over_to_another_place() -> None:
    found = wrong(nlp.compare(read(
        a=PASSAGE.format(2019, "岚河县", 17, 216, 3482), b=PASSAGE.format(2019, "桐溪县", 17, 216, 3482),
    )))
    assert [(f.rule, f.severity) for f in found] == [("repeat", "warning")]
    assert len(found[0].facts) in (4, 6)
    assert "216个" in found[0].message


def test_a_model_text_with_figures_of_its_own_is_fine() -> None:
    assert not wrong(nlp.compare(read(
        a=PASSAGE.format(2019, "岚河县", 17, 216, 3482), b=PASSAGE.format(2019, "桐溪县", 23, 308, 5120),
    )))


# -- look-alikes ---------------------------------------------------------------------------------------------------


def test_look_alikes_are_told_on_request_with_the_reason() -> None:
    pair = read(a="2019年底，岚河县贫困发生率0.84%。", b="2019年初，岚河县贫困发生率2.1%。")
    assert not nlp.compare(pair)
    (found,) = nlp.compare(pair, not_comparable=True)
    assert (found.verdict, found.severity, found.explain) == ("not_comparable", "info", ["differs=time"])


def test_alignment_is_explained() -> None:
    found = nlp.compare(read(a="2019年底，岚河县客货邮融合站点42个。", b="2019年底，岚河县客货邮站点42个。"))
    assert [f.verdict for f in found] == ["consistent"]
    assert any(e.startswith("ngram_cosine=") for e in found[0].explain)


def test_language() -> None:
    pair = read(a="2019年底，岚河县贫困发生率0.84%。", b="2019年底，岚河县贫困发生率8.4%。")
    assert "says" in nlp.compare(pair, lang="en")[0].message
    with pytest.raises(ValueError, match="fr"):
        nlp.compare(pair, lang="fr")


# -- the same, however it comes ------------------------------------------------------------------------------------


def lines(findings: list[Finding]) -> list[bytes]:
    return [encode(f) for f in findings]


@pytest.fixture(scope="module")
def expected(planted: list[Extraction]) -> list[bytes]:
    return lines(nlp.compare(planted, not_comparable=True))


@pytest.mark.parametrize("seed", [1, 2])
def test_order_makes_no_difference(planted: list[Extraction], expected: list[bytes], seed: int) -> None:
    shuffled = random.Random(seed).sample(planted, len(planted))
    assert lines(nlp.compare(shuffled, not_comparable=True)) == expected


def test_loose_records_compare_like_extractions(planted: list[Extraction], expected: list[bytes]) -> None:
    loose: list[Record] = [record for x in planted for record in x.records()]
    random.Random(3).shuffle(loose)
    assert lines(nlp.compare(loose, not_comparable=True)) == expected


@pytest.mark.parametrize("name", ["out.jsonl", "out.json", "out.parquet", "out.sqlite", "folder"])
def test_results_compare_like_documents(
    planted: list[Extraction], expected: list[bytes], tmp_path: Path, name: str
) -> None:
    if name in ("out.parquet", "folder"):
        pytest.importorskip("pyarrow")
    with open_writer(tmp_path / name, "parquet" if name == "folder" else None) as writer:
        for x in planted:
            writer.write(x.records())
    assert results.is_results(tmp_path / name)
    back = list(results.read_results(tmp_path / name))
    assert lines(nlp.compare(back, not_comparable=True)) == expected


@pytest.mark.parametrize(("name", "data"), [
    ("a.jsonl", b"{}\n"), ("a.jsonl", b"[1"), ("a.json", b"{}"), ("a.sqlite", b"no database"), ("a.parquet", b"PAR"),
    ("a.jsonl", b"\xff\xfe"),
])
def test_what_is_no_result_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow")
    with pytest.raises(results.ResultsError, match=name):
        list(results.read_results(tmp_path / name))


# -- the planted sets ----------------------------------------------------------------------------------------------


def sets() -> Iterator[Path]:
    yield from (score.HERE / name for name in build.SETS if (score.HERE / name).is_dir())


@pytest.mark.parametrize("folder", list(sets()), ids=lambda path: path.name)
def test_sets_are_as_marked(folder: Path) -> None:
    assert not list(build.wrong(folder))
    assert (folder / "truth.tsv").read_text(encoding="utf-8") == build.table(folder)
    documents, _ = build.read(folder)
    for name, text in documents.items():
        assert (folder / "documents" / name).read_text(encoding="utf-8") == text
    assert {path.name for path in (folder / "documents").iterdir()} == set(documents)


def test_the_planted_set_is_large_enough() -> None:
    documents, found = build.read(PLANTED)
    relations = [pair.relation for pair in build.pairs(found)]
    assert len(documents) >= 24 and all(200 <= len(text) <= 600 for text in documents.values())
    assert relations.count("agree") >= 80
    assert relations.count("disagree") >= 60
    assert relations.count("look_alike") >= 60


def test_the_planted_set() -> None:
    figures = score.score(PLANTED)
    assert figures["precision"] >= 0.95
    assert figures["recall"] >= 0.9
    assert figures["look_alikes_as_errors"] == 0


def test_a_slip_between_figures_without_a_time_is_told_once() -> None:
    """Either may be of the year of its document or of the one before."""
    found = wrong(nlp.compare(read(
        甲="青溪县工作简报\n2022年6月8日\n2021年，青溪县减贫1265户。发放小额信贷10.64亿元，惠及2237户脱贫户。",
        乙="青溪县新闻\n2022年6月9日\n2021年，青溪县减贫1265户。投放信贷1.064亿元，惠及2237户脱贫户。",
    )))
    assert [f.verdict for f in found] == ["unit_slip"]
