"""Parts of a year in titles and headings: each line of cases/partyear.tsv; and in what a report opens with."""

from __future__ import annotations

import pytest
from cases import rows

from nlp.partyear import announced, named


@pytest.mark.parametrize("row", rows("partyear.tsv"), ids=lambda row: row["heading"])
def test_a_heading_names_its_months(row: dict[str, str]) -> None:
    assert named(row["heading"], int(row["year"]) if row["year"] else None) == (row["months"] or None)


@pytest.mark.parametrize(("opening", "months"), [
    ("按照要求，现将我镇2018年上半年脱贫攻坚工作开展情况汇报如下：", "2018-01/2018-06"),
    ("现将一季度工作情况报告如下。", "2018-01/2018-03"),
    ("现将今年1至9月主要工作总结如下。", "2018-01/2018-09"),
    ("现将2018年工作情况汇报如下。", None),
    ("上半年，全县脱贫120人。", None),
    ("现将有关情况说明如下。上半年，全县脱贫120人。", None),
])
def test_a_report_announces_its_months(opening: str, months: str | None) -> None:
    assert announced(opening, 2018) == months
