"""How sure a fact is: the model file, its features, and whether what is said comes true on the sample reports."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from cases import HERE
from msgspec import structs

import lexicons
import nlp
from corpus import gold as goldfile
from corpus.folder import load
from corpus.samples import build, reliability, withheld
from corpus.samples import confidence as training
from corpus.score import score
from lexicons.confidence import WEIGHTS, weights
from nlp.confidence import FAMILIES, LOWERS, NAMES, OTHERS, RAISES, RULES, confidence, features
from nlp.engine import run
from nlp.model import Fact

FIGURE = Fact(
    id="1", document="a", text="35户", start=0, end=3, sentence="贫困户35户。", kind="count", value=Decimal(35),
    unit="户", metric="贫困户", metric_text="贫困户", rules=["count", "noun:left"],
)
TIME = Fact(
    id="2", document="a", text="2019年", start=0, end=5, sentence="2019年。", kind="date", time="2019",
    rules=["time:absolute"],
)  # fmt: skip


@cache
def judged() -> list[training.Judged]:
    return list(training.samples(withhold=False))


# -- the model file ---------------------------------------------------------------------------------------------------


def test_the_model_file_is_small_and_plain() -> None:
    model = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    assert model == weights()
    assert len(WEIGHTS.read_bytes()) < 4000
    assert set(model) <= {"intercept", *NAMES}
    assert all(round(weight, 2) == weight and abs(weight) < 8 for weight in model.values())


def test_weights_keep_the_sense_that_the_docstring_promises() -> None:
    model = weights()
    assert all(model.get(name, 0) <= 0 for name in LOWERS)
    assert all(model.get(name, 0) >= 0 for name in RAISES)
    assert not LOWERS & RAISES and not (LOWERS | RAISES) & OTHERS


def test_every_rule_stands_for_a_feature_of_the_model() -> None:
    assert {*RULES.values(), *FAMILIES.values()} - {None} <= set(NAMES)


# -- features ---------------------------------------------------------------------------------------------------------


def test_the_vocabulary_has_every_rule_that_the_engine_uses() -> None:
    texts = [json.loads(line)["text"] for line in (HERE / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    facts = [fact for text in texts for fact in nlp.extract(text).facts] + [row.fact for row in judged()]
    unknown = {rule for fact in facts for rule in fact.rules if rule not in RULES and not rule.startswith("cue:")}
    assert not unknown
    assert all(set(features(fact)) <= set(NAMES) for fact in facts)


@pytest.mark.parametrize(
    ("rule", "as_if"),
    [("a new rule", None), ("new:rule", None), ("", None), ("cue:新词", "cue:降到"), ("noun:across", "noun:previous")],
)
def test_a_rule_that_is_not_known_falls_back(rule: str, as_if: str | None) -> None:
    fact = structs.replace(FIGURE, rules=["count", rule])
    usual = structs.replace(FIGURE, rules=["count", *([as_if] if as_if else [])])
    assert confidence(fact) == confidence(usual)


@pytest.mark.parametrize(
    ("fact", "there"),
    [
        (FIGURE, {"indicator"}),
        (structs.replace(FIGURE, metric=None), set()),
        (structs.replace(FIGURE, metric=None, metric_text="约为"), {"brief"}),
        (structs.replace(FIGURE, metric=None, metric_text=None), {"unnamed"}),
        (structs.replace(FIGURE, metric_text="建" * 10), {"indicator", "long"}),
        (structs.replace(FIGURE, approx=True, kind="percent"), {"indicator", "hedged", "rate"}),
        (structs.replace(FIGURE, rules=["cell", "table"], of="农户"), {"indicator", "table", "part"}),
        (structs.replace(FIGURE, rules=["range", "noun:previous", "listed", "time:carried"]),
         {"indicator", "range", "borrowed", "listed", "time_carried"}),
        (TIME, {"date"}),
        (structs.replace(TIME, time="--04-26", rules=["time:partial"]), {"date", "yearless", "inferred"}),
        (structs.replace(TIME, kind="period", time="P5Y", rules=["time:duration"]), {"period", "duration"}),
    ],
)  # fmt: skip
def test_features(fact: Fact, there: set[str]) -> None:
    assert set(features(fact)) == there
    assert len(features(fact)) == len(there)


def test_a_fact_is_surer_with_its_indicator_known_and_beside_it() -> None:
    unnamed = structs.replace(FIGURE, metric=None, metric_text=None, rules=["count"])
    verb = structs.replace(FIGURE, metric=None, metric_text="发放", rules=["count", "verb"])
    borrowed = structs.replace(FIGURE, metric=None, rules=["count", "noun:previous"])
    assert confidence(unnamed) < confidence(FIGURE) - 0.1
    assert confidence(verb) < confidence(structs.replace(FIGURE, metric=None)) < confidence(FIGURE)
    assert confidence(borrowed) < confidence(structs.replace(FIGURE, metric=None))
    assert confidence(structs.replace(TIME, time="--04-26")) <= confidence(TIME)


@pytest.mark.parametrize("intercept", [-1e3, -50.0, 0.0, 50.0, 700.0])
def test_the_extremes_stay_probabilities(intercept: float) -> None:
    assert 0 < confidence(FIGURE, {"intercept": intercept}) < 1


# -- what is said comes true ------------------------------------------------------------------------------------------


def test_confidence_is_calibrated_on_the_samples() -> None:
    sure, right = [row.fact.confidence for row in judged()], [row.right for row in judged()]
    assert all(0 < p < 1 and round(p, 2) == p for p in sure)
    assert abs(sum(sure) - sum(right)) / len(right) < 0.04
    assert reliability.calibration_error(sure, right) < 0.04
    assert all(abs(part.said - part.right) < 0.08 for part in reliability.bins(sure, right, 5))
    by_hand = [training.rule_of_thumb(row.fact) for row in judged()]
    assert reliability.auc(sure, right) > max(0.7, reliability.auc(by_hand, right))
    assert reliability.brier(sure, right) < reliability.brier(by_hand, right)


def test_the_engine_says_what_the_model_says_and_says_it_again() -> None:
    text = "2019年，全县贫困发生率由6.9%降至0.66%，发放小额信贷231户，约3成。"
    first, second = nlp.extract(text).facts, nlp.extract(text).facts
    assert first == second
    assert [fact.confidence for fact in first] == [confidence(fact) for fact in first]
    assert len({fact.confidence for fact in first}) > 1


# -- the training -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", build.plan(), ids=lambda row: row["name"])
def test_verdicts_add_up_to_the_scorers_figures(row: dict[str, str]) -> None:
    wanted = [record for record in goldfile.read(build.gold(row)) if record["record"] == "fact"]
    facts = run(next(load(build.output(row))), lexicons.load()).facts
    counts = score(wanted, [structs.asdict(fact) | {"record": "fact"} for fact in facts]).counts
    found = list(training.verdicts(wanted, facts))
    assert (len(found), sum(right for _, right in found)) == (counts["predicted"], counts["claim"])


GOLD = {"record": "fact", "start": 0, "end": 3, "kind": "count", "value": 35.0, "unit": ["户"], "text": "35户"}


@pytest.mark.parametrize(
    ("gold", "facts", "expected"),
    [
        ([GOLD], [FIGURE], [True]),
        ([GOLD | {"metric": ["合作社"]}], [FIGURE], [False]),
        ([GOLD | {"value": 36.0}], [FIGURE], [False]),
        ([GOLD | {"optional": True}], [FIGURE], []),
        ([], [FIGURE], [False]),
        ([GOLD], [FIGURE, FIGURE], [True, False]),
    ],
)
def test_verdicts(gold: list[dict[str, Any]], facts: list[Fact], expected: list[bool]) -> None:
    assert [right for _, right in training.verdicts(gold, facts)] == expected


def test_the_fit_is_the_same_every_time_and_keeps_its_sense() -> None:
    first, second = training.fit(judged()), training.fit(judged()[:])
    assert first == second
    assert all(first.get(name, 0) <= 0 for name in LOWERS) and all(first.get(name, 0) >= 0 for name in RAISES)


def test_a_withheld_lexicon_lacks_only_what_no_other_text_uses() -> None:
    partial = withheld.without("全县贫 困发生率下降，建设光伏扶贫电站。", ["贫困发生率为3%，同比下降。"])
    full = lexicons.load()
    assert "光伏扶贫电站" in full.indicators and "光伏扶贫电站" not in partial.indicators
    assert "贫困发生率" in partial.indicators
    assert {cue.cue for cue in full.cues} == {cue.cue for cue in partial.cues}
    assert partial.units == full.units and partial.words["preposition"] == full.words["preposition"]


def test_figures_of_reliability() -> None:
    sure, right = [0.2, 0.2, 0.8, 0.8], [False, False, True, False]
    assert reliability.bins(sure, right, 2) == [(2, 0.2, 0.0), (2, 0.8, 0.5)]
    assert reliability.bins([0.5] * 3, [True] * 3) == [(3, 0.5, 1.0)]
    assert reliability.calibration_error(sure, right) == pytest.approx((2 * 0.2 + 2 * 0.3) / 4)
    assert reliability.brier(sure, right) == pytest.approx((0.04 + 0.04 + 0.04 + 0.64) / 4)
    assert reliability.auc(sure, right) == pytest.approx(2.5 / 3)
    assert reliability.auc([0.9], [True]) == 0.5
    assert "4 facts, 3 wrong" in reliability.report(sure, right)
