"""Fits the model that tells how sure a fact is, writes `lexicons/confidence.json` and prints how well it holds.

    python -m corpus.samples.confidence                     fit, report, write
    python -m corpus.samples.confidence --check             fit and report only
    python -m corpus.samples.confidence --on FOLDER ...     how well the written model holds on documents with gold

A fact is right when value, unit, bound, indicator, time and role are what gold says, by the rules of `corpus.score`;
one that gold calls optional counts neither way. Every report is read with the lexicon that lacks what no other report
uses (`corpus.samples.withheld`). The figures are those of ten-fold cross-validation by report: the renderings of one
report are never on both sides.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import lexicons
from corpus import gold as goldfile
from corpus.folder import load
from corpus.samples import build, withheld
from corpus.samples.reliability import report
from corpus.score import score
from lexicons import Lexicon
from lexicons.confidence import WEIGHTS
from nlp.confidence import LOWERS, NAMES, RAISES, TIMES, confidence, features
from nlp.engine import run
from nlp.model import Document, Fact

STRENGTH = 0.3
"""C of the regression: small, for some features are rare."""
FOLDS = 10


class Judged(NamedTuple):
    """A fact, whether it is right, and the report that it comes from."""

    fact: Fact
    right: bool
    source: str


def verdicts(wanted: Sequence[dict[str, Any]], facts: Iterable[Fact]) -> Iterator[tuple[Fact, bool]]:
    """Each fact that gold judges, and whether it is right. Gold answers for one fact only."""
    open_gold = [record for record in wanted if record["record"] == "fact"]
    for fact in facts:
        near = [record for record in open_gold if record["start"] < fact.end and fact.start < record["end"]]
        said = {name: getattr(fact, name) for name in fact.__struct_fields__} | {"record": "fact"}
        counts = score(near, [said]).counts
        if counts["predicted"]:
            yield fact, bool(counts["claim"])
        if counts["span"]:
            closest = max(near, key=lambda record: min(record["end"], fact.end) - max(record["start"], fact.start))
            open_gold.remove(closest)


def judged(folder: Path, lexicon: Lexicon) -> Iterator[Judged]:
    """The facts of all documents of a folder that have gold (`a.gold.jsonl` or `a.jsonl` beside `a.txt`)."""
    for file in sorted(folder.rglob("*.jsonl")):
        name = file.name.removesuffix(".jsonl").removesuffix(".gold")
        if (path := file.with_name(f"{name}.txt")).exists():
            facts = run(_document(path), lexicon).facts
            yield from (Judged(fact, right, name) for fact, right in verdicts(goldfile.read(file), facts))


def samples(withhold: bool = True) -> Iterator[Judged]:
    """The facts of our reports, each read with the lexicon that lacks what it alone uses, or with the whole one."""
    documents: dict[str, list[tuple[Document, Path]]] = defaultdict(list)
    for row in sorted(build.plan(), key=lambda row: (row["source"], row["name"])):
        documents[row["source"]].append((_document(build.output(row)), build.gold(row)))
    texts = {source: "\n".join(document.text for document, _ in rows) for source, rows in documents.items()}
    for source, rows in documents.items():
        others = [text for other, text in texts.items() if other != source]
        lexicon = withheld.without(texts[source], others) if withhold else lexicons.load()
        for document, gold in rows:
            for fact, right in verdicts(goldfile.read(gold), run(document, lexicon).facts):
                yield Judged(fact, right, source)


def fit(rows: Sequence[Judged]) -> dict[str, float]:
    """The weights, to two places. A feature that would go against its sense is left out, the worst first."""
    from sklearn.linear_model import LogisticRegression

    seen = {name for row in rows for name in features(row.fact)}
    names = [name for name in NAMES if name in seen]
    while True:
        model = LogisticRegression(C=STRENGTH, max_iter=2000, random_state=0)
        model.fit([_vector(row.fact, names) for row in rows], [row.right for row in rows])
        weights = dict(zip(names, map(float, model.coef_[0]), strict=True))
        sense = {name: -1 if name in LOWERS else 1 for name in names if name in LOWERS | RAISES}
        against = {name: abs(weights[name]) for name, sign in sense.items() if sign * weights[name] < 0}
        if not against:
            break
        names.remove(max(against, key=lambda name: against[name]))
    rounded = {name: round(weight, 2) for name, weight in weights.items()}
    return {"intercept": round(float(model.intercept_[0]), 2), **{name: w for name, w in rounded.items() if w}}


def cross_validated(rows: Sequence[Judged], asked: Sequence[Judged]) -> list[float]:
    """The confidence in each of the facts asked by a model that was fitted on other reports."""
    from sklearn.model_selection import GroupKFold

    sources = [row.source for row in rows]
    by_source: dict[str, dict[str, float]] = {}
    for train, test in GroupKFold(FOLDS).split(rows, groups=sources):
        weights = fit([rows[i] for i in train])
        by_source |= {sources[i]: weights for i in test}
    return [confidence(row.fact, by_source[row.source]) for row in asked]


def rule_of_thumb(fact: Fact) -> float:
    """What the fit has to beat: a handful of deductions set by hand."""
    if fact.kind in TIMES:
        return 0.97 if "time:absolute" in fact.rules else 0.8
    borrowed = {"noun:previous", "noun:topic", "noun:next", "bare_number"} & set(fact.rules)
    return 0.97 - 0.05 * (fact.metric is None) - 0.2 * (fact.metric_text is None) - 0.08 * bool(borrowed)


def _vector(fact: Fact, names: Sequence[str]) -> list[int]:
    there = set(features(fact))
    return [name in there for name in names]


def _document(path: Path) -> Document:
    document = next(load(path))
    if not isinstance(document, Document):
        raise SystemExit(f"{path}: {document.message}")
    return document


def _show(title: str, rows: Sequence[Judged], sure: Sequence[float], table: bool = True) -> None:
    print(f"\n{title}")
    print(report(sure, [row.right for row in rows], table=table))


def main() -> None:
    """Fits, reports, and writes unless told only to check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument("--on", nargs="+", type=Path, metavar="FOLDER", help="documents with gold: only report on them")
    options = parser.parse_args()
    thumb: Callable[[Judged], float] = lambda row: rule_of_thumb(row.fact)  # noqa: E731
    if options.on:
        found = {str(folder): list(judged(folder, lexicons.load())) for folder in options.on}
        found["together"] = [row for each in found.values() for row in each]
        for title, each in found.items():
            _show(f"{title}: the model", each, [confidence(row.fact) for row in each])
            _show(f"{title}: by hand", each, [*map(thumb, each)], table=False)
        return
    rows, usual = list(samples()), list(samples(withhold=False))
    _show("Our reports with their own words withheld, cross-validated by report", rows, cross_validated(rows, rows))
    _show("the same by hand", rows, [*map(thumb, rows)], table=False)
    _show("Our reports with the whole lexicon, cross-validated by report", usual, cross_validated(rows, usual))
    _show("the same by hand", usual, [*map(thumb, usual)], table=False)
    if not options.check:
        WEIGHTS.write_text(json.dumps(fit(rows), indent=2) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
