"""Pages for readers: the evidence page, and a document with its facts and slogans marked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlp.model import Extraction, Finding

__all__ = ["render", "write"]


def render(extractions: Iterable[Extraction], findings: Iterable[Finding], lang: str = "zh") -> str:
    """The evidence page as text: one HTML page that needs nothing but itself.

    The order of extractions and findings makes no difference to it. Labels are in `lang`, `zh` or `en`; ValueError for
    any other. MissingExtra when the extra `report` is not installed.
    """
    from corpus.extras import MissingExtra

    try:
        from corpus.report import findings as page
    except ModuleNotFoundError as error:
        raise MissingExtra("report", error.name or "") from None
    return page.render(list(extractions), list(findings), lang)


def write(path: Path | str, extractions: Iterable[Extraction], findings: Iterable[Finding], lang: str = "zh") -> None:
    """Writes the evidence page to `path`; what stood there is replaced only by the whole page. Raises as `render`, and
    OSError for a place that cannot be written."""
    from corpus.writers import whole

    whole.write(Path(path), render(extractions, findings, lang))
