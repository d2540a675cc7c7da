"""Reports of counties that do not exist, marked by what their figures are of: the judge of contradictions learns here.

A county is one file, `counties/*.marked`: its documents one after the other under `#### name`, figures that stand more
than once as `{key:form}`, or `{key:form!kind}` where it departs from the others of its key; `quiet` for one that is
neither right nor wrong, as an old figure quoted by a correction. Figures of one key are of one thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import nlp
from corpus.samples.compare.build import HERE, Planted, unmarked
from nlp.model import Document, Extraction

FOLDER = HERE / "counties"
QUIET = "quiet"


class County(NamedTuple):
    """The documents of a county, extracted, and the key of every marked figure by document and beginning."""

    name: str
    extractions: list[Extraction]
    marks: list[Planted]

    def at(self, document: str, start: int, end: int) -> Planted | None:
        """The mark that a figure between two offsets of a document lies in or overlaps."""
        for mark in self.marks:
            if mark.document == document and mark.start < end and start < mark.start + len(mark.text):
                return mark
        return None


def read(path: Path) -> County:
    """One county."""
    extractions, marks = [], []
    for part in path.read_text(encoding="utf-8").split("#### ")[1:]:
        name, _, marked = part.partition("\n")
        text, found = unmarked(marked, f"{name.strip()}.txt")
        extractions.append(nlp.extract(Document.of(text, f"{name.strip()}.txt")))
        marks += found
    return County(path.stem, extractions, marks)


def counties() -> Iterator[County]:
    """All of them, in the order of their names."""
    for path in sorted(FOLDER.glob("*.marked")):
        yield read(path)
