"""Small builders that turn lexicon rows into regular expressions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import regex


def choice(words: Iterable[str]) -> str:
    """An alternation that prefers the longest word."""
    return "(?:" + "|".join(regex.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w))) + ")"


def guarded(words: Iterable[tuple[str, Sequence[str]]], *, ahead: bool) -> str:
    """An alternation of words that must not be followed (or, with ahead=False, preceded) by what belongs to them."""
    parts = []
    for word, unless in sorted(words, key=lambda pair: (-len(pair[0]), pair[0])):
        guard = "|".join(regex.escape(u) for u in unless)
        if not guard:
            parts.append(regex.escape(word))
        elif ahead:
            parts.append(f"{regex.escape(word)}(?!{guard})")
        else:
            parts.append(f"(?<!{guard}){regex.escape(word)}")
    return "(?:" + "|".join(parts) + ")"


def first_longest(table: Mapping[str, str]) -> regex.Pattern[str]:
    """A pattern that finds the keys of a table, the longest at each place."""
    return regex.compile(choice(table)) if table else regex.compile(r"(?!)")
