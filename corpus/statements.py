"""What a finding rests on: the records it names, where they stand, and their sentences.

    >>> import nlp
    >>> extraction = nlp.extract("全县脱贫 1007 户。", document="a.txt")            # doctest: +SKIP
    >>> statements = Statements([extraction])                                      # doctest: +SKIP
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nlp.model import Document, Extraction, Fact, Finding, Slogan
from nlp.segment import sentence_at, sentences
from nlp.view import View, clean

Mark = Fact | Slogan


class Statement(NamedTuple):
    """One record that a finding names. `record` is None where the extractions at hand do not hold it."""

    id: str
    document: str
    record: Mark | None


class Source:
    """A document with its records, and its cleaned text, which is worked out when first asked for."""

    def __init__(self, extraction: Extraction, number: int) -> None:
        self.extraction, self.number = extraction, number
        self.document: Document = extraction.document
        self.marks: dict[str, Mark] = {record.id: record for record in (*extraction.facts, *extraction.slogans)}
        self._view: View | None = None
        self._spans: list[tuple[int, int]] = []
        self._lines: list[int] | None = None

    @property
    def name(self) -> str:
        """The document's path."""
        return self.document.document

    def has(self, record: Mark) -> bool:
        """Whether the record's text stands in the document's text where the record says."""
        return bool(self.document.text) and self.document.text[record.start : record.end] == record.text

    def line(self, position: int) -> int:
        """The line that holds a position, from 1."""
        if self._lines is None:
            self._lines = [0, *(i + 1 for i, c in enumerate(self.document.text) if c == "\n")]
        return bisect_right(self._lines, position)

    def sentence(self, record: Mark) -> tuple[int, int] | None:
        """The span of a record's sentence in the document's text, or None where that cannot be told."""
        found = self._clean_sentence(record)
        return self._view.source(*found) if found and self._view else None

    def in_sentence(self, record: Mark) -> tuple[int, int] | None:
        """The span of a record within its own `sentence`, or None where that cannot be told."""
        if (found := self._clean_sentence(record)) and self._view:
            start, end = self._view.clean_of(record.start), self._view.clean_of(record.end - 1) + 1
            return start - found[0], end - found[0]
        for wanted in (record.text, "".join(record.text.split())):
            if wanted and record.sentence.count(wanted) == 1:
                start = record.sentence.index(wanted)
                return start, start + len(wanted)
        return None

    def _clean_sentence(self, record: Mark) -> tuple[int, int] | None:
        if not self.has(record):
            return None
        if self._view is None:
            self._view = clean(self.document)
            self._spans = sentences(self._view)
        span = sentence_at(self._spans, self._view.clean_of(record.start))
        if span is None:
            return None
        text = self._view.text[slice(*span)]
        start = span[0] + len(text) - len(text.lstrip())
        # Another lexicon may have cut the text differently when the record was made.
        return (start, start + len(text.strip())) if text.strip() == record.sentence else None


class Statements:
    """The sources of a set of extractions, by name. Of two documents with one name the first counts."""

    def __init__(self, extractions: Sequence[Extraction]) -> None:
        self.sources = [Source(extraction, number) for number, extraction in enumerate(extractions, 1)]
        self._named: dict[str, Source] = {}
        for source in self.sources:
            self._named.setdefault(source.name, source)

    def source(self, document: str) -> Source | None:
        """The source of that name."""
        return self._named.get(document)

    def of(self, finding: Finding) -> Iterator[Statement]:
        """What a finding rests on, the stated figure first."""
        for identity, document in zip(finding.facts, finding.documents, strict=False):
            source = self.source(document)
            yield Statement(identity, document, source.marks.get(identity) if source else None)

    def named(self, findings: Sequence[Finding]) -> list[Mark]:
        """Every record that the findings name, each once, in the order of the documents and then of their text."""
        wanted = {(s.document, s.id) for finding in findings for s in self.of(finding)}
        return [
            record for source in self._named.values()
            for record in sorted(source.marks.values(), key=lambda mark: (mark.start, mark.end))
            if (source.name, record.id) in wanted
        ]
