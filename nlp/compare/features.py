"""What a person would look at to tell whether two phrases name one indicator. No figure is looked at."""

from __future__ import annotations

from collections import Counter
from math import sqrt

from nlp.compare.words import Words

NAMES = (
    "ngram_cosine", "same_head", "common_end", "contained", "left_over", "exchanged", "longer_end",
    "modifier_difference", "contrast", "other_measure", "lexicon_same", "lexicon_apart",
)


def features(a: str, b: str, words: Words) -> dict[str, float]:
    """Features of a pair of phrases, the same whichever stands first, rounded so that they print as they count.

    `ngram_cosine` of the counts of characters and pairs of characters; `same_head`: the last two characters;
    `common_end`: share of the shorter phrase that both end in; `contained`: the shorter is the longer with characters
    left out; `left_over`: share of characters that only one has; `exchanged`: share of the shorter for which the
    longer has other characters (全科医生, 专科医生); `longer_end`: the longer begins with the shorter and goes on
    to another head (冷库, 冷库容量); `modifier_difference`: narrowing words of only one; `contrast`: sets of
    contrasting words that part them; `other_measure`: one ends in a rate, the other in an area and so on;
    `lexicon_same`, `lexicon_apart`: the lexicon says so.
    """
    short, long = sorted((a, b), key=lambda p: (len(p), p))
    common = 0
    while common < len(short) and short[len(short) - 1 - common] == long[len(long) - 1 - common]:
        common += 1
    mine, yours = Counter(a) - Counter(b), Counter(b) - Counter(a)
    return {name: round(value, 4) for name, value in {
        "ngram_cosine": cosine(grams(a), grams(b)),
        "same_head": float(a[-2:] == b[-2:]),
        "common_end": common / len(short) if short else 0.0,
        "contained": float(contained(short, long)),
        "left_over": (mine.total() + yours.total()) / max(1, len(a) + len(b)),
        "exchanged": min(mine.total(), yours.total()) / max(1, len(short)),
        "longer_end": float(len(long) > len(short) and long.startswith(short)),
        "modifier_difference": float(min(3, len(words.modifiers(a) ^ words.modifiers(b)))),
        "contrast": float(min(2, words.contrast(a, b))),
        "other_measure": float(len({words.measured(a), words.measured(b)} - {None}) == 2),
        "lexicon_same": float(_lexicon(a, b, words) > 0),
        "lexicon_apart": float(_lexicon(a, b, words) < 0),
    }.items()}


def grams(phrase: str) -> Counter[str]:
    """Characters and pairs of neighbours, with the phrase's ends marked."""
    marked = f"^{phrase}$"
    return Counter([*phrase, *(marked[i : i + 2] for i in range(len(marked) - 1))])


def cosine(a: Counter[str], b: Counter[str]) -> float:
    """The cosine of two counts."""
    dot = sum(n * b[g] for g, n in a.items())
    size = sqrt(sum(n * n for n in a.values()) * sum(n * n for n in b.values()))
    return dot / size if size else 0.0


def contained(short: str, long: str) -> bool:
    """Whether a phrase is another one with characters left out."""
    rest = iter(long)
    return all(c in rest for c in short)


def _lexicon(a: str, b: str, words: Words) -> int:
    """1 where a row of the lexicon has both phrases, -1 where each has rows and they share none, else 0."""
    names = words.indicators.names
    mine, yours = ({row.indicator for row in names.get(p, ())} for p in (a, b))
    if not mine or not yours:
        return 0
    return 1 if mine & yours else -1
