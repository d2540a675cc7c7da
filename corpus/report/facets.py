"""What the filters of a page offer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence


def choices(
    entries: Iterable[dict[str, list[str]]], facets: Sequence[str], told: Callable[[str, str], str],
) -> dict[str, list[tuple[str, str, int]]]:
    """For each filter the values that occur in the entries: value, what the reader sees, number of entries."""
    counts: dict[str, dict[str, int]] = {facet: {} for facet in facets}
    for entry in entries:
        for facet, values in entry.items():
            for value in values:
                counts[facet][value] = counts[facet].get(value, 0) + 1
    return {facet: [(v, told(facet, v), n) for v, n in sorted(found.items())] for facet, found in counts.items()}
