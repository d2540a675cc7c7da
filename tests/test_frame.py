"""Records as data frames."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import pandas as pd
from test_writers import RECORDS, fact

from nlp.frame import to_frame
from nlp.model import Document, Extraction, Fact


def test_facts() -> None:
    frame = to_frame([fact(1), fact(2, value=None, rules=["a"])])
    assert list(frame.columns) == ["record", *Fact.__struct_fields__]
    assert [str(frame[name].dtype) for name in ("text", "start", "approx", "confidence", "value", "rules")] == [
        "string", "Int64", "boolean", "Float64", "object", "object",
    ]
    assert frame["value"].tolist() == [Decimal(3), None]
    assert frame["metric"].isna().all() and frame["page"].isna().all()
    assert frame["rules"].tolist() == [[], ["a"]]
    assert frame["value"].astype("float64").sum() == 3


def test_types_mixed() -> None:
    frame = to_frame(RECORDS)
    assert frame["record"].tolist() == ["document", "fact", "fact", "fact", "slogan", "failure"]
    assert frame["slogan"].dropna().tolist() == ["四不摘"]
    assert frame["start"].isna().tolist() == [True, False, False, False, False, True]


def test_extraction_stands_for_its_records() -> None:
    frame = to_frame([Extraction(document=Document.of("3户", "a"), facts=[fact()])])
    assert frame["record"].tolist() == ["document", "fact"]
    assert "blocks" not in frame.columns


def test_empty() -> None:
    assert to_frame([]).empty


def test_pandas_is_imported_only_when_used() -> None:
    code = "import sys, nlp.frame; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_round_trip_to_parquet_types() -> None:
    assert isinstance(to_frame(RECORDS)["text"].dtype, pd.StringDtype)
