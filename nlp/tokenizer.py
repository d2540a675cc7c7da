"""The spaCy tokenizer: registered under `NAME`, built from a config, saved with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

from lexicons import load
from nlp.segmenter import segmenter

NAME = "jushi.jieba.v1"


class JiebaTokenizer(DummyTokenizer):
    """jieba with the lexicon's words. Lossless: `doc.text` is the text, whatever its white space.

    `lexicons` are paths of a user's own lexicon files; they are all the state there is, and the config keeps them.
    """

    def __init__(self, vocab: Vocab, lexicons: Sequence[str] = ()) -> None:
        self.vocab, self.lexicons = vocab, tuple(lexicons)

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        for word in segmenter(load(self.lexicons)).cut(text):
            if word == " " and words and not spaces[-1] and not words[-1].isspace():
                spaces[-1] = True
            else:
                words.append(word)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def __reduce__(self) -> tuple[Any, ...]:
        return JiebaTokenizer, (self.vocab, self.lexicons)


@registry.tokenizers(NAME)  # type: ignore[untyped-decorator]
def make(lexicons: Sequence[str] = ()) -> Callable[[Language], JiebaTokenizer]:
    """The factory that a pipeline's config names."""

    def create(nlp: Language) -> JiebaTokenizer:
        return JiebaTokenizer(nlp.vocab, lexicons)

    return create
