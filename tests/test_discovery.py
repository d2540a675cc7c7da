"""Discovery in a made-up folder with planted phrases; the counts and figures it rests on."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

import lexicons
import nlp
from corpus.samples.slogans import folder, planted
from lexicons.edit import problem
from nlp.discovery import Candidate, Discovery, discover, rows, table
from nlp.discovery.measures import association, burst, entropy, freedom
from nlp.discovery.tally import Tally
from nlp.model import Document
from nlp.slogans import find

CASES = Path(__file__).parent / "cases"
FOLDERS = (("phrases.tsv", "sentences.tsv"), ("phrases_later.tsv", "sentences_later.tsv"),
           ("phrases_unseen.tsv", "sentences_unseen.tsv"), ("phrases_last.tsv", "sentences_last.tsv"),
           *((f"phrases_{n}.tsv", f"sentences_{n}.tsv") for n in ("fifth", "sixth", "seventh")))


def found_in(phrases: str, sentences: str, top: int = 100) -> list[Candidate]:
    return discover((Document.of(x.text, x.name) for x in folder(phrases, sentences)), top=top)


@pytest.fixture(scope="module", params=FOLDERS, ids=["first", "later", "unseen", "last", "fifth", "sixth", "seventh"])
def found(request: pytest.FixtureRequest) -> tuple[str, list[Candidate]]:
    return request.param[0], found_in(*request.param)


def test_the_folder_is_as_described() -> None:
    texts = list(folder())
    assert len(texts) >= 40 and len({x.year for x in texts}) == 6 and len({x.place for x in texts}) == 8
    assert [x.text for x in texts] == [x.text for x in folder()]
    whole = "".join(x.text for x in texts)
    assert all(3 <= whole.count(row.phrase) == row.mentions <= 8 for row in planted())


def test_planted_phrases_are_in_no_lexicon() -> None:
    lexicon = lexicons.load()
    for phrases, _ in FOLDERS:
        for row in planted(phrases):
            assert not [s for s in find(f"“{row.phrase}”", [], lexicon) if s.slogan_id and s.slogan == row.phrase]


def test_planted_phrases_come_first(found: tuple[str, list[Candidate]]) -> None:
    """At least 16 of 20 in the first 30, as planted: not cut short, no words around them."""
    name, candidates = found
    phrases = {row.phrase for row in planted(name)}
    assert len(phrases) == 20
    assert len(phrases & {one.phrase for one in candidates[:30]}) >= 17


@pytest.mark.parametrize(("phrases", "sentences"), FOLDERS)
def test_one_sentence_around_all_is_enough(phrases: str, sentences: str) -> None:
    """Even where the words around phrases never change, and so say nothing of where each ends (a name of plain words
    is then beyond finding)."""
    texts = (Document.of(x.text, x.name) for x in folder(phrases, sentences, carriers=1))
    first = {one.phrase for one in discover(texts, top=30)}
    assert len({row.phrase for row in planted(phrases)} & first) >= 15


def test_plain_words_do_not_come(found: tuple[str, list[Candidate]]) -> None:
    lexicon = lexicons.load()
    slogans = {w for row in lexicon.slogans.values() for w in (row.slogan, *row.variants)}
    named = {w for row in lexicon.indicators.values() for w in (row.indicator, *row.synonyms)}
    plain = {
        "全县", "全镇", "贫困户", "村干部", "工作队", "驻村工作队", "基础设施", "人居环境整治", "危房改造", "五个村",
        "三个乡镇", "领导小组", "龙头企业", "十九大精神", "三个工作专班", "四个村",
    }
    phrases = {one.phrase for one in found[1]}
    assert not phrases & (slogans | named | plain | set(lexicon.places))
    assert not [p for p in phrases if p.startswith(("全县", "全镇", "我县"))]


def test_a_candidate_explains_itself(found: tuple[str, list[Candidate]]) -> None:
    for one in found[1]:
        assert f"“{one.phrase}”" in one.message and f"{one.documents}个文件" in one.message
        assert f"{one.count}次" in one.message and 0 < one.score <= 1 and one.documents <= one.count
    assert all(a.score >= b.score for a, b in pairwise(found[1]))


def test_counts_are_exact_and_burst_is_told() -> None:
    by_phrase = {one.phrase: one for one in found_in(*FOLDERS[0])}
    one = by_phrase["百日攀登行动"]
    assert (one.count, one.documents, one.years, one.category, one.burst) == (8, 8, ["2018"], "campaign", 1.0)
    assert "集中于2018年" in one.message
    assert by_phrase["支部+茶园+农户"].category == "programme"
    assert by_phrase["四定五包"].category == "numeric"
    assert by_phrase["联户成链、抱团闯市"].category == "principle"


def test_same_result_each_time_and_in_english() -> None:
    texts = [Document.of(x.text, x.name) for x in folder()]
    assert discover(texts) == discover(texts)
    assert "times in 8 documents" in discover(texts, lang="en")[0].message


def test_a_document_given_twice_counts_once() -> None:
    texts = [f"{village}推行三访三促，群众满意。" for village in ("上坪村", "下湾村", "石桥村")]
    assert [one.count for one in discover(texts * 3)] == [3]


@pytest.mark.parametrize(
    ("phrase", "found"),
    [("以竹养路", True), ("一本账算到底", True), ("不让一袋垃圾下河", True), ("九渠润田工程", True),
     ("四季巡山机制", True), ("先引水、再修路、后种果", True), ("五户联耕", True), ("百日清渠", True),
     ("轮户养、分户管", True),
     ("渠水跟着苗走、干部跟着水走", True), ("苗木看着长、果子看着收", False), ("七到田", True),
     ("先理渠、后栽秧", True), ("一壶老茶调解法", True), ("两库连通工程", False),
     ("五户养牛", False), ("山高坡陡", False), ("打米机、抽水机、收割机", False)],
)
def test_builds(phrase: str, found: bool) -> None:
    """Phrases in four sentences of as many documents, without quotation marks; what only describes does not come."""
    sentences = ("{}推行{}，群众拥护。", "{}坚持{}三年，面貌一新。", "{}去年落实{}情况较好。", "今年{}的{}见到实效。")
    if not found:
        sentences = ("{}有{}，情况属实。", "{}共计{}在册。", "记者看到，{}{}。", "去年{}的{}不多。")
    texts = [s.format(v, phrase) for s, v in zip(sentences, ("上坪村", "下湾村", "石桥村", "柳坝村"), strict=True)]
    assert (phrase in {one.phrase for one in discover(texts)}) is found


def test_a_kind_cut_into_words_belongs_to_the_name() -> None:
    quoted = ["上坪村推行“竹篮子”工作法。", "下湾村坚持“竹篮子”工作法。"]
    texts = [*quoted, "石桥村运用竹篮子工作法。", "各村学习竹篮子工作法。"]
    assert [one.phrase for one in discover(texts)] == ["竹篮子工作法"]


def test_coined_names_are_told_from_plain_ones() -> None:
    """All in one folder, without quotation marks, in the same sentences."""
    lines = (CASES / "coined.tsv").read_text(encoding="utf-8").splitlines()[2:]
    cases = dict(line.split("\t") for line in lines)
    sentences = ("{}办起{}，群众拥护。", "{}的{}受到欢迎。", "在{}，{}开了三年。", "去年{}新增{}两处。")
    villages = ("上坪村", "下湾村", "石桥村", "柳坝村")
    texts = ["".join(s.format(v, phrase) for phrase in cases) for s, v in zip(sentences, villages, strict=True)]
    phrases = {one.phrase for one in discover(texts, top=500)}
    assert {phrase for phrase, found in cases.items() if found == "yes"} <= phrases
    assert not phrases & {phrase for phrase, found in cases.items() if found == "no"}


def test_what_the_folder_speaks_of_makes_no_name() -> None:
    """陀螺积分 is a name; not where tops are everywhere, or 陀螺 is a village."""
    named = ["上坪村推行陀螺积分。", "下湾村试行陀螺积分，成效好。", "石桥村的陀螺积分管用。"]
    assert [one.phrase for one in discover(named)] == ["陀螺积分"]
    assert not discover([*named, "陀螺销往外地，陀螺厂扩建，学生爱打陀螺，做陀螺的人多。"])
    assert not discover([*named, "陀螺村退出贫困。"])


def test_the_kind_that_ever_follows_the_marks_belongs_to_the_name() -> None:
    texts = ["上坪村开展“柿子红了”行动。", "下湾村推进“柿子红了”行动，成效好。", "石桥村总结“柿子红了”行动。"]
    assert [one.phrase for one in discover(texts)] == ["柿子红了行动"]
    # Not where it also stands without, and no 活动, which any name takes.
    assert [one.phrase for one in discover([*texts, "柳坝村的“柿子红了”见效。"])] == ["柿子红了"]
    assert [one.phrase for one in discover([text.replace("行动", "活动") for text in texts])] == ["柿子红了"]


def test_export_is_read_back(tmp_path: Path) -> None:
    candidates = found_in(*FOLDERS[0], top=30)
    path = tmp_path / "own.tsv"
    path.write_text(table(candidates), encoding="utf-8")
    assert problem(path) is None
    lexicon = lexicons.load([path])
    assert {row.slogan: row.id for row in rows(candidates)}.items() <= {
        row.slogan: row.id for row in lexicon.slogans.values()
    }.items()
    text = next(x for x in folder() if "四定五包" in x.text)
    by_name = {s.slogan: s.slogan_id for s in nlp.extract(text.text, lexicon).slogans}
    assert by_name["四定五包"] and by_name["四定五包"].startswith("own-")
    # Once they are in the lexicon, they are discovered no more.
    again = discover((Document.of(x.text, x.name) for x in folder()), lexicon)
    assert not {one.phrase for one in again} & {one.phrase for one in candidates}


def test_memory_is_bounded() -> None:
    full = Discovery()
    small = Discovery(limit=2000)
    for x in folder():
        document = Document.of(x.text, x.name)
        full.add(document)
        small.add(document)
    assert small._tally.size() < 2500 < full._tally.size()
    phrases = {row.phrase for row in planted()}
    assert len(phrases & {one.phrase for one in small.candidates(30)}) >= 10


def test_tally_forgets_what_stood_once_longest_ago() -> None:
    tally = Tally(limit=4)
    for n, word in enumerate("甲乙甲丙丁戊己"):
        tally.begin(2000 + n)
        tally.add(word, "|", "|")
    assert tally.count("甲") == 2 and tally.count("己") == 1 and tally.count("乙") == 0
    assert tally.by_year[2000] == 1 and tally.documents == 7


def test_measures() -> None:
    counts = {"甲": 4, "乙": 4, "甲乙": 4}
    assert association("甲乙", ["甲", "乙"], lambda p: counts.get(p, 0), 100) == pytest.approx(1.0)
    assert association("甲乙", ["甲", "乙"], lambda p: {"甲": 40, "乙": 10}.get(p, 4), 100) == 0.0
    assert entropy({"a": 2, "b": 2}) == 1.0 and entropy({}) == 0.0
    assert freedom({"大力": 4}, lambda word: False) == 0.25
    assert freedom({"推行": 4}, lambda word: True) == 1.0
    assert burst({2018: 3}, {2017: 5, 2018: 5}) == (1.0, 2018)
    assert burst({2017: 2, 2018: 2}, {2017: 5, 2018: 5}) == (0.0, None)
