"""Candidates as a lexicon file: rows of the table `slogan` that `--lexicon` reads back."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from lexicons import Slogan
from lexicons.edit import cells
from nlp.discovery.rank import Candidate


def rows(found: Iterable[Candidate]) -> list[Slogan]:
    """One lexicon row a candidate, with an id that depends on the phrase alone. Variants, components and English are
    left for the researcher to fill in."""
    return [
        Slogan(
            slogan=one.phrase, id=f"own-{sha256(one.phrase.encode()).hexdigest()[:10]}", category=one.category,
            components=one.phrase.split("+") if one.shape == "model" else [], year=one.years[0] if one.years else None,
        )
        for one in found
    ]


def table(found: Iterable[Candidate]) -> str:
    """The text of a lexicon file; each row's explanation stands in a comment line above it."""
    found = list(found)
    lines = [
        "# Phrases found by jushi slogans --discover. Strike out what is none; fill in variants, components, source.",
        "# 由 jushi slogans --discover 发现：删去不是口号的行，补充异写、内容与出处。",
        "\t".join(Slogan.__struct_fields__),
    ]
    for one, row in zip(found, rows(found), strict=True):
        lines += [f"# {one.message}", "\t".join(cells(row))]
    return "\n".join(lines) + "\n"
