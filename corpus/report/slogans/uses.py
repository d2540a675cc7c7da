"""Every use of a phrase in the documents of a page, counted and marked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from msgspec.structs import replace

from corpus.report.labels import Labels
from corpus.report.marks import Back, Marks, unique
from corpus.statements import Passage, Source, Statements
from lexicons import Lexicon
from nlp.model import Extraction, Occurrence, Slogan
from nlp.tracking import Mention, MisquotedSlogan, SloganTrack, Tracker


class Use(NamedTuple):
    """A phrase where it stands."""

    source: Source
    record: Slogan
    mention: Mention


class Wrong(NamedTuple):
    """A misquotation where it stands."""

    source: Source
    record: Passage
    told: MisquotedSlogan


class Uses(Marks):
    """The phrases of the documents: entries 1 to N are the phrases, the most widespread first; then the misquotations.

    Of the records in the texts only the phrases are kept: figures have a page of their own.
    """

    def __init__(self, extractions: Iterable[Extraction], lexicon: Lexicon | None, lang: str) -> None:
        whole = Statements(extractions).sources
        self.statements = Statements(replace(source.extraction, facts=[]) for source in whole)
        self.tracker = Tracker(lexicon, lang)
        self.uses: dict[str, list[Use]] = {}
        self.wrong: list[Wrong] = []
        for full, source in zip(whole, self.statements.sources, strict=True):
            known = len(self.wrong)
            mentions = self.tracker.add(full.extraction)
            for record, mention in zip(source.extraction.slogans, mentions, strict=True):
                self.uses.setdefault(mention.slogan, []).append(Use(source, record, mention))
            self.wrong += [self._wrong(source, told) for told in self.tracker.misquoted()[known:]]
        self.phrases: list[SloganTrack] = self.tracker.phrases()
        self.number = {row.slogan: number for number, row in enumerate(self.phrases, 1)}
        self._anchors = unique([row.slogan_id or "" for row in self.phrases])
        self._wrong_number = {
            (one.source.number, one.record.id): number for number, one in enumerate(self.wrong, len(self.phrases) + 1)
        }

    def anchor(self, slogan: str) -> str | None:
        """The anchor of a phrase's entry, or None where the phrase is only ever misquoted."""
        number = self.number.get(slogan)
        return f"phrase-{self._anchors[number - 1]}" if number else None

    def first(self, slogan: str, document: str) -> str | None:
        """The anchor of the first use of a phrase in a document."""
        found = (use for use in self.uses.get(slogan, []) if use.source.name == document)
        return next((self.record(use.source, use.record) for use in found), None)

    def numbers(self, source: Source, record: Occurrence) -> list[int]:
        """The phrase that a slogan is, or the misquotation that a passage is."""
        if isinstance(record, Slogan):
            return [self.number[record.slogan]]
        return [self._wrong_number[source.number, record.id]]

    def standing(self, source: Source, record: Occurrence) -> str:
        """`disputed` for a misquotation, `variant` for a phrase in other words."""
        if isinstance(record, Slogan):
            return "variant" if record.variant else ""
        return "disputed"

    def back(self, number: int, words: Labels) -> Back:
        """The way to the phrase or misquotation with that number."""
        if number <= len(self.phrases):
            slogan = self.phrases[number - 1].slogan
            return Back(self.anchor(slogan) or "", f"↑{number}", words("back_phrase", phrase=slogan), True)
        nth = number - len(self.phrases)
        label = words("back_misquoted", phrase=self.wrong[nth - 1].told.slogan)
        return Back(f"misquoted-{nth}", f"≠{nth}", label, False)

    def _wrong(self, source: Source, told: MisquotedSlogan) -> Wrong:
        identity = f"misquoted-{told.start}-{told.end}"
        around = source.passage(identity, told.start, "")
        passage = Passage(
            id=identity, document=source.name, text=told.text, start=told.start, end=told.end,
            sentence=around.sentence if around else told.text, page=around.page if around else None,
            block=around.block if around else None,
        )
        source.marks[identity] = passage
        return Wrong(source, passage, told)
