"""The lexicon's own tables: well-formed, without duplicates, and consistent with each other."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

import lexicons
from lexicons import LexiconError
from lexicons.loader import header, read
from lexicons.tables import TABLES, Indicator, Place, Series, Word

FILES = [path for path in lexicons.files() if header(path) in ("indicator", "word", "place", "series")]
INDICATOR_FILES = [path for path in FILES if header(path) == "indicator"]
# What a name may hold: Chinese, the Latin of GDP and R&D, digits, and the marks that stand inside official names.
NAME = re.compile(r"[\u4e00-\u9fffA-Za-z0-9.&“”（）、]+")


@pytest.fixture(scope="module")
def lexicon() -> lexicons.Lexicon:
    return lexicons.load()


def rows(kind: type) -> list:
    """All rows of a kind with file and line, as `file:line` for the message of a failure."""
    name = kind.__struct_fields__[0]
    return [(f"{path.name}:{line}", row) for path in FILES if header(path) == name for line, row in read(path, kind)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_loads_and_says_what_it_is(path: Path) -> None:
    assert read(path, TABLES[header(path)])
    assert path.read_text(encoding="utf-8").startswith("#"), "a comment in the first line says what the table holds"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_stray_blanks(path: Path) -> None:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        assert not re.search(r"(^|\t) | (\t|$)|\|\||\u3000", line) or line.startswith("#"), f"{path.name}:{number}"


@pytest.mark.parametrize(("kind", "least"), [(Indicator, 300), (Word, 1400), (Place, 3200), (Series, 100)])
def test_size(kind: type, least: int) -> None:
    assert len(rows(kind)) >= least


def test_nouns_and_verbs_suffice(lexicon: lexicons.Lexicon) -> None:
    assert len(lexicon.words["noun"]) >= 700
    assert len(lexicon.words["verb"]) >= 700


def test_no_word_twice() -> None:
    assert not twice((row.word, row.part) for _, row in rows(Word))


def test_nouns_and_verbs_are_words() -> None:
    open_classes = [(at, row.word) for at, row in rows(Word) if row.part in ("noun", "verb")]
    assert not [(at, word) for at, word in open_classes if not NAME.fullmatch(word)]


def test_no_indicator_twice() -> None:
    assert not twice(row.indicator for _, row in rows(Indicator))


def test_no_synonym_twice_in_a_row() -> None:
    assert not [(at, names) for at, row in rows(Indicator) if (names := twice([row.indicator, *row.synonyms]))]


def test_a_name_and_a_unit_tell_the_indicator() -> None:
    """Two indicators may share a name (贫困户) only when no unit could stand for both (户, 人)."""
    owners: dict[tuple[str, str], str] = {}
    clashes = []
    for at, row in rows(Indicator):
        for name in (row.indicator, *row.synonyms):
            for unit in row.units or [""]:
                if (owner := owners.setdefault((name, unit), row.indicator)) != row.indicator:
                    clashes.append((at, name, unit, owner, row.indicator))
    assert not clashes


def test_names_are_well_formed() -> None:
    bad = [(at, n) for at, row in rows(Indicator) for n in (row.indicator, *row.synonyms) if not NAME.fullmatch(n)]
    assert not bad


def test_within_names_an_indicator(lexicon: lexicons.Lexicon) -> None:
    assert not [(at, row.within) for at, row in rows(Indicator) if row.within and row.within not in lexicon.indicators]


def test_within_ends_at_a_whole(lexicon: lexicons.Lexicon) -> None:
    """No indicator is a part of itself, by whatever way round."""
    for name in lexicon.indicators:
        seen, here = {name}, lexicon.indicators[name].within
        while here:
            assert here not in seen, f"{name} is a part of itself through {here}"
            seen.add(here)
            here = lexicon.indicators[here].within


def test_part_and_whole_share_a_unit(lexicon: lexicons.Lexicon) -> None:
    """A part can only be held against its whole when both can be counted in the same unit."""
    for at, row in rows(Indicator):
        if row.within:
            assert shared(row, lexicon.indicators[row.within], lexicon), f"{at}: {row.indicator} within {row.within}"


def test_units_exist_and_agree_with_the_dimension(lexicon: lexicons.Lexicon) -> None:
    for at, row in rows(Indicator):
        assert not [unit for unit in row.units if unit not in lexicon.units], at
        if row.units:
            first = lexicon.units[row.units[0]]
            assert row.dimension in (first.dimension, first.kind, "percent"), f"{at}: {row.dimension} {row.units[0]}"


def test_every_indicator_says_what_it_is() -> None:
    for at, row in rows(Indicator):
        assert row.dimension and row.nature and row.topic and row.english, at


def test_percent_indicators_are_ratios() -> None:
    assert not [(at, row.indicator) for at, row in rows(Indicator) if row.units == ["%"] and row.nature != "ratio"]


@pytest.mark.parametrize("path", INDICATOR_FILES, ids=lambda path: path.name)
def test_topic_is_the_file(path: Path) -> None:
    assert {row.topic for _, row in read(path, Indicator)} == {path.stem}


def test_no_place_twice() -> None:
    assert not twice(row.place for _, row in rows(Place))


def test_codes_are_of_gb_t_2260() -> None:
    """Six digits, the first two those of a province that the table holds (34 in all)."""
    provinces = {row.code for _, row in rows(Place) if row.code.endswith("0000")}
    for at, row in rows(Place):
        assert re.fullmatch(r"\d{6}", row.code) and "11" <= row.code[:2] <= "82", at
        assert row.code[:2] + "0000" in provinces, at
    assert len(provinces) == 34


def test_place_names_are_not_words_of_running_text(lexicon: lexicons.Lexicon) -> None:
    """A tail of an ordinary word with 县 behind it is no place by itself (开县 in 召开县委会)."""
    for sentence in ("召开县委常委会", "完成县级验收", "创建示范县", "创新县域治理", "建设新城区", "纳入全州县级项目"):
        for start in range(len(sentence)):
            for end in range(start + 2, len(sentence) + 1):
                assert sentence[start:end] not in lexicon.places, sentence


@pytest.mark.parametrize(("place", "code"), [
    ("江西省", "360000"), ("江西", "360000"), ("恩施土家族苗族自治州", "422800"), ("恩施州", "422800"),
    ("兰考县", "410225"), ("重庆市", "500000"), ("河南省新县", "411523"), ("北京市朝阳区", "110105"),
    ("辽宁省朝阳县", None), ("朝阳区", None), ("城区", None), ("龙南县", "360727"), ("龙南市", "360783"),
])
def test_place(lexicon: lexicons.Lexicon, place: str, code: str | None) -> None:
    assert lexicon.places.get(place) == code


def test_series_refer_to_indicators_and_units(lexicon: lexicons.Lexicon) -> None:
    for at, row in rows(Series):
        assert row.series in lexicon.indicators, f"{at}: {row.series}"
        assert row.unit in lexicon.indicators[row.series].units, f"{at}: {row.unit}"


def test_series_times_and_steps() -> None:
    for at, row in rows(Series):
        assert re.fullmatch(r"\d{4}(/\d{4})?", row.time), at
        assert row.published is None or re.fullmatch(r"\d{4}(-\d{2}){0,2}", row.published), at
        assert row.published is None or row.published[:4] >= row.time[-4:], f"{at}: published before its time"
        assert row.step and row.step > 0 and row.source, at


def test_no_series_row_twice() -> None:
    assert not twice((row.series, row.place, row.time, row.value) for _, row in rows(Series))


def test_reductions_are_the_differences_of_the_poor_population() -> None:
    """The published series agree with each other: last year's poor less this year's are the year's reduction."""
    survey: dict[str, set[Decimal]] = {}
    for _, row in rows(Series):
        if row.series == "建档立卡贫困人口" and row.place == "全国":
            survey.setdefault(row.time, set()).add(row.value)
    checked = 0
    for _, row in rows(Series):
        if row.series == "减贫人口" and "/" not in row.time:
            before, now = survey[str(int(row.time) - 1)], survey[row.time]
            differences = [b - n for b in before for n in now]
            assert any(abs(d - row.value) <= row.step for d in differences), row.time
            checked += 1
    assert checked == 9


