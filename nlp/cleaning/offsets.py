"""Piecewise maps between a text and what is left of it after edits."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

Edit = tuple[int, int, str]
"""Start, end, and what stands there afterwards: nothing, or one character."""


class Map:
    """Sorted starts of the pieces that were kept, in the new text and in the old one, in parallel."""

    __slots__ = ("new", "old", "size")

    def __init__(self, new: Sequence[int], old: Sequence[int], size: int) -> None:
        self.new, self.old, self.size = new, old, size

    def back(self, position: int) -> int:
        """Where a character of the new text stands in the old one."""
        piece = bisect_right(self.new, position) - 1
        return self.old[piece] + position - self.new[piece] if piece >= 0 else position

    @property
    def idle(self) -> bool:
        """True where every character of the new text has the place that it had in the old one."""
        return len(self.new) == 1 and self.new[0] == self.old[0]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where two characters of the new text stand in the old one, the second not before the first."""
        piece = bisect_right(self.new, first) - 1
        if piece < 0 or (piece + 1 < len(self.new) and self.new[piece + 1] <= last):
            return self.back(first), self.back(last)
        moved = self.old[piece] - self.new[piece]
        return first + moved, last + moved

    def forth(self, position: int) -> int:
        """Where a character of the old text went; for one that was deleted, where the next kept one went."""
        piece = bisect_right(self.old, position) - 1
        if piece < 0:
            return 0
        limit = self.new[piece + 1] if piece + 1 < len(self.new) else self.size
        return min(self.new[piece] + position - self.old[piece], limit)


def apply(text: str, edits: Iterable[Edit]) -> tuple[str, Map]:
    """The text after `edits`, which are sorted and do not overlap, and its map."""
    parts: list[str] = []
    new: list[int] = []
    old: list[int] = []
    length = position = 0
    for start, end, replacement in edits:
        if start > position:
            parts.append(text[position:start])
            new.append(length)
            old.append(position)
            length += start - position
        if replacement:
            parts.append(replacement)
            new.append(length)
            old.append(start)
            length += 1
        position = end
    if position < len(text):
        parts.append(text[position:])
        new.append(length)
        old.append(position)
        length += len(text) - position
    return "".join(parts), Map(new, old, length)


def drop(parts: Sequence[str]) -> tuple[str, Map]:
    """Joins every other part (`re.split` with one group: kept, deleted, kept, …) and maps the result."""
    kept = parts[::2]
    ends = list(accumulate(map(len, parts)))
    new = [0, *accumulate(map(len, kept))]
    return "".join(kept), Map(new[:-1], [0, *ends[1::2]], new[-1])
