"""A series as an inline SVG: pygal lays it out; the page's own style sheet colours it."""

from __future__ import annotations

from decimal import Decimal

import pygal
from lxml import etree

from corpus.report.findings.evidence import amount
from corpus.report.findings.series import Point, Series
from corpus.report.labels import Labels
from corpus.report.svg import NAMESPACE, cleaned, text

WIDTH, HEIGHT = 520, 260
_CLOSE = 0.12


def svg(series: Series, words: Labels) -> str:
    """The chart of a series, the figures in question named in it."""
    usual, outliers = series.usual, series.disputed
    told = {(point.at, point.value) for point in usual}
    others = [p for p in series.points if (p.at, p.value) not in told and p.standing != "disputed"]
    drawn = [("usual", usual), ("other", others), ("disputed", outliers)]
    root = cleaned(_plot(series, drawn, words), _label(series, words), ("text-overlay", "tooltip-overlay", "titles"))
    return text(_named(root, drawn, words))


def _plot(series: Series, drawn: list[tuple[str, list[Point]]], words: Labels) -> bytes:
    chart = pygal.XY(
        width=WIDTH, height=HEIGHT, js=[], show_legend=False, margin=12, margin_bottom=8, max_scale=6, dots_size=3.5,
        value_formatter=lambda value: amount(Decimal(repr(value)), None, words.lang),
        x_value_formatter=lambda at: str(int(at)),
    )
    chart.x_labels = _ticks(series)
    for name, points in drawn:
        values = [(point.at, float(point.value)) for point in points]
        chart.add(name, values, stroke=name == "usual", dots_size=6 if name == "disputed" else 3.5)
    # A little room on both sides keeps the outermost labels inside.
    first, last = series.points[0].at, series.points[-1].at
    chart.xrange = (first - (last - first) * 0.06, last + (last - first) * 0.06)
    made: bytes = chart.render()
    return made


def _ticks(series: Series) -> list[float]:
    """The years, at most eight of them; a year's tick stands at its end, where whole years are drawn."""
    first, last = int(series.points[0].at), int(series.points[-1].at)
    step = max(1, -(-(last - first + 1) // 8))
    return [year + 11 / 12 + 30 / 372 for year in range(first, last + 1, step)]


def _named(root: etree._Element, drawn: list[tuple[str, list[Point]]], words: Labels) -> etree._Element:
    for index, (name, points) in enumerate(drawn):
        for group in root.iter(f"{NAMESPACE}g"):
            if f"serie-{index}" in group.get("class", "").split():
                group.set("class", f"series {name}")
                _name_dots(list(group.iter(f"{NAMESPACE}circle")), points, words if name == "disputed" else None)
    return root


def _name_dots(dots: list[etree._Element], points: list[Point], words: Labels | None) -> None:
    """A tooltip for every dot, and the figure in writing beside those in question."""
    for dot, point in zip(dots, points, strict=False):
        etree.SubElement(dot, f"{NAMESPACE}title").text = f"{point.time}: {point.text} · {point.document}"
        parent = dot.getparent()
        if words is None or parent is None:
            continue
        x, y = float(dot.get("cx", 0)), float(dot.get("cy", 0))
        left = x > WIDTH * (0.5 + _CLOSE)
        told = etree.SubElement(parent, f"{NAMESPACE}text")
        told.set("x", f"{x - 11 if left else x + 11:.1f}")
        told.set("y", f"{y + 4:.1f}")
        told.set("text-anchor", "end" if left else "start")
        told.text = f"≠ {point.text}"


def _label(series: Series, words: Labels) -> str:
    """The chart in words, for those who do not see it."""
    about = " · ".join(filter(None, (series.metric, series.place)))
    told = ", ".join(f"{point.time}: {point.text}" for point in series.usual)
    outliers = ", ".join(f"{point.time}: {point.text}" for point in series.disputed)
    return f"{about}. {told}" + (f". {words('disputed')}: {outliers}" if outliers else "")
