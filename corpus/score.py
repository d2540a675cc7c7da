"""How well predicted records agree with gold: precision, recall, F1.

A gold record lists what is acceptable (`unit`, `metric`, `time` are lists) and is silent on what it leaves out; one
marked `optional` counts neither for nor against. White space never matters. Three levels:

- span: the right stretch of text was found (by half of the shorter of the two);
- quantity: and kind, value, unit and bound, or for dates and periods the time, were read right;
- claim: and what it is about is right (`metric`, `when`, `role`), where gold says so.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

Gold = Mapping[str, Any]
TIMES = ("date", "period")
ALIKE = ({"count", "measure"}, {"ratio", "multiple"})
ATTRIBUTES = ("metric", "when", "role", "place")
ENOUGH = 0.5


class Score(NamedTuple):
    """Counts that add up over documents, and a line for each miss."""

    counts: Counter[str]
    notes: list[str]



def score(gold: Sequence[Gold], predicted: Sequence[Gold]) -> Score:
    """The counts for one document."""
    result = _facts(_of(gold, "fact"), _of(predicted, "fact"))
    phrases = _of(gold, "slogan")
    # Gold without any slogan says nothing about slogans.
    return total([result, _slogans(phrases, _of(predicted, "slogan"))]) if phrases else result


def total(scores: Iterable[Score]) -> Score:
    """The scores of several documents together."""
    parts = list(scores)
    counts: Counter[str] = Counter()
    for part in parts:
        counts.update(part.counts)
    return Score(counts, list(chain.from_iterable(part.notes for part in parts)))


def figures(counts: Mapping[str, int]) -> dict[str, Any]:
    """The figures to report, each in 0..1, rounded to four places; `kinds` holds the quantity level by kind."""
    result: dict[str, Any] = {
        "facts": counts["gold"],
        "quantity": _prf(counts["right"], counts["predicted"], counts["gold"]),
        "span": _prf(counts["span"], counts["predicted"], counts["gold"]),
        "claim": _prf(counts["claim"], counts["predicted"], counts["gold"]),
    }
    for name in ATTRIBUTES:
        if counts[f"{name} asked"]:
            result[name] = round(counts[name] / counts[f"{name} asked"], 4)
    if counts["slogan gold"]:
        result["slogan"] = _prf(counts["slogan right"], counts["slogan predicted"], counts["slogan gold"])
    kinds = sorted({key.split(" ", 1)[1] for key in counts if key.startswith(("gold ", "predicted "))})
    result["kinds"] = {
        kind: _prf(counts[f"right {kind}"], counts[f"predicted {kind}"], counts[f"gold {kind}"]) for kind in kinds
    }
    return result


def _facts(gold: list[Gold], predicted: list[Gold]) -> Score:
    counts: Counter[str] = Counter()
    notes: list[str] = []
    pairs, missed, extra = _pairs(gold, predicted)
    for wanted in missed:
        if not wanted.get("optional"):
            counts.update(("gold", f"gold {wanted['kind']}"))
            notes.append(f"missed    {_bare(wanted['text'])}")
    for got in extra:
        counts.update(("predicted", f"predicted {got['kind']}"))
        notes.append(f"extra     {_bare(got['text'])}  {_reading(got)}")
    for wanted, got in pairs:
        if wanted.get("optional"):
            continue
        kind = wanted["kind"]
        counts.update(("gold", "predicted", "span", f"gold {kind}", f"predicted {kind}"))
        if not _quantity_agrees(wanted, got):
            notes.append(f"misread   {_bare(wanted['text'])}  gold {_reading(wanted)}  got {_reading(got)}")
            continue
        counts.update(("right", f"right {kind}"))
        wrong = []
        for name in ATTRIBUTES:
            if name not in wanted:
                continue
            counts[f"{name} asked"] += 1
            if _attribute_agrees(name, wanted[name], got):
                counts[name] += 1
            else:
                wrong.append(name)
                said = got.get({"when": "time", "metric": "metric_text"}.get(name, name))
                notes.append(f"{name:9} {_bare(wanted['text'])}  gold {wanted[name]}  got {said}")
        # A claim may miss the place: gold names it by a word, records by the resolved name.
        counts["claim"] += not set(wrong) - {"place"}
    return Score(counts, notes)


def _slogans(gold: list[Gold], predicted: list[Gold]) -> Score:
    pairs, missed, extra = _pairs(gold, predicted)
    right = sum(not wanted.get("optional") for wanted, _ in pairs)
    wanted = sum(not phrase.get("optional") for phrase in gold)
    notes = [f"slogan missed {_bare(phrase['text'])}" for phrase in missed if not phrase.get("optional")]
    notes += [f"slogan extra  {_bare(phrase['text'])}" for phrase in extra]
    return Score(Counter({"slogan gold": wanted, "slogan right": right, "slogan predicted": right + len(extra)}), notes)


def _pairs(gold: list[Gold], predicted: list[Gold]) -> tuple[list[tuple[Gold, Gold]], list[Gold], list[Gold]]:
    """One-to-one pairs, those that overlap most first, then those of most equal length; and what stays alone."""
    candidates = []
    for i, wanted in enumerate(gold):
        for j, got in enumerate(predicted):
            shared = _overlap(wanted, got)
            if shared >= ENOUGH:
                candidates.append((shared, -abs(_length(wanted) - _length(got)), i, j))
    partner: dict[int, int] = {}
    for _, _, i, j in sorted(candidates, reverse=True):
        if i not in partner and j not in partner.values():
            partner[i] = j
    used = set(partner.values())
    return (
        [(gold[i], predicted[j]) for i, j in partner.items()],
        [record for i, record in enumerate(gold) if i not in partner],
        [record for j, record in enumerate(predicted) if j not in used],
    )


def _quantity_agrees(gold: Gold, got: Gold) -> bool:
    if gold["kind"] in TIMES:
        return got["kind"] in TIMES and _bare(got.get("time")) in map(_bare, gold["time"])
    kinds = {gold["kind"], got["kind"]}
    if len(kinds) > 1 and not any(kinds <= alike for alike in ALIKE):
        return False
    if _bare(got.get("unit")) not in map(_bare, gold["unit"]):
        return False
    if gold.get("placeholder"):
        return got.get("value") is None
    if (gold.get("bound") or None) != (got.get("bound") or None):
        return False
    ranged = gold["value"] is None and ("low" in gold or "high" in gold)
    return all(_equal(gold.get(name), got.get(name)) for name in (("low", "high") if ranged else ("value",)))


def _attribute_agrees(name: str, wanted: Any, got: Gold) -> bool:
    match name:
        case "metric":
            said = f"{_bare(got.get('metric_text'))}|{_bare(got.get('metric'))}"
            return any(_bare(word) in said for word in wanted)
        case "when":
            said = _bare(got.get("time"))
            return any(said == word or _is_year_of(word, said) for word in map(_bare, wanted))
        case "place":
            return any(_bare(word) in _bare(got.get("place")) for word in wanted)
    return _bare(got.get(name) or "level") == _bare(wanted)


def _is_year_of(year: str, time: str) -> bool:
    """Whether gold gave only the year of a time that is no interval."""
    return len(year) == 4 and "/" not in time and time.startswith(year)


def _overlap(a: Gold, b: Gold) -> float:
    shared: int = min(a["end"], b["end"]) - max(a["start"], b["start"])
    return max(0, shared) / max(1, min(_length(a), _length(b)))


def _length(record: Gold) -> int:
    return int(record["end"]) - int(record["start"])


def _equal(a: Any, b: Any) -> bool:
    if a is None or b is None:
        return a is b
    return math.isclose(float(a), float(b), rel_tol=1e-6, abs_tol=1e-9)


def _prf(right: int, predicted: int, gold: int) -> dict[str, float]:
    precision = right / predicted if predicted else 0.0
    recall = right / gold if gold else 0.0
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    return {"P": round(precision, 4), "R": round(recall, 4), "F1": round(f1, 4)}


def _of(records: Sequence[Gold], kind: str) -> list[Gold]:
    return [record for record in records if record.get("record") == kind]


def _bare(value: Any) -> str:
    return "".join(str(value or "").split())


def _reading(record: Gold) -> str:
    names = ("kind", "value", "low", "high", "unit", "bound", "time")
    return " ".join(str(record[name]) for name in names if record.get(name) is not None)
