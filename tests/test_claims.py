"""What figures are about: each sentence of cases/claims.jsonl. A case is silent on what it leaves out.

`metric` must stand in `metric_text` or be the canonical indicator, `of` and `place` in the field of that name; the
other fields must be equal. `figure` is the fact's text, the next of that text after the figure before it.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, get_args

import pytest
from cases import HERE, known_gaps

import nlp
from nlp.model import Document, Fact, Role

CASES = [json.loads(line) for line in (HERE / "claims.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("text", "case"), known_gaps("claims", [(case["text"], case) for case in CASES]))
def test_a_claim_reads(text: str, case: dict[str, Any]) -> None:
    document = Document.of(text).with_(title=case.get("title"))
    facts = [fact for fact in nlp.extract(document).facts if fact.kind not in ("date", "period")]
    position = 0
    for wanted in case["facts"]:
        fact = next((f for f in facts if f.text == wanted["figure"] and f.start >= position), None)
        assert fact is not None, (wanted, [f.text for f in facts])
        position = fact.end
        wrong = {name: getattr(fact, name) for name in wanted if not _agrees(name, wanted[name], fact)}
        assert not wrong, (wanted, fact.metric_text, fact.metric)


def test_every_role_has_cases_of_its_own() -> None:
    roles = Counter(fact.get("role") for case in CASES for fact in case["facts"])
    assert all(roles[role] >= 5 for role in get_args(Role)), roles


def test_the_corpus_is_large_enough() -> None:
    assert len(CASES) >= 200


def _agrees(name: str, wanted: str, fact: Fact) -> bool:
    match name:
        case "figure":
            return True
        case "metric":
            return wanted in (fact.metric_text or "") or wanted in (fact.metric or "")
        case "of" | "place":
            return wanted in (getattr(fact, name) or "")
    return bool(getattr(fact, name) == wanted)
