"""The page of policy phrases as text: what it lists, where its links lead, and what it makes of hostile documents."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from random import Random

import pytest
from evidence import HOSTILE
from phrases import case, hostile
from typer.testing import CliRunner

import nlp
from cli.shared import group, language
from corpus import report
from corpus.report.labels import LANGUAGES, labels
from corpus.report.slogans.phrases import phrases
from corpus.report.slogans.use import grids, pairs, rare
from corpus.report.slogans.uses import Uses
from corpus.report.slogans.wordings import edits, misquotations, wordings
from corpus.report.slogans.years import drawings
from nlp.discovery import discover


@pytest.fixture(scope="module")
def uses() -> Uses:
    return Uses(case(), None, "en")


def test_phrases_with_their_uses(uses: Uses) -> None:
    found = {one.track.slogan: one for one in phrases(uses, labels("en"))}
    kept = found["四不摘"]
    assert (kept.number, kept.track.count, kept.track.documents, len(kept.cards)) == (1, 4, 3, 4)
    assert kept.kinds == ["variant"] and kept.facets["year"] == ["2017", "2018"]
    assert kept.first.document == "2017/青石.txt" and kept.last.document == "2018/柳湾.txt" and kept.first.href
    # Twice in one document, in two sentences; misquoted elsewhere.
    assert [len(card.figures) for card in found["六个精准"].cards] == [1, 1]
    assert found["六个精准"].kinds == ["misquoted"]
    assert found["三访三促"].kinds == ["new", "rare"] and found["四个精准"].kinds == ["misquoted"]
    assert "两不愁三保障" not in found


def test_a_use_is_marked_in_its_sentence(uses: Uses) -> None:
    (kept,) = [one for one in phrases(uses, labels("en")) if one.track.slogan == "四不摘"]
    pieces = [[(piece.text, piece.standing) for piece in card.pieces if piece.standing] for card in kept.cards]
    assert pieces == [[("四个不摘", "used")], [("四不摘", "used")], [("四不摘", "used")], [("四不摘", "used")]]


def test_misquotations(uses: Uses) -> None:
    wrong = misquotations(uses, labels("en"))
    assert [(one.told.text, one.told.slogan, one.href) for one in wrong] == [
        ("四个精准", "六个精准", uses.anchor("六个精准")), ("两不愁两保障", "两不愁三保障", None),
    ]
    assert [(edit.text, edit.kind) for edit in wrong[0].edits] == [("六", "del"), ("四", "ins"), ("个精准", "")]
    assert [piece.text for piece in wrong[1].card.pieces if piece.standing == "misquoted"] == ["两不愁两保障"]


@pytest.mark.parametrize(("canonical", "text", "told"), [
    ("四不摘", "四个不摘", "四+个 不摘"), ("四不摘", "四不摘", "四不摘"),
    ("真扶贫、扶真贫", "扶真貧", "-真扶贫、 扶真-贫 +貧"),
    ("四不摘", "完全不同的话", "-四不摘 +完全不同的话"),
])
def test_edits(canonical: str, text: str, told: str) -> None:
    made = edits(canonical, text)
    assert "".join(e.text for e in made if e.kind != "ins") == canonical
    assert "".join(e.text for e in made if e.kind != "del") == text
    signs = {"": "", "del": "-", "ins": "+"}
    assert "".join(f"{signs[e.kind]}{e.text}{' ' if e.kind else ''}" for e in made).strip() == told


def test_wordings(uses: Uses) -> None:
    assert [(one.slogan, one.text, one.mentions, [spot.document for spot in one.spots]) for one in wordings(uses)] == [
        ("四不摘", "四个不摘", 1, ["2017/青石.txt"]),
    ]


def test_grids(uses: Uses) -> None:
    documents, places = grids(uses)
    assert [column.name for column in documents.columns] == [
        "2016/青石.txt", "2017/青石.txt", "2018/柳湾.txt", "柳湾.txt",
    ]
    assert [column.name for column in places.columns] == ["柳湾镇", "青石镇"]
    by_document, by_place = (
        {row.metric: [[entry.text for entry in cell] for cell in row.cells] for row in grid.rows}
        for grid in (documents, places)
    )
    assert by_document["四不摘"] == [[], ["2"], ["1"], ["1"]] and "六个精准" not in by_document
    assert by_place["四不摘"] == [["2"], ["2"]]


def test_rare_phrases_and_who_shares_them(uses: Uses) -> None:
    assert {one.slogan: [spot.document for spot in one.spots] for one in rare(uses)}["三访三促"] == [
        "2016/青石.txt", "2018/柳湾.txt",
    ]
    (pair,) = pairs(uses)
    assert pair.documents == ("2016/青石.txt", "2018/柳湾.txt")
    assert {slogan for slogan, a, b in pair.phrases if a and b} == {"三访三促", "双述双评"}


def test_drawings(uses: Uses) -> None:
    made = {one.track.slogan: one for one in drawings(uses, labels("en"))}
    counts = [(row.year, row.documents, row.of) for row in made["四不摘"].years]
    assert counts == [(2016, 0, 1), (2017, 1, 1), (2018, 1, 1)]
    svg = made["四不摘"].svg
    assert re.findall(r"<text[^>]*>(\d/\d)</text>", svg) == ["0/1", "1/1", "1/1"]
    assert "2018: 1/1" in svg and "<script" not in svg and "<style" not in svg
    assert "六个精准" not in made, "one document only"


def test_a_year_without_documents_has_no_column() -> None:
    texts = {"a.txt": "2016年总结\n落实四不摘。", "b.txt": "2018年总结\n落实四不摘。"}
    made = Uses([nlp.extract(nlp.Document.of(text, name)) for name, text in texts.items()], None, "en")
    (one,) = drawings(made, labels("en"))
    assert re.findall(r"<title>([^<]*)</title>", one.svg) == ["2016: 1/1", "2018: 1/1"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_order_of_the_input_makes_no_difference(lang: str) -> None:
    extractions = case()
    expected = report.render_slogans(extractions, lang)
    for seed in range(3):
        Random(seed).shuffle(extractions)
        assert report.render_slogans([*extractions, extractions[0]], lang) == expected


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_link_leads_somewhere_and_nothing_is_fetched(lang: str) -> None:
    made = report.render_slogans(case(), lang)
    ids = set(re.findall(r' id="([^"]+)"', made))
    assert set(re.findall(r'href="#([^"]*)"', made)) <= ids
    assert re.findall(r"""(?:src|href)=["'](?!#)""", made) == []
    assert "url(" not in made and "@import" not in made
    assert labels(lang)("slogans_title") in made


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hostile_text_stays_text(lang: str) -> None:
    made = report.render_slogans(hostile(), lang)
    assert HOSTILE not in made and "<img" not in made
    assert len(re.findall(r"<script", made)) == len(re.findall(r"</script", made)) == 1
    assert HOSTILE in unescape(made)


