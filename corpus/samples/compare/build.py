"""Writes the documents and the truth table of a planted set. Run: python -m corpus.samples.compare.build [--check]

A set is a folder with `facts.tsv`, what is true, and `marked/`, the documents with every figure as `{key:form}`, or
`{key:form!kind}` where it departs from the truth. Every form is held against the fact base, so an agreement is one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import regex

import nlp
from nlp.compare.verdicts import FITS, figures
from nlp.intervals import Figure

HERE = Path(__file__).parent
SETS = ("planted", "unseen")
_MARK = regex.compile(r"\{(?P<key>[^{}:]+):(?P<form>[^{}!]+)(?:!(?P<kind>[a-z_]+))?\}")
_HEDGE = regex.compile(r"(?:超过|突破|不足|接近|将近|至少|约|近|超)$")
HEADER = "document_a\tstart_a\tfigure_a\tdocument_b\tstart_b\tfigure_b\trelation\tdetail"


class Planted(NamedTuple):
    """One marked figure: where it stands, what it is about, how it departs from the truth if it does, its hedge."""

    document: str
    start: int
    text: str
    key: str
    kind: str | None
    said: str


class Pair(NamedTuple):
    """Two figures of different documents: `agree`, `disagree`, `truncated` or `look_alike`; the detail says in what."""

    a: Planted
    b: Planted
    relation: str
    detail: str


def read(folder: Path) -> tuple[dict[str, str], list[Planted]]:
    """The plain documents of a set by name, and their figures."""
    documents: dict[str, str] = {}
    found: list[Planted] = []
    for path in sorted((folder / "marked").glob("*.marked")):
        name = f"{path.stem}.txt"
        documents[name], figures = unmarked(path.read_text(encoding="utf-8"), name)
        found += figures
    return documents, found


def unmarked(marked: str, name: str) -> tuple[str, list[Planted]]:
    """The plain text of a document, and its figures."""
    text, position, found = "", 0, []
    for mark in _MARK.finditer(marked):
        text += marked[position : mark.start()]
        hedge = _HEDGE.search(text)
        said = (hedge[0] if hedge else "") + mark["form"]
        found.append(Planted(name, len(text), mark["form"], mark["key"], mark["kind"], said))
        text += mark["form"]
        position = mark.end()
    return text + marked[position:], found


def pairs(found: list[Planted]) -> Iterator[Pair]:
    """What holds between figures of different documents. Two that both depart from one truth are left out."""
    for a, b in combinations(found, 2):
        if a.document == b.document:
            continue
        if a.key == b.key:
            kinds = [p.kind for p in (a, b) if p.kind]
            if not kinds:
                yield Pair(a, b, "agree", "")
            elif len(kinds) == 1 and kinds[0] == "truncated":
                yield Pair(a, b, "truncated", "")
            elif len(kinds) == 1 and not _bounded(a.said, b.said):
                yield Pair(a, b, "disagree", kinds[0])
        elif detail := _alike(a.key, b.key):
            yield Pair(a, b, "look_alike", detail)


def _bounded(a: str, b: str) -> bool:
    """Whether both can be true as written: 10228元 errs, and beside 1万元以上 nobody can tell."""
    one, two = (Figure.of(nlp.extract(f"数量{text}。").facts[0]) for text in (a, b))
    return figures(one, two) in FITS


def _alike(a: str, b: str) -> str:
    """The one aspect in which two keys of one topic differ, or nothing."""
    mine, yours = a.split("/"), b.split("/")
    if mine[1].split(".")[0] != yours[1].split(".")[0]:
        return ""
    differ = [name for name, x, y in zip(("place", "indicator", "time"), mine, yours, strict=True) if x != y]
    return differ[0] if len(differ) == 1 else ""


def table(folder: Path) -> str:
    """The truth table of a set."""
    _, found = read(folder)
    rows = [(*_cells(p.a), *_cells(p.b), p.relation, p.detail) for p in pairs(found)]
    return "\n".join([HEADER, *("\t".join(row) for row in rows)]) + "\n"


def _cells(p: Planted) -> tuple[str, str, str]:
    return (p.document, str(p.start), p.text)


def wrong(folder: Path) -> Iterator[str]:
    """Figures whose form does not say what the fact base says, or that are marked as departing and do not."""
    facts = {key: (Decimal(value), unit) for key, value, unit in _rows(folder / "facts.tsv")}
    _, found = read(folder)
    for p in found:
        if p.key not in facts:
            yield f"{p.document}: {p.key} is not in facts.tsv"
            continue
        value, unit = facts[p.key]
        fact = nlp.extract(f"数量{p.said}。").facts
        if len(fact) != 1:
            yield f"{p.document}: {p.text} is not one figure"
            continue
        stated = Figure.of(fact[0])
        if fact[0].kind == "measure" and fact[0].unit == unit:
            stated = stated._replace(value=fact[0].value, step=fact[0].step or Decimal(1))
        truth = Figure(value, Decimal(1).scaleb(min(0, int(value.normalize().as_tuple().exponent))), whole=stated.whole)
        fits = figures(stated, truth) in FITS
        if fits == bool(p.kind):
            yield f"{p.document}: {p.text} for {p.key} = {value} {unit}"


def _rows(path: Path) -> Iterator[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    yield from [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


def main() -> int:
    """Builds every set, or with --check compares. The exit status is 1 when something is amiss."""
    amiss = []
    for folder in (HERE / name for name in SETS if (HERE / name).is_dir()):
        amiss += list(wrong(folder))
        documents, _ = read(folder)
        outputs = {folder / "documents" / name: text for name, text in documents.items()}
        outputs[folder / "truth.tsv"] = table(folder)
        for path, text in outputs.items():
            if "--check" in sys.argv:
                if not path.exists() or path.read_text(encoding="utf-8") != text:
                    amiss.append(f"{path.relative_to(HERE)} is stale")
            else:
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, encoding="utf-8")
    print("\n".join(amiss) or "ok")
    return int(bool(amiss))


if __name__ == "__main__":
    sys.exit(main())
