"""Trains the judge of contradictions on the marked counties and writes `lexicons/judging.json`.

Run: python -m corpus.samples.compare.judging [--check]

With --check nothing is written: the command prints how well contradictions are told when no county is judged by weights
that have seen it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
import numpy as np

import lexicons
import nlp
from corpus.samples.compare.build import HERE
from corpus.samples.compare.counties import QUIET, County, counties
from lexicons.judging import WEIGHTS, Judging, Split
from nlp.compare import homes, verdicts
from nlp.compare.evidence import Collection, meaning
from nlp.compare.judging import Pair, candidates, logit, rivals, weigh, weighable
from nlp.compare.statement import statements
from nlp.compare.words import words
from nlp.model import Document

FOLDS = 5
TREES = 250
DEPTH = 2
LEAF = 15
RATE = 0.1
SHRUNK = 0.1
"""The inverse strength of regularisation of the likeness."""


CASES = HERE / "cases.tsv"
TOGETHER = "cases"
WEIGHT = 3.0
"""What a pair of the small cases counts for beside one of a county: they are few, and each teaches something."""


class Row(NamedTuple):
    """A candidate pair of a county: whether both are of one thing, and whether one of them departs."""

    county: str
    pair: Pair
    same: bool
    wrong: bool
    meant: dict[str, float]
    known: Collection
    weight: float = 1.0


def rows(county: County) -> Iterator[Row]:
    """All candidate pairs of a county but those with a figure that is neither right nor wrong."""
    known = words(lexicons.load())
    every = [s for x in county.extractions for s in statements(x.document.record, x.facts, known)]
    every = list(homes.placed(every))
    mark = {s: county.at(s.fact.document, s.fact.start, s.fact.end) for s in every}
    collection = Collection(every, known)
    for pair in candidates(every):
        one, two = mark[pair.a], mark[pair.b]
        if any(m is not None and m.kind == QUIET for m in (one, two)):
            continue
        same = one is not None and two is not None and one.key == two.key
        wrong = same and bool(one and one.kind) != bool(two and two.kind)
        yield Row(county.name, pair, same, wrong, meaning(*pair, collection), collection)


def case_rows() -> Iterator[Row]:
    """The pairs of the small cases, each two documents of hardly a sentence, that tell one thing: whether the only two
    figures that cannot both be true are told, or that none are."""
    known = words(lexicons.load())
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    for number, line in enumerate(lines[1:]):
        one, two, told, _ = line.split("\t")
        documents = [Document.of(text.replace("\\n", "\n"), name) for text, name in ((one, "a.txt"), (two, "b.txt"))]
        extractions = [nlp.extract(document) for document in documents]
        every = [s for x in extractions for s in statements(x.document.record, x.facts, known)]
        every = list(homes.placed(every))
        collection = Collection(every, known)
        pairs = [pair for pair in candidates(every) if verdicts.verdict(*pair) in verdicts.WRONG]
        if told == "none" or (len(pairs) == 1 and told in verdicts.WRONG):
            for pair in pairs:
                same = told != "none"
                yield Row(f"{TOGETHER}{number}", pair, same, same, meaning(*pair, collection), collection, WEIGHT)


def likeness(found: Sequence[Row]) -> dict[str, float]:
    """The weights of the first step."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    names = list(found[0].meant)
    scaled = make_pipeline(StandardScaler(), LogisticRegression(C=SHRUNK, max_iter=3000))
    x = np.array([[row.meant[name] for name in names] for row in found])
    weight = [row.weight for row in found]
    scaled.fit(x, [row.same for row in found], logisticregression__sample_weight=weight)
    scaler, model = scaled[0], scaled[1]
    weights = model.coef_[0] / scaler.scale_
    intercept = float(model.intercept_[0] - (weights * scaler.mean_).sum())
    return {"intercept": round(intercept, 4), **{n: round(float(w), 4) for n, w in zip(names, weights, strict=True)}}


