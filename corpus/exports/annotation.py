"""Findings as Web Annotations: https://www.w3.org/TR/annotation-model/.

One annotation a finding, one target a statement. Positions are code points of the document's text as `jushi text`
prints it, which for plain text files is the decoded file.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from corpus.exports.claimreview import iri
from corpus.statements import Source, Statement, Statements
from nlp.model import Finding, Occurrence

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32


def page(statements: Statements, findings: Iterable[Finding], lang: str = "zh") -> dict[str, Any]:
    """The annotations as one page of JSON-LD. `lang`, `zh` or `en`, is the language of the messages."""
    items = [_annotation(finding, statements.of(finding), lang) for finding in findings]
    return {"@context": CONTEXT, "id": "urn:jushi:findings", "type": "AnnotationPage", "startIndex": 0, "items": items}


def _annotation(finding: Finding, about: list[Statement], lang: str) -> dict[str, Any]:
    body: list[dict[str, Any]] = [{
        "type": "TextualBody", "purpose": "assessing", "value": finding.message, "format": "text/plain",
        "language": "zh-Hans" if lang == "zh" else "en",
    }]
    body += [
        {"type": "TextualBody", "purpose": "tagging", "value": f"{name}:{getattr(finding, name)}"}
        for name in ("severity", "verdict", "rule")
    ]
    targets: list[Any] = [_target(statement) for statement in about]
    return {
        "id": f"urn:jushi:finding:{quote(finding.id)}", "type": "Annotation", "motivation": "assessing", "body": body,
        "target": targets or "urn:jushi:nothing",
    }


def _target(statement: Statement) -> dict[str, Any]:
    target: dict[str, Any] = {"type": "SpecificResource", "source": iri(statement.document)}
    if statement.record is not None:
        target["selector"] = _selectors(statement.source, statement.record)
    return target


def _selectors(source: Source | None, record: Occurrence) -> list[dict[str, Any]]:
    quoted: dict[str, Any] = {"type": "TextQuoteSelector", "exact": record.text}
    if source is not None and source.has(record):
        text = source.document.text
        quoted["prefix"] = text[max(0, record.start - AROUND) : record.start]
        quoted["suffix"] = text[record.end : record.end + AROUND]
    return [{"type": "TextPositionSelector", "start": record.start, "end": record.end}, quoted]
