"""The published schema: generated from the structs, and true of what is written."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from test_writers import RECORDS, fact

from corpus import schema
from corpus.run import extract_paths
from corpus.writers.columns import TABLES, columns
from corpus.writers.jsonl import encode
from nlp.model import Extraction, Fact, Finding, Slogan

SAMPLES = sorted(
    path for path in (Path(__file__).parent.parent / "corpus" / "samples" / "reports").iterdir()
)
PUBLISHED = Path(__file__).parent.parent / "docs" / "reference" / "schema.json"
FINDING = Finding(
    id="x", rule="share", verdict="truncated", severity="info", facts=["a"], documents=["b"], stated=Decimal("34.9"),
    message="…",
)


def strict() -> Draft202012Validator:
    """The schema, and nothing beside it: a field that is not described is an error here."""
    built = schema.build()
    for part in built["$defs"].values():
        part["additionalProperties"] = False
    return Draft202012Validator(built)


def test_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema.build())


def test_published_is_generated() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == schema.text(), "run: make docs"


@pytest.mark.parametrize("record", [*RECORDS, FINDING], ids=lambda record: record.__struct_config__.tag)
def test_holds_for_what_is_written(record: Any) -> None:
    strict().validate(json.loads(encode(record)))


@given(st.builds(fact, value=st.none() | st.decimals(allow_nan=False, allow_infinity=False), kind=st.sampled_from(
    get_args(get_type_hints(Fact)["kind"]))))
def test_holds_for_any_figure(record: Fact) -> None:
    strict().validate(json.loads(encode(record)))


@pytest.mark.parametrize("change", [
    {"value": "3"}, {"kind": "colour"}, {"bound": "=="}, {"start": -1}, {"confidence": 1.5}, {"record": "facts"},
    {"id": None}, {"unknown": 1},
])
def test_refuses(change: dict[str, Any]) -> None:
    record = {**json.loads(encode(fact())), **change}
    assert not strict().is_valid(record)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_holds_for_every_sample(path: Path) -> None:
    validator = strict()
    for result in extract_paths([path]):
        assert isinstance(result, Extraction)
        for record in result.records():
            validator.validate(json.loads(encode(record)))
            if isinstance(record, Fact | Slogan):
                assert record.text == result.document.text[record.start : record.end]


def test_refuses_a_missing_field() -> None:
    record = json.loads(encode(fact()))
    del record["unit"]
    assert not strict().is_valid(record)


def test_every_description_has_its_field() -> None:
    fields = {(str(kind.__struct_config__.tag), column.name) for kind in TABLES for column in columns(kind)}
    names = {name for _, name in fields}
    tags = {(tag, "") for tag, _ in fields}
    stale = {(tag, name) for tag, name in schema.descriptions() if (tag, name) not in fields | tags
             and not (tag == "*" and name in names)}
    assert not stale
