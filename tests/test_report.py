"""Marked text: what is covered by what, and that the page holds nothing but the text."""

from __future__ import annotations

import re
from decimal import Decimal
from html import unescape

from hypothesis import given
from hypothesis import strategies as st
from test_writers import fact

from corpus.report.highlight import figure, page, stretches, summary, visible
from corpus.report.table import tables
from nlp.model import Document, Extraction, Slogan

PLACES = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=8)


def extraction(text: str, places: list[tuple[int, int]]) -> Extraction:
    """Alternating facts and slogans at the places that lie inside the text."""
    inside = [(start, start + length) for start, length in places if start + length <= len(text)]
    facts = [fact(start=start, end=end, text=text[start:end], document="甲.txt") for start, end in inside[::2]]
    slogans = [
        Slogan(id="s", document="甲.txt", text=text[start:end], start=start, end=end, sentence="", slogan="<四不摘>")
        for start, end in inside[1::2]
    ]
    return Extraction(document=Document.of(text, "甲.txt"), facts=facts, slogans=slogans)


@given(st.text(max_size=40), PLACES)
def test_stretches_make_up_the_text(text: str, places: list[tuple[int, int]]) -> None:
    made = extraction(text, places)
    pieces = list(stretches(made))
    assert "".join(piece.text for piece in pieces) == text
    for record in [*made.facts, *made.slogans]:
        assert "".join(piece.text for piece in pieces if record in piece.marks) == record.text


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=40), PLACES)
def test_page_is_the_text_escaped(text: str, places: list[tuple[int, int]]) -> None:
    body = page(extraction(text, places)).split("<main>")[1].split("</main>")[0]
    assert unescape(re.sub(r"</?mark[^>]*>", "", body)) == text
    assert re.sub(r'</?mark( class="[a-z]+" title="[^"<>]*")?>', "", body).count("<") == 0


def test_summary() -> None:
    made = fact(bound=">", approx=True, metric="脱贫户", role="change", direction="up", time="2019")
    assert summary(made) == "count · >≈3户 · 脱贫户 · change · up · 2019"
    assert figure(fact(value=None, low=Decimal(3), high=Decimal("5.0"))) == "3–5户"
    assert figure(fact(kind="date", value=None, time="2019")) == ""


def test_a_text_cannot_drive_the_terminal() -> None:
    assert visible("甲\x1b[2J\u009b1A\t乙\n") == "甲\ufffd[2J\ufffd1A\t乙\n"


def test_tables_are_one_a_document() -> None:
    made = [*extraction("共3户2人", [(1, 2), (1, 1), (3, 2)]).records()]
    (table,) = tables(made, most=1)
    assert table.row_count == 2
