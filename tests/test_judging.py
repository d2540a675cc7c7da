"""The judge of contradictions: its evidence, its weights, what it tells and what it leaves alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import lexicons
import nlp
from corpus.samples.compare import counties, judging
from lexicons.judging import Split, weights
from nlp.compare import homes, verdicts
from nlp.compare.evidence import Collection, meaning
from nlp.compare.judging import Pair, candidates, judged, logit, rivals, weigh, weighable
from nlp.compare.statement import Statement, statements
from nlp.compare.words import words
from nlp.model import Document

WORDS = words(lexicons.load())
ONE = """岚河县扶贫办2019年工作总结
全县建成扶贫车间64家，吸纳务工人员4286人。改造农村危房2186户，发放扶贫小额信贷3640万元。
"""
TWO = """山里的新日子——岚河县脱贫攻坚见闻
2020年2月8日　记者　林晓
去年，全县像这样的车间建了64家，4826人在家门口务工。
"""
THREE = """岚河县教育局2019年工作总结
全县资助困难学生4826人，发放营养餐补助3460万元。
"""


def read(*texts: str) -> list[Statement]:
    every = []
    for number, text in enumerate(texts):
        x = nlp.extract(Document.of(text, f"{number}.txt"))
        every += statements(x.document.record, x.facts, WORDS)
    return list(homes.placed(every))


@pytest.fixture(scope="module")
def every() -> list[Statement]:
    return read(ONE, TWO, THREE)


def test_evidence_is_the_same_whichever_stands_first(every: list[Statement]) -> None:
    known = Collection(every, WORDS)
    pairs = list(candidates(every))
    assert pairs
    assert all(meaning(a, b, known) == meaning(b, a, known) for a, b in pairs)


def test_candidates_are_of_two_documents_one_unit_and_one_place(every: list[Statement]) -> None:
    for a, b in candidates(every):
        assert a.voice != b.voice and a.family == b.family and a.key < b.key
        assert not (a.where.key and b.where.key) or a.where.key == b.where.key


def test_other_years_and_places_are_no_candidates() -> None:
    assert not list(candidates(read("岚河县2019年改造危房186户。", "岚河县2018年改造危房168户。")))
    assert not list(candidates(read("岚河县2019年改造危房186户。", "桐溪县2019年改造危房168户。")))
    assert list(candidates(read("岚河县2019年改造危房186户。", "岚河县2019年改造危房168户。")))


def test_a_rival_counts_against_a_pair() -> None:
    one, two, three = read("岚河县2019年改造危房186户。", "岚河县2019年改造危房168户。新建住房168户。")
    margins = rivals({Pair(one, two): 3.0, Pair(one, three): 1.0})
    assert (margins[Pair(one, two)], margins[Pair(one, three)]) == (2.0, -2.0)


def test_the_weights_are_of_the_evidence(every: list[Statement]) -> None:
    known, model = Collection(every, WORDS), weights()
    pair = next(candidates(every))
    meant = meaning(*pair, known)
    assert set(model.likeness) == {"intercept", *meant}
    assert set(_split_on(model.trees)) <= {*meant, *weighable(pair, 0.0, 0.0, known)}


def _split_on(nodes: list[Split]) -> Iterator[str]:
    for node in nodes:
        yield node.feature
        yield from _split_on([child for child in (node.low, node.high) if isinstance(child, Split)])


def test_what_features_added_is_all_of_the_decision(every: list[Statement]) -> None:
    """The features' parts, the average of the trees and the intercept add up to the log odds."""
    known, model = Collection(every, WORDS), weights()
    pair = next(p for p in candidates(every) if verdicts.verdict(*p) in verdicts.WRONG)
    meant = meaning(*pair, known)
    features = {**meant, **weighable(pair, 1.0, logit(model, meant), known)}
    total = model.intercept + sum(_leaf(tree, features) for tree in model.trees)
    added = sum(weigh(model, pair, features).weighed.values())
    assert added == pytest.approx(total - model.intercept - sum(tree.mean for tree in model.trees))


def _leaf(node: Split | float, features: dict[str, float]) -> float:
    if not isinstance(node, Split):
        return node
    return _leaf(node.low if features[node.feature] <= node.threshold else node.high, features)


def test_every_wrong_pair_that_is_alike_is_judged_once(every: list[Statement]) -> None:
    found = judged(every, WORDS)
    assert found and all(verdicts.verdict(*pair) in verdicts.WRONG for pair in found)
    assert all(0 <= judgement.probability <= 1 for judgement in found.values())


def test_a_contradiction_under_another_name_is_told_with_what_it_rests_on() -> None:
    found = [f for f in nlp.compare(_extracted(ONE, TWO, THREE)) if f.severity != "info"]
    assert [sorted(f.documents) for f in found] == [["0.txt", "1.txt"]]
    assert found[0].verdict == "digit_slip" and any(e.startswith("likeness=") for e in found[0].explain)


def test_figures_of_two_things_are_left_alone() -> None:
    assert not [f for f in nlp.compare(_extracted(ONE, THREE)) if f.severity != "info"]


def _extracted(*texts: str) -> list[nlp.Extraction]:
    return [nlp.extract(Document.of(text, f"{number}.txt")) for number, text in enumerate(texts)]


def test_a_county_gives_rows_of_either_kind() -> None:
    county = counties.read(sorted(counties.FOLDER.glob("*.marked"))[0])
    rows = list(judging.rows(county))
    assert {row.same for row in rows} == {True, False} and any(row.wrong for row in rows)
    assert all(row.same for row in rows if row.wrong)
    assert {row.pair.a.fact.document for row in rows} <= {mark.document for mark in county.marks}


def test_the_counties_are_marked_as_they_should_be() -> None:
    """No brace is left in a text, and every key of a departing figure stands in another document, too."""
    for path in sorted(counties.FOLDER.glob("*.marked")):
        text = path.read_text(encoding="utf-8")
        marks = [mark for part in text.split("#### ")[1:] for mark in counties.unmarked(part, part[:30])[1]]
        assert "{" not in "".join(counties.unmarked(text, "")[0]), path.name
        right = {(mark.document, mark.key) for mark in marks if not mark.kind}
        for mark in marks:
            assert not mark.kind or any(key == mark.key and name != mark.document for name, key in right), mark
