"""From counts to candidates: figures, a score, the best of those that overlap, an explanation."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from typing import NamedTuple

from msgspec import Struct

from lexicons import Lexicon
from nlp.discovery.measures import association, burst, entropy, freedom
from nlp.discovery.sequences import CUT
from nlp.discovery.shapes import COINED, COUPLET, FREE, TAKEN, Count, Shape, Shapes
from nlp.discovery.slots import Slots
from nlp.discovery.tally import Entry, Tally
from nlp.discovery.wording import WORDINGS, Wording
from nlp.model import Category
from nlp.segmenter import segmenter

_MARKS = frozenset("“”‘’|")
_ENDS = range(-1, -4, -1)


class Candidate(Struct, frozen=True, kw_only=True, tag_field="record", tag="candidate"):
    """A phrase in no lexicon that behaves like a policy phrase.

    `count` mentions in `documents` documents of `years`. `association`, 0 to 1: its parts stand together. `left` and
    `right`: the entropy of the neighbouring words, in bits. `burst`, 0 to 1: it keeps to one year. `score`, 0 to 1, is
    for ranking only. `message` says in one sentence why it is here.
    """

    phrase: str
    count: int
    documents: int
    years: list[str]
    category: Category
    shape: str
    association: float
    left: float
    right: float
    burst: float
    score: float
    message: str


class _Scored(NamedTuple):
    score: float
    phrase: str
    entry: Entry
    shape: Shape
    association: float
    burst: float
    peak: int | None


def candidates(tally: Tally, lexicon: Lexicon, top: int, lang: str, least: int, documents: int) -> list[Candidate]:
    """The best candidates of a tally, best first; equal ones in the order of their characters."""
    shapes = Shapes.of(lexicon)
    cut = segmenter(lexicon).cut
    shaped = {}
    for phrase, entry in tally.entries():
        if entry.count >= least and entry.documents >= documents:
            quoted, hinted = 2 * entry.quoted >= entry.count, 2 * tally.hinted[phrase] >= entry.count
            shape = shapes.of_phrase(phrase, tally.count, quoted, hinted)
            if shape is None and entry.quoted and tally.hinted[phrase]:
                shape = TAKEN  # Once quoted as a phrase, it is one wherever it stands.
            if shape is not None:
                shaped[phrase] = shape, entry, quoted and hinted
    slots = Slots(((phrase, entry, shape) for phrase, (shape, entry, _) in shaped.items()), shapes)
    scored = []
    for phrase, (shape, entry, sure) in shaped.items():
        words = list(cut(phrase, HMM=False))
        # With words that stand around phrases left out it is a phrase as well: it was one with words around it.
        cores = (core for core in slots.cores(words) if core in shaped and not _is_whole(phrase, core, shaped))
        if any(shaped[core][0].weight >= shape.weight for core in cores):
            continue
        if _is_cut(entry) and any(phrase[:end] in shaped and not _is_cut(shaped[phrase[:end]][1]) for end in _ENDS):
            continue
        edge = min(freedom(entry.left, slots.introduces), freedom(entry.right, slots.closes))
        bound = association(phrase, words, tally.count, tally.words)
        led = any(word not in _MARKS and slots.introduces(word) for word in entry.left)
        single = sum(len(word) == 1 for word in words)
        terse = shape is FREE and led and (2 * single >= len(words) or len(words) == 2)
        loose = min(_looseness(entry.left, terse), _looseness(entry.right, terse))
        # What has little of a phrase's build must stand as freely as a phrase.
        plain = shape in (FREE, COUPLET) and (edge < 0.75 or bound < 0.5 or loose < 1 or entry.documents < 3)
        if edge < 0.5 or plain:
            continue
        kept, peak = burst(entry.years, tally.by_year)
        weight = max(shape.weight, 0.9 if sure else 0.0)
        seen = entry.count / (entry.count + 2) * sqrt(entry.documents / (entry.documents + 1))
        # What always stands between the same words may be a sentence that documents copy.
        varied = min(1.0, (entropy(entry.left) + entropy(entry.right)) / 2)
        score = weight * seen * (0.8 + 0.2 * varied) * (0.3 + 0.7 * edge) * (0.6 + 0.4 * bound) * (0.9 + 0.1 * kept)
        scored.append(_Scored(round(score, 6), phrase, entry, shape, bound, kept, peak))
    scored.sort(key=lambda item: (-item.score, item.phrase))
    return [_candidate(_with_kind(item, shapes, tally.count), tally, lang) for item in _apart(scored, top)]


def _with_kind(item: _Scored, shapes: Shapes, count: Count) -> _Scored:
    """“百灯”工程, 百灯工程: a kind that follows a name in and without quotation marks is a part of it."""
    tails = item.entry.tails
    always = (tail for tail in tails if tails[tail] + item.entry.right.get(tail, 0) == item.entry.count)
    if item.shape.category != "numeric" and (tail := next(always, "")):
        return item._replace(phrase=item.phrase + tail)  # Ever “柿子红了”行动.
    after = {word: count for word, count in item.entry.right.items() if word not in _MARKS}
    word = next(iter(after), "")
    if len(after) != 1 or after[word] < 2 or len(after) == len(item.entry.right) or item.phrase.endswith(shapes.named):
        return item
    # A kind may be cut into words (工作|法).
    kinds = (kind for kind in shapes.named if kind.startswith(word) and count(item.phrase + kind) == after[word])
    kind = word if word in shapes.named else next(kinds, "")
    return item._replace(phrase=item.phrase + kind)


def _is_whole(phrase: str, core: str, shaped: Mapping[str, tuple[Shape, Entry, bool]]) -> bool:
    """Whether a kind at the end is a part of the name: it always stands there, whatever follows (三色预警|机制)."""
    entry = shaped[phrase][1]
    if not phrase.startswith(core) or shaped[core][1].count != entry.count:
        return False
    return len(entry.right) > 2 or shaped[core][0] is COINED


def _looseness(side: Mapping[str, int], terse: bool) -> float:
    """The entropy of one side; a motto of single signs that marks stand beside is free whatever else does."""
    marked = sum(count for word, count in side.items() if word in _MARKS)
    return max(entropy(side), 1.0) if terse and 2 * marked >= sum(side.values()) else entropy(side)


def _is_cut(entry: Entry) -> bool:
    """Whether it always ends inside a word."""
    return all(word.startswith(CUT) for word in entry.right)


def _apart(scored: list[_Scored], top: int) -> list[_Scored]:
    """Leaves out what mostly stands inside another candidate, or is one with words around it."""
    best: dict[str, _Scored] = {item.phrase: item for item in scored}
    inner: set[str] = set()
    for item in scored:
        for part in _parts(item.phrase):
            if (other := best.get(part)) is None:
                continue
            # As good as always inside the longer one: the longer one is the phrase.
            whole = item.entry.count >= 0.7 * other.entry.count and item.score >= 0.75 * other.score
            inner.add(part if whole else item.phrase)
    kept = [item for item in scored if item.phrase not in inner]
    return kept[:top]


def _parts(phrase: str) -> set[str]:
    size = len(phrase)
    return {phrase[i:j] for i in range(size) for j in range(i + 3, size + 1)} - {phrase}


def _candidate(item: _Scored, tally: Tally, lang: str) -> Candidate:
    entry = item.entry
    left, right = entropy(entry.left), entropy(entry.right)
    years = [str(year) for year in sorted(entry.years)]
    return Candidate(
        phrase=item.phrase, count=entry.count, documents=entry.documents, years=years, category=item.shape.category,
        shape=item.shape.name, association=round(item.association, 3), left=round(left, 3), right=round(right, 3),
        burst=round(item.burst, 3), score=round(item.score, 4),
        message=_message(item, left, right, years, WORDINGS[lang]),
    )


def _message(item: _Scored, left: float, right: float, years: list[str], wording: Wording) -> str:
    """Why a candidate is here, in one sentence."""
    entry = item.entry
    span = f"{years[0]}—{years[-1]}" if len(years) > 1 else "".join(years)
    peaked = item.peak is not None and item.burst >= 0.5 and years
    told = {
        "phrase": item.phrase, "shape": getattr(item.shape, wording.shape), "documents": entry.documents,
        "count": entry.count, "years": wording.years.format(span) if span else "", "bound": item.association,
        "left": left, "right": right, "quoted": entry.quoted, "peak": item.peak,
        "share": f"{entry.years.get(item.peak or 0, 0)}/{sum(entry.years.values())}",
    }
    parts = [*wording.always, *[wording.quoted] * bool(entry.quoted), *[wording.peaked] * bool(peaked)]
    return wording.comma.join(part.format_map(told) for part in parts) + wording.stop
