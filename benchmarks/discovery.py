"""How discovery counts, beside scikit-learn's `CountVectorizer` on the same sequences: seconds and memory.

    python -m benchmarks.discovery [DOCUMENTS]

Each way counts the same word sequences and the words beside them in a fresh process; the documents are made up of
words as frequent as in jieba's dictionary, half of their sentences shared between documents as formulas are. The
vectorizer holds every sequence that it ever met, nearly all of which stand once; `Tally` forgets those (400,000 held).
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import accumulate
from random import Random

from lexicons import load
from nlp.discovery.sequences import Reader
from nlp.discovery.tally import Tally
from nlp.segmenter import segmenter

DOCUMENTS, CHARACTERS = 150, 3000
LEAST = 3


def documents(count: int) -> Iterator[str]:
    """So many made-up texts of about 3,000 characters."""
    frequencies = {w: n for w, n in segmenter(load()).FREQ.items() if n > 30 and 1 < len(w) < 5 and not w.isascii()}
    words, weights = list(frequencies), list(accumulate(frequencies.values()))
    random = Random(1)

    def sentence() -> str:
        return "".join(random.choices(words, cum_weights=weights, k=random.randint(4, 11)))

    formulas = [sentence() for _ in range(3000)]
    for _ in range(count):
        parts = (random.choice(formulas) if random.random() < 0.5 else sentence() for _ in range(CHARACTERS // 16))
        yield "，".join(parts) + "。"


def own(texts: Iterator[str], reader: Reader) -> tuple[int, int]:
    """Sequences held, and those that stood at least three times."""
    tally = Tally()
    for text in texts:
        tally.begin(None)
        for sequence in reader.read(text)[0]:
            tally.add(*sequence)
    return tally.size(), sum(entry.count >= LEAST for _, entry in tally.entries())


def vectorizer(texts: Iterator[str], reader: Reader) -> tuple[int, int]:
    """The same by `CountVectorizer`; a word beside a sequence is a feature of its own."""
    from sklearn.feature_extraction.text import CountVectorizer

    def features(text: str) -> list[str]:
        found = reader.read(text)[0]
        return [f for s in found for f in (s.text, f"{s.text}\tleft {s.left}", f"{s.text}\tright {s.right}")]

    counter = CountVectorizer(analyzer=features)
    sums = counter.fit_transform(texts).sum(axis=0).A1
    frequent = sum(sums[at] >= LEAST for feature, at in counter.vocabulary_.items() if "\t" not in feature)
    return len(counter.vocabulary_), int(frequent)


WAYS = {"own": own, "CountVectorizer": vectorizer}


def measure(way: str, count: int) -> str:
    """One line on one way, in this process."""
    reader = Reader(load())
    begun = time.perf_counter()
    held, frequent = WAYS[way](documents(count), reader)
    seconds = time.perf_counter() - begun
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return f"{way:>15}: {seconds:6.1f} s, {megabytes:5} MB, {held:9,} held, {frequent:6,} stood {LEAST} times or more"


def main(count: int = DOCUMENTS) -> None:
    """Prints a line for each way, each measured in a process of its own."""
    for way in WAYS:
        subprocess.run([sys.executable, "-m", "benchmarks.discovery", way, str(count)], check=True)


if __name__ == "__main__":
    words = sys.argv[1:]
    if words and words[0] in WAYS:
        print(measure(words[0], int(words[1])))
    else:
        main(int(words[0]) if words else DOCUMENTS)
