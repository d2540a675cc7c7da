"""Tracked phrases on the terminal: tables, and a chart of the years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.shared.language import t
from cli.shared.timeline import arrow, chart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nlp.discovery import Candidate
    from nlp.tracking import Tracker

BAR = 30


def show(tracker: Tracker, candidates: list[Candidate], top: int) -> None:
    """Prints all tables, each with `top` rows at most."""
    from rich.console import Console

    console = Console(highlight=False)
    for table in tables(tracker, candidates, top, console.width):
        console.print(table)


def tables(tracker: Tracker, candidates: list[Candidate], top: int, width: int) -> Iterable[Any]:
    """The tables and the chart, for a terminal `width` cells wide; empty ones are left out."""
    phrases, documents = tracker.phrases(), tracker.documents()
    years = sorted(tracker.by_year)
    yield t(
        f"{len(documents)} documents, {sum(d.count for d in documents)} mentions of {len(phrases)} phrases"
        + (f", {years[0]} to {years[-1]}" if years else ""),
        f"{len(documents)}个文件，{len(phrases)}个提法共出现{sum(d.count for d in documents)}次"
        + (f"，{years[0]}—{years[-1]}年" if years else ""),
    )
    yield from _years(tracker)
    yield from _table(
        t("Phrases", "提法"),
        [t("phrase", "提法"), t("count", "次数"), t("documents", "文件"), t("places", "地区"), t("first", "首次出现"),
         t("last", "最后出现")],
        ([row.slogan + ("*" if row.new else ""), row.count, row.documents, row.places,
          _spot(row.first_year, row.first_document), _spot(row.last_year, "")] for row in phrases[:top]),
        t("* in no lexicon", "* 词典中没有") if any(row.new for row in phrases[:top]) else None,
    )
    if (drawn := chart(tracker, phrases[:top], width)) is not None:
        yield drawn
    moving = [row for row in phrases if row.direction in ("rising", "falling")]
    moving.sort(key=lambda row: (-abs(row.z or 0), row.slogan))
    yield from _table(t("Rising and falling", "升降"), ["", ""], ([arrow(r), r.message] for r in moving[:top]))
    yield from _table(
        t("Documents", "文件"),
        [t("document", "文件"), t("place", "地区"), t("year", "年份"), t("count", "次数"), t("phrases", "提法"),
         t("new", "新"), t("misquoted", "误引"), t("rare", "罕见共有")],
        ([d.document, d.place or "", d.year or "", d.count, d.slogans, d.new, d.misquoted, len(d.rare)]
         for d in sorted(documents, key=lambda d: (-d.count, d.document))[:top]),
    )
    yield from _places(tracker, top)
    yield from _table(
        t("Rare phrases that documents share", "文件共有的罕见提法"), [t("phrase", "提法"), t("documents", "文件")],
        ([row.slogan, "\n".join(row.documents)] for row in tracker.shared()[:top]),
    )
    yield from _table(
        t("Documents that share several of them", "共有多个罕见提法的文件"),
        [t("documents", "文件"), t("phrases", "提法")],
        ([f"{row.document}\n{row.other}", "、".join(row.slogans)] for row in tracker.pairs()[:top] if row.count > 1),
    )
    yield from _table(
        t("Misquoted", "误引"), [t("document", "文件"), ""],
        ([row.document, row.message] for row in tracker.misquoted()[:top]),
    )
    yield from _table(
        t("Discovered, in no lexicon", "新发现（词典中没有）"),
        [t("phrase", "提法"), t("score", "分值"), t("why", "依据")],
        ([row.phrase, f"{row.score:.2f}", row.message] for row in candidates),
    )


def _years(tracker: Tracker) -> Iterable[Any]:
    from rich.bar import Bar

    counts = {year: 0 for year in sorted(tracker.by_year)}
    for row in tracker.years():
        counts[row.year] += row.count
    rates = {year: count / tracker.by_year[year] for year, count in counts.items()}
    most = max(rates.values(), default=0) or 1
    yield from _table(
        t("Years", "年份"),
        [t("year", "年份"), t("documents", "文件"), t("mentions", "次数"), t("per document", "每个文件"), ""],
        ([year, tracker.by_year[year], counts[year], f"{rate:.1f}", Bar(most, 0, rate, width=BAR)]
         for year, rate in rates.items()),
    )


def _places(tracker: Tracker, top: int) -> Iterable[Any]:
    places: dict[str, list[Any]] = {}
    for row in tracker.places():
        cells = places.setdefault(row.place, [row.place, 0, 0, []])
        cells[1] += row.count
        cells[2] += 1
        cells[3].append(row)
    ordered = sorted(places.values(), key=lambda cells: (-cells[1], cells[0]))
    for cells in ordered:
        cells[3] = "、".join(r.slogan for r in sorted(cells[3], key=lambda r: (-r.count, r.slogan))[:3])
    yield from _table(
        t("Places", "地区"),
        [t("place", "地区"), t("count", "次数"), t("phrases", "提法"), t("most used", "最常用")], ordered[:top],
    )


def _table(
    title: str, heads: list[str], rows: Iterable[Iterable[object]], caption: str | None = None,
) -> Iterable[Any]:
    from rich.cells import cell_len
    from rich.markup import escape
    from rich.table import Table

    from corpus.report.highlight import visible

    filled: list[list[Any]] = [
        [cell if hasattr(cell, "__rich_console__") else visible(str(cell)) for cell in row] for row in rows
    ]
    if not filled:
        return
    grid = Table(
        title=title, title_justify="left", show_header=any(heads), caption=caption, caption_justify="left",
    )
    for index, head in enumerate(heads):
        number = all(isinstance(row[index], str) and row[index].replace(".", "").isdigit() for row in filled)
        grid.add_column(
            head, justify="right" if number else "left", overflow="fold",
            min_width=max(map(cell_len, head.split()), default=0),
        )
    for row in filled:
        grid.add_row(*(escape(cell) if isinstance(cell, str) else cell for cell in row))
    yield grid


def _spot(year: int | None, document: str) -> str:
    return f"{year or ''} {document}".strip()
