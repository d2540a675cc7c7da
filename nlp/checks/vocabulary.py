"""The words of `lexicons/words/checking.tsv` as the rules use them: sets, and alternations for their patterns."""

from __future__ import annotations

from functools import lru_cache

import regex

from lexicons import Lexicon

_PART = regex.compile(r"\{([a-z_]+)\}")


def words(lexicon: Lexicon, part: str) -> frozenset[str]:
    """The words of one part."""
    return frozenset(lexicon.words.get(part, ()))


@lru_cache(maxsize=64)
def any_of(lexicon: Lexicon, part: str) -> str:
    """The words of one part as a group of alternatives, the longest first; one that matches nothing for none."""
    found = sorted(words(lexicon, part), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(regex.escape, found))})" if found else "(?!)"


@lru_cache(maxsize=256)
def compiled(lexicon: Lexicon, pattern: str) -> regex.Pattern[str]:
    """A pattern in which the name of a part in braces, {rest}, stands for the alternatives of its words."""
    return regex.compile(_PART.sub(lambda match: any_of(lexicon, match[1]), pattern))
