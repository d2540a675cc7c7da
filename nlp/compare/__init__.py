"""Claims across documents: which statements are about the same thing, and which of their figures cannot all be true.

    >>> import nlp
    >>> one = nlp.extract(nlp.Document.of("岚河县2019年底贫困发生率为0.84%。", "甲.txt"))
    >>> two = nlp.extract(nlp.Document.of("2019年末，岚河县贫困发生率8.4%。", "乙.txt"))
    >>> [(f.verdict, f.severity) for f in nlp.compare([one, two])]
    [('digit_slip', 'error')]

The package is what `nlp.compare` names, so calling it compares.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from types import ModuleType

import lexicons
from nlp.compare.findings import findings
from nlp.compare.records import collect
from nlp.model import Extraction, Finding, Record


def compare(
    extractions: Iterable[Extraction | Record], lang: str = "zh", lexicon: lexicons.Lexicon | None = None,
    not_comparable: bool = False,
) -> list[Finding]:
    """The findings across documents, errors first. Takes extractions, or their records in any mixture and order.

    `lang` is the language of the messages, `zh` or `en`; ValueError for any other. With `not_comparable`, look-alikes
    are told too, with the aspects in which they differ.
    """
    if lang not in ("zh", "en"):
        raise ValueError(f"lang={lang!r}: zh or en")
    return findings(collect(extractions), lang, lexicon or lexicons.load(), not_comparable)


class _Comparing(ModuleType):
    """The module is callable: `nlp.compare` names a package and, by contract, a function."""

    def __call__(
        self, extractions: Iterable[Extraction | Record], lang: str = "zh", lexicon: lexicons.Lexicon | None = None,
        not_comparable: bool = False,
    ) -> list[Finding]:
        return compare(extractions, lang, lexicon, not_comparable)


sys.modules[__name__].__class__ = _Comparing
