"""From documents to findings: blocks, groups, outcomes, and the records that are printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from hashlib import sha256

from lexicons import Lexicon
from nlp.compare import homes, messages
from nlp.compare.align import Aligner
from nlp.compare.apart import look_alikes
from nlp.compare.contradictions import contradictions
from nlp.compare.reuse import Copy, reuse
from nlp.compare.series import series
from nlp.compare.settle import Outcome, settle
from nlp.compare.statement import Statement, statements
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
    every = list(homes.placed(every))
    named = [s for s in every if s.name]
    aligner = Aligner(named, known)
    blocks: dict[tuple[object, ...], list[Statement]] = {}
    for s in named:
        if s.when.key and s.other is None:
            blocks.setdefault(s.block, []).append(s)
    homes.either([s for s in named if s.when.key and s.other is not None], blocks)
    homes.undated([s for s in named if not s.when.key], blocks)
    groups: list[list[Statement]] = []
    standing: list[Statement] = []
    told: list[Outcome] = []
    for block in sorted(blocks, key=str):
        for group, alignment in aligner.groups(blocks[block]):
            groups.append(group)
            outcomes, stands = settle(group, alignment)
            told += outcomes
            if stands is not None:
                standing.append(stands)
    told = list(contradictions(every, told, known))
    out = [_claim(outcome, lang) for outcome in told if not_comparable or outcome.verdict != "not_comparable"]
    out += [_change(outcome, lang) for outcome in series(standing)]
    out += [_reused(copy, lang) for copy in reuse(named)]
    if not_comparable:
        out += [_apart(a, b, why, lang) for a, b, why in look_alikes(groups, known)]
    return sorted(out, key=_order)


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
