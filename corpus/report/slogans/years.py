"""Phrases over the years: for each, the share of the documents of a year that use it, as columns in a small drawing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pygal
from lxml import etree
from markupsafe import Markup

from corpus.report.labels import Labels
from corpus.report.slogans.uses import Uses
from corpus.report.svg import NAMESPACE, cleaned, text
from nlp.tracking import SloganTrack, SloganYear

WIDTH, HEIGHT = 380, 190
MOST, CHOSEN = 40, 6
"""How many phrases can be drawn, and how many are at first."""


class Drawing(NamedTuple):
    """A phrase over the years. `years` holds the years with documents, with or without the phrase."""

    track: SloganTrack
    anchor: str
    href: str | None
    chosen: bool
    years: list[SloganYear]
    svg: Markup


def drawings(uses: Uses, words: Labels) -> list[Drawing]:
    """The phrases of several documents, those that rise or fall first, then the most widespread."""
    documents = uses.tracker.by_year
    if len(documents) < 2:
        return []
    used: dict[str, dict[int, SloganYear]] = {}
    for one in uses.tracker.years():
        used.setdefault(one.slogan, {})[one.year] = one
    fit = [row for row in uses.phrases if row.slogan in used and row.documents > 1]
    fit.sort(key=lambda row: -abs(row.z or 0) if row.direction in ("rising", "falling") else 0)
    made = []
    for place, row in enumerate(fit[:MOST]):
        href = uses.anchor(row.slogan)
        years = [used[row.slogan].get(year) or _none(row, year, documents[year]) for year in sorted(documents)]
        svg = Markup(_svg(row, years, words))
        made.append(Drawing(row, f"years-{href}", href, place < CHOSEN, years, svg))
    return made


def _none(row: SloganTrack, year: int, of: int) -> SloganYear:
    return SloganYear(
        slogan=row.slogan, slogan_id=row.slogan_id, category=row.category, year=year, count=0, documents=0, of=of,
        share=0.0,
    )


def _svg(track: SloganTrack, years: Sequence[SloganYear], words: Labels) -> str:
    by_year = {row.year: row for row in years}
    span = range(min(by_year), max(by_year) + 1)
    chart = pygal.Bar(
        width=WIDTH, height=HEIGHT, js=[], show_legend=False, margin=10, margin_top=22, range=(0, 100),
        y_labels=[0, 50, 100], value_formatter=lambda share: f"{share:.0f}%",
    )
    # Labels that would stand in each other's way are left out; the columns keep their places.
    step = -(-len(span) // 8)
    chart.x_labels = [str(year) if (year - span[0]) % step == 0 else "" for year in span]
    chart.add("", [by_year[year].share if year in by_year else None for year in span])
    told = ", ".join(f"{row.year}: {row.documents}/{row.of}" for row in years)
    root = cleaned(
        chart.render(), words("years_drawing", phrase=track.slogan, figures=told),
        ("text-overlay", "tooltip-overlay", "titles"),
    )
    columns = [rect for rect in root.iter(f"{NAMESPACE}rect") if "rect" in rect.get("class", "").split()]
    for rect, row in zip(columns, years, strict=True):
        etree.SubElement(rect, f"{NAMESPACE}title").text = f"{row.year}: {row.documents}/{row.of}"
        if (parent := rect.getparent()) is not None:
            figure = etree.SubElement(parent, f"{NAMESPACE}text")
            figure.set("x", f"{float(rect.get('x', 0)) + float(rect.get('width', 0)) / 2:.1f}")
            figure.set("y", f"{float(rect.get('y', 0)) - 4:.1f}")
            figure.set("text-anchor", "middle")
            figure.text = f"{row.documents}/{row.of}"
    return text(root)
