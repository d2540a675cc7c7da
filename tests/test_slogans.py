"""Policy phrases against `cases/slogans*.tsv`, with the numeric lexicon alone so that other tables cannot help."""

from __future__ import annotations

import json
import time
from importlib.util import module_from_spec, spec_from_file_location
from itertools import pairwise
from pathlib import Path

import pytest

import lexicons
from lexicons import Lexicon, Slogan
from nlp.slogans import SloganSpan, find
from nlp.slogans.forms import measured, number, skeleton, spellings, traditional
from nlp.slogans.phrases import Phrases
from nlp.slogans.span import longest
from nlp.slogans.words import Words

CASES = Path(__file__).parent / "cases"
NUMERIC = [Path(lexicons.__file__).parent / name for name in ("slogans/numeric.tsv", "sloganwords.tsv")]


SHARED = Path(__file__).parents[2] / "shared"


def table(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(NUMERIC)


def told(span: SloganSpan) -> str:
    return span.slogan + "+" * span.variant


@pytest.mark.parametrize(
    ("sentence", "expected"), table("slogans.tsv") + table("slogans_later.tsv") + table("slogans_adverse.tsv")
)
def test_sentence(sentence: str, expected: str, lexicon: Lexicon) -> None:
    found = [told(span) for span in find(sentence, [], lexicon)]
    assert "|".join(found) == expected.replace("-", "", expected == "-")


@pytest.mark.parametrize(("sentence", "expected"), table("slogans_voices.tsv") + table("slogans_builds.tsv"))
def test_voices(sentence: str, expected: str) -> None:
    """The whole lexicon, and the words as they stand in the text."""
    found = [sentence[span.start : span.end] for span in find(sentence, [], lexicons.load())]
    assert "|".join(found) == expected.replace("-", "", expected == "-")


@pytest.mark.parametrize(("text", "slogan", "expected"), table("slogans_listed.tsv"))
def test_listed(text: str, slogan: str, expected: str, lexicon: Lexicon) -> None:
    spans = [span for span in find(text, [], lexicon) if span.slogan == slogan]
    assert spans
    assert spans[0].listed == ([] if expected == "-" else expected.split("|"))


def test_spans_are_exact_and_apart(lexicon: Lexicon) -> None:
    text = "".join(sentence for sentence, _ in table("slogans.tsv"))
    spans = find(text, [], lexicon)
    assert len(spans) > 60
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert not any(text[s.start] in "“”‘’\"、，" or text[s.end - 1] in "“”‘’\"、，" for s in spans)


def test_known_phrase_brings_its_row(lexicon: Lexicon) -> None:
    (span,) = find("落实四个不摘要求。", [(0, 9)], lexicon)
    assert (span.start, span.end, span.slogan_id) == (2, 6, "si-bu-zhai")
    assert (span.variant, span.rule) == (True, "lexicon:measure")
    assert len(span.components) == 4 and span.source and "2019" in span.source


def test_punctuation_is_no_variant_and_split_quotes_join(lexicon: Lexicon) -> None:
    text = "围绕“两不愁”“三保障”发力"
    (span,) = find(text, [], lexicon)
    assert not span.variant
    assert text[span.start : span.end] == "两不愁”“三保障"


def test_a_closing_quote_inside_ends_the_span(lexicon: Lexicon) -> None:
    text = "深化“三变”改革"
    (span,) = find(text, [], lexicon)
    assert text[span.start : span.end] == "三变"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [("四不摘", 4), ("三讲一评", 4), ("双负责", 2), ("十大扶贫工程", 10), ("五讲四美三热爱", 12), ("三个一亿人", 3),
     ("三大纪律八项注意", 11), ("十四个坚持", 14), ("一领办、三参与", 4), ("5个聚焦", 5), ("应纳尽纳", None)],
)
def test_number(phrase: str, expected: int | None) -> None:
    assert number(phrase) == expected


def test_forms(lexicon: Lexicon) -> None:
    assert {"两不愁三保障", "二不愁三保障", "2不愁3保障"} <= spellings("两不愁、三保障")
    counted = Words.of(lexicon).counted
    assert "四个不摘" in measured("四不摘", counted)
    assert not measured("三项制度", counted)
    assert skeleton("“互联网＋”") == "互联网+" and traditional(["三农", "两山"]) == ["三農", "兩山"]


def test_longest_wins() -> None:
    long, short = SloganSpan(start=0, end=6, slogan="a", confidence=0.5), SloganSpan(start=2, end=5, slogan="b")
    assert longest([short, long]) == [long]


def test_matching_does_not_slow_with_the_lexicon(lexicon: Lexicon) -> None:
    """5,000 phrases within twice the time of 500 (the benchmark gives the figure; this only catches a loop)."""
    words = Words.of(lexicon)
    rows = [Slogan(f"{chr(0x4E00 + n // 70)}{chr(0x6000 + n % 70)}作风建设", f"s{n}", "campaign") for n in range(5000)]
    text = "".join(sentence for sentence, _ in table("slogans.tsv")) * 30

    def seconds(count: int) -> float:
        phrases = Phrases(rows[:count], words)
        times = []
        for _ in range(5):
            begun = time.perf_counter()
            phrases.find(text)
            times.append(time.perf_counter() - begun)
        return min(times)

    assert seconds(5000) < 2 * seconds(500) + 0.01


@pytest.mark.parametrize("text", ["", "“”", "“", "、、，", "一", "十", "+", "a+", "“+”", "\n"])
def test_scraps_hold_nothing(text: str, lexicon: Lexicon) -> None:
    assert find(text, [], lexicon) == []


@pytest.mark.skipif(not SHARED.exists(), reason="needs the shared gold")
def test_seed() -> None:
    """Slogan F1 on the shared gold, its text cleaned crudely: spaces dropped, punctuation full-width."""
    spec = spec_from_file_location("score", SHARED / "tools/score.py")
    assert spec and spec.loader
    scorer = module_from_spec(spec)
    spec.loader.exec_module(scorer)
    raw = (SHARED / "gold/seed.txt").read_text(encoding="utf-8")
    kept = [i for i, sign in enumerate(raw) if sign != " "]
    text = "".join(raw[i] for i in kept).translate(dict(zip(map(ord, ",;:()!?"), "，；：（）！？", strict=True)))
    found = [
        {"record": "slogan", "start": kept[s.start], "end": kept[s.end - 1] + 1, "text": s.slogan}
        for s in find(text, [], lexicons.load())
    ]
    gold = [json.loads(line) for line in (SHARED / "gold/seed.jsonl").read_text(encoding="utf-8").splitlines()]
    tally, notes = scorer.score(gold, found)
    assert scorer.figures(tally)["slogan"]["F1"] >= 0.95, [note for note in notes if note.startswith("slogan")]
