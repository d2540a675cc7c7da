"""Phrases in other words than the canonical ones, and misquotations: what departs, and where."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import NamedTuple

from corpus.report.cards import Card, cards
from corpus.report.labels import Labels
from corpus.report.slogans.phrases import Spot
from corpus.report.slogans.uses import Uses
from corpus.statements import Statement
from nlp.tracking import MisquotedSlogan

LIKE = 0.4
"""From this likeness on, what differs is told sign by sign; below it, the whole."""


class Edit(NamedTuple):
    """A piece of a wording: as in the canonical form (empty `kind`), left out of it (`del`) or put into it (`ins`)."""

    text: str
    kind: str


class Wording(NamedTuple):
    """One wording of a phrase that is not the canonical one, and the first place of it in each document."""

    slogan: str
    href: str | None
    text: str
    edits: list[Edit]
    mentions: int
    spots: list[Spot]


class Misquotation(NamedTuple):
    """One misquotation ready for the page. `href` leads to the phrase, where that is used as well."""

    anchor: str
    number: int
    told: MisquotedSlogan
    href: str | None
    edits: list[Edit]
    card: Card


def edits(canonical: str, text: str) -> list[Edit]:
    """How to get from the canonical form to the text.

    >>> [(edit.text, edit.kind) for edit in edits("四不摘", "四个不摘")]
    [('四', ''), ('个', 'ins'), ('不摘', '')]
    """
    matcher = SequenceMatcher(None, canonical, text, autojunk=False)
    if matcher.ratio() < LIKE:
        return [Edit(canonical, "del"), Edit(text, "ins")]
    made: list[Edit] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            made.append(Edit(canonical[a:b], ""))
        else:
            made += [Edit(part, kind) for part, kind in ((canonical[a:b], "del"), (text[c:d], "ins")) if part]
    return made


def wordings(uses: Uses) -> list[Wording]:
    """The wordings, by phrase as the page lists them, the most frequent first; white space makes no difference."""
    made = []
    for row in uses.phrases:
        found: dict[str, list[Spot]] = {}
        counts: dict[str, int] = {}
        for source, record, mention in uses.uses[row.slogan]:
            if not mention.variant:
                continue
            text = "".join(record.text.split())
            counts[text] = counts.get(text, 0) + 1
            spots = found.setdefault(text, [])
            if all(spot.document != source.name for spot in spots):
                spots.append(Spot(mention.year, mention.place, source.name, uses.record(source, record)))
        made += [
            Wording(row.slogan, uses.anchor(row.slogan), text, edits(row.slogan, text), counts[text], spots)
            for text, spots in sorted(found.items(), key=lambda item: (-counts[item[0]], item[0]))
        ]
    return made


def misquotations(uses: Uses, words: Labels) -> list[Misquotation]:
    """The misquotations, in the order of the documents."""
    made = []
    for number, (source, record, told) in enumerate(uses.wrong, 1):
        statement = Statement(record.id, source.name, source, record)
        (card,) = cards([(statement, "misquoted")], uses, words)
        text = "".join(record.text.split())
        href = uses.anchor(told.slogan)
        made.append(Misquotation(f"misquoted-{number}", number, told, href, edits(told.slogan, text), card))
    return made
