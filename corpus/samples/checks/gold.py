"""Our own reports with planted relations: right ones that look wrong, and wrong ones.

`marked/NAME.marked` holds a report in which every planted figure stands as `[[rule:verdict|text]]`. From it come
`NAME.txt` and `NAME.jsonl`, one relation a line: rule, verdict, start, end, text. `quiet` as a verdict asks only that
no warning or error be raised: the figure has another scope, or the words do not tell enough.

    python -m corpus.samples.checks.gold      # write the texts and the relations again
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
_MARK = re.compile(r"\[\[(?P<rule>[a-z_]+):(?P<verdict>[a-z_]+)\|(?P<text>[^\]]+)\]\]")


class Relation(NamedTuple):
    """A planted figure and what a check should find."""

    rule: str
    verdict: str
    start: int
    end: int
    text: str


def unmarked(marked: str) -> tuple[str, list[Relation]]:
    """A report without its marks, and its relations."""
    parts: list[str] = []
    relations: list[Relation] = []
    length = position = 0
    for match in _MARK.finditer(marked):
        before = marked[position : match.start()]
        start = length + len(before)
        relations.append(Relation(match["rule"], match["verdict"], start, start + len(match["text"]), match["text"]))
        parts += [before, match["text"]]
        length = start + len(match["text"])
        position = match.end()
    return "".join([*parts, marked[position:]]), relations


def reports(folder: Path = HERE) -> Iterator[tuple[str, str, list[Relation]]]:
    """Name, text and relations of every report, sorted by name."""
    for path in sorted(folder.glob("*.jsonl")):
        lines = path.read_text(encoding="utf-8").splitlines()
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        yield path.stem, text, [Relation(**json.loads(line)) for line in lines]


def write(folder: Path = HERE) -> None:
    """Writes texts and relations from the marked reports."""
    for path in sorted((folder / "marked").glob("*.marked")):
        text, relations = unmarked(path.read_bytes().decode("utf-8"))
        (folder / f"{path.stem}.txt").write_bytes(text.encode("utf-8"))
        lines = [json.dumps(relation._asdict(), ensure_ascii=False) + "\n" for relation in relations]
        (folder / f"{path.stem}.jsonl").write_bytes("".join(lines).encode("utf-8"))


if __name__ == "__main__":
    write()
    write(HERE / "unseen")