@pytest.mark.parametrize(("text", "part"), [
    ("indicator\tnosuch\n甲\t乙\n", "unknown column"),
    ("indicator\tnature\n甲\tsometimes\n", "Invalid enum value"),
    ("place\n甲县\t360000\n", "cells for 1 columns"),
    ("", "empty lexicon file"),
])
def test_a_bad_file_is_refused_with_its_line(tmp_path: Path, text: str, part: str) -> None:
    path = tmp_path / "own.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=part):
        lexicons.load([path])


def test_a_users_row_replaces_ours(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text("indicator\tsynonyms\tunits\n贫困发生率\t穷困率\t%\n", encoding="utf-8")
    assert lexicons.load([path]).indicators["贫困发生率"].synonyms == ["穷困率"]
    assert lexicons.load().indicators["贫困发生率"].synonyms != ["穷困率"]


def twice(things: object) -> list:
    """What occurs more than once."""
    return [thing for thing, times in Counter(things).items() if times > 1]  # type: ignore[call-overload]


def shared(part: Indicator, whole: Indicator, lexicon: lexicons.Lexicon) -> bool:
    """Whether two indicators have a unit, or a convertible dimension, in common."""
    units = lexicon.units
    bases = [{units[u].base or u for u in row.units} for row in (part, whole)]
    return bool(bases[0] & bases[1])


def test_words_of_comparing_are_of_no_other_part() -> None:
    """Parts of one name are read as one, whatever file they stand in."""
    folder = Path(lexicons.__file__).parent / "words"

    def parts(path: Path) -> set[str]:
        lines = path.read_text(encoding="utf-8").splitlines()
        return {line.split("\t")[1] for line in lines if "\t" in line and not line.startswith(("#", "word\t"))}

    others = {part for path in folder.glob("*.tsv") if path.name != "comparing.tsv" for part in parts(path)}
    assert not parts(folder / "comparing.tsv") & others
