"""Small builders that turn lexicon rows into regular expressions, for `re` and `regex` alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

MANY = 6
"""Branches from which on it pays to look first whether any can match."""


def choice(words: Iterable[str]) -> str:
    """An alternation that prefers the longest word."""
    return f"(?:{_tree([(word, '') for word in sorted(set(words))])})"


def guarded(words: Iterable[tuple[str, Sequence[str]]], *, ahead: bool) -> str:
    """An alternation of words that must not be followed (or, with ahead=False, preceded) by what belongs to them."""
    return f"(?:{_tree([(word, _guard(word, unless, ahead)) for word, unless in words])})"


def _guard(word: str, unless: Sequence[str], ahead: bool) -> str:
    """What must hold at the end of a word.

    What must not stand before the word is looked for together with it, one by one: `re` looks back over one length
    only, and a scan is faster where the word itself comes first.
    """
    if not unless:
        return ""
    if ahead:
        return f"(?!{'|'.join(map(re.escape, unless))})"
    return "".join(f"(?<!{re.escape(before + word)})" for before in unless)


def _tree(words: Sequence[tuple[str, str]]) -> str:
    """The alternation as a tree of first characters: one comparison leaves out all words that cannot match.

    The second of each pair is matched behind its word. A longer word comes before a shorter one.
    """
    branches: dict[str, list[tuple[str, str]]] = {}
    ends: list[str] = []
    for word, behind in words:
        if word:
            branches.setdefault(word[0], []).append((word[1:], behind))
        else:
            ends.append(behind)
    parts = [re.escape(first) + _tree(rest) for first, rest in branches.items()] + ends
    if len(parts) == 1:
        return parts[0]
    # Branches are tried one by one; a set of all their first characters is asked once.
    ahead = f"(?=[{''.join(map(re.escape, branches))}])" if len(branches) >= MANY and not ends else ""
    return f"{ahead}(?:{'|'.join(parts)})"
