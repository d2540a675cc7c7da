"""The page of policy phrases: who says which, where and when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.report.facets import choices
from corpus.report.labels import labels
from corpus.report.page import Heading, compose
from corpus.report.slogans.phrases import FACETS, phrases, told
from corpus.report.slogans.use import grids, pairs, rare
from corpus.report.slogans.uses import Uses
from corpus.report.slogans.wordings import misquotations, wordings
from corpus.report.slogans.years import drawings
from corpus.statements import Source
from nlp.model import Extraction

if TYPE_CHECKING:
    from lexicons import Lexicon
    from nlp.discovery import Candidate


def render(
    extractions: list[Extraction], lang: str, lexicon: Lexicon | None = None, candidates: Sequence[Candidate] = (),
) -> str:
    """The page. ValueError for a language that is neither `zh` nor `en`."""
    words = labels(lang)
    uses = Uses(extractions, lexicon, lang)
    listed = phrases(uses, words)
    mentions = sum(row.count for row in uses.phrases)
    years = sorted(uses.tracker.by_year)

    def counted(source: Source) -> str:
        return words("mention_count", mentions=len(source.extraction.slogans))

    heading = Heading(
        words("slogans_title"),
        words("slogans_lead") if not years else words("slogans_lead_years", first=years[0], last=years[-1]),
        [
            ("", len(uses.statements.sources), words("tally_documents")), ("", len(listed), words("tally_phrases")),
            ("", mentions, words("tally_mentions")),
            ("warning" if uses.wrong else "", len(uses.wrong), words("tally_misquoted")),
        ],
    )
    parts = ["phrases", "years", "use", "rare", "misquotations", "wordings", *(["candidates"] if candidates else [])]
    return compose(
        "slogans.html.j2", words, heading, parts, uses,
        phrases=listed, facets=FACETS, drawings=drawings(uses, words), grids=grids(uses), rare=rare(uses),
        choices=choices((one.facets for one in listed), FACETS, lambda facet, value: told(facet, value, words)),
        pairs=pairs(uses), misquotations=misquotations(uses, words), wordings=wordings(uses), candidates=candidates,
        documents_about=words("slogans_documents_about"), document_counts=counted, classes=["slogan"],
        standings=[("slogan variant", words("kind.variant")), ("passage disputed", words("kind.misquoted"))],
    )
