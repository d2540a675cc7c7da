"""Every word of the evidence page, in English and Chinese: `labels.tsv`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "zh")


class Labels:
    """The words of one language. `labels("shown", shown=3, total=9)` fills in what a label leaves open."""

    def __init__(self, words: dict[str, str], lang: str) -> None:
        self._words, self.lang = words, lang

    def __call__(self, key: str, **filled: object) -> str:
        return self._words[key].format(**filled) if filled else self._words[key]

    def raw(self, key: str) -> str:
        """A label with its gaps, for the page's script to fill."""
        return self._words[key]


@cache
def labels(lang: str) -> Labels:
    """The labels of `en` or `zh`; ValueError for any other language."""
    if lang not in LANGUAGES:
        raise ValueError(f"no language {lang!r}: {', '.join(LANGUAGES)}")
    column = 1 + LANGUAGES.index(lang)
    rows = (line.split("\t") for line in files(__package__).joinpath("labels.tsv").read_text("utf-8").splitlines()[1:])
    return Labels({row[0]: row[column] for row in rows}, lang)
