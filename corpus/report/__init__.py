"""Pages for readers: findings with their evidence, policy phrases, and a document with its facts and slogans marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lexicons import Lexicon
    from nlp.discovery import Candidate
    from nlp.model import Extraction, Finding

__all__ = ["render", "render_slogans", "write", "write_slogans"]


def render(extractions: Iterable[Extraction], findings: Iterable[Finding], lang: str = "zh") -> str:
    """The evidence page as text: one HTML page that needs nothing but itself.

    The order of extractions and findings makes no difference to it. Labels are in `lang`, `zh` or `en`; ValueError for
    any other. MissingExtra when the extra `report` is not installed.
    """
    made: str = _page("findings").render(list(extractions), list(findings), lang)
    return made


def write(path: Path | str, extractions: Iterable[Extraction], findings: Iterable[Finding], lang: str = "zh") -> None:
    """Writes the evidence page to `path`; what stood there is replaced only by the whole page. Raises as `render`, and
    OSError for a place that cannot be written."""
    from corpus.writers import whole

    whole.write(Path(path), render(extractions, findings, lang))


def render_slogans(
    extractions: Iterable[Extraction], lang: str = "zh", lexicon: Lexicon | None = None,
    candidates: Sequence[Candidate] = (),
) -> str:
    """The page of policy phrases as text, made as the evidence page is. `candidates`: phrases discovered."""
    made: str = _page("slogans").render(list(extractions), lang, lexicon, candidates)
    return made


def write_slogans(
    path: Path | str, extractions: Iterable[Extraction], lang: str = "zh", lexicon: Lexicon | None = None,
    candidates: Sequence[Candidate] = (),
) -> None:
    """Writes the page of policy phrases as `write` does the evidence page."""
    from corpus.writers import whole

    whole.write(Path(path), render_slogans(extractions, lang, lexicon, candidates))


def _page(name: str) -> Any:
    from corpus.extras import MissingExtra

    try:
        return import_module(f"corpus.report.{name}")
    except ModuleNotFoundError as error:
        raise MissingExtra("report", error.name or "") from None
