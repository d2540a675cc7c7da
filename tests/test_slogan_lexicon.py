"""The lexicon of policy phrases holds together: no duplicates, no overlaps, components that match the number."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

import lexicons
from lexicons import Slogan
from lexicons.loader import read
from nlp.slogans.forms import numbered, skeleton
from nlp.slogans.words import Words

FOLDER = Path(lexicons.__file__).parent / "slogans"
FILES = {path.stem: [row for _, row in read(path, Slogan)] for path in sorted(FOLDER.glob("*.tsv"))}
ROWS = [row for rows in FILES.values() for row in rows]
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def twice(values: list[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def matches(phrase: str, components: list[str]) -> bool:
    """Whether the components are as many as the phrase says; 三管三必须 may pair its halves into three."""
    groups = [value for value, _ in numbered(phrase)]
    paired = len(groups) > 1 and len(set(groups)) == 1 and len(components) == groups[0]
    return not components or not groups or len(components) == sum(groups) or paired


def test_size() -> None:
    assert len(FILES["numeric"]) >= 280
    assert sum(1 for row in FILES["numeric"] if row.components) >= 200


def test_each_file_holds_one_category() -> None:
    assert {name: {row.category for row in rows} for name, rows in FILES.items()} == {name: {name} for name in FILES}


def test_ids_are_slugs_and_unique() -> None:
    assert twice([row.id for row in ROWS]) == []
    assert [row.id for row in ROWS if not SLUG.fullmatch(row.id)] == []


def test_no_spelling_belongs_to_two_phrases() -> None:
    """Canonical forms and variants, without punctuation, over all the files."""
    owners: dict[str, list[str]] = defaultdict(list)
    for name, rows in FILES.items():
        for row in rows:
            for surface in {skeleton(form) for form in (row.slogan, *row.variants)}:
                owners[surface].append(f"{name}:{row.id}")
    assert {surface: ids for surface, ids in owners.items() if len(ids) > 1} == {}


def test_no_variant_repeats_itself() -> None:
    assert [row.slogan for row in ROWS if twice([row.slogan, *row.variants])] == []


def test_relations_lead_somewhere_else() -> None:
    known = {row.id for row in ROWS}
    assert [(row.id, other) for row in ROWS for other in row.related if other not in known or other == row.id] == []


def test_components_match_the_number() -> None:
    wrong = [(row.slogan, len(row.components)) for row in FILES["numeric"] if not matches(row.slogan, row.components)]
    assert wrong == []


def test_years() -> None:
    assert [row.id for row in ROWS if row.year and not re.fullmatch(r"19[2-9]\d|20[012]\d", row.year)] == []


def test_no_phrase_is_too_plain_to_match() -> None:
    words = Words.of(lexicons.load())
    assert [row.slogan for row in ROWS if row.slogan in words.never or row.slogan in words.counted_words] == []
    assert [row.slogan for row in ROWS if len(skeleton(row.slogan)) < 2] == []


@pytest.mark.parametrize(
    ("phrase", "count", "fits"),
    [("四不摘", 4, True), ("四不摘", 5, False), ("三严三实", 6, True), ("三管三必须", 3, True), ("三讲一评", 2, False),
     ("两不愁三保障", 5, True), ("两不愁三保障", 4, False), ("厕所革命", 3, True)],
)
def test_the_count_itself(phrase: str, count: int, fits: bool) -> None:
    assert matches(phrase, ["…"] * count) is fits
