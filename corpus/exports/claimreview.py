"""Findings as schema.org ClaimReview, the markup that fact-checkers publish: https://schema.org/ClaimReview.

One review a finding; one that says two figures are not comparable reviews no claim and is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from corpus.statements import Statement, Statements
from nlp.model import Fact, Finding, Occurrence, Verdict

CONTEXT = "https://schema.org"
AUTHOR = {"@type": "Organization", "name": "Jushi 据实"}
# How well the stated figure fits the others, 5 best. It judges the figures, not who stated them.
RATINGS: dict[Verdict, tuple[int, str, str]] = {
    "consistent": (5, "Consistent", "相符"), "compatible": (4, "Compatible", "可相容"),
    "truncated": (3, "Cut off, not rounded", "舍去末位，未四舍五入"), "unit_slip": (2, "Unit slip", "单位或数量级有误"),
    "digit_slip": (2, "Digit slip", "数字笔误"), "conflict": (1, "In conflict", "矛盾"),
}


def reviews(statements: Statements, findings: Iterable[Finding], lang: str = "zh") -> dict[str, Any]:
    """The reviews as one JSON-LD object. `lang`, `zh` or `en`, is the language of the messages."""
    made = [_review(finding, statements.of(finding), lang) for finding in findings if finding.verdict in RATINGS]
    return {"@context": CONTEXT, "@graph": made}


def iri(document: str) -> str:
    """A document's path as a relative reference."""
    return quote(document.encode("utf-8", "replace"), safe="/") or "#"


def _review(finding: Finding, about: list[Statement], lang: str) -> dict[str, Any]:
    value, english, chinese = RATINGS[finding.verdict]
    claim = _claim(about[0].record if about else None) or finding.message
    made: dict[str, Any] = {
        "@type": "ClaimReview", "@id": f"#finding-{finding.id}", "url": f"#finding-{quote(finding.id)}",
        "inLanguage": "zh-Hans" if lang == "zh" else "en", "author": AUTHOR, "claimReviewed": claim,
        "reviewBody": finding.message,
        "reviewRating": {
            "@type": "Rating", "ratingValue": value, "bestRating": 5, "worstRating": 1,
            "alternateName": chinese if lang == "zh" else english, "ratingExplanation": finding.message,
        },
        "itemReviewed": {"@type": "Claim", "inLanguage": "zh", "text": claim, "appearance": _works(about[:1])},
    }
    if others := _works(about[1:]):
        made["citation"] = others
    return made


def _claim(record: Occurrence | None) -> str | None:
    """The claim in short: place, time, indicator, figure. A sentence often makes several claims."""
    if not isinstance(record, Fact):
        return record.sentence if record else None
    about = (record.place, record.time, record.metric or record.metric_text, " ".join(record.text.split()))
    return " ".join(part for part in about if part)


def _works(about: Iterable[Statement]) -> list[dict[str, Any]]:
    """The documents in which statements stand, each once, with the sentences."""
    works: dict[tuple[str, str], dict[str, Any]] = {}
    for statement in about:
        sentence = statement.record.sentence if statement.record else ""
        if (statement.document, sentence) in works:
            continue
        known = statement.source.document if statement.source else None
        title = known.title if known else None
        work = {"@type": "CreativeWork", "url": iri(statement.document), "name": title or statement.document}
        if known and known.date:
            work["datePublished"] = known.date
        if sentence:
            work["text"] = sentence
        works[statement.document, sentence] = work
    return list(works.values())
