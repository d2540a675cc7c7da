"""Names inside the page: where a finding and a place in a document can be linked to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.statements import Source, Statements
from nlp.model import Finding, Occurrence, Severity

ORDER: tuple[Severity, ...] = ("error", "warning", "info")
_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Anchors:
    """The findings in the page's order, numbered, and the anchors of findings and of records in documents."""

    def __init__(self, statements: Statements, findings: Sequence[Finding]) -> None:
        self.statements = statements
        self.findings = sorted(findings, key=self._place)
        self._finding = _unique([finding.id for finding in self.findings])
        self._by_record: dict[tuple[int, str], list[int]] = {}
        self._disputed: set[tuple[int, str]] = set()
        self._involved: set[tuple[int, str]] = set()
        for number, finding in enumerate(self.findings, 1):
            keys = [(s.source.number, s.id) for s in statements.of(finding) if s.source]
            for key in keys:
                self._by_record.setdefault(key, []).append(number)
            if finding.severity != "info":
                self._disputed.update(keys[:1])
                self._involved.update(keys[1:])

    def _place(self, finding: Finding) -> tuple[object, ...]:
        """By severity, then by where the stated figure stands: the order of the input has no part in it."""
        stated = next(iter(self.statements.of(finding)), None)
        start = stated.record.start if stated and stated.record else -1
        document = stated.document if stated else ""
        return ORDER.index(finding.severity), document, start, finding.rule, finding.id, finding.message

    def finding(self, number: int) -> str:
        """The anchor of the finding with that number; the same for the same finding on every run."""
        return f"finding-{self._finding[number - 1]}"

    def record(self, source: Source, record: Occurrence) -> str | None:
        """The anchor of a record in its document's text, or None where the text is not at hand."""
        if not source.has(record):
            return None
        name = record.id if _PLAIN.fullmatch(record.id) else str(record.start)
        return f"at-{source.number}-{name}"

    def numbers(self, source: Source, record: Occurrence) -> list[int]:
        """The numbers of the findings that name a record."""
        return self._by_record.get((source.number, record.id), [])

    def standing(self, source: Source, record: Occurrence) -> str:
        """`disputed` for what an error or warning is about, `involved` for what that is held against, or empty."""
        key = source.number, record.id
        return "disputed" if key in self._disputed else "involved" if key in self._involved else ""


def _unique(names: Sequence[str]) -> list[str]:
    """The names where they can be anchors and are used once; else their number."""
    seen: set[str] = set()
    made = []
    for number, name in enumerate(names, 1):
        made.append(name if _PLAIN.fullmatch(name) and name not in seen else str(number))
        seen.add(made[-1])
    return made
