"""The counting: a `Tracker` takes extractions one by one and gives the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from msgspec import structs

from lexicons import Lexicon, load
from nlp.misquotes import Misquote, misquotes
from nlp.model import Category, Extraction
from nlp.tracking.records import (
    Mention,
    MisquotedSlogan,
    SharedSlogan,
    SharingPair,
    SloganDocument,
    SloganPlace,
    SloganTrack,
    SloganYear,
)
from nlp.tracking.trends import Part, Trend, trend
from nlp.years import year_of

RARE = 3
"""A phrase in two to so many documents, and in no more than half of all, is rare: those that share it may have copied,
or have one author."""


class _Appearance(NamedTuple):
    """A phrase in a document. They sort by year, then by the order in which the documents came."""

    year: int
    number: int
    document: str
    place: str


class _Phrase:
    """Counts of one phrase. `names` holds the first few documents only: enough to tell a rare phrase from others."""

    __slots__ = ("by_place", "by_year", "category", "count", "documents", "first", "id", "last", "names", "variants")

    def __init__(self, id: str | None, category: Category) -> None:
        self.id, self.category = id, category
        self.count = self.documents = self.variants = 0
        self.names: list[str] = []
        self.first: _Appearance | None = None
        self.last: _Appearance | None = None
        self.by_year: dict[int, list[int]] = {}
        self.by_place: dict[str, list[int]] = {}


class Tracker:
    """Takes extractions one by one; the tables may be asked for at any time. `lang` is that of the messages."""

    def __init__(self, lexicon: Lexicon | None = None, lang: str = "zh") -> None:
        self.lexicon = lexicon or load()
        self.lang = lang
        self.by_year: Counter[int] = Counter()
        self._phrases: dict[str, _Phrase] = {}
        self._documents: list[SloganDocument] = []
        self._misquoted: list[MisquotedSlogan] = []

    def add(self, extraction: Extraction) -> list[Mention]:
        """Counts a document and returns its mentions, in reading order."""
        year, place = year_of(extraction), extraction.document.place
        wrong = [found for found in misquotes(extraction, self.lexicon) if found.severity != "info"]
        mentions = [*self._mentions(extraction, year, wrong)]
        if year is not None:
            self.by_year[year] += 1
        self._documents.append(SloganDocument(
            document=extraction.document.document, place=place, year=year, count=len(mentions),
            slogans=len({m.slogan for m in mentions}), new=len({m.slogan for m in mentions if m.new}),
            variants=sum(m.variant for m in mentions), misquoted=len(wrong), rare=[],
        ))
        about = extraction.document
        self._misquoted += [
            MisquotedSlogan(
                document=about.document, place=place, year=year, text=about.text[w.start : w.end], start=w.start,
                end=w.end, slogan=w.canonical, severity=w.severity, message=w.zh if self.lang == "zh" else w.en,
            )
            for w in wrong
        ]
        for mention in mentions:
            self._count(mention)
        for slogan, count in Counter(m.slogan for m in mentions).items():
            self._spread(self._phrases[slogan], count)
        return mentions

    def phrases(self) -> list[SloganTrack]:
        """Every phrase, the most widespread first."""
        bent = Counter(row.slogan for row in self._misquoted)
        rows = [self._track(slogan, phrase, bent[slogan]) for slogan, phrase in self._phrases.items()]
        return sorted(rows, key=lambda row: (-row.documents, -row.count, row.slogan))

    def years(self) -> list[SloganYear]:
        """Every phrase in every year in which a document uses it; phrases as in `phrases`, years ascending."""
        return [
            SloganYear(
                slogan=row.slogan, slogan_id=row.slogan_id, category=row.category, year=year, count=count,
                documents=documents, of=self.by_year[year], share=round(100 * documents / self.by_year[year], 2),
            )
            for row in self.phrases() for year, (count, documents) in sorted(self._phrases[row.slogan].by_year.items())
        ]

    def places(self) -> list[SloganPlace]:
        """Every phrase in every place; phrases as in `phrases`, the place that says it most first."""
        return [
            SloganPlace(slogan=row.slogan, slogan_id=row.slogan_id, place=place, count=count, documents=documents)
            for row in self.phrases()
            for place, (count, documents) in sorted(
                self._phrases[row.slogan].by_place.items(), key=lambda item: (-item[1][1], -item[1][0], item[0])
            )
        ]

    def documents(self) -> list[SloganDocument]:
        """Every document, in the order in which they came."""
        rare: dict[str, list[str]] = {}
        for row in self.shared():
            for name in row.documents:
                rare.setdefault(name, []).append(row.slogan)
        return [structs.replace(d, rare=rare.get(d.document, [])) for d in self._documents]

    def shared(self) -> list[SharedSlogan]:
        """The rare phrases that two to RARE documents share, those in no lexicon first."""
        rows = [
            SharedSlogan(slogan=slogan, slogan_id=phrase.id, documents=list(phrase.names))
            for slogan, phrase in self._phrases.items()
            if 2 <= phrase.documents <= min(RARE, len(self._documents) / 2)
        ]
        return sorted(rows, key=lambda row: (row.slogan_id is not None, len(row.documents), row.slogan))

    def pairs(self) -> list[SharingPair]:
        """Every two documents that share a rare phrase, those that share most first."""
        found: dict[tuple[str, str], list[str]] = {}
        for row in self.shared():
            for pair in combinations(row.documents, 2):
                found.setdefault((pair[0], pair[1]), []).append(row.slogan)
        rows = [SharingPair(document=a, other=b, count=len(both), slogans=both) for (a, b), both in found.items()]
        return sorted(rows, key=lambda row: (-row.count, row.document, row.other))

    def misquoted(self) -> list[MisquotedSlogan]:
        """The misquotations, in the order of the documents."""
        return list(self._misquoted)

    def _mentions(self, extraction: Extraction, year: int | None, wrong: list[Misquote]) -> Iterator[Mention]:
        about = extraction.document
        for slogan in extraction.slogans:
            hit = next((w for w in wrong if w.start < slogan.end and slogan.start < w.end), None)
            yield Mention(
                document=about.document, place=about.place, year=year, slogan=slogan.slogan, slogan_id=slogan.slogan_id,
                category=slogan.category, text=slogan.text, start=slogan.start, end=slogan.end,
                new=slogan.slogan_id is None, variant=slogan.variant, listed=slogan.listed, sentence=slogan.sentence,
                misquoted=(hit.zh if self.lang == "zh" else hit.en) if hit else None,
            )

    def _count(self, mention: Mention) -> None:
        phrase = self._phrases.get(mention.slogan)
        if phrase is None:
            phrase = self._phrases[mention.slogan] = _Phrase(mention.slogan_id, mention.category)
        phrase.count += 1
        phrase.variants += mention.variant

    def _spread(self, phrase: _Phrase, count: int) -> None:
        about = self._documents[-1]
        phrase.documents += 1
        if len(phrase.names) < RARE:
            phrase.names.append(about.document)
        rows = [phrase.by_year.setdefault(about.year, [0, 0])] if about.year is not None else []
        rows += [phrase.by_place.setdefault(about.place, [0, 0])] if about.place is not None else []
        for row in rows:
            row[0] += count
            row[1] += 1
        # A document without a year is neither the first nor the last where others have one.
        year, number, place = about.year, len(self._documents), about.place or ""
        here = _Appearance(9999 if year is None else year, number, about.document, place)
        phrase.first = min(phrase.first or here, here)
        here = here._replace(year=-1 if year is None else year)
        phrase.last = max(phrase.last or here, here)

    def _track(self, slogan: str, phrase: _Phrase, misquoted: int) -> SloganTrack:
        found = trend({year: row[1] for year, row in phrase.by_year.items()}, self.by_year)
        assert phrase.first is not None and phrase.last is not None
        known = self.lexicon.slogans.get(phrase.id or "")
        return SloganTrack(
            slogan=slogan, slogan_id=phrase.id, english=known.english if known else None, category=phrase.category,
            new=phrase.id is None, count=phrase.count, documents=phrase.documents, places=len(phrase.by_place),
            variants=phrase.variants, misquoted=misquoted, first_year=min(phrase.by_year, default=None),
            first_document=phrase.first.document, first_place=phrase.first.place or None,
            last_year=max(phrase.by_year, default=None), last_document=phrase.last.document,
            last_place=phrase.last.place or None, direction=found.direction if found else None,
            z=found.z if found else None, message=self._told(slogan, phrase, found),
        )

    def _told(self, slogan: str, phrase: _Phrase, found: Trend | None) -> str:
        if found is None:
            if self.lang == "zh":
                return f"“{slogan}”在{phrase.documents}个文件中出现{phrase.count}次，年份太少，不判断升降。"
            return f"“{slogan}”: {phrase.count} times in {phrase.documents} documents; too few years for a trend."
        early, late = found.early, found.late
        if self.lang == "zh":
            word = {"rising": "上升", "falling": "下降", "steady": "没有明显升降"}[found.direction]
            return (
                f"使用“{slogan}”的文件由{_span(early)}年的{early.share:.0f}%（{early.said}/{early.of}）变为{_span(late)}年的"
                f"{late.share:.0f}%（{late.said}/{late.of}），{word}（z={found.z:+.2f}，绝对值1.96以上为显著）。"
            )
        return (
            f"documents that use “{slogan}” go from {early.share:.0f}% ({early.said}/{early.of}) in {_span(early)} to "
            f"{late.share:.0f}% ({late.said}/{late.of}) in {_span(late)}: {found.direction} "
            f"(z={found.z:+.2f}; beyond 1.96 it is no chance)."
        )


def _span(part: Part) -> str:
    return str(part.first) if part.first == part.last else f"{part.first}–{part.last}"
