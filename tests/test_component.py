"""The engine as a spaCy component."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

import nlp
import nlp.component  # registers the factory where the package is not installed

TEXT = "全县贫困发生率由2014年底的6.9%降至0.66%，17473户63622人脱贫。认真落实“四不摘”要求，投入资金8.22亿元。"


@pytest.fixture
def pipeline() -> Language:
    pipeline = spacy.blank("zh")
    pipeline.add_pipe("jushi")
    return pipeline


def test_the_entry_point_names_the_factory() -> None:
    found = [point for point in entry_points(group="spacy_factories") if point.name == "jushi"]
    if not found:
        pytest.skip("the package is not installed")
    assert found[0].load() is nlp.component.make


def test_facts_and_slogans_are_the_engines_own(pipeline: Language) -> None:
    doc, extraction = pipeline(TEXT), nlp.extract(TEXT)
    assert (doc._.facts, doc._.slogans) == (extraction.facts, extraction.slogans)
    assert doc._.extraction == extraction
    assert len(doc._.facts) == 6
    assert doc._.slogans


def test_records_point_into_the_doc(pipeline: Language) -> None:
    doc = pipeline(TEXT)
    for record in (*doc._.facts, *doc._.slogans):
        assert doc.text[record.start : record.end] == record.text


def test_spans_cover_the_records_and_carry_their_kind(pipeline: Language) -> None:
    doc = pipeline(TEXT)
    assert [span.label_ for span in doc.spans["facts"]] == [fact.kind for fact in doc._.facts]
    assert [span.label_ for span in doc.spans["slogans"]] == [slogan.category for slogan in doc._.slogans]
    for name, records in (("facts", doc._.facts), ("slogans", doc._.slogans)):
        for span, record in zip(doc.spans[name], records, strict=True):
            assert span.start_char <= record.start and record.end <= span.end_char


def test_pipe_gives_what_single_calls_give(pipeline: Language) -> None:
    texts = [TEXT, "", "没有数字的一句话。", "共有112个贫困村。"]
    assert [doc._.facts for doc in pipeline.pipe(texts)] == [nlp.extract(text).facts for text in texts]


def test_a_saved_pipeline_loads_and_reads_the_same(pipeline: Language, tmp_path: Path) -> None:
    pipeline.to_disk(tmp_path / "pipeline")
    loaded = spacy.load(tmp_path / "pipeline")
    assert loaded.pipe_names == ["jushi"]
    assert loaded(TEXT)._.facts == pipeline(TEXT)._.facts


def test_it_survives_as_bytes(pipeline: Language) -> None:
    other = spacy.blank("zh")
    other.add_pipe("jushi")
    other.from_bytes(pipeline.to_bytes())
    assert other(TEXT)._.facts == pipeline(TEXT)._.facts


def test_a_lexicon_of_ones_own_is_used_and_saved(tmp_path: Path) -> None:
    own = tmp_path / "units.tsv"
    own.write_text("unit\tkind\tforms\n堋\tcount\t堋\n", encoding="utf-8")
    pipeline = spacy.blank("zh")
    pipeline.add_pipe("jushi", config={"lexicon": [str(own)]})
    assert [fact.unit for fact in pipeline("修建了25堋。")._.facts] == ["堋"]
    assert not nlp.extract("修建了25堋。").facts
    pipeline.to_disk(tmp_path / "pipeline")
    assert [fact.unit for fact in spacy.load(tmp_path / "pipeline")("修建了25堋。")._.facts] == ["堋"]


def test_no_other_component_is_needed(pipeline: Language) -> None:
    assert pipeline.analyze_pipes(keys=["requires"])["problems"] == {"jushi": []}
