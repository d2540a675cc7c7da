"""How sure a fact is: the chance that its figure and its claim are read right, told from how they were read.

A logistic regression over features that a person can read. Each is there or not; the weights of those that are there
are added up, and the sum becomes a probability, in hundredths. `LOWERS` and `RAISES` say what a feature may do, all
else equal, and the training holds the weights to it; the others go as the gold has it.

A rule of a known family that is not listed (a new `cue:…`) counts as the others of its family; any other new rule
counts for nothing. The weights stand in `lexicons/confidence.json`; `corpus/samples/confidence.py` fits them, on our
reports read with a lexicon that lacks what no other report uses, and prints how well they hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import tanh

from lexicons.confidence import weights
from nlp.model import Fact

TIMES = frozenset({"date", "period"})
LONG = 10
"""Characters of `metric_text` from which on a phrase may hold more than the name."""
BRIEF = 2
"""Characters of `metric_text` up to which a phrase that is no known indicator may be the end of a longer one."""

RULES: dict[str, str | None] = {
    # How the figure was read.
    **dict.fromkeys(("count", "money", "percent", "point", "measure", "multiple", "rank", "shared_unit")),
    **dict.fromkeys(("percent_words", "tenths", "fraction", "half", "doubling"), "in_words"),
    **dict.fromkeys(("vague", "placeholder"), "no_number"),
    "bare_number": "no_unit",
    "range": "range",
    # What names it: words at its side, a verb, a clause, words that stand with another figure.
    **dict.fromkeys(("noun:left", "noun:right", "unit", "unit:itself", "cell")),
    **dict.fromkeys(("verb", "subject:verb", "verb:purpose"), "verb"),
    **dict.fromkeys(("clause:right", "clause:around"), "clause"),
    **dict.fromkeys(("noun:previous", "noun:headless", "noun:part", "respectively"), "borrowed"),
    **dict.fromkeys(("noun:topic", "noun:next"), "far"),
    "table": "table",
    # What tells its role.
    "cue:占": "share",
    **dict.fromkeys(("within", "among"), "share"),
    "compared": "compared",
    "compared:time": "moved",
    "listed": "listed",
    "target": "target",
    "standard": "standard",
    "average": "average",
    # What tells its time.
    "time:sentence": "time_told",
    "time:respectively": "time_told",
    "time:carried": "time_carried",
    # What a time itself is.
    "time:absolute": None,
    "time:partial": "inferred",
    "time:relative": "inferred",
    "time:duration": "duration",
}
"""Rule → its feature; None for what is most usual."""
FAMILIES: dict[str, str | None] = {"cue": "moved", "cell": None, "noun": "borrowed", "clause": "clause", "time": None}
"""What comes before the colon of a rule → the feature of those not listed."""
LOWERS = frozenset({
    "unnamed", "brief", "long", "verb", "clause", "borrowed", "far", "no_unit", "no_number", "in_words", "hedged",
    "yearless", "inferred", "duration", "moved", "compared", "listed",
})
"""Never above 0. Nothing names the figure, or too little or too much; what names it is no noun or stands elsewhere; its
unit, number or year is inferred; it is written in words or hedged; its role hangs on a cue or on another figure."""
RAISES = frozenset({"indicator", "table", "date"})
"""Never below 0: the lexicon has the indicator; a table's headers name the figure; a plain date."""
OTHERS = frozenset({
    "period", "rate", "amount", "rank", "range", "share", "target", "standard", "average", "part", "time_told",
    "time_carried",
})
NAMES = tuple(sorted(LOWERS | RAISES | OTHERS))
"""All features, in the order of the model's columns."""
_KINDS = {
    **dict.fromkeys(("percent", "point", "multiple", "ratio"), "rate"),
    **dict.fromkeys(("money", "measure"), "amount"), "rank": "rank",
}


def confidence(fact: Fact, model: Mapping[str, float] | None = None) -> float:
    """The chance, 0.01 to 0.99, that a fact is right: value, unit, bound, indicator, time and role.

    `model` is weights other than those of the lexicon.
    """
    found = features(fact)
    return _usual(tuple(found)) if model is None else _chance(found, model)


@lru_cache(maxsize=4096)
def _usual(found: tuple[str, ...]) -> float:
    """The chance by the lexicon's weights; few combinations of features occur."""
    return _chance(found, weights())


def _chance(found: Iterable[str], weight: Mapping[str, float]) -> float:
    total = weight["intercept"]
    for name in found:
        total += weight.get(name, 0.0)
    return min(0.99, max(0.01, round((1 + tanh(total / 2)) / 2, 2)))


def features(fact: Fact) -> list[str]:
    """The features of a fact, all of them in `NAMES`, in a stable order, each once."""
    found = [feature for feature in dict.fromkeys(map(_of_rule, fact.rules)) if feature]
    if fact.kind in TIMES:
        found.append(fact.kind)
        if not fact.time or fact.time[0] == "-":
            found.append("yearless")
        return found
    if kind := _KINDS.get(fact.kind):
        found.append(kind)
    words = fact.metric_text
    if not words:
        found.append("unnamed")
    elif fact.metric:
        found.append("indicator")
    elif len(words) <= BRIEF:
        found.append("brief")
    if words and len(words) >= LONG:
        found.append("long")
    if fact.bound or fact.approx:
        found.append("hedged")
    if fact.of:
        found.append("part")
    return found


@lru_cache(maxsize=1024)
def _of_rule(rule: str) -> str | None:
    if rule in RULES:
        return RULES[rule]
    return FAMILIES.get(rule.partition(":")[0])
