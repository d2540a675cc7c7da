"""The cleaned view of a document: what a reader sees as its text, with a map back to every source offset.

    >>> from nlp.model import Document
    >>> view = clean(Document.of("贫困村全部退\\n出，共 17473 户。"))
    >>> view.text
    '贫困村全部退出，共17473户。'
    >>> view.source(9, 15)
    (11, 18)
"""

from __future__ import annotations

from lexicons import Lexicon, load
from nlp.cleaning.characters import INVISIBLE, has_invisible, plain, punctuation
from nlp.cleaning.offsets import Map, drop
from nlp.cleaning.paragraphs import lay_out
from nlp.cleaning.spaces import BESIDE_MARK, without_stray
from nlp.model import Document


class View:
    """Cleaned text: paragraphs separated by one newline, the cells of a table row by tabs, no other white space runs.

    `raw` is the source text. The maps lead from it to the text, in the order in which they were applied.
    """

    __slots__ = ("_maps", "_moves", "raw", "text")

    def __init__(self, text: str, raw: str, maps: list[Map]) -> None:
        self.text, self.raw, self._maps = text, raw, maps
        self._moves = [step for step in reversed(maps) if not step.idle]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The tight span of the source text that text[start:end] was made from."""
        if start >= end:
            position = self._back(start) if start < len(self.text) else len(self.raw)
            return position, position
        last = end - 1
        for step in self._moves:
            start, last = step.span(start, last)
        return start, last + 1

    def clean_of(self, position: int) -> int:
        """Where the source character at `position` stands in the text; if it was deleted, where the next one stands."""
        for step in self._maps:
            position = step.forth(position)
        return position

    def _back(self, position: int) -> int:
        for step in self._moves:
            position = step.back(position)
        return position


def clean(document: Document, lexicon: Lexicon | None = None) -> View:
    """The cleaned view of `document`. Never fails: what it cannot make sense of stays as it is."""
    lexicon = lexicon or load()
    text = document.text
    maps: list[Map] = []
    if has_invisible(text):
        text, step = drop(INVISIBLE.split(text))
        maps.append(step)
    text, step = lay_out(plain(text), text, document, lexicon, maps[0].forth if maps else None)
    maps.append(step)
    text, step = without_stray(text, lexicon)
    maps.append(step)
    text = punctuation(text)
    if BESIDE_MARK.search(text):  # marks that have only now become wide ones
        text, step = without_stray(text, lexicon)
        maps.append(step)
    return View(text, document.text, maps)
