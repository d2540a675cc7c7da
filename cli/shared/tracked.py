"""Tracked phrases on the terminal: tables, and a small chart of shares by year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.shared.language import t

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nlp.discovery import Candidate
    from nlp.tracking import SloganTrack, Tracker

BLOCKS = "▁▂▃▄▅▆▇█"
BAR = 30


def show(tracker: Tracker, candidates: list[Candidate], top: int) -> None:
    """Prints all tables, each with `top` rows at most."""
    from rich.console import Console

    console = Console(highlight=False)
    for table in tables(tracker, candidates, top):
        console.print(table)


def tables(tracker: Tracker, candidates: list[Candidate], top: int) -> Iterable[Any]:
    """The tables, empty ones left out."""
    phrases, documents = tracker.phrases(), tracker.documents()
    years = sorted(tracker.by_year)
    yield t(
        f"{len(documents)} documents, {sum(d.count for d in documents)} mentions of {len(phrases)} phrases"
        + (f", {years[0]} to {years[-1]}" if years else ""),
        f"{len(documents)}个文件，{len(phrases)}个提法共出现{sum(d.count for d in documents)}次"
        + (f"，{years[0]}—{years[-1]}年" if years else ""),
    )
    yield from _years(tracker)
    shares = {(row.slogan, row.year): row.share for row in tracker.years()}
    yield from _table(
        t("Phrases", "提法"),
        [t("phrase", "提法"), t("count", "次数"), t("documents", "文件"), t("places", "地区"), t("first", "首次出现"),
         _span(years), t("trend", "趋势")],
        ([row.slogan + ("*" if row.new else ""), row.count, row.documents, row.places, _first(row),
          spark([shares.get((row.slogan, year), 0.0) for year in years]), _arrow(row)] for row in phrases[:top]),
    )
    moving = [row for row in phrases if row.direction in ("rising", "falling")]
    moving.sort(key=lambda row: (-abs(row.z or 0), row.slogan))
    yield from _table(t("Rising and falling", "升降"), ["", ""], ([_arrow(r), r.message] for r in moving[:top]))
    yield from _table(
        t("Documents", "文件"),
        [t("document", "文件"), t("place", "地区"), t("year", "年份"), t("count", "次数"), t("phrases", "提法"),
         t("new", "新提法"), t("misquoted", "误引"), t("rare, shared", "罕见且共有")],
        ([d.document, d.place or "", d.year or "", d.count, d.slogans, d.new, d.misquoted, "、".join(d.rare)]
         for d in sorted(documents, key=lambda d: (-d.count, d.document))[:top]),
    )
    yield from _places(tracker, top)
    yield from _table(
        t("Rare phrases that documents share", "文件共有的罕见提法"), [t("phrase", "提法"), t("documents", "文件")],
        ([row.slogan, "\n".join(row.documents)] for row in tracker.shared()[:top]),
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


def spark(values: list[float]) -> str:
    """One block a value, from 0 to 100 %; a space for none."""
    return "".join(BLOCKS[min(7, int(value / 100 * 8))] if value else " " for value in values)


def _years(tracker: Tracker) -> Iterable[Any]:
    counts = {year: 0 for year in sorted(tracker.by_year)}
    for row in tracker.years():
        counts[row.year] += row.count
    rates = {year: count / tracker.by_year[year] for year, count in counts.items()}
    most = max(rates.values(), default=0) or 1
    yield from _table(
        t("Years", "年份"),
        [t("year", "年份"), t("documents", "文件"), t("mentions", "次数"), t("per document", "每个文件"), ""],
        ([year, tracker.by_year[year], counts[year], f"{rate:.1f}", "█" * round(BAR * rate / most)]
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


def _table(title: str, heads: list[str], rows: Iterable[Iterable[object]]) -> Iterable[Any]:
    from rich.markup import escape
    from rich.table import Table

    filled = [[str(cell) for cell in row] for row in rows]
    if not filled:
        return
    grid = Table(title=title, title_justify="left", show_header=any(heads))
    for index, head in enumerate(heads):
        number = all(row[index].replace(".", "").isdigit() for row in filled if row[index])
        whole = index == 0 and len(heads) > 3
        grid.add_column(head, justify="right" if number else "left", overflow="fold", no_wrap=whole)
    for row in filled:
        grid.add_row(*map(escape, row))
    yield grid


def _first(row: SloganTrack) -> str:
    return f"{row.first_year or ''} {row.first_document}".strip()


def _span(years: list[int]) -> str:
    return f"{years[0]}—{years[-1]}" if years else t("years", "年份")


def _arrow(row: SloganTrack) -> str:
    return {"rising": "↑", "falling": "↓", "steady": "→", None: ""}[row.direction] + (f" {row.z:+.1f}" if row.z else "")
