"""Every record that the project prints or returns, in one place.

The records are flat msgspec structs: scalars and lists of scalars only, so that each type is one table in every
output format. Their published JSON Schema is generated from these classes (see `corpus.schema`).

Offsets are Unicode code points into `Document.text`, end exclusive. Values are exact decimals.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from hashlib import sha256
from typing import Literal

from msgspec import Struct, structs

Kind = Literal["count", "money", "percent", "point", "multiple", "ratio", "measure", "rank", "date", "period"]
Bound = Literal[">=", ">", "<=", "<"]
Role = Literal["level", "from", "to", "change", "growth", "difference", "share", "average", "target", "standard"]
Direction = Literal["up", "down"]
Category = Literal["numeric", "programme", "principle", "campaign", "quotation"]
Rule = Literal[
    "share", "sum", "part_of_whole", "change", "growth", "average", "range", "enumeration", "repeat", "date",
    "reference", "claim",
]
Verdict = Literal[
    "consistent", "truncated", "compatible", "unit_slip", "digit_slip", "conflict", "not_comparable",
]
Severity = Literal["error", "warning", "info"]


class Block(Struct, frozen=True, kw_only=True):
    """A stretch of a document's text that its format marks out: a paragraph, a heading, a table cell, a note.

    `page` counts from 1. `ref` names the block for a reader ("p12", "t1r2c3", "note2"). For a table cell, `table`,
    `row` and `column` count from 1; a cell that spans several stands at its first row and column.
    """

    start: int
    end: int
    ref: str
    kind: Literal["paragraph", "heading", "cell", "note"] = "paragraph"
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None


class DocumentRecord(Struct, frozen=True, kw_only=True, tag_field="record", tag="document"):
    """What is known of a document as a whole. `date` is the document's own, ISO 8601.

    `ocr_pages` are the pages whose text was recognized from a picture ("1-3,7"): their figures want a look at the page.
    """

    document: str = ""
    title: str | None = None
    place: str | None = None
    place_code: str | None = None
    date: str | None = None
    format: str = "txt"
    encoding: str | None = None
    characters: int = 0
    sha256: str = ""
    ocr_pages: str | None = None


class Document(DocumentRecord, frozen=True, kw_only=True, tag_field="record", tag="document"):
    """A document with its text, as `nlp.extract` takes it. Only the fields of `DocumentRecord` are printed."""

    text: str
    blocks: tuple[Block, ...] = ()

    @classmethod
    def of(cls, text: str, document: str = "") -> Document:
        """A document made from a bare string."""
        digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return cls(text=text, document=document, characters=len(text), sha256=digest)

    @property
    def record(self) -> DocumentRecord:
        """The part that is printed."""
        return DocumentRecord(**{name: getattr(self, name) for name in DocumentRecord.__struct_fields__})

    def with_(self, **changes: object) -> Document:
        """A copy with some fields changed."""
        return structs.replace(self, **changes)


class Failure(Struct, frozen=True, kw_only=True, tag_field="record", tag="failure"):
    """A file, or a part of one, that could not be read. `error` is a stable code; `message` says what to do."""

    document: str
    stage: str
    error: str
    message: str


class Occurrence(Struct, frozen=True, kw_only=True):
    """A place in a document: `text` is `document_text[start:end]`, offsets in code points, `sentence` the clean one."""

    id: str
    document: str
    text: str
    start: int
    end: int
    sentence: str
    section: str | None = None
    page: int | None = None
    block: str | None = None


class Fact(Occurrence, frozen=True, kw_only=True, tag_field="record", tag="fact"):
    """One stated quantity or time. `docs/reference/records.md` explains every field.

    `rules` names the rules that read the figure and filled its claim, in the order in which they applied.
    """

    kind: Kind
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    bound: Bound | None = None
    approx: bool = False
    step: Decimal | None = None
    unit: str | None = None
    unit_text: str | None = None
    dimension: str | None = None
    base_value: Decimal | None = None
    base_unit: str | None = None
    metric: str | None = None
    metric_text: str | None = None
    role: Role = "level"
    direction: Direction | None = None
    of: str | None = None
    place: str | None = None
    place_code: str | None = None
    time: str | None = None
    time_text: str | None = None
    confidence: float = 1.0
    rules: list[str] = []


class Slogan(Occurrence, frozen=True, kw_only=True, tag_field="record", tag="slogan"):
    """One use of a policy phrase. `slogan_id` is null for a phrase that a pattern found and no lexicon lists."""

    slogan: str
    slogan_id: str | None = None
    category: Category = "numeric"
    variant: bool = False
    components: list[str] = []
    listed: list[str] = []
    source: str | None = None
    confidence: float = 1.0


class Finding(Struct, frozen=True, kw_only=True, tag_field="record", tag="finding"):
    """One check of stated figures. `facts` and `documents` run in parallel, the stated figure first.

    `explain` lists what the check rests on as `name=value`: the aspects that are alike, the alignment and its features.
    """

    id: str
    rule: Rule
    verdict: Verdict
    severity: Severity
    facts: list[str]
    documents: list[str]
    stated: Decimal | None = None
    expected_low: Decimal | None = None
    expected_high: Decimal | None = None
    metric: str | None = None
    place: str | None = None
    time: str | None = None
    unit: str | None = None
    message: str
    explain: list[str] = []


Record = DocumentRecord | Failure | Fact | Slogan | Finding


class Extraction(Struct, frozen=True, kw_only=True):
    """What one document yields: the document itself, its facts and its slogans, both in reading order."""

    document: Document
    facts: list[Fact] = []
    slogans: list[Slogan] = []

    def records(self) -> Iterator[Record]:
        """The records to print: the document first, then facts and slogans."""
        yield self.document.record
        yield from self.facts
        yield from self.slogans
