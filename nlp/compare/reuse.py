"""Passages that stand in several documents: which figures went along unchanged to another place or another year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from nlp.compare.statement import Statement

SIMILAR = 0.75  # TF-IDF cosine of two masked sentences from which one is taken for a copy of the other
SHORTEST = 12  # characters left when figures, times and names are masked; shorter sentences are alike by chance
TELLING = 3  # digits from which a figure in common is no chance
_MASK = regex.compile(r"[\d０-９.．,，]+|[零〇一二三四五六七八九十百千万亿]{2,}")
_NAMES = regex.compile(r"[\u4e00-\u9fffxX×*]{1,4}(?:自治)?[省市县区州旗镇乡村](?=[^级域委])")


class Sentence(NamedTuple):
    """A sentence with its figures, and its words with figures and places masked."""

    statements: list[Statement]
    masked: str


class Copy(NamedTuple):
    """Figures of two passages that are the same although place or time are not, pairwise and in order."""

    mine: list[Statement]
    yours: list[Statement]
    similarity: float


def reuse(statements: Sequence[Statement]) -> Iterator[Copy]:
    """Copies between documents, one a pair of passages; a passage is a run of neighbouring sentences."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.neighbors import NearestNeighbors

    sentences = _sentences(statements)
    if len(sentences) < 2:
        return
    vectors = TfidfVectorizer(analyzer="char", ngram_range=(2, 4), sublinear_tf=True)
    matrix = vectors.fit_transform([s.masked for s in sentences])
    search = NearestNeighbors(metric="cosine", radius=1 - SIMILAR, algorithm="brute").fit(matrix)
    distances, neighbours = search.radius_neighbors(matrix)
    passages: dict[tuple[str, ...], Copy] = {}
    for i, mine in enumerate(sentences):
        for distance, j in sorted(zip(distances[i].tolist(), neighbours[i].tolist(), strict=True), key=lambda p: p[1]):
            if j <= i:
                continue
            kept = _kept(mine, sentences[j])
            if kept is None:
                continue
            key = (*_document(mine), *_document(sentences[j]))
            seen = passages.get(key, Copy([], [], 1.0))
            similarity = min(seen.similarity, round(1 - distance, 3))
            passages[key] = Copy(seen.mine + kept[0], seen.yours + kept[1], similarity)
    for _, copy in sorted(passages.items(), key=lambda item: item[0]):
        if sum(_digits(s) >= TELLING for s in copy.mine) or len(copy.mine) >= TELLING:
            yield copy


def _document(sentence: Sentence) -> tuple[str, str]:
    document = sentence.statements[0].document
    return document.document, document.sha256


def _kept(a: Sentence, b: Sentence) -> tuple[list[Statement], list[Statement]] | None:
    """The figures in the same order with the same value, of documents whose place or time differ."""
    if a.statements[0].document is b.statements[0].document or len(a.statements) != len(b.statements):
        return None
    mine, yours = [], []
    for s, t in zip(a.statements, b.statements, strict=True):
        apart = s.where.key != t.where.key or (s.when.key != t.when.key and s.when.sure and t.when.sure)
        same = s.figure == t.figure and s.family == t.family and _digits(s) > 1
        # A policy's target or its standard is the same everywhere.
        if apart and same and s.role not in ("target", "standard"):
            mine.append(s)
            yours.append(t)
    return (mine, yours) if mine else None


def _sentences(statements: Sequence[Statement]) -> list[Sentence]:
    found: list[Sentence] = []
    for s in statements:
        last = found[-1].statements[-1] if found else None
        if last is not None and last.document is s.document and last.fact.sentence == s.fact.sentence:
            found[-1].statements.append(s)
        else:
            masked = _NAMES.sub("地", _MASK.sub("数", s.fact.sentence))
            found.append(Sentence([s], masked))
    return [s for s in found if len(s.masked) >= SHORTEST]


def _digits(s: Statement) -> int:
    """How many digits of a figure tell something: 100% and 5000 tell one."""
    value = s.figure.value
    return len(format(value.normalize(), "f").replace(".", "").strip("0")) if value else 0
