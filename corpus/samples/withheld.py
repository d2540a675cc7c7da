"""The lexicon as it would be had one report never been seen: what the report uses and no other does is left out.

The words of the lexicon were gathered with our reports at hand, so on these the engine errs less than on what others
will give it. Read with a lexicon that lacks its own words, each report is as new to the engine as a stranger's.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import structs

import lexicons
from lexicons import Lexicon

OPEN = ("noun", "verb", "nominal", "moneyhead", "moneyverb", "adverb", "link", "common", "suffix")
"""The classes of words that grow with every report read; the small closed ones are known from the language itself."""


def without(text: str, others: Iterable[str]) -> Lexicon:
    """A lexicon without the indicators, cues and open words that stand in a text and in none of the others.

    White space in the texts does not matter.
    """
    full = lexicons.load()
    own, rest = _bare(text), "\n".join(map(_bare, others))
    dropped = {name for name in _names(full) if name in own and name not in rest}
    partial = Lexicon(full.paths)
    tables = partial.tables
    tables["indicator"] = [
        structs.replace(row, synonyms=[name for name in row.synonyms if name not in dropped])
        for row in tables["indicator"] if row.indicator not in dropped
    ]
    tables["word"] = [row for row in tables["word"] if row.part not in OPEN or row.word not in dropped]
    tables["cue"] = [row for row in tables["cue"] if row.cue not in dropped]
    return partial


def _names(lexicon: Lexicon) -> set[str]:
    names = {name for row in lexicon.indicators.values() for name in (row.indicator, *row.synonyms)}
    names |= {cue.cue for cue in lexicon.cues}
    return names.union(*(lexicon.words.get(part, ()) for part in OPEN))


def _bare(text: str) -> str:
    return "".join(text.split())
