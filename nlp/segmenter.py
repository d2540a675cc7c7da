"""jieba with the lexicon's words, kept apart from jieba's global state.

Everything heavy is imported and loaded at the first call. jieba's dictionary is read from the package each time a
process first needs it (about half a second): its own cache in the temporary folder is neither read nor written, so that
the result does not depend on what other programs left there, and a read-only system is no obstacle. jieba's global
tokenizer, its user dictionary and its log level stay as they are.
"""

from __future__ import annotations

import warnings
from functools import lru_cache
from typing import Any

from lexicons import Lexicon


@lru_cache(maxsize=4)
def segmenter(lexicon: Lexicon) -> Any:
    """A `jieba.Tokenizer` of our own with the words of `lexicon` added. Build one only where `cut` will not do."""
    with warnings.catch_warnings():  # jieba's patterns and its use of pkg_resources warn on newer Pythons
        warnings.simplefilter("ignore")
        import jieba

    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = _frequencies(tokenizer)
    tokenizer.initialized = True
    for word, tag in sorted(_words(lexicon).items()):
        if not tokenizer.FREQ.get(word):
            tokenizer.add_word(word, tag=tag)
    return tokenizer


@lru_cache(maxsize=4)
def tagger(lexicon: Lexicon) -> Any:
    """jieba's part-of-speech tagger over the same words."""
    tokenizer = segmenter(lexicon)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from jieba import posseg

    return posseg.POSTokenizer(tokenizer)


def _frequencies(tokenizer: Any) -> tuple[dict[str, int], int]:
    """jieba's prefix dictionary: the frequency of each word, and zero for what only begins one."""
    with tokenizer.get_dict_file() as file:
        rows = [line.split(" ", 2) for line in file.read().decode("utf-8").splitlines()]
    frequencies = {row[0]: int(row[1]) for row in rows}
    total = sum(int(row[1]) for row in rows)
    for word in list(frequencies):
        for end in range(len(word) - 1, 0, -1):
            if word[:end] in frequencies:
                break
            frequencies[word[:end]] = 0
    return frequencies, total


def _words(lexicon: Lexicon) -> dict[str, str]:
    """Words of two signs and more that the lexicon has and that jieba can take, with their tags."""
    words: dict[str, str] = {}
    for unit in lexicon.units.values():
        words |= dict.fromkeys(unit.forms, "q")
    for indicator in lexicon.indicators.values():
        words |= dict.fromkeys([indicator.indicator, *indicator.synonyms], "n")
    for slogan in lexicon.slogans.values():
        words |= dict.fromkeys([slogan.slogan, *slogan.variants], "nz")
    return {word: tag for word, tag in words.items() if len(word) > 1 and word.isalpha() and not word.isascii()}
