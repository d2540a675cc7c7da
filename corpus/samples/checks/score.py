"""How well the checks do on planted relations.

    python -m corpus.samples.checks.score [--show] [FOLDER]

Alarms are findings of severity warning or error. `alarms.P` is the part of all alarms that a planted error explains,
`alarms.R` the part of planted errors that raise one by their own rule, `verdicts` the part that is called by its very
name. `verified.R` is the part of planted right relations that are found and called right, `all.R` the part of all
relations that come out as they should, those that must be `quiet` included.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import nlp
from corpus.samples.checks.gold import HERE, Relation, reports
from nlp.checks import located
from nlp.checks.result import Located

RIGHT = frozenset({"consistent", "compatible"})


def measure(folder: Path = HERE, show: bool = False) -> dict[str, object]:
    """The figures over all reports of a folder; with `show`, prints every miss."""
    count = dict.fromkeys(
        ("documents", "relations", "wrong", "caught", "named", "alarms", "true", "right", "verified", "quiet", "kept"),
        0,
    )
    for name, text, relations in reports(folder):
        found = located(nlp.extract(text))
        count["documents"] += 1
        count["relations"] += len(relations)
        explained: set[str] = set()
        for relation in relations:
            mine = [item for item in found if item.start < relation.end and relation.start < item.end]
            alarms = [item for item in mine if item.finding.severity != "info"]
            right = any(item.finding.rule == relation.rule and item.finding.verdict in RIGHT for item in mine)
            if relation.verdict == "quiet":
                count["quiet"] += 1
                count["kept"] += not alarms
            elif relation.verdict in RIGHT:
                count["right"] += 1
                count["verified"] += right and not alarms
                if show and not right:
                    print(f"{name}: {relation}: not verified: {_told(mine)}")
            else:
                count["wrong"] += 1
                caught = [item for item in alarms if item.finding.rule == relation.rule]
                explained |= {item.finding.id for item in alarms}
                count["caught"] += bool(caught)
                count["named"] += any(item.finding.verdict == relation.verdict for item in caught)
                if show and not any(item.finding.verdict == relation.verdict for item in caught):
                    print(f"{name}: {relation}: {'missed' if not caught else 'misnamed'}: {_told(mine)}")
        for item in found:
            if item.finding.severity != "info":
                count["alarms"] += 1
                count["true"] += item.finding.id in explained
                if show and item.finding.id not in explained:
                    print(f"{name}: false alarm: {_told([item])}")
    return count | {
        "alarms.P": _ratio(count["true"], count["alarms"]),
        "alarms.R": _ratio(count["caught"], count["wrong"]),
        "verdicts": _ratio(count["named"], count["wrong"]),
        "verified.R": _ratio(count["verified"], count["right"]),
        "all.R": _ratio(count["caught"] + count["verified"] + count["kept"], count["relations"]),
    }


def _ratio(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0


def _told(found: list[Located]) -> str:
    return "; ".join(f"{i.finding.rule} {i.finding.verdict} {i.finding.message}" for i in found) or "nothing found"


__all__ = ["Relation", "measure"]

if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word != "--show"]
    print(json.dumps(measure(Path(words[0]) if words else HERE, "--show" in sys.argv), ensure_ascii=False))