def weighed(found: Sequence[Row], weights: dict[str, float]) -> list[tuple[Row, dict[str, float]]]:
    """The pairs that cannot both be true, with the features of the second step."""
    model = Judging(weights, 0.0, [])
    out = []
    for name in dict.fromkeys(row.county for row in found):
        mine = {row.pair: row for row in found if row.county == name}
        like = {pair: logit(model, row.meant) for pair, row in mine.items()}
        for pair, margin in rivals(like).items():
            if verdicts.verdict(*pair) in verdicts.WRONG:
                row = mine[pair]
                out.append((row, {**row.meant, **weighable(pair, margin, like[pair], row.known)}))
    return out


def trees(found: Sequence[tuple[Row, dict[str, float]]]) -> tuple[float, list[Split]]:
    """The second step: a sum of small trees, each to mend what those before it got wrong."""
    from sklearn.ensemble import GradientBoostingClassifier

    names = list(found[0][1])
    model = GradientBoostingClassifier(
        n_estimators=TREES, max_depth=DEPTH, min_samples_leaf=LEAF, learning_rate=RATE, random_state=0,
    )
    x = np.array([[features[name] for name in names] for _, features in found])
    y = np.array([row.same for row, _ in found])
    weight = np.array([row.weight for row, _ in found])
    model.fit(x, y, weight)
    rate = float((y * weight).sum() / weight.sum())
    grown = [_split(tree[0].tree_, 0, names) for tree in model.estimators_]
    return round(float(np.log(rate / (1 - rate))), 4), [tree for tree in grown if isinstance(tree, Split)]


def _split(tree: Any, at: int, names: Sequence[str]) -> Split | float:
    if tree.children_left[at] < 0:
        return round(RATE * float(tree.value[at].ravel()[0]), 5)
    low, high = (_split(tree, child[at], names) for child in (tree.children_left, tree.children_right))
    many = tree.weighted_n_node_samples
    means = [node.mean if isinstance(node, Split) else node for node in (low, high)]
    shares = [float(many[child[at]]) for child in (tree.children_left, tree.children_right)]
    mean = sum(m * n for m, n in zip(means, shares, strict=True)) / sum(shares)
    return Split(names[tree.feature[at]], round(float(tree.threshold[at]), 5), round(mean, 5), low, high)


def trained(found: Sequence[Row]) -> Judging:
    """Both steps. The second learns from likenesses by weights that have not seen the county, as it will meet them."""
    names = _names(found)
    small = [row for row in found if row.weight > 1]
    met = weighed(small, likeness(found))

    for fold in range(FOLDS):
        aside = set(names[fold::FOLDS])
        if others := [row for row in found if row.county not in aside]:
            met += weighed([row for row in found if row.county in aside], likeness(others))
    intercept, grown = trees(met)
    return Judging(likeness(found), intercept, grown)


def _names(found: Sequence[Row]) -> list[str]:
    """The counties, without the small cases."""
    return [name for name in dict.fromkeys(row.county for row in found) if not name.startswith(TOGETHER)]


def held_out(found: Sequence[Row]) -> Iterator[tuple[Row, float]]:
    """Every pair that cannot both be true, with its probability by weights that have not seen its county."""
    names = _names(found)
    for fold in range(FOLDS):
        aside = set(names[fold::FOLDS])
        model = trained([row for row in found if row.county not in aside])
        for row, features in weighed([row for row in found if row.county in aside], model.likeness):
            yield row, weigh(model, row.pair, features).probability


def main() -> None:
    """Trains and writes, or with --check judges every county by the others."""
    found = [*(row for county in counties() for row in rows(county)), *case_rows()]
    if "--check" not in sys.argv:
        WEIGHTS.write_bytes(msgspec.json.format(msgspec.json.encode(trained(found)), indent=1) + b"\n")
        return
    whole = sum(row.wrong for row in found if row.weight == 1)
    judged = list(held_out(found))
    for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        told = [row.wrong for row, probability in judged if probability >= least]
        precision, recall = sum(told) / max(1, len(told)), sum(told) / max(1, whole)
        print(f"{least}: P {precision:.3f} R {recall:.3f} ({sum(told)} of {whole})")


if __name__ == "__main__":
    main()
