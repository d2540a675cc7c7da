"""A chart for the terminal: in which share of the documents of each year the phrases stand.

Every block has its figure beside it, and every trend its arrow, so nothing is told by colour or height alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cli.shared.language import t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nlp.tracking import SloganTrack, Tracker

BLOCKS = "▁▂▃▄▅▆▇█"
NAME = 24
ARROWS = {"rising": "↑", "falling": "↓", "steady": "→", None: ""}


class Period(NamedTuple):
    """Years next to each other that have one column."""

    first: int
    last: int

    @property
    def label(self) -> str:
        """2016, or 2016–18."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last % 100:02}"


def periods(years: Sequence[int], most: int) -> list[Period]:
    """The span of the years cut into at most so many equal periods; one year each where that is possible.

    >>> [period.label for period in periods([2016, 2018, 2021], 3)]
    ['2016–17', '2018–19', '2020–21']
    """
    if not years:
        return []
    first, last = min(years), max(years)
    step = -(-(last - first + 1) // max(1, most))
    return [Period(start, min(start + step - 1, last)) for start in range(first, last + 1, step)]


def arrow(row: SloganTrack) -> str:
    """Where a phrase goes, with the strength of the trend: ↑ +2.5; empty where nothing can be said."""
    return ARROWS[row.direction] + (f" {row.z:+.1f}" if row.z is not None else "")


def block(said: int, of: int) -> str:
    """A share as the height of a block, with its figure: ▄ 3/8; the figure alone for none."""
    if not of:
        return ""
    return f"{BLOCKS[-(-8 * said // of) - 1] if said else ' '} {said}/{of}"


def chart(tracker: Tracker, rows: Sequence[SloganTrack], width: int) -> Any | None:
    """The chart of the phrases `rows`, for a terminal `width` cells wide; None where no document has a year."""
    from rich.cells import cell_len
    from rich.markup import escape
    from rich.table import Table

    from corpus.report.highlight import visible

    used = {(row.slogan, row.year): row.documents for row in tracker.years()}
    head, trend = t("phrase", "提法"), t("trend", "趋势")
    name = min(NAME, max((cell_len(row.slogan) for row in rows), default=0))
    figure = 2 * len(str(max(tracker.by_year.values(), default=0))) + 3
    # Borders and padding take two cells a column, and one in all; a trend is written in six.
    room, span = width - name - 2 - 8 - 1, max(tracker.by_year, default=0) - min(tracker.by_year, default=0) + 1
    cell = figure if span * (figure + 2) <= room else max(7, figure)
    columns = periods(list(tracker.by_year), room // (cell + 2))
    if not columns or not rows:
        return None
    table = Table(
        title=t("Over the years", "逐年"), title_justify="left", caption_justify="left", padding=(0, 1, 0, 0),
        caption=t(
            "In how many of each year's documents. ↑ rising, ↓ falling, → steady (z)",
            "当年文件中有多少份使用。↑上升，↓下降，→平稳（z值）",
        ),
    )
    table.add_column(head, max_width=NAME, overflow="fold")
    for column in columns:
        table.add_column(column.label, no_wrap=True, min_width=cell)
    table.add_column(trend, no_wrap=True)
    for row in rows:
        spans = [range(first, last + 1) for first, last in columns]
        cells = (
            block(sum(used.get((row.slogan, y), 0) for y in span), sum(tracker.by_year[y] for y in span))
            for span in spans
        )
        table.add_row(escape(visible(row.slogan)), *cells, arrow(row))
    return table
