"""Web pages: what our reader and trafilatura keep of the article, and what of the furniture they take in.

    python -m benchmarks.web_pages

Two sets: the pages of tests/cases/pages (eight kinds, the article as text beside each), and our sample reports as pages
of a small news site. `lost` and `extra` count figures; a paragraph is lost where its characters do not stand in the
result in one piece. The last column is the time a page takes.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

PAGES = Path(__file__).parent.parent / "tests" / "cases" / "pages"
FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
Extract = Callable[[str], str]


def pages() -> Iterator[tuple[str, str]]:
    """Page and article."""
    for path in sorted(PAGES.glob("*.html")):
        page = path.read_text(encoding="utf-8").replace("charset=gb2312", "charset=utf-8")
        yield page, path.with_suffix(".txt").read_text(encoding="utf-8")


def samples() -> Iterator[tuple[str, str]]:
    """The sample reports as pages."""
    from corpus.samples.as_html import html
    from corpus.samples.build import plan, source
    from corpus.samples.parts import parts
    from corpus.samples.render import cells

    for name in sorted({row["source"] for row in plan()}):
        plain = source(name)[0]
        lines = ["\n".join(map("\t".join, rows)) if kind == "table" else text for kind, text, rows in parts(plain)]
        yield html(cells(plain)).decode(), "\n".join(lines)


def ours(page: str) -> str:
    """The text by our reader."""
    from corpus.readers import read

    return read(page.encode(), "page.html")[0].text


def theirs(**options: Any) -> Extract:
    """trafilatura with these options; it draws tables with bars, which are not held against it."""
    from trafilatura import extract

    return lambda page: (extract(page, include_tables=True, **options) or "").replace("|", "\t")


def measure(extract: Extract, cases: list[tuple[str, str]]) -> str:
    """A row of the table."""
    count: Counter[str] = Counter()
    began = time.perf_counter()
    found = [extract(page) for page, _ in cases]
    spent = time.perf_counter() - began
    for text, (_, article) in zip(found, cases, strict=True):
        has, wants = Counter(FIGURE.findall(text)), Counter(FIGURE.findall(article))
        whole = _squeeze(text)
        lines = article.splitlines()
        count.update(figures=wants.total(), lost=(wants - has).total(), extra=(has - wants).total())
        count.update(paragraphs=len(lines), missing=sum(_squeeze(line) not in whole for line in lines))
    return (
        f"{count['lost']:4} of {count['figures']:4} {count['extra']:6} {count['missing']:6} of {count['paragraphs']:4}"
        f" {spent / len(cases) * 1000:8.1f} ms"
    )


def _squeeze(text: str) -> str:
    return "".join(text.split())


def main() -> None:
    """Prints the table."""
    try:
        from trafilatura import __version__
    except ImportError:
        raise SystemExit("pip install trafilatura lxml_html_clean") from None
    rivals: dict[str, Extract] = {
        "jushi": ours,
        f"trafilatura {__version__}": theirs(),
        "  favor_recall": theirs(favor_recall=True),
        "  favor_precision": theirs(favor_precision=True),
    }
    for title, cases in (("pages", list(pages())), ("samples", list(samples()))):
        print(f"{title:20} figures lost  extra  paragraphs lost     a page")
        for name, extract in rivals.items():
            print(f"{name:20} {measure(extract, cases)}")


if __name__ == "__main__":
    main()