def test_discovered_phrases_have_their_part() -> None:
    extractions = case()
    found = discover([f"{place}推行四联四建，成效明显。" for place in ("甲村", "乙村", "丙村")])
    made = report.render_slogans(extractions, "en", candidates=found)
    assert labels("en")("candidates") in made and found[0].phrase in made
    assert labels("en")("candidates") not in report.render_slogans(extractions, "en")


def test_no_documents_and_no_phrases() -> None:
    assert labels("zh")("no_phrases") in report.render_slogans([])
    made = report.render_slogans([nlp.extract("全县有贫困户621户。")], "en")
    assert labels("en")("no_phrases") in made and labels("en")("years_empty") in made


@pytest.mark.parametrize("words", [(), ("--discover",), ("--format", "jsonl")])
def test_the_command_writes_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    monkeypatch.setattr(language, "_chosen", "en")
    for one in case():
        path = tmp_path / "reports" / one.document.document
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(one.document.text, encoding="utf-8")
    page = tmp_path / "page.html"
    command = ["slogans", str(tmp_path / "reports"), "--report", str(page), *words]
    done = CliRunner().invoke(group.application(), command)
    assert done.exit_code == 0 and "四不摘" in done.stdout
    text = page.read_text("utf-8")
    assert '<html lang="en">' in text and "2017/青石.txt" in text and 'id="misquoted-2"' in text


def test_nothing_read_leaves_the_page_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("old")
    done = CliRunner().invoke(group.application(), ["slogans", str(tmp_path / "none"), "--report", str(page)])
    assert done.exit_code == 2 and page.read_text() == "old"
