"""Words: jieba as a function and as a spaCy tokenizer."""

from __future__ import annotations

import logging
import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexicons import load
from nlp.segmenter import segmenter
from nlp.tokens import blank, cut, tagged

spacy = pytest.importorskip("spacy")
ODD = st.text(alphabet=st.sampled_from("贫困户二〇１2.9% \n\t\u3000\r\u00ad𠮷aBé-“”\u200b"))


@settings(deadline=None)
@given(ODD)
def test_cut_is_lossless(text: str) -> None:
    assert "".join(cut(text)) == text
    assert "".join(word for word, _ in tagged(text)) == text


@settings(deadline=None)
@given(ODD)
def test_tokenizer_is_lossless(text: str) -> None:
    assert blank().tokenizer(text).text == text


def test_lexicon_words_are_known() -> None:
    known = segmenter(load()).FREQ
    for word in ("万人次", "平方公里"):
        assert known.get(word)


def test_jieba_stays_as_it_was(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import jieba

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    segmenter.cache_clear()
    level = logging.getLogger("jieba").level
    cut("全县脱贫")
    assert not jieba.dt.initialized or "jushi" not in jieba.dt.FREQ
    assert logging.getLogger("jieba").level == level
    assert not list(tmp_path.iterdir())
    assert capfd.readouterr() == ("", "")


def test_a_users_words_are_known(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text("indicator\tsynonyms\n易返贫监测对象户数\t\n", "utf-8")
    assert "易返贫监测对象户数" in cut("易返贫监测对象户数12户", load([path]))
    nlp = blank(load([path]))
    assert nlp("易返贫监测对象户数12户")[0].text == "易返贫监测对象户数"


def test_pipeline_saves_loads_and_pickles(tmp_path: Path) -> None:
    nlp = blank()
    nlp.to_disk(tmp_path)
    text = "全县17473户\n63622人"
    words = [token.text for token in nlp(text)]
    assert [token.text for token in spacy.load(tmp_path)(text)] == words
    assert [token.text for token in pickle.loads(pickle.dumps(nlp.tokenizer))(text)] == words
