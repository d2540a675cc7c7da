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
    forms = sorted({s.masked for s in sentences})
    if len(sentences) < 2:
        return
    vectors = TfidfVectorizer(analyzer="char", ngram_range=(2, 4), sublinear_tf=True)
    matrix = vectors.fit_transform(forms)
    search = NearestNeighbors(metric="cosine", radius=1 - SIMILAR, algorithm="brute").fit(matrix)
    distances, neighbours = search.radius_neighbors(matrix)
    alike = [sorted(zip(n.tolist(), d.tolist(), strict=True)) for n, d in zip(neighbours, distances, strict=True)]
    of_form: dict[str, list[int]] = {}
    for i, sentence in enumerate(sentences):
        of_form.setdefault(sentence.masked, []).append(i)
    place = {form: i for i, form in enumerate(forms)}
    passages: dict[tuple[str, ...], Copy] = {}
    for i, mine in enumerate(sentences):
        near = ((j, d) for form, d in alike[place[mine.masked]] for j in of_form[forms[form]] if j > i)
        for j, distance in sorted(near):
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
        # From year to year a county keeps its villages; what it did in a year, it did not do again to the digit.
        later = s.when.key != t.when.key and s.when.sure and t.when.sure and not (s.stock or s.mode == "at")
        apart = s.where.key != t.where.key or later
        same = s.figure == t.figure and s.family == t.family
        # A policy's target or its standard is the same everywhere.
        if apart and same and s.role not in ("target", "standard") and _digits(s) > 1:
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
