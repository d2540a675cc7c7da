"""The findings of the evidence page: their order, their anchors, and the records in documents that they name."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.report.labels import Labels
from corpus.report.marks import Back, Marks, unique
from corpus.statements import Source, Statements
from nlp.model import Finding, Occurrence, Severity

ORDER: tuple[Severity, ...] = ("error", "warning", "info")


class Anchors(Marks):
    """The findings in the page's order, numbered, and the anchors of findings and of records in documents."""

    def __init__(self, statements: Statements, findings: Sequence[Finding]) -> None:
        self.statements = statements
        self.findings = sorted(findings, key=self._place)
        self._finding = unique([finding.id for finding in self.findings])
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

    def numbers(self, source: Source, record: Occurrence) -> list[int]:
        """The numbers of the findings that name a record."""
        return self._by_record.get((source.number, record.id), [])

    def standing(self, source: Source, record: Occurrence) -> str:
        """`disputed` for what an error or warning is about, `involved` for what that is held against, or empty."""
        key = source.number, record.id
        return "disputed" if key in self._disputed else "involved" if key in self._involved else ""

    def back(self, number: int, words: Labels) -> Back:
        """The way to the finding with that number."""
        finding = self.findings[number - 1]
        label = words("back", number=number, message=finding.message)
        return Back(self.finding(number), f"↑{number}", label, finding.severity == "info")
