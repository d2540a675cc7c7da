"""Extractions and loose records, brought together by document."""

from __future__ import annotations

from collections.abc import Iterable

from nlp.model import DocumentRecord, Extraction, Fact, Record

NONE = "0" * 12


def collect(items: Iterable[Extraction | Record]) -> list[tuple[DocumentRecord, list[Fact]]]:
    """Every document with its facts, in an order that the order of the input has no part in.

    A fact belongs to the document of its name whose hash its id begins with; one that comes without its document gets
    a bare one. The same document given twice counts once.
    """
    documents: dict[tuple[str, str], DocumentRecord] = {}
    facts: dict[tuple[str, str], dict[str, Fact]] = {}
    for item in items:
        if isinstance(item, Extraction):
            _document(item.document.record, documents)
            for fact in item.facts:
                _fact(fact, facts)
        elif isinstance(item, DocumentRecord):
            _document(item, documents)
        elif isinstance(item, Fact):
            _fact(item, facts)
    return [(documents.get(key) or _bare(*key), _sorted(facts[key])) for key in sorted(facts)]


def _bare(name: str, prefix: str) -> DocumentRecord:
    return DocumentRecord(document=name, sha256="" if prefix == NONE else prefix)


def _document(record: DocumentRecord, documents: dict[tuple[str, str], DocumentRecord]) -> None:
    if type(record) is not DocumentRecord:
        record = DocumentRecord(**{name: getattr(record, name) for name in DocumentRecord.__struct_fields__})
    documents[record.document, record.sha256[:12] or NONE] = record


def _fact(fact: Fact, facts: dict[tuple[str, str], dict[str, Fact]]) -> None:
    prefix = fact.id.rpartition("-")[0] or NONE
    facts.setdefault((fact.document, prefix), {})[fact.id] = fact


def _sorted(facts: dict[str, Fact]) -> list[Fact]:
    return sorted(facts.values(), key=lambda f: (f.start, f.end, f.kind, f.id))
