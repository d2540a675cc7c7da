"""What a page marks in a document's text, and the ways from there back to what the page says about it."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import NamedTuple

from corpus.report.labels import Labels
from corpus.statements import Source, Statements
from nlp.model import Occurrence

_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Back(NamedTuple):
    """A link from a place in a text to an entry of the page. `sign` is what is seen of it; a `quiet` one recedes."""

    href: str
    sign: str
    label: str
    quiet: bool


class Marks(ABC):
    """The entries of a page, numbered from 1, and the records in documents that they are about."""

    statements: Statements

    @abstractmethod
    def numbers(self, source: Source, record: Occurrence) -> list[int]:
        """The numbers of the entries that are about a record."""

    @abstractmethod
    def standing(self, source: Source, record: Occurrence) -> str:
        """The class of a record's mark, besides its colour: `disputed`, for instance; or empty."""

    @abstractmethod
    def back(self, number: int, words: Labels) -> Back:
        """The way to the entry with that number."""

    def record(self, source: Source, record: Occurrence) -> str | None:
        """The anchor of a record in its document's text, or None where the text is not at hand."""
        if not source.has(record):
            return None
        name = record.id if _PLAIN.fullmatch(record.id) else str(record.start)
        return f"at-{source.number}-{name}"


def unique(names: Sequence[str]) -> list[str]:
    """The names where they can be anchors and are used once; else their number."""
    seen: set[str] = set()
    made = []
    for number, name in enumerate(names, 1):
        made.append(name if _PLAIN.fullmatch(name) and name not in seen else str(number))
        seen.add(made[-1])
    return made
