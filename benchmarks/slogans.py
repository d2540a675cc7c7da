"""What a larger lexicon of phrases costs: `nlp.slogans.find` over one text with 500, 5,000 and 50,000 entries.

    python -m benchmarks.slogans

The entries are made up; the text holds some of them. All spellings stand in one automaton, so that the time depends on
the text. Prints milliseconds and the ratios to 500 entries; the best of three rounds of ten runs each.
"""

from __future__ import annotations

import time
from itertools import islice, product

from corpus.samples.slogans import folder
from lexicons import Lexicon, Slogan, load
from nlp.slogans import find

SIZES = (500, 5_000, 50_000)
ROUNDS, RUNS = 3, 10
_SIGNS = "春夏秋冬山水林田湖草东南西北日月星辰风云雷雨松竹梅兰金木火土石玉江河海溪泉"
_TAILS = ("暖心行动", "作风建设", "攻坚计划", "联心机制", "振兴工程", "先锋工作法", "同心讲堂", "聚力路子")


def entries(count: int) -> list[Slogan]:
    """So many made-up phrases."""
    made = product(_TAILS, _SIGNS, _SIGNS, _SIGNS)
    phrases = ("".join((*signs, tail)) for tail, *signs in islice(made, count))
    return [Slogan(phrase, f"made-{n}", "campaign") for n, phrase in enumerate(phrases)]


def lexicon(count: int) -> Lexicon:
    """The built-in word classes, and these phrases alone."""
    made = Lexicon([])
    made.tables |= {**load().tables, "slogan": entries(count)}
    return made


def measure(sizes: tuple[int, ...] = SIZES, runs: int = RUNS) -> dict[int, float]:
    """Seconds for the text by the number of entries."""
    text = "".join(f"{x.text}推进{entries(500)[n].slogan}，群众满意。\n" for n, x in enumerate(folder()))
    known = {size: lexicon(size) for size in sizes}
    found = {size: len(find(text, [], known[size])) for size in sizes}  # builds each automaton
    assert len(set(found.values())) == 1, found
    best = dict.fromkeys(sizes, float("inf"))
    for _ in range(ROUNDS):
        for size in sizes:
            for _ in range(runs):
                begun = time.perf_counter()
                find(text, [], known[size])
                best[size] = min(best[size], time.perf_counter() - begun)
    return best


def main() -> None:
    """Prints the figures."""
    best = measure()
    for size, seconds in best.items():
        print(f"{size:>6} entries: {1000 * seconds:6.2f} ms, ratio {seconds / best[SIZES[0]]:.2f}")


if __name__ == "__main__":
    main()
