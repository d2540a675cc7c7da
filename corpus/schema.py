"""The JSON Schema of all records (draft 2020-12), generated from the structs of `nlp.model`.

The descriptions stand in `fields.tsv` beside this file: record, field, what it means; `*` stands for every record.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from corpus.writers.columns import TABLES, columns

FIELDS = Path(__file__).with_name("fields.tsv")
DIALECT = "https://json-schema.org/draft/2020-12/schema"
# What the Python types do not say.
LIMITS: dict[str, dict[str, Any]] = {
    "start": {"minimum": 0}, "end": {"minimum": 0}, "page": {"minimum": 1}, "characters": {"minimum": 0},
    "confidence": {"minimum": 0, "maximum": 1}, "sha256": {"pattern": "^([0-9a-f]{64})?$"},
}


@cache
def descriptions() -> dict[tuple[str, str], str]:
    """(record, field) → description, as the file gives them."""
    lines = FIELDS.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines[1:] if line.strip() and not line.startswith("#")]
    return {(record, field): text for record, field, text in rows}


def describe(record: str, field: str) -> str:
    """What a field means; KeyError for a field that the file leaves out."""
    known = descriptions()
    return known[record, field] if (record, field) in known else known["*", field]


def build() -> dict[str, Any]:
    """The schema of one record of any type. Every field is always printed, so every field is required."""
    (_, definitions) = msgspec.json.schema_components(list(TABLES), ref_template="#/$defs/{name}")
    definitions = {name: part for name, part in definitions.items() if name in {kind.__name__ for kind in TABLES}}
    named: dict[str, Any] = {}
    for kind in TABLES:
        part, tag = definitions[kind.__name__], str(kind.__struct_config__.tag)
        properties = {name: _property(tag, name, body) for name, body in part["properties"].items()}
        properties["record"] = {"const": tag, "description": describe("*", "record")}
        named[tag] = {
            "title": tag, "description": describe(tag, ""), "type": "object", "properties": properties,
            "required": [column.name for column in columns(kind)],
        }
    return {
        "$schema": DIALECT, "$id": "urn:jushi:records", "title": "Records of jushi",
        "description": "One record: what `jushi extract` prints on a line of JSON Lines.",
        "oneOf": [{"$ref": f"#/$defs/{name}"} for name in named], "$defs": named,
    }


def text() -> str:
    """The schema as it is published."""
    return json.dumps(build(), ensure_ascii=False, indent=2) + "\n"


def _property(record: str, name: str, body: dict[str, Any]) -> dict[str, Any]:
    # msgspec describes Decimal as a string; the writers print it as a JSON number.
    shapes = [dict(shape) for shape in body.get("anyOf", [body])]
    for shape in shapes:
        shape.pop("default", None)
        if shape.get("format") == "decimal":
            del shape["format"]
            shape["type"] = "number"
        if shape.get("type") != "null":
            shape.update(LIMITS.get(name, {}))
    return {"description": describe(record, name), **(shapes[0] if len(shapes) == 1 else {"anyOf": shapes})}
