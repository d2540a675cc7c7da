"""The year that a document speaks from."""

from __future__ import annotations

import re

from nlp.model import Document, Extraction
from nlp.occasion import in_digits

_YEAR = re.compile(r"(?<!\d)(19[5-9]\d|20[0-9]\d)(?!\d)")
LONGEST = 3
"""Years: what lasts longer is a plan or a review, whose end is not when the document was written."""


def year_of(document: Document | Extraction) -> int | None:
    """The year of a document: of its date, else the one in its title, else the latest among its facts, targets and
    long periods left out, else the one in its name; None where none of them tells."""
    facts = document.facts if isinstance(document, Extraction) else []
    about = document.document if isinstance(document, Extraction) else document
    if about.date and (match := _YEAR.match(about.date)):
        return int(match[0])
    if match := _YEAR.search(in_digits(about.title or "")):
        return int(match[0])
    told = [year for fact in facts if fact.role != "target" and (year := _end(fact.time)) is not None]
    if told:
        return max(told)
    named = _YEAR.findall(about.document)
    return int(named[-1]) if named else None


def _end(time: str | None) -> int | None:
    years = [int(year) for year in _YEAR.findall(time or "")]
    if not years or years[-1] - years[0] > LONGEST:
        return None
    return years[-1]
