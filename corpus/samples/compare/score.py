"""Scores the comparison on a planted set. Run: python -m corpus.samples.compare.score [planted|unseen] [--show]

A pair counts as told wrong when a finding of rule `claim` with verdict unit_slip, digit_slip or conflict has one of its
figures as stated and the other among the rest. Precision is over all pairs so told, also those of unmarked figures.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

import nlp
from corpus.samples.compare.build import HERE, pairs, read
from nlp.compare.verdicts import WRONG
from nlp.model import Document, Extraction, Finding

Place = tuple[str, int]


def extractions(folder: Path) -> list[Extraction]:
    """The set's documents, extracted."""
    documents, _ = read(folder)
    return [nlp.extract(Document.of(text, name)) for name, text in documents.items()]


def told(
    findings: Iterable[Finding], found: list[Extraction], verdicts: Iterable[str]
) -> dict[frozenset[Place], Finding]:
    """Pairs of places that findings of these verdicts name."""
    at = {(f.document, f.id): (f.document, f.start) for x in found for f in x.facts}
    wanted = set(verdicts)
    out: dict[frozenset[Place], Finding] = {}
    for finding in findings:
        if finding.rule == "claim" and finding.verdict in wanted:
            stated, *others = [at[key] for key in zip(finding.documents, finding.facts, strict=True)]
            for other in others:
                out.setdefault(frozenset((stated, other)), finding)
            if finding.verdict == "consistent":
                out.update({frozenset(pair): finding for pair in combinations(others, 2)})
    return out


def score(folder: Path, show: bool = False) -> dict[str, Any]:
    """Counts and rates, and with `show` every miss on standard output."""
    found = extractions(folder)
    findings = nlp.compare(found)
    _, planted = read(folder)
    truth: dict[str, dict[frozenset[Place], str]] = {"agree": {}, "disagree": {}, "look_alike": {}, "truncated": {}}
    for pair in pairs(planted):
        key = frozenset(((pair.a.document, pair.a.start), (pair.b.document, pair.b.start)))
        told_by = (f"{p.document} {p.text} {p.key}" for p in (pair.a, pair.b))
        truth[pair.relation][key] = " | ".join(told_by)
    # Two figures that both depart from one truth: the truth table leaves them out, so they count neither way.
    both = {
        frozenset(((a.document, a.start), (b.document, b.start)))
        for a in planted for b in planted if a.kind and b.kind and a.key == b.key and a is not b
    }
    wrong = {key: f for key, f in told(findings, found, WRONG).items() if key not in both}
    agreed = told(findings, found, ("consistent", "compatible"))
    right = [key for key in wrong if key in truth["disagree"]]
    as_errors = [key for key in truth["look_alike"] if key in wrong and wrong[key].severity == "error"]
    if show:
        for key, text in truth["disagree"].items():
            if key not in wrong:
                print("missed\t", text)
        for key, finding in wrong.items():
            if key not in truth["disagree"]:
                marked = truth["agree"].get(key) or truth["look_alike"].get(key) or "unmarked"
                print("wrong\t", marked, "|", finding.message)
    return {
        "documents": len(found), "agree": len(truth["agree"]), "disagree": len(truth["disagree"]),
        "look_alike": len(truth["look_alike"]),
        "precision": _rate(len(right), len(wrong)), "recall": _rate(len(right), len(truth["disagree"])),
        "errors_among_told": _rate(sum(wrong[key].severity == "error" for key in right), len(right)),
        "look_alikes_told_wrong": sum(key in wrong for key in truth["look_alike"]),
        "look_alikes_as_errors": len(as_errors),
        "agreements_seen": _rate(sum(key in agreed for key in truth["agree"]), len(truth["agree"])),
    }


def _rate(part: int, whole: int) -> float:
    return round(part / max(1, whole), 4)


if __name__ == "__main__":
    name = next((word for word in sys.argv[1:] if not word.startswith("-")), "planted")
    print(json.dumps(score(HERE / name, "--show" in sys.argv), ensure_ascii=False))
