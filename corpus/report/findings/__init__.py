"""The evidence page: findings, matrix, charts and documents."""

from __future__ import annotations

from markupsafe import Markup

from corpus.exports.claimreview import reviews
from corpus.report.facets import choices
from corpus.report.findings import chart, evidence, matrix
from corpus.report.findings.anchors import ORDER, Anchors
from corpus.report.findings.evidence import FACETS
from corpus.report.findings.series import series
from corpus.report.highlight import CLASSES
from corpus.report.labels import labels
from corpus.report.page import Heading, compose, embedded
from corpus.statements import Source, Statements
from nlp.model import Extraction, Finding


def render(extractions: list[Extraction], findings: list[Finding], lang: str) -> str:
    """The page. ValueError for a language that is neither `zh` nor `en`."""
    words = labels(lang)
    statements = Statements(extractions)
    anchors = Anchors(statements, findings)
    shown = evidence.shown(anchors, words)
    counts = {severity: sum(f.severity == severity for f in findings) for severity in ORDER}

    def counted(source: Source) -> str:
        held = source.extraction
        return words("document_counts", facts=len(held.facts), slogans=len(held.slogans))

    return compose(
        "evidence.html.j2", words,
        Heading(
            words("title"), words("lead", documents=len(statements.sources)),
            [(severity, counts[severity], words(f"severity.{severity}")) for severity in ORDER],
        ),
        ("findings", "matrix", "series"), anchors,
        shown=shown, groups=evidence.groups(shown), facets=FACETS,
        choices=choices((one.facets for one in shown), FACETS, lambda facet, v: evidence.told(facet, v, words)),
        severities=ORDER, counts=counts, tables=matrix.tables(anchors, words),
        charts=[(one, Markup(chart.svg(one, words))) for one in series(anchors)],
        documents_about=words("documents_about"), document_counts=counted,
        classes=[*dict.fromkeys(CLASSES.values()), "slogan"], standings=[("number disputed", words("disputed"))],
        reviews=embedded(reviews(statements, anchors.findings, lang)),
    )
