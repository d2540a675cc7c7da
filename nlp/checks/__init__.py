"""Whether a document's own arithmetic holds. One rule a module, all of one shape: `RULE`, `ABOUT`, `check(reading)`.

A rule speaks only where the words leave no doubt which figures belong together, and names as an error or a warning only
what neither rounding nor a bound nor an approximation explains. What it can verify it reports as `info`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Protocol

from msgspec import structs

from lexicons import Lexicon, load
from nlp.checks import (
    average,
    change,
    dates,
    enumeration,
    growth,
    limits,
    part_of_whole,
    phrases,
    reference,
    repeat,
    share,
    sum,
)
from nlp.checks.neighbours import neighbours
from nlp.checks.reading import Reading
from nlp.checks.result import Located
from nlp.checks.slips import twice
from nlp.model import Extraction, Finding


class Check(Protocol):
    """What a rule's module holds."""

    RULE: str
    ABOUT: tuple[str, str]

    @staticmethod
    def check(reading: Reading) -> Iterator[Located]: ...


_MODULES = (share, sum, part_of_whole, change, growth, average, limits, dates, enumeration, repeat, reference, phrases)
RULES: dict[str, Check] = {module.RULE: module for module in _MODULES}  # type: ignore[misc]


def check(
    extraction: Extraction,
    lang: str = "zh",
    select: Collection[str] | None = None,
    ignore: Collection[str] | None = None,
    lexicon: Lexicon | None = None,
) -> list[Finding]:
    """The findings on one document, in reading order; messages in Chinese (`zh`) or English (`en`).

    `select` and `ignore` name rules; ValueError for a name that is none. `lexicon` must be the one that the extraction
    was made with.
    """
    return [found.finding for found in located(extraction, lang, select, ignore, lexicon)]


def located(
    extraction: Extraction,
    lang: str = "zh",
    select: Collection[str] | None = None,
    ignore: Collection[str] | None = None,
    lexicon: Lexicon | None = None,
) -> list[Located]:
    """As `check`, each finding with the span of the document's text that it is about."""
    for name in (*(select or ()), *(ignore or ())):
        if name not in RULES:
            raise ValueError(f"no rule {name!r}: {', '.join(RULES)}")
    if lang not in ("zh", "en"):
        raise ValueError(f"no language {lang!r}: zh, en")
    reading = Reading(extraction, lexicon or load())
    wanted = [rule for name, rule in RULES.items() if (not select or name in select) and name not in (ignore or ())]
    found = [item for rule in wanted for item in rule.check(reading)]
    for rest in (neighbours, twice):
        found += [item for item in rest(reading, found) if RULES[item.finding.rule] in wanted]
    ordered = _distinct(sorted(found, key=lambda item: (item.start, item.end, item.finding.rule)))
    if lang == "zh":
        return ordered
    return [item._replace(finding=structs.replace(item.finding, message=item.message.en)) for item in ordered]


def _distinct(found: list[Located]) -> list[Located]:
    """Two findings of a rule on one figure (a cell in a total row and a total column) get two ids."""
    seen: dict[str, int] = {}
    out = []
    for item in found:
        name = item.finding.id
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            item = item._replace(finding=structs.replace(item.finding, id=f"{name}-{seen[name]}"))
        out.append(item)
    return out
