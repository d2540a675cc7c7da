"""The engine as a spaCy component: `spacy.blank("zh").add_pipe("jushi")`.

It works on `doc.text` and needs no other component and no model, so it fits any pipeline, a user's own model included.
Facts and slogans come as records in `doc._.facts` and `doc._.slogans` (offsets into `doc.text`) and as spans in
`doc.spans["facts"]` and `doc.spans["slogans"]`, labelled by kind and category; a span that cuts a token is widened to
whole tokens, the record keeps the exact offsets.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from lexicons import Lexicon, load
from nlp.model import Document, Extraction, Fact, Slogan
from nlp.pipeline import extract


@Language.factory("jushi", default_config={"lexicon": []})
def make(nlp: Language, name: str, lexicon: list[str]) -> Component:
    """The component; `lexicon` lists a user's own lexicon files."""
    return Component(name, load([Path(path) for path in lexicon]))


class Component:
    """Adds the facts and slogans of a doc's text."""

    def __init__(self, name: str, lexicon: Lexicon) -> None:
        self.name = name
        self.lexicon = lexicon
        for attribute in ("facts", "slogans", "extraction"):
            if not Doc.has_extension(attribute):
                Doc.set_extension(attribute, default=None)

    def __call__(self, doc: Doc) -> Doc:
        extraction: Extraction = extract(Document.of(doc.text), self.lexicon)
        doc._.extraction = extraction
        doc._.facts, doc._.slogans = extraction.facts, extraction.slogans
        doc.spans["facts"] = _spans(doc, [(f, f.kind) for f in extraction.facts])
        doc.spans["slogans"] = _spans(doc, [(s, s.category) for s in extraction.slogans])
        return doc

    def to_disk(self, path: str | Path, exclude: tuple[str, ...] = ()) -> None:
        """The component has no state beyond its configuration."""

    def from_disk(self, path: str | Path, exclude: tuple[str, ...] = ()) -> Component:
        """The component has no state beyond its configuration."""
        return self


def _spans(doc: Doc, records: list[tuple[Fact | Slogan, str]]) -> list[Any]:
    spans = (doc.char_span(r.start, r.end, label=label, alignment_mode="expand") for r, label in records)
    return [span for span in spans if span is not None]
