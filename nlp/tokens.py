"""Words: jieba, knowing the lexicon's words, as a function and as the tokenizer of a spaCy pipeline.

    >>> cut("贫困发生率由6.9%降至0.66%")
    ['贫困发生率', '由', '6.9%', '降至', '0.66%']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexicons import Lexicon, load
from nlp.segmenter import segmenter, tagger

if TYPE_CHECKING:
    from spacy.language import Language


def cut(text: str, lexicon: Lexicon | None = None) -> list[str]:
    """The words of `text`, white space included: `"".join(cut(text)) == text`."""
    return list(segmenter(lexicon or load()).cut(text))


def tagged(text: str, lexicon: Lexicon | None = None) -> list[tuple[str, str]]:
    """The words of `text` with jieba's part-of-speech tags (ICTCLAS: n, v, m, q, ns, …). Slower than `cut`."""
    return [(pair.word, pair.flag) for pair in tagger(lexicon or load()).cut(text)]


def blank(lexicon: Lexicon | None = None) -> Language:
    """A spaCy pipeline for Chinese with this tokenizer and no components; saves and loads like any other."""
    import spacy

    from nlp.tokenizer import NAME

    built_in = len(load().paths)
    extra = [str(path) for path in lexicon.paths[built_in:]] if lexicon else []
    config = {"nlp": {"tokenizer": {"@tokenizers": NAME, "lexicons": extra}}}
    return spacy.blank("zh", config=config)
