"""The year that a document reports on."""

from __future__ import annotations

import pytest

import lexicons
import nlp
from nlp.compare.reporting import reported
from nlp.compare.words import words
from nlp.model import Document


@pytest.mark.parametrize(("text", "year"), [
    ("秀川县2020年工作总结\n全县有护林员56名。", "2020"),
    ("秀川县2019年工作总结和2020年计划\n2019年，秀川县脱贫513人。2019年底有护林员56名。", "2019"),
    ("秀川县工作简报\n2021年4月8日\n2020年，秀川县脱贫513人。2020年底，秀川县有护林员56名。", "2020"),
    ("秀川县政府工作报告\n2021年2月8日\n全县有护林员56名。2021年，新建公厕90座。", "2020"),
    ("秀川县2021年政府工作报告\n2021年1月18日\n全县有护林员56名。", "2020"),
    ("秀川县2020年政府工作报告\n2021年1月18日\n全县有护林员56名。", "2020"),
    ("秀川县2021年工作简报\n2021年1月18日\n全县有护林员56名。", "2021"),
    ("秀川县工作简报\n2021年9月8日\n全县有护林员56名。", "2021"),
    ("秀川县工作简报\n全县有护林员56名。", None),
    ("秀川县工作简报\n2018年，秀川县脱贫513人。2019年，秀川县脱贫462人。", None),
], ids=[
    "title", "two in the title", "figures", "early date", "address", "address titled by the year before", "no address",
    "date", "nothing", "no majority",
])
def test_year(text: str, year: str | None) -> None:
    found = nlp.extract(Document.of(text, "a.txt"))
    assert reported(found.document.record, found.facts, words(lexicons.load())) == year
