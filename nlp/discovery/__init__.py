"""Policy phrases that no lexicon lists, from the user's own documents.

    >>> texts = [f"{place}推行三访三促，成效明显。" for place in ("甲村", "乙村", "丙村")]
    >>> [found.phrase for found in discover(texts)]
    ['三访三促']

Documents are read one after the other and none is kept: `Discovery` holds counts only, in bounded memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from lexicons import Lexicon, load
from nlp.discovery.export import rows, table
from nlp.discovery.rank import Candidate, candidates
from nlp.discovery.sequences import Reader
from nlp.discovery.tally import LIMIT, Tally
from nlp.model import Document, Extraction
from nlp.view import clean
from nlp.years import year_of

__all__ = ["Candidate", "Discovery", "discover", "rows", "table"]


class Discovery:
    """Takes documents one by one; `candidates` may be asked at any time. `limit` bounds the sequences held."""

    def __init__(self, lexicon: Lexicon | None = None, limit: int = LIMIT) -> None:
        self.lexicon = lexicon or load()
        self._tally = Tally(limit)
        self._reader = Reader(self.lexicon)
        self._seen: set[bytes] = set()

    def add(self, document: str | Document | Extraction) -> None:
        """Counts a document; one with the text of an earlier one is passed over."""
        whole = document.document if isinstance(document, Extraction) else document
        whole = Document.of(whole) if isinstance(whole, str) else whole
        mark = sha256(whole.text.encode("utf-8", "surrogatepass")).digest()[:8]
        if mark in self._seen:
            return
        self._seen.add(mark)
        year = year_of(document) if isinstance(document, Extraction) else year_of(whole)
        self._tally.begin(year)
        sequences, hints, words = self._reader.read(clean(whole, self.lexicon).text)
        for sequence in sequences:
            self._tally.add(*sequence)
        self._tally.hinted.update(hints)
        self._tally.words += words

    def candidates(self, top: int = 100, lang: str = "zh", mentions: int = 3, documents: int = 2) -> list[Candidate]:
        """The best phrases found so far that stand at least `mentions` times in `documents` documents, best first."""
        return candidates(self._tally, self.lexicon, top, lang, mentions, documents)


def discover(
    documents: Iterable[str | Document | Extraction], lexicon: Lexicon | None = None, top: int = 100, lang: str = "zh",
    mentions: int = 3, spread: int = 2,
) -> list[Candidate]:
    """The best candidates of a stream of documents."""
    found = Discovery(lexicon)
    for document in documents:
        found.add(document)
    return found.candidates(top, lang, mentions, spread)
