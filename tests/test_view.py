"""The cleaned view: what each kind of mess becomes, and that every span of it leads back to its source."""

from __future__ import annotations

import doctest
import json
import time
from importlib import import_module
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.model import Block, Document
from nlp.view import View, clean

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "view.jsonl").read_text("utf-8").splitlines()]
SEED = Path(__file__).parents[2] / "shared" / "gold"


def view_of(source: str) -> View:
    return clean(Document.of(source))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_case(case: dict[str, str]) -> None:
    assert view_of(case["source"]).text == case["text"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_case_leads_back(case: dict[str, str]) -> None:
    assert_leads_back(view_of(case["source"]))


PUNCTUATION = str.maketrans("，；：？！（）—。", ",;:?!()-.")


def bare(text: str) -> str:
    """A text without white space and invisible characters, all forms plain: what the source and the view share."""
    plain = normalize("NFKC", text).translate(PUNCTUATION)
    return "".join(c for c in plain if not c.isspace() and c not in "\xad\u200b\u200c\u200d\ufeff|")


def assert_leads_back(view: View) -> None:
    text = view.text
    if not text:
        return
    spans = [(0, len(text)), *((i, j) for i in range(0, len(text), 7) for j in range(i + 1, min(i + 12, len(text))))]
    for start, end in spans:
        source_start, source_end = view.source(start, end)
        assert 0 <= source_start < source_end <= len(view.raw)
        part = text[start:end]
        if end - start < 12 and part.strip() == part and "\n" not in part and "\t" not in part:
            source = view.raw[source_start:source_end]
            assert source == source.strip()
            assert view.clean_of(source_start) == start
            if part.isascii() and part.isdecimal():
                assert bare(source) == part


# A clean text, and the ways in which it comes: the view must undo all of them.
SENTENCES = [
    "至2019年底，全县112个贫困村全部退出，贫困发生率由2014年底的6.9%降至0.66%。",
    "累计投入16.58亿元用于学校建设（含教师周转房），惠及学生12.15万人次！",
    "17473户63622人，这是五年前的“家底”；全县上下尽锐出战，务求全胜。",
    "新建光伏电站650座，总装机容量56.01兆瓦，户均年增收1,100.9元以上。",
    "二〇一九年，我县实现“两不愁三保障”，“四个一批”全部落实到位。",
]
HEADINGS = ["一、基本情况", "二、主要做法", "（一）发展扶贫产业", "三、下一步打算"]
paragraphs = st.lists(
    st.one_of(
        st.sampled_from(HEADINGS),
        st.lists(st.sampled_from(SENTENCES), min_size=3, max_size=6).map("".join),
    ),
    min_size=2, max_size=6, unique=True,
).filter(lambda found: any("。" in paragraph for paragraph in found))
FULL_WIDTH = str.maketrans("0123456789%.", "０１２３４５６７８９％．")
HALF_WIDTH = str.maketrans("，；：！（）", ",;:!()")


def columns(text: str) -> int:
    return sum(1 if c.isascii() else 2 for c in text)


def wrapped(paragraph: str, width: int) -> list[str]:
    lines, line = [], ""
    for character in paragraph:
        if columns(line + character) > width:
            lines.append(line)
            line = ""
        line += character
    return [*lines, line]


def is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


@st.composite
def renderings(draw: st.DrawFn) -> tuple[str, str]:
    """A clean text and one messy rendering of it."""
    clean_paragraphs = draw(paragraphs)
    expected = "\n".join(clean_paragraphs)
    random = draw(st.randoms(use_true_random=False))
    full, half = draw(st.booleans()), draw(st.booleans())
    hyphens, spaces = draw(st.booleans()), draw(st.booleans())
    width = draw(st.one_of(st.none(), st.integers(24, 60)))
    separator = draw(st.sampled_from(["indent", "blank"]))
    rendered: list[str] = []
    for paragraph in clean_paragraphs:
        text = paragraph
        if full:
            text = text.translate(FULL_WIDTH)
        if half:
            text = text.translate(HALF_WIDTH)
        if spaces:
            pairs = zip(text, text[1:] + "。", strict=False)
            text = "".join(a + " " * (random.random() < 0.1 and (is_han(a) or is_han(b))) for a, b in pairs).rstrip()
        if separator == "indent":
            text = "　　" + text
        lines = wrapped(text, width) if width else [text]
        rendered += ["".join(c + "\xad" * (hyphens and random.random() < 0.1) for c in line) for line in lines]
        if separator == "blank":
            rendered.append("")
    return expected, draw(st.sampled_from(["\n", "\r\n"])).join(rendered)


@settings(max_examples=100, deadline=None)
@given(renderings())
def test_renderings_of_one_text_come_out_equal(pair: tuple[str, str]) -> None:
    expected, source = pair
    view = view_of(source)
    assert view.text == expected
    assert_leads_back(view)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from("全县一二、（）。，112 9.%\n\n\t　|-\f\xad\u200bａ２：aB年户○O－々國", )))
def test_any_text_is_cleaned_and_leads_back(source: str) -> None:
    view = view_of(source)
    assert "\n\n" not in view.text and not view.text.startswith("\n") and not view.text.endswith("\n")
    last = -1
    for position in range(len(view.text)):
        start, end = view.source(position, position + 1)
        assert end == start + 1 and start >= last
        last = start


def test_cleaning_twice_changes_nothing() -> None:
    text = "\n".join(["关于脱贫工作的报告", "一、基本情况", *SENTENCES])
    assert view_of(text).text == text


def test_empty() -> None:
    view = view_of("")
    assert view.text == "" and view.source(0, 0) == (0, 0) and view.clean_of(0) == 0


def test_cells_of_a_format_are_rows() -> None:
    text = "分乡镇情况\n乡镇\n户数\n东河乡\n1\n12\n此后全部脱贫。"
    def cell(start: int, end: int, row: int, column: int) -> Block:
        return Block(start=start, end=end, ref=f"t1r{row}c{column}", kind="cell", table=1, row=row, column=column)
    blocks = (cell(6, 8, 1, 1), cell(9, 11, 1, 2), cell(12, 15, 2, 1), cell(16, 20, 2, 2))
    view = clean(Document.of(text).with_(blocks=blocks))
    assert view.text == "分乡镇情况\n乡镇\t户数\n东河乡\t1 12\n此后全部脱贫。"


@pytest.mark.skipif(not SEED.exists(), reason="the seed report is not part of the project")
def test_seed_report() -> None:
    source = (SEED / "seed.txt").read_text("utf-8")
    view = view_of(source)
    assert view.text.count("\n") == 1
    for word in ("申明", "文档", "查看更多", "相关文章", "关注"):
        assert word not in view.text
    for line in (SEED / "seed.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        if "start" in record:
            span = record["start"], record["end"]
            assert view.source(view.clean_of(span[0]), view.clean_of(span[1] - 1) + 1) == span


def test_speed() -> None:
    """A tenth of what is usual, so that a slow machine passes and a quadratic rule does not."""
    small, large = "　　" + "".join(SENTENCES) + "\n", 400
    document = Document.of(small * large)
    clean(document)
    started = time.perf_counter()
    clean(document)
    assert len(document.text) / (time.perf_counter() - started) > 500_000


@pytest.mark.parametrize("name", ["view", "segment", "layout", "tokens"])
def test_examples_in_the_code_hold(name: str) -> None:
    results = doctest.testmod(import_module(f"nlp.{name}"))
    assert results.attempted and not results.failed
