"""A made-up folder of reports with planted phrases, for the tests of discovery and tracking; in `marked/`, texts with
slogan gold.

    >>> documents = list(folder())
    >>> len(documents), documents[0].name
    (48, '2016/2016年白鹭乡驻村帮扶情况报告.txt')

All sentences are our own. `phrases.tsv` lists what is planted, `sentences.tsv` the sentences around it: `carrier` ones
take a phrase, `plain` ones none. The same seed gives the same folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

HERE = Path(__file__).parent
YEARS = range(2016, 2022)
PLACES = ("白鹭乡", "青石镇", "云台县", "柳湾镇", "金坪县", "竹溪乡", "枫林镇", "沙河县")
TITLES = ("扶贫工作总结", "脱贫攻坚工作汇报", "驻村帮扶情况报告", "农业农村工作要点")
VILLAGES = ("上坪", "下湾", "石桥", "红岩", "长岭", "大塘", "龙井", "杨柳", "新田", "高坡")


class Planted(NamedTuple):
    """A phrase that is planted: how often, and in which years it may stand."""

    phrase: str
    shape: str
    mentions: int
    years: tuple[int, ...]


class Text(NamedTuple):
    """One made-up document."""

    name: str
    text: str
    year: int
    place: str


def planted(name: str = "phrases.tsv") -> list[Planted]:
    """The planted phrases."""
    return [
        Planted(row[0], row[1], int(row[2]), tuple(map(int, row[3].split("|"))) if row[3:] and row[3] else tuple(YEARS))
        for row in _rows(name)
    ]


def folder(
    name: str = "phrases.tsv", around: str = "sentences.tsv", seed: int = 7, carriers: int = 99,
) -> Iterator[Text]:
    """The documents: one a year and place. `carriers`: so many different sentences a shape carry the phrases."""
    random = Random(seed)
    sentences: dict[str, list[str]] = {}
    for kind, sentence in _rows(around):
        sentences.setdefault(kind, []).append(sentence)
    spots = [(year, place) for year in YEARS for place in PLACES]
    told: dict[tuple[int, str], list[str]] = {}
    for row in planted(name):
        free = [spot for spot in spots if spot[0] in row.years]
        known = sentences[row.shape][:carriers]
        chosen = random.sample(known, k=min(row.mentions, len(known)))
        for n, spot in enumerate(random.sample(free, k=min(row.mentions, len(free)))):
            told.setdefault(spot, []).append(chosen[n % len(chosen)].replace("{p}", row.phrase))
    for year, place in spots:
        title = f"{year}年{place}{random.choice(TITLES)}"
        lines = random.sample(sentences["plain"], k=18) + told.get((year, place), [])
        random.shuffle(lines)
        filled = [_fill(line, random, year, place) for line in lines]
        cut = len(filled) // 3
        parts = [title, "一、基本情况", "".join(filled[:cut]), "二、主要做法", "".join(filled[cut : 2 * cut]),
                 "三、下一步打算", "".join(filled[2 * cut :])]
        yield Text(f"{year}/{title}.txt", "\n".join(parts) + "\n", year, place)


def _fill(line: str, random: Random, year: int, place: str) -> str:
    line = line.replace("{place}", place).replace("{level}", place[-1]).replace("{year}", str(year))
    while "{village}" in line:
        line = line.replace("{village}", random.choice(VILLAGES) + "村", 1)
    while "{n}" in line:
        line = line.replace("{n}", str(random.randint(3, 960)), 1)
    return line


def _rows(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
