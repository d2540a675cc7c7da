"""From documents to findings: blocks, groups, outcomes, and the records that are printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256

from lexicons import Lexicon
from nlp.compare import messages
from nlp.compare.align import Aligner
from nlp.compare.apart import look_alikes
from nlp.compare.places import COUNTIES, TOWNS, Where, own
from nlp.compare.reuse import Copy, reuse
from nlp.compare.series import series
from nlp.compare.settle import Outcome, settle
from nlp.compare.statement import Statement, statements
from nlp.compare.verdicts import ORDER, kin, verdict
from nlp.compare.words import words
from nlp.model import DocumentRecord, Fact, Finding, Rule, Severity, Verdict
from nlp.numerals import plain

_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


def findings(
    documents: Sequence[tuple[DocumentRecord, Sequence[Fact]]], lang: str, lexicon: Lexicon, not_comparable: bool,
) -> list[Finding]:
    """All findings, errors first, then by what they are about."""
    known = words(lexicon)
    every = [s for document, facts in documents for s in statements(document, facts, known)]
    every = list(_counted(every))
    aligner = Aligner(every, known)
    blocks: dict[tuple[object, ...], list[Statement]] = {}
    for s in every:
        if s.when.key and s.other is None:
            blocks.setdefault(s.block, []).append(s)
    _either([s for s in every if s.when.key and s.other is not None], blocks)
    _undated([s for s in every if not s.when.key], blocks)
    groups: list[list[Statement]] = []
    standing: list[Statement] = []
    out: list[Finding] = []
    for block in sorted(blocks, key=str):
        for group, alignment in aligner.groups(blocks[block]):
            groups.append(group)
            outcomes, stands = settle(group, alignment)
            shown = (o for o in outcomes if not_comparable or o.verdict != "not_comparable")
            out += [_claim(outcome, lang) for outcome in shown]
            if stands is not None:
                standing.append(stands)
    out += [_change(outcome, lang) for outcome in series(standing)]
    out += [_reused(copy, lang) for copy in reuse(every)]
    if not_comparable:
        out += [_apart(a, b, why, lang) for a, b, why in look_alikes(groups, known)]
    return sorted(out, key=_order)


def _counted(every: Sequence[Statement]) -> Iterator[Statement]:
    """The statements, with 全县 in a town's report read as the county whose documents, and no other's, name that town."""
    counties: dict[str, set[Where]] = {}
    for s in every:
        if s.where.level in TOWNS and (s.document.place or "")[-1:] in COUNTIES:
            counties.setdefault(s.where.name, set()).add(own(s.document))
    for s in every:
        above = counties.get(own(s.document).name, set()) if s.where.key == f"全{s.where.level}" else set()
        county = next(iter(above)) if len(above) == 1 else None
        yield replace(s, where=county) if county is not None and county.level == s.where.level else s


def _either(loose: Sequence[Statement], blocks: dict[tuple[object, ...], list[Statement]]) -> None:
    """Statements that may mean either of two times: those of one 去年, or of one sentence, go together to the other
    time where more of their figures fit there."""
    together: dict[tuple[str, ...], list[tuple[Statement, Statement, int]]] = {}
    for s in loose:
        other = replace(s, when=s.other or s.when)
        here, there = (
            any(_timeless(t) == _timeless(s) and kin(s, t) for t in blocks.get(at.block, ())) for at in (s, other)
        )
        key = (s.fact.document, s.document.sha256, s.fact.time_text or s.fact.sentence)
        together.setdefault(key, []).append((s, other, there - here))
    for members in together.values():
        moved = sum(vote for _, _, vote in members) > 0
        for s, other, _ in members:
            home = other if moved else s
            blocks.setdefault(home.block, []).append(home)


def _undated(loose: Sequence[Statement], blocks: dict[tuple[object, ...], list[Statement]]) -> None:
    """Statements without a time join the block of another time where their figure fits that of the same indicator or is
    a slip of it; elsewhere nothing tells what they are to be held against."""
    dated: dict[tuple[object, ...], list[Statement]] = {}
    for block in sorted(blocks, key=str):
        for s in blocks[block]:
            dated.setdefault(_timeless(s), []).append(s)
    for s in loose:
        near = {verdict(s, t): t for t in reversed(dated.get(_timeless(s), [])) if t.exact and kin(s, t)}
        if near:
            blocks[near[min(near, key=ORDER.index)].block].append(s)


def _timeless(s: Statement) -> tuple[object, ...]:
    return (s.name, s.narrowed, s.family, s.role, s.where.key, s.left, s.extra)


def _order(f: Finding) -> tuple[object, ...]:
    about = (f.metric or "", f.place or "", f.time or "")
    return (_SEVERITIES.index(f.severity), f.rule, *about, f.documents, f.facts, f.id)


def _claim(outcome: Outcome, lang: str) -> Finding:
    explain = [*_about(outcome.stated), *outcome.alignment.explain(), f"basis={outcome.basis}"]
    involved = [outcome.stated, *outcome.others]
    return _finding("claim", outcome.verdict, outcome.severity, involved, messages.claim(outcome, lang), explain)


def _change(outcome: Outcome, lang: str) -> Finding:
    explain = [*_about(outcome.stated), f"series={outcome.basis}"]
    involved = [outcome.stated, *outcome.others]
    return _finding("change", outcome.verdict, outcome.severity, involved, messages.change(outcome, lang), explain)


def _apart(a: Statement, b: Statement, why: Sequence[str], lang: str) -> Finding:
    explain = [f"differs={reason}" for reason in why]
    return _finding("claim", "not_comparable", "info", [a, b], messages.apart(a, b, why, lang), explain)


def _reused(copy: Copy, lang: str) -> Finding:
    """Figures in common are equal, hence the verdict; that they are is what the warning is about."""
    explain = [f"similarity={copy.similarity:g}", f"figures={len(copy.mine)}"]
    involved = [*copy.mine, *copy.yours]
    return _finding("repeat", "consistent", "warning", involved, messages.reused(copy.mine, copy.yours, lang), explain)


def _about(s: Statement) -> list[str]:
    """The aspects in which the statements of a finding are alike."""
    shown = {
        "indicator": s.name, "scope": "、".join(sorted(s.narrowed)), "place": s.where.key, "time": s.when.key,
        "mode": s.mode, "role": s.role, "unit": s.family, "base": "、".join(s.extra),
    }
    return [f"{name}={value}" for name, value in shown.items() if value]


def _finding(
    rule: Rule, verdict: Verdict, severity: Severity, involved: Sequence[Statement], message: str,
    explain: Iterable[str],
) -> Finding:
    stated, expected = involved[0], involved[1].figure.interval()
    where = "\n".join([rule, verdict, *(f"{s.fact.document}\t{s.document.sha256}\t{s.fact.id}" for s in involved)])
    return Finding(
        id=f"{sha256(where.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}-{rule}", rule=rule, verdict=verdict,
        severity=severity, facts=[s.fact.id for s in involved], documents=[s.fact.document for s in involved],
        stated=None if stated.figure.value is None else plain(stated.figure.value),
        expected_low=_finite(expected.low), expected_high=_finite(expected.high),
        metric=stated.fact.metric or stated.phrase,
        place=stated.where.name or None, time=stated.when.text or None, unit=stated.fact.base_unit or stated.fact.unit,
        message=message, explain=list(explain),
    )


def _finite(value: Decimal) -> Decimal | None:
    return None if value.is_infinite() else plain(value)
