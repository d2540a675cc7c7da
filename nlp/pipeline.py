"""The library's entrance: text in, extraction out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lexicons import Lexicon, load
from nlp.engine import run
from nlp.model import Document, Extraction


def extract(document: str | Document, lexicon: Lexicon | None = None) -> Extraction:
    """The facts and slogans of one document, given as a string or with its text's provenance."""
    return run(Document.of(document) if isinstance(document, str) else document, lexicon or load())


def extract_many(documents: Iterable[str | Document], lexicon: Lexicon | None = None) -> Iterator[Extraction]:
    """One extraction a document, in order, each made when it is asked for."""
    return (extract(document, lexicon) for document in documents)
