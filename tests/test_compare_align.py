"""The pair classifier: labelled pairs, readable features, weights in the project."""

from __future__ import annotations

import pytest

import lexicons
from corpus.samples.compare.train import pairs
from lexicons.alignment import weights
from nlp.compare.align import SAME, probability
from nlp.compare.features import NAMES, features
from nlp.compare.words import Words, words


@pytest.fixture(scope="module")
def known() -> Words:
    return words(lexicons.load())


def test_pairs() -> None:
    labelled = pairs()
    assert len(labelled) >= 300
    assert len({frozenset(pair[:2]) for pair in labelled}) == len(labelled)
    assert 0.3 < sum(same for *_, same in labelled) / len(labelled) < 0.7


def test_weights_and_features_have_the_same_names() -> None:
    assert set(weights()) == {"intercept", *NAMES}


def test_told_apart(known: Words) -> None:
    joined = [(same, probability(features(a, b, known)) >= SAME) for a, b, same in pairs()]
    precision = sum(same for same, told in joined if told) / sum(told for _, told in joined)
    recall = sum(told for same, told in joined if same) / sum(same for same, _ in joined)
    assert precision >= 0.85
    assert recall >= 0.7


def test_features_are_symmetric(known: Words) -> None:
    for a, b, _ in pairs()[::37]:
        assert features(a, b, known) == features(b, a, known)


@pytest.mark.parametrize(("a", "b", "same"), [
    ("改造户厕", "户厕改造", True), ("村级电商服务站", "电商服务站", True),
    ("直播带货销售总额", "直播带货销售额", True),
    ("全科医生", "专科医生", False), ("小学入学率", "初中入学率", False), ("敬老院", "敬老院床位", False),
    ("村集体经济收入", "村集体经营性收入", False),
])
def test_some(known: Words, a: str, b: str, same: bool) -> None:
    assert (probability(features(a, b, known)) >= SAME) == same
