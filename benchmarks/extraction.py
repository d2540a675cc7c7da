"""Whole extraction against `jieba.lcut` on the same text, and memory as a folder grows.

    python -m benchmarks.extraction [COPIES]

The text is that of the sample reports. Ratio 1 means that facts and slogans cost no more than cutting words; above 1
they cost less. The best of three runs counts, taken in turns, so that a busy machine hits both alike.
"""

from __future__ import annotations

import logging
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterable
from pathlib import Path

REPORTS = Path(__file__).parent.parent / "corpus" / "samples" / "reports"


def texts() -> list[str]:
    """The texts of the sample reports, as the readers give them."""
    from corpus.folder import load, walk
    from nlp.model import Document

    documents = (item for name, path in walk([REPORTS]) for item in load(path, name))
    return [document.text for document in documents if isinstance(document, Document)]


def seconds(run: Callable[[str], object], documents: Iterable[str]) -> float:
    """How long all documents take."""
    start = time.perf_counter()
    for text in documents:
        run(text)
    return time.perf_counter() - start


def speed(copies: int) -> None:
    """Characters a second: extraction, its parts, jieba."""
    import jieba

    import lexicons
    import nlp
    from nlp import quantities, slogans, times
    from nlp.view import clean

    jieba.setLogLevel(logging.ERROR)
    known = lexicons.load()
    documents = texts() * copies
    characters = sum(map(len, documents))
    runs: dict[str, Callable[[str], object]] = {
        "jieba.lcut": jieba.lcut,
        "nlp.extract": nlp.extract,
        "  cleaning": lambda text: clean(nlp.Document.of(text), known),
        "  times": times.grammar(known).find,
        "  quantities": quantities.grammar(known).find,
        "  slogans": lambda text: slogans.find(text, (), known),
    }
    for run in runs.values():
        run(documents[0])
    best = dict.fromkeys(runs, float("inf"))
    for _ in range(3):
        for name, run in runs.items():
            best[name] = min(best[name], seconds(run, documents))
    print(f"{characters:,} characters in {len(documents)} documents")
    for name, taken in best.items():
        rate, ratio = characters / taken / 1e6, best["jieba.lcut"] / taken
        print(f"{name:14} {rate:8.3f} M characters/s   {ratio:6.2f} × jieba.lcut")


def memory(copies: int) -> None:
    """Peak memory of extracting a folder, and of one eight times as large."""
    from corpus.run import extract_folder

    documents = texts()
    for times_larger in (1, 8):
        with tempfile.TemporaryDirectory() as folder:
            for i in range(copies * times_larger):
                for j, text in enumerate(documents):
                    (Path(folder) / f"{i:04}-{j:02}.txt").write_text(text, encoding="utf-8")
            tracemalloc.start()
            files = sum(1 for _ in extract_folder(folder))
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        print(f"{files:6} files: peak {peak / 1e6:6.1f} MB of Python objects while extracting")


def main() -> None:
    """Prints both."""
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else 4
    speed(copies)
    memory(1)


if __name__ == "__main__":
    main()
