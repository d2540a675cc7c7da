"""A series as an inline SVG: pygal lays it out; the page's own style sheet colours it."""

from __future__ import annotations

from decimal import Decimal

import pygal
from lxml import etree

from corpus.report.evidence import amount
from corpus.report.labels import Labels
from corpus.report.series import Point, Series

WIDTH, HEIGHT = 520, 260
_SVG = "{http://www.w3.org/2000/svg}"
_CLOSE = 0.12


def svg(series: Series, words: Labels) -> str:
    """The chart, without scripts, styles, comments or anything that changes from run to run."""
    usual, outliers = series.usual, series.disputed
    told = {(point.at, point.value) for point in usual}
    others = [p for p in series.points if (p.at, p.value) not in told and p.standing != "disputed"]
    drawn = [("usual", usual), ("other", others), ("disputed", outliers)]
    return _cleaned(_plot(series, drawn, words), drawn, words, _label(series, words))


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


def _cleaned(made: bytes, drawn: list[tuple[str, list[Point]]], words: Labels, label: str) -> str:
    root = etree.fromstring(made)
    for name in ("id", "{http://www.w3.org/1999/xlink}href"):
        root.attrib.pop(name, None)
    for dead in (*root.iter(etree.Comment), *root.findall(f"{_SVG}defs"), *root.iter(f"{_SVG}desc", f"{_SVG}title")):
        _remove(dead)
    for overlay in list(root.iter(f"{_SVG}g")):
        if any(word in overlay.get("class", "") for word in ("text-overlay", "tooltip-overlay", "titles")):
            _remove(overlay)
    for index, (name, points) in enumerate(drawn):
        for group in root.iter(f"{_SVG}g"):
            if f"serie-{index}" in group.get("class", "").split():
                group.set("class", f"series {name}")
                _name_dots(list(group.iter(f"{_SVG}circle")), points, words if name == "disputed" else None)
    root.set("role", "img")
    root.set("aria-label", label)
    root.set("class", "chart")
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")


def _name_dots(dots: list[etree._Element], points: list[Point], words: Labels | None) -> None:
    """A tooltip for every dot, and the figure in writing beside those in question."""
    for dot, point in zip(dots, points, strict=False):
        etree.SubElement(dot, f"{_SVG}title").text = f"{point.time}: {point.text} · {point.document}"
        parent = dot.getparent()
        if words is None or parent is None:
            continue
        x, y = float(dot.get("cx", 0)), float(dot.get("cy", 0))
        left = x > WIDTH * (0.5 + _CLOSE)
        text = etree.SubElement(parent, f"{_SVG}text")
        text.set("x", f"{x - 11 if left else x + 11:.1f}")
        text.set("y", f"{y + 4:.1f}")
        text.set("text-anchor", "end" if left else "start")
        text.text = f"≠ {point.text}"


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _label(series: Series, words: Labels) -> str:
    """The chart in words, for those who do not see it."""
    about = " · ".join(filter(None, (series.metric, series.place)))
    told = ", ".join(f"{point.time}: {point.text}" for point in series.usual)
    outliers = ", ".join(f"{point.time}: {point.text}" for point in series.disputed)
    return f"{about}. {told}" + (f". {words('disputed')}: {outliers}" if outliers else "")
