"""What a finding rests on: the records it names, where they stand, and their sentences.

    >>> import nlp
    >>> extraction = nlp.extract("全县脱贫 1007 户。", document="a.txt")            # doctest: +SKIP
    >>> statements = Statements([extraction])                                      # doctest: +SKIP
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from nlp.model import Document, Extraction, Finding, Occurrence
from nlp.segment import sentence_at, sentences
from nlp.view import View, clean

_PLACED = re.compile(r"([0-9a-f]{12})-[a-z_]+(\d+)")
_QUOTED = re.compile(r"“([^“”]+)”")


class Passage(Occurrence, frozen=True, kw_only=True):
    """A place that a finding is about and that no fact or slogan covers: a date that is none, a list, a table cell."""


class Statement(NamedTuple):
    """One record that a finding names. `record` is None where the extractions at hand do not hold it."""

    id: str
    document: str
    source: Source | None
    record: Occurrence | None


class Source:
    """A document with its records, and its cleaned text, which is worked out when first asked for."""

    def __init__(self, extraction: Extraction, number: int) -> None:
        self.extraction, self.number = extraction, number
        self.document: Document = extraction.document
        records: list[Occurrence] = [*extraction.facts, *extraction.slogans]
        self.marks = {record.id: record for record in records}
        self._view: View | None = None
        self._spans: list[tuple[int, int]] = []
        self._lines: list[int] | None = None

    @property
    def name(self) -> str:
        """The document's path."""
        return self.document.document

    def has(self, record: Occurrence) -> bool:
        """Whether the record's text stands in the document's text where the record says."""
        return bool(self.document.text) and self.document.text[record.start : record.end] == record.text

    def line(self, position: int) -> int:
        """The line that holds a position, from 1."""
        if self._lines is None:
            self._lines = [0, *(i + 1 for i, c in enumerate(self.document.text) if c == "\n")]
        return bisect_right(self._lines, position)

    def sentence(self, record: Occurrence) -> tuple[int, int] | None:
        """The span of a record's sentence in the document's text, or None where that cannot be told."""
        found = self._clean_sentence(record)
        return self._view.source(*found) if found and self._view else None

    def in_sentence(self, record: Occurrence) -> tuple[int, int] | None:
        """The span of a record within its own `sentence`, or None where that cannot be told."""
        if (found := self._clean_sentence(record)) and self._view:
            start, end = self._view.clean_of(record.start), self._view.clean_of(record.end - 1) + 1
            return start - found[0], end - found[0]
        for wanted in (record.text, "".join(record.text.split())):
            if wanted and record.sentence.count(wanted) == 1:
                start = record.sentence.index(wanted)
                return start, start + len(wanted)
        return None

    def view(self) -> View:
        """The cleaned text with its map."""
        if self._view is None:
            self._view = clean(self.document)
            self._spans = sentences(self._view)
        return self._view

    def passage(self, identity: str, start: int, words: str) -> Passage | None:
        """What stands at `start`: the words quoted of it, else its whole sentence. None where there is no text."""
        if not 0 <= start < len(self.document.text):
            return None
        view = self.view()
        here = view.clean_of(start)
        span = sentence_at(self._spans, here)
        if span is None:
            return None
        around = (here, here + len(words)) if words and view.text.startswith(words, here) else span
        first, last = view.source(*around)
        block = next((b for b in self.document.blocks if b.start <= first < b.end), None)
        return Passage(
            id=identity, document=self.name, text=self.document.text[first:last], start=first, end=last,
            sentence=view.text[slice(*span)].strip(), page=block.page if block else None,
            block=block.ref if block else None,
        )

    def _clean_sentence(self, record: Occurrence) -> tuple[int, int] | None:
        if not self.has(record):
            return None
        view = self.view()
        span = sentence_at(self._spans, view.clean_of(record.start))
        if span is None:
            return None
        text = view.text[slice(*span)]
        start = span[0] + len(text) - len(text.lstrip())
        # Another lexicon may have cut the text differently when the record was made.
        return (start, start + len(text.strip())) if text.strip() == record.sentence else None


class Statements:
    """The sources of a set of extractions, sorted by name, the same document once."""

    def __init__(self, extractions: Iterable[Extraction]) -> None:
        apart = {(e.document.document, e.document.sha256, e.document.text): e for e in extractions}
        self.sources = [Source(apart[key], number) for number, key in enumerate(sorted(apart), 1)]
        self._named: dict[str, list[Source]] = {}
        for source in self.sources:
            self._named.setdefault(source.name, []).append(source)

    def source(self, document: str, identity: str = "") -> Source | None:
        """The source of that name: of several, the one that holds the record, else the first."""
        sources = self._named.get(document, [])
        return next((source for source in sources if identity in source.marks), sources[0] if sources else None)

    def of(self, finding: Finding) -> list[Statement]:
        """What a finding rests on, each once, the stated figure first."""
        pairs = dict.fromkeys(zip(finding.documents, finding.facts, strict=False))
        found = [self._statement(document, identity) for document, identity in pairs]
        return found or self._placed(finding)

    def _placed(self, finding: Finding) -> list[Statement]:
        """The place of a finding that names no record: its id tells the document's hash and where it stands."""
        if not (match := _PLACED.fullmatch(finding.id)):
            return []
        source = next((source for source in self.sources if source.document.sha256.startswith(match[1])), None)
        if source is None:
            return []
        if finding.id not in source.marks:
            quoted = _QUOTED.match(finding.message)
            if passage := source.passage(finding.id, int(match[2]), quoted[1] if quoted else ""):
                source.marks[finding.id] = passage
        record = source.marks.get(finding.id)
        return [Statement(finding.id, source.name, source, record)] if record else []

    def _statement(self, document: str, identity: str) -> Statement:
        source = self.source(document, identity)
        return Statement(identity, document, source, source.marks.get(identity) if source else None)

    def named(self, findings: Iterable[Finding]) -> list[Occurrence]:
        """Every record that the findings name, each once, in the order of the documents and then of their text."""
        wanted = {(s.source.number, s.id) for finding in findings for s in self.of(finding) if s.source}
        return [
            record for source in self.sources
            for record in sorted(source.marks.values(), key=lambda mark: (mark.start, mark.end))
            if (source.number, record.id) in wanted
        ]
