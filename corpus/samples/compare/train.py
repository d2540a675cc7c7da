"""Trains the pair classifier on `pairs.tsv` and writes `lexicons/alignment.json`.

Run: python -m corpus.samples.compare.train [--check]

With --check nothing is written: the command prints how well the pairs are told apart in ten-fold cross-validation.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import lexicons
from lexicons.alignment import WEIGHTS
from nlp.compare.features import NAMES, features
from nlp.compare.words import words

PAIRS = Path(__file__).with_name("pairs.tsv")


def pairs() -> list[tuple[str, str, bool]]:
    """Two phrases, and whether they name one indicator."""
    lines = PAIRS.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return [(a, b, same == "1") for a, b, same in rows]


def main() -> None:
    """Trains, reports, and writes unless told only to check."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import precision_recall_fscore_support
    from sklearn.model_selection import cross_val_predict

    known = words(lexicons.load())
    labelled = pairs()
    x = [[row[name] for name in NAMES] for row in (features(a, b, known) for a, b, _ in labelled)]
    y = [same for _, _, same in labelled]
    # Told not to trust the lexicon's word too much: it is right wherever it speaks, and would drown the rest.
    model = LogisticRegression(C=3.0, max_iter=1000)
    guessed = cross_val_predict(model, x, y, cv=10)
    precision, recall, f1, _ = precision_recall_fscore_support(y, guessed, average="binary")
    print(f"{len(y)} pairs, {sum(y)} same; ten-fold: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")
    if "--check" in sys.argv:
        for (a, b, same), guess in zip(labelled, guessed, strict=True):
            if same != guess:
                print(f"  {'missed' if same else 'wrongly joined'}\t{a}\t{b}")
        return
    model.fit(x, y)
    trained = {"intercept": float(model.intercept_[0]), **dict(zip(NAMES, map(float, model.coef_[0]), strict=True))}
    WEIGHTS.write_text(json.dumps({k: round(v, 4) for k, v in trained.items()}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
