"""What a text lists for a phrase, held against the components that the phrase stands for."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import NamedTuple

PLAINLY = 0.6
"""The share of signs in common from which on two wordings are one item."""


class Comparison(NamedTuple):
    """How many items are components, and how many of these beyond doubt; the components that no item tells; the items
    that are no component."""

    matched: int
    plainly: int
    missing: list[str]
    strange: list[str]


def compare(items: list[str], components: list[str]) -> Comparison:
    """Pairs items with components, the most alike first. What all components have in common (…精准, 摘帽不摘…) says
    nothing, and is left out. An item that shares any sign with a component left over may be that one in other words."""
    head, tail = _beginning(components), _beginning([c[::-1] for c in components])[::-1]
    short = [_bare(component, head, tail) for component in components]
    told = [_bare(item, head, tail) for item in items]
    pairs = sorted(
        ((_alike(item, component), -i, -j) for i, item in enumerate(told) for j, component in enumerate(short)),
        reverse=True,
    )
    free_items, free = dict(enumerate(told)), dict(enumerate(short))
    plainly = 0
    for alike, i, j in pairs:
        if alike > 0 and -i in free_items and -j in free:
            del free_items[-i], free[-j]
            plainly += alike >= PLAINLY
    missing, strange = [components[j] for j in sorted(free)], [items[i] for i in sorted(free_items)]
    return Comparison(len(items) - len(strange), plainly, missing, strange)


def is_open(text: str, items: list[str], position: int, reach: int = 700) -> bool:
    """Whether the list that stands around a position of the text says that there is more (等)."""
    near = text[max(0, position - reach) : position + reach]
    return any(re.search(re.escape(item) + "[”’」』]?等", near) for item in items[-1:])


def _beginning(words: list[str]) -> str:
    return "".join(signs[0] for signs in takewhile(lambda signs: len(set(signs)) == 1, zip(*words, strict=False)))


def _bare(item: str, head: str, tail: str) -> str:
    short = item.removeprefix(head) if head else item
    short = short.removesuffix(tail) if tail else short
    return short or item


def _alike(item: str, component: str) -> float:
    if item in component or component in item:
        return 1.0
    return len(set(item) & set(component)) / min(len(set(item)), len(set(component)))
