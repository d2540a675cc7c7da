"""Record types as tables: the columns of each and what kind of value they hold."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Literal, NamedTuple, get_args, get_origin, get_type_hints

from msgspec import Struct

from nlp.model import DocumentRecord, Fact, Failure, Finding, Record, Slogan

TABLES: dict[type[Struct], str] = {
    DocumentRecord: "documents", Failure: "failures", Fact: "facts", Slogan: "slogans", Finding: "findings",
}
Holds = Literal["text", "integer", "decimal", "real", "flag", "list"]
_KINDS: tuple[tuple[type, Holds], ...] = ((bool, "flag"), (int, "integer"), (float, "real"), (Decimal, "decimal"))


class Column(NamedTuple):
    """One column of a table."""

    name: str
    holds: Holds


@cache
def columns(kind: type[Struct]) -> tuple[Column, ...]:
    """The columns of a record type, `record` first, then the fields as declared."""
    hints = get_type_hints(kind)
    return (Column("record", "text"), *(Column(name, _holds(hints[name])) for name in kind.__struct_fields__))


def row(record: Record) -> list[object]:
    """The values of a record, in the order of its columns; lists and decimals as they are."""
    kind = type(record)
    return [kind.__struct_config__.tag, *_getter(kind)(record)]


@cache
def _getter(kind: type[Struct]) -> Callable[[object], tuple[object, ...]]:
    return attrgetter(*kind.__struct_fields__)


def _holds(hint: object) -> Holds:
    if get_origin(hint) is list:
        return "list"
    parts = {hint, *get_args(hint)}
    return next((name for kind, name in _KINDS if kind in parts), "text")
