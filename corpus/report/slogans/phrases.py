"""The phrases as the page lists them: each with its uses in their sentences, and what the filters go by."""

from __future__ import annotations

from typing import NamedTuple

from corpus.report.cards import Card, cards
from corpus.report.labels import Labels
from corpus.report.slogans.uses import Uses
from corpus.statements import Statement
from nlp.tracking import SloganTrack

FACETS = ("category", "trend", "kind", "year", "place", "document")
_NAMED = ("category", "trend", "kind")


class Spot(NamedTuple):
    """A document in which a phrase stands, and where in it."""

    year: int | None
    place: str | None
    document: str
    href: str | None


class Phrase(NamedTuple):
    """A phrase ready for the page. `kinds`: `new`, `variant`, `misquoted`, `rare`; `facets` are for the filters."""

    number: int
    anchor: str
    track: SloganTrack
    first: Spot
    last: Spot
    kinds: list[str]
    cards: list[Card]
    facets: dict[str, list[str]]


def phrases(uses: Uses, words: Labels) -> list[Phrase]:
    """All phrases, the most widespread first."""
    rare = {row.slogan for row in uses.tracker.shared()}
    return [_phrase(number, row, row.slogan in rare, uses, words) for number, row in enumerate(uses.phrases, 1)]


def told(facet: str, value: str, words: Labels) -> str:
    """What the reader sees of a value that can be filtered by."""
    return words(f"{facet}.{value}") if facet in _NAMED else value


def _phrase(number: int, row: SloganTrack, rare: bool, uses: Uses, words: Labels) -> Phrase:
    found = uses.uses[row.slogan]
    # 四个精准 for 六个精准 may be taken for a phrase of its own, but is nothing new.
    bent = [use.mention.misquoted is not None for use in found]
    new, misquoted = row.new and not all(bent), row.misquoted or any(bent)
    signs = {"new": new, "variant": row.variants, "misquoted": misquoted, "rare": rare}
    kinds = [kind for kind, holds in signs.items() if holds]
    statements = (
        (Statement(record.id, source.name, source, record), "misquoted" if mention.misquoted else "used")
        for source, record, mention in found
    )
    years = sorted({str(use.mention.year) for use in found if use.mention.year is not None})
    return Phrase(
        number=number, anchor=uses.anchor(row.slogan) or "", track=row, kinds=kinds,
        first=Spot(row.first_year, row.first_place, row.first_document, uses.first(row.slogan, row.first_document)),
        last=Spot(row.last_year, row.last_place, row.last_document, uses.first(row.slogan, row.last_document)),
        cards=list(cards(statements, uses, words)),
        facets={
            "category": [row.category], "trend": [row.direction] if row.direction else [], "kind": kinds, "year": years,
            "place": sorted({use.mention.place for use in found if use.mention.place}),
            "document": sorted({use.source.name for use in found}),
        },
    )
