"""The evidence page as text: what it says, that it says it the same every time, and what it does with gaps."""

from __future__ import annotations

import re
import sys
from decimal import Decimal
from html import unescape
from pathlib import Path
from random import Random

import pytest
from evidence import HOSTILE, case, extracted, fact, finding, hostile
from hypothesis import given
from hypothesis import strategies as st

from corpus import report
from corpus.extras import MissingExtra
from corpus.report.findings.anchors import Anchors
from corpus.report.findings.evidence import amount, shown
from corpus.report.findings.matrix import tables
from corpus.report.findings.series import series
from corpus.report.labels import LANGUAGES, labels
from corpus.report.page import embedded, visible
from corpus.report.reading import reading
from corpus.statements import Statements
from nlp.model import Document, Extraction

TEMPLATES = Path(report.__file__).parent / "templates"


def anchors(extractions: list[Extraction], findings: list) -> Anchors:
    return Anchors(Statements(extractions), findings)


def marked(extractions: list[Extraction], findings: list) -> list[list[list[tuple[str, str]]]]:
    """A finding's cards, each as its marked pieces."""
    return [
        [[(p.text, p.standing) for p in card.pieces if p.standing] for card in one.cards]
        for one in shown(anchors(extractions, findings), labels("zh"))
    ]


def test_a_finding_marks_its_figures_in_their_sentences() -> None:
    extractions, findings = case()
    assert marked(extractions, findings) == [
        [[("17437户", "stated")], [("17473户", "other")]],
        [[("8.4%", "stated")], [("0.84%", "other")]],
        [[("24个", "stated")]],
        [[("165800万元", "stated")], [("16.58亿元", "other")]],
        [[("2020年2月30日", "stated")]],
    ]


def test_figures_of_one_sentence_share_a_card() -> None:
    made = extracted("全县有贫困户621户，共有农户1776户，占34.9%；占总数的34.9%。", "a.txt")
    facts = [f for f in made.facts if f.kind in ("count", "percent")]
    ((pieces,),) = marked([made], [finding(1, *reversed(facts))])
    assert [text for text, _ in pieces] == ["621户", "1776户", "34.9%", "34.9%"]
    assert [standing for _, standing in pieces] == ["other", "other", "other", "stated"]


def test_places_are_told() -> None:
    extractions, findings = case()
    first = shown(anchors(extractions, findings), labels("zh"))[0]
    figures = [figure for card in first.cards for figure in card.figures]
    assert [figure.line for figure in figures] == [2, 4]
    for figure, one in zip(figures, (extractions[1], extractions[0]), strict=True):
        assert one.document.text[figure.start : figure.end].replace(" ", "") == figure.text.replace(" ", "")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_order_of_the_input_makes_no_difference(lang: str) -> None:
    extractions, findings = case()
    expected = report.render(extractions, findings, lang)
    for seed in range(3):
        Random(seed).shuffle(extractions)
        Random(seed).shuffle(findings)
        assert report.render([*extractions, extractions[0]], findings, lang) == expected


def test_nothing_is_fetched() -> None:
    made = report.render(*case())
    assert re.findall(r"""(?:src|href)=["'](?!#)""", made) == []
    assert "url(" not in made and "@import" not in made
    assert re.findall(r"(?<!xmlns=\")https?://(?!schema\.org)[^\"' ]*", made) == []


def test_every_finding_stands_on_the_page() -> None:
    extractions, findings = case()
    made = report.render(extractions, findings)
    assert re.findall(r'<article [^>]*id="finding-([^"]+)"', made) == [findings[n].id for n in (0, 1, 3, 2, 4)]
    assert "应有 &lt;24&gt; 个 &amp; 列出" in made


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hostile_text_stays_text(lang: str) -> None:
    made = report.render(*hostile(), lang)
    assert HOSTILE not in made and "<img" not in made and "49" not in re.sub(r"\d{3,}", "", made.split("<main>")[1])
    assert len(re.findall(r"<script", made)) == len(re.findall(r"</script", made)) == 2


@given(st.text(st.characters(), max_size=60))
def test_embedded_json_cannot_be_left(text: str) -> None:
    made = embedded({"text": text})
    assert not set("<>&\u2028\u2029") & set(made)


@given(st.text(st.characters(), max_size=60))
def test_visible_keeps_offsets(text: str) -> None:
    assert len(visible(text)) == len(text)


