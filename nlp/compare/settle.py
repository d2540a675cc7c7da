"""What the statements about one thing add up to: who agrees, who departs, and which figure stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nlp.compare import parts, verdicts
from nlp.compare.align import CERTAIN, Alignment
from nlp.compare.statement import Statement
from nlp.model import Severity, Verdict


class Outcome(NamedTuple):
    """One finding in the making: the stated figure, the others, the verdict.

    `basis` tells why the others are taken for right: `correction`, `majority`, `later`, `copies` where
    they only repeat one another, or `pair` where nothing does.
    """

    stated: Statement
    others: list[Statement]
    verdict: Verdict
    severity: Severity
    alignment: Alignment
    basis: str


def settle(group: Sequence[Statement], alignment: Alignment) -> tuple[list[Outcome], Statement | None]:
    """The outcomes of a group, and the statement that stands for it: None where none can be told.

    The group needs statements of two documents; one document's repetitions are for the checks inside it.
    """
    out: list[Outcome] = []
    stands: list[Statement | None] = []
    for part in parts.parted(group):
        outcomes, reference = _settle(part, alignment)
        out += outcomes
        stands.append(reference)
    return out, stands[0] if len(stands) == 1 else None


def _settle(group: Sequence[Statement], alignment: Alignment) -> tuple[list[Outcome], Statement | None]:
    clusters = parts.clusters(group)
    reference, basis = _reference(clusters)
    stands = reference[0]
    if len(clusters) == 1:
        basis = "agreement"
    if len({s.voice for s in group}) < 2:
        return [], stands if len(clusters) == 1 else None
    out = list(_agreements(reference, alignment, basis))
    voices = {s.voice for s in reference if s.exact}
    torn = parts.torn(clusters)
    for cluster in clusters:
        if cluster is not reference:
            # Who states the figure that stands beside another means two things by them, or errs within the document.
            out += [
                _departure(s, [r for r in reference if r.voice != s.voice], alignment, basis, torn)
                for s in cluster if s.voice not in voices
            ]
    settled = len(clusters) == 1 or basis in ("correction", "majority")
    return out, stands if settled else None


def _reference(clusters: Sequence[list[Statement]]) -> tuple[list[Statement], str]:
    """The cluster that stands: what the newest correction says, else most documents, else the latest."""
    correcting = [c for c in clusters if any(s.corrects for s in c)]
    if correcting and len(clusters) > 1:
        return max(correcting, key=lambda c: _latest([s for s in c if s.corrects])), "correction"
    votes = [(len({s.voice for s in c if s.exact}), len({s.fact.document for s in c if s.exact})) for c in clusters]
    most = max(votes)
    rest = [c for c, n in zip(clusters, votes, strict=True) if n == most]
    if len(rest) == 1 and most > (1, 1):
        return rest[0], "majority" if all(n[0] < most[0] for n in votes if n != most) else "copies"
    dates = [_latest(c) for c in rest]
    latest = max(dates)
    if latest and dates.count(latest) == 1 and all(dates):
        return rest[dates.index(latest)], "later"
    return rest[0], "pair"


def _latest(cluster: Sequence[Statement]) -> str:
    return max((s.document.date or "" for s in cluster), default="")


def _agreements(cluster: Sequence[Statement], alignment: Alignment, basis: str) -> Iterator[Outcome]:
    """One outcome for all that agree to the digit, one for each that is merely compatible."""
    first = next((s for s in cluster), None)
    if first is None:
        return
    same = [s for s in cluster[1:] if verdicts.verdict(s, first) == "consistent"]
    if len({s.voice for s in (first, *same)}) > 1:
        yield Outcome(first, same, "consistent", "info", alignment, basis)
    for s in cluster[1:]:
        others = [r for r in (first, *same) if r.document is not s.document]
        if s not in same and others:
            yield Outcome(s, others, verdicts.verdict(s, first), "info", alignment, basis)


def _departure(
    stated: Statement, others: list[Statement], alignment: Alignment, basis: str, torn: frozenset[str],
) -> Outcome:
    verdict = verdicts.verdict(stated, others[0])
    if verdict in verdicts.FITS:
        return Outcome(stated, others, verdict, "info", alignment, basis)
    if verdict == "conflict" and stated.shared:
        return Outcome(stated, others, "not_comparable", "info", alignment, basis)
    # Whoever only says 超过1万元 contradicts nobody.
    others = [s for s in others if verdicts.verdict(stated, s) not in verdicts.FITS]
    if verdict == "conflict" and stated.steady:
        # From year to year a few households more or less are no contradiction; digits swapped are none of those.
        others = [s for s in others if s.when.key == stated.when.key] or others
        if others[0].when.key != stated.when.key:
            return Outcome(stated, others, "not_comparable", "info", alignment, basis)
    alike = [
        s for s in others
        if s.reading == stated.reading or verdicts.twins(stated, s) or verdicts.loosely(stated, s)
    ]
    known = stated.voice in torn or all(s.voice in torn for s in others)
    if verdict == "conflict" and alike:
        others = alike
    # 搬迁1264户, with no time told, may be all there ever were; 2019年搬迁312户 are not.
    doubted = stated.doubted or all(s.doubted for s in others)
    people = stated.family in ("households", "persons") and stated.stock
    summed = people and stated.mode == "within" and all(s.open != stated.open for s in others)
    unclear = not alike or doubted or known or summed or not stated.when.key
    reworded = _reworded(stated, others) and verdicts.distant(stated, others[0])
    # Two counties that no title names are most likely two.
    long = min(verdicts.length(stated), verdicts.length(others[0])) >= verdicts.LONG
    somewhere = not stated.placed and not (verdict in verdicts.SLIPS and long)
    if somewhere or (verdict == "conflict" and (unclear or reworded)):
        return Outcome(stated, others, "not_comparable", "info", alignment, basis)
    severity: Severity = "error"
    doubtful = verdict == "truncated" or basis == "correction" or verdicts.near(stated, others[0])
    doubtful |= all(s.mode != stated.mode for s in others)
    doubtful |= stated.steady and all(s.when.key != stated.when.key for s in others)
    if doubtful or unclear or not _certain([stated, *others], alignment, verdict):
        severity = "warning"
    return Outcome(stated, others, verdict, severity, alignment, basis)


def _reworded(stated: Statement, others: Sequence[Statement]) -> bool:
    """Whether nobody else uses the words that this document names the thing by."""
    return all(s.phrase != stated.phrase for s in others)


def _certain(involved: Sequence[Statement], alignment: Alignment, verdict: Verdict) -> bool:
    """Whether the statements are surely about the same: nothing inferred, one name, one way to tell the time.

    A time that nobody tells is no doubt where one figure is a slip of the other: by chance that is rare.
    """
    slip = verdict in verdicts.SLIPS and verdicts.telling(involved[0], involved[1])
    stated, others = involved[0], [s for s in involved[1:] if s.sure and (slip or s.when.sure)]
    if not slip and not stated.when.sure:
        return False
    return bool(stated.sure and others and alignment.probability >= CERTAIN and len(stated.phrase) > 1)
