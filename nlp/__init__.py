"""Facts and policy slogans out of Chinese reports.

    >>> import nlp
    >>> extraction = nlp.extract("全县贫困发生率由2014年底的6.9%降至0.66%。")
    >>> [(f.text, f.role, f.metric) for f in extraction.facts if f.kind == "percent"]
    [('6.9%', 'from', '贫困发生率'), ('0.66%', 'to', '贫困发生率')]
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nlp.checks import check
    from nlp.compare import compare
    from nlp.frame import to_frame
    from nlp.model import Block, Document, Extraction, Fact, Failure, Finding, Slogan
    from nlp.numerals import parse_number
    from nlp.pipeline import extract, extract_many

_RECORDS = ("Block", "Document", "Extraction", "Fact", "Failure", "Finding", "Slogan")
# extract_folder reads files and so lives in corpus; it is handed on here so that users need to know one name.
_HOMES = {
    "check": "nlp.checks", "compare": "nlp.compare", "extract": "nlp.pipeline", "extract_many": "nlp.pipeline",
    "extract_folder": "corpus.run", "parse_number": "nlp.numerals", "to_frame": "nlp.frame",
    **dict.fromkeys(_RECORDS, "nlp.model"),
}
__all__ = [
    "Block", "Document", "Extraction", "Fact", "Failure", "Finding", "Slogan", "check", "compare", "extract",
    "extract_folder", "extract_many", "parse_number", "to_frame",
]


def __getattr__(name: str) -> Any:
    """Names are imported when first used, so that what needs only the records starts fast."""
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'nlp' has no attribute {name!r}")
