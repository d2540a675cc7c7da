"""A stand-in for the engine: every run of digits is a fact. For tests of what lies around the engine."""

from __future__ import annotations

import os
import re
from decimal import Decimal
from pathlib import Path

from lexicons import Lexicon
from nlp.model import Document, Extraction, Fact, Slogan


def extract(document: str | Document, lexicon: Lexicon | None = None) -> Extraction:
    """The stand-in for `nlp.extract`. A text with 死 kills the process, one with 错 raises."""
    document = document if isinstance(document, Document) else Document.of(document)
    if "死" in document.text:
        os._exit(9)
    if "错" in document.text:
        raise RuntimeError("planted")
    count(document.document)
    facts = [
        Fact(
            id=f"{document.document}:{found.start()}", document=document.document, text=found[0], start=found.start(),
            end=found.end(), sentence=found[0], kind="count", value=Decimal(found[0]), unit="户",
        )
        for found in re.finditer(r"[0-9]+", document.text)
    ]
    slogans = [
        Slogan(
            id=f"{document.document}:s{found.start()}", document=document.document, text=found[0], start=found.start(),
            end=found.end(), sentence=found[0], slogan=found[0], components=["甲|乙", "丙"],
        )
        for found in re.finditer("四不摘", document.text)
    ]
    return Extraction(document=document, facts=facts, slogans=slogans)


def count(name: str) -> None:
    """Notes a call where the environment says, across processes."""
    if place := os.environ.get("ENGINE_CALLS"):
        with open(place, "a", encoding="utf-8") as calls:
            calls.write(name + "\n")


def calls(place: Path) -> list[str]:
    """The documents extracted so far."""
    return place.read_text(encoding="utf-8").split() if place.exists() else []
