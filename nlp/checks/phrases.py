"""Policy phrases misquoted: 四个精准 for 六个精准, five of the six listed (`nlp.misquotes`)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from nlp.checks.reading import Reading
from nlp.checks.result import Located, Text
from nlp.misquotes import misquotes
from nlp.model import Finding

RULE: Final = "claim"
ABOUT = ("政策提法与规范提法不一致", "policy phrases that depart from their canonical form")


def check(reading: Reading) -> Iterator[Located]:
    """Findings on misquoted phrases; their numbers count items."""
    about = reading.extraction.document
    prefix = (about.sha256 or "0" * 12)[:12]
    for found in misquotes(reading.extraction, reading.lexicon):
        finding = Finding(
            id=f"{prefix}-{found.rule}-phrase{found.start}",
            rule=found.rule,
            verdict=found.verdict,
            severity=found.severity,
            facts=[found.slogan] if found.slogan else [],
            documents=[about.document],
            stated=Decimal(found.stated),
            expected_low=Decimal(found.expected),
            expected_high=Decimal(found.expected),
            metric=found.canonical,
            place=about.place,
            message=found.zh,
        )
        yield Located(finding, found.start, found.end, Text(found.zh, found.en))