@given(st.text(st.sampled_from("共有3户，占5%。\n 不摘四个"), max_size=60))
def test_reading_is_the_text(text: str) -> None:
    made = extracted(text, "a.txt")
    findings = [finding(n, f) for n, f in enumerate(made.facts[:3])]
    found = anchors([made], findings)
    runs = [run for sentence in reading(found, found.statements.sources[0]) for run in sentence.runs]
    assert "".join(run.text for run in runs) == text
    ids = [tag.anchor for run in runs for tag in run.tags if tag.anchor]
    assert len(ids) == len(set(ids)) == len(made.facts) + len(made.slogans)


def test_records_without_text_still_make_a_page() -> None:
    extractions, findings = case()
    bare = [Extraction(document=Document(text="", document=e.document.document), facts=e.facts) for e in extractions]
    assert marked(bare, findings)[0] == [[("17437户", "stated")], [("17473户", "other")]]
    made = report.render(bare, findings, "en")
    assert labels("en")("text_not_at_hand") in made and 'href="#at-' not in made


def test_a_finding_may_name_what_is_not_at_hand() -> None:
    extractions, findings = case()
    made = unescape(report.render(extractions[:1], [*findings, finding(9, severity="info")], "en"))
    assert made.count(labels("en")("not_at_hand")) == 3
    assert labels("en")("no_statement") in made


def test_no_findings_and_no_documents() -> None:
    assert labels("zh")("no_findings") in report.render([], [])


def test_matrix_has_a_row_for_what_documents_share() -> None:
    (table, *_) = tables(anchors(*case()), labels("zh"))
    assert table.place == "松岭县" and table.disputed
    rows = {(row.metric, row.time): [[(e.text, e.standing) for e in cell] for cell in row.cells] for row in table.rows}
    assert rows["贫困发生率", "2019-12-31"] == [[("8.4%", "disputed")], [("0.84 %", "involved")]]
    assert [source.name for source in table.columns] == ["县/审计.txt", "总结.txt"]


def test_series_marks_the_outlier() -> None:
    (one,) = series(anchors(*case()))
    assert [point.text for point in one.disputed] == ["17437户"]
    assert [(point.time[:4], point.value) for point in one.usual] == [("2014", 17473), ("2016", 9120), ("2018", 3105)]
    made = report.render(*case())
    assert "≠ 17437户</text>" in made


@pytest.mark.parametrize("value, unit, zh, en", [
    ("1658000000", "元", "16.58亿元", "1,658,000,000元"), ("17473", "户", "1.7473万户", "17,473户"),
    ("34.966216216216216216", "%", "34.9662%", "34.9662%"), ("0.66", "%", "0.66%", "0.66%"), ("0", "户", "0户", "0户"),
    ("-1200", None, "-1200", "-1,200"), ("-0.5", "%", "-0.5%", "-0.5%"), ("1E+4", "", "1万", "10,000"),
])
def test_amounts(value: str, unit: str | None, zh: str, en: str) -> None:
    assert (amount(Decimal(value), unit, "zh"), amount(Decimal(value), unit, "en")) == (zh, en)


def test_labels_are_whole_and_used() -> None:
    rows = [line.split("\t") for line in (TEMPLATES.parent / "labels.tsv").read_text("utf-8").splitlines()]
    assert [row for row in rows if len(row) != 3 or not all(row)] == []
    names = [row[0] for row in rows[1:]]
    assert len(names) == len(set(names))
    for row in rows:
        assert re.findall(r"\{\w+\}", row[1]) == re.findall(r"\{\w+\}", row[2])
    code = "".join(path.read_text("utf-8") for path in [*TEMPLATES.iterdir(), *TEMPLATES.parent.rglob("*.py")])
    used = set(re.findall(r"""['"](\w+)['"]""", code))
    assert [name for name in names if "." not in name and name not in used and not name.endswith("_figure")] == []


def test_languages() -> None:
    with pytest.raises(ValueError, match="fr"):
        report.render([], [], "fr")


def test_the_extra_is_named_when_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygal", None)
    for name in [name for name in sys.modules if name.startswith("corpus.report.")]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(MissingExtra, match=r"jushi\[report\]"):
        report.render([], [])
    with pytest.raises(MissingExtra, match=r"jushi\[report\]"):
        report.render_slogans([])


def test_write_replaces_only_by_the_whole(tmp_path: Path) -> None:
    target = tmp_path / "new" / "page.html"
    report.write(target, *case(), lang="en")
    assert '<html lang="en">' in target.read_text("utf-8")
    with pytest.raises(ValueError):
        report.write(target, *case(), lang="fr")
    assert [path.name for path in target.parent.iterdir()] == ["page.html"]


def test_same_fact_twice_is_one_statement() -> None:
    extractions, _ = case()
    one = fact(extractions[0], "24个")
    assert len(Statements(extractions).of(finding(1, one, one))) == 1
