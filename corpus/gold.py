"""Gold files and predicted records, document by document."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from corpus.score import Score, score, total

Records = list[dict[str, Any]]
SUFFIX = ".gold.jsonl"


class GoldError(ValueError):
    """Gold or predictions that cannot be used: what is wrong with which file."""


def score_files(gold: Path, predicted: Path) -> Score:
    """Scores a JSON Lines file of records, as `jushi extract` prints it, against one gold file or a folder of them.

    Each gold file is held against the document of the same SHA-256, else of the same name (a.gold.jsonl is the gold
    of a.txt), else, when there is only one gold file, against all that was predicted. A gold file whose document is
    missing counts with all its facts missed. Raises GoldError for a file that cannot be used.
    """
    files = sorted(gold.rglob(f"*{SUFFIX}")) if gold.is_dir() else [gold]
    if not files:
        raise GoldError(f"{gold}: no *{SUFFIX} in this folder / 文件夹中没有 *{SUFFIX}")
    documents: dict[str, Records] = defaultdict(list)
    hashes: dict[str, str] = {}
    for record in read(predicted):
        name = str(record.get("document", ""))
        documents[name].append(record)
        if record.get("record") == "document" and record.get("sha256"):
            hashes[record["sha256"]] = name
    scores = []
    for file in files:
        wanted = read(file)
        own = _document(file, wanted, documents, hashes, gold)
        everything = [record for records in documents.values() for record in records]
        found = documents.get(own, []) if own is not None else everything if len(files) == 1 else []
        one = score(wanted, found)
        label = file.name.removesuffix(SUFFIX)
        scores.append(Score(one.counts, [f"{label}: {note}" for note in one.notes] if len(files) > 1 else one.notes))
    return total(scores)


def read(path: Path) -> Records:
    """The records of a JSON Lines file."""
    try:
        with open(path, encoding="utf-8-sig") as lines:
            return [_record(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: {error}") from None


def _record(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise GoldError(f"{path}:{number}: not JSON Lines: {error} / 不是 JSON Lines") from None
    if not isinstance(record, dict) or "record" not in record:
        raise GoldError(f"{path}:{number}: not a record / 不是记录")
    return record


def _document(
    file: Path, wanted: Records, documents: Mapping[str, Records], hashes: Mapping[str, str], gold: Path,
) -> str | None:
    """The name of the predicted document that a gold file is about."""
    about = next((record for record in wanted if record["record"] == "document"), {})
    if (name := hashes.get(about.get("sha256", ""))) is not None:
        return name
    if about.get("document") in documents:
        return str(about["document"])
    place = file.relative_to(gold) if gold.is_dir() else Path(file.name)
    stem = place.as_posix().removesuffix(SUFFIX)
    fitting = [name for name in documents if stem in (name, str(PurePosixPath(name).with_suffix("")) if name else "")]
    if not fitting:
        last = PurePosixPath(stem).name
        fitting = [name for name in documents if name and last in (PurePosixPath(name).name, PurePosixPath(name).stem)]
    return fitting[0] if len(fitting) == 1 else None
