"""The records of tracking: flat, so that each type is one table in a file, on the terminal, on a page."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from nlp.model import Category, Severity


class Mention(Struct, frozen=True, kw_only=True, tag_field="record", tag="mention"):
    """One use of a phrase. `new`: in no lexicon. `misquoted`: what departs from the canonical form, or null."""

    document: str
    place: str | None
    year: int | None
    slogan: str
    slogan_id: str | None
    category: Category
    text: str
    start: int
    end: int
    new: bool
    variant: bool
    listed: list[str] = []
    misquoted: str | None = None
    sentence: str


class SloganYear(Struct, frozen=True, kw_only=True, tag_field="record", tag="slogan_year"):
    """One phrase in one year: mentions, documents with it, all documents of that year, and the share of these, in %."""

    slogan: str
    slogan_id: str | None
    category: Category
    year: int
    count: int
    documents: int
    of: int
    share: float


class SloganPlace(Struct, frozen=True, kw_only=True, tag_field="record", tag="slogan_place"):
    """One phrase in one place."""

    slogan: str
    slogan_id: str | None
    place: str
    count: int
    documents: int


class SloganDocument(Struct, frozen=True, kw_only=True, tag_field="record", tag="slogan_document"):
    """One document: its mentions, its different phrases, those in no lexicon, in other words, misquoted, and the rare
    ones that it shares with other documents."""

    document: str
    place: str | None
    year: int | None
    count: int
    slogans: int
    new: int
    variants: int
    misquoted: int
    rare: list[str]


class SloganTrack(Struct, frozen=True, kw_only=True, tag_field="record", tag="slogan_track"):
    """One phrase over the whole folder. `first_document` is the earliest that uses it, by year, then by order;
    `last_document` the latest; both with their places. `english`: the lexicon's rendering.

    `direction` and `z` (Cochran–Armitage) tell whether the share of documents that use it rises or falls over the
    years; null where there are too few years or documents. `message` explains that in one sentence.
    """

    slogan: str
    slogan_id: str | None
    english: str | None
    category: Category
    new: bool
    count: int
    documents: int
    places: int
    variants: int
    misquoted: int
    first_year: int | None
    first_document: str
    first_place: str | None
    last_year: int | None
    last_document: str
    last_place: str | None
    direction: Literal["rising", "falling", "steady"] | None
    z: float | None
    message: str


class MisquotedSlogan(Struct, frozen=True, kw_only=True, tag_field="record", tag="misquoted_slogan"):
    """One misquotation: where, of which phrase, and what the canonical form says."""

    document: str
    place: str | None
    year: int | None
    text: str
    start: int
    end: int
    slogan: str
    severity: Severity
    message: str


class SharedSlogan(Struct, frozen=True, kw_only=True, tag_field="record", tag="shared_slogan"):
    """A rare phrase and the documents that share it."""

    slogan: str
    slogan_id: str | None
    documents: list[str]


class SharingPair(Struct, frozen=True, kw_only=True, tag_field="record", tag="sharing_pair"):
    """Two documents and the rare phrases that both use: the more, the likelier one was written from the other."""

    document: str
    other: str
    count: int
    slogans: list[str]
