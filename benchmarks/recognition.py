"""What optical character recognition loses: the sample PDFs drawn as scans against their text layer.

    python -m benchmarks.recognition

Prints, for each, the share of characters
read as they stand (difflib's ratio, white space left out), and facts and slogans found with the same value or phrase.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path

import nlp
from corpus.readers import read
from corpus.samples.as_scan import pack, pictures

REPORTS = Path(__file__).parent.parent / "corpus/samples/reports"
WAYS = {"straight": (0.0, 0), "turned 0.7°, noise": (0.7, 12), "turned 1.5°, much noise": (1.5, 30)}


def main() -> None:
    """Prints one line a document and way."""
    for path in sorted(REPORTS.glob("*.pdf")):
        data = path.read_bytes()
        layer, _ = read(data, path.name)
        known = _said(layer)
        for name, (turned, noise) in WAYS.items():
            recognized, failures = read(pack(pictures(data, turned, noise)), path.name, ocr=True)
            said = _said(recognized)
            same = SequenceMatcher(None, _bare(layer.text), _bare(recognized.text), autojunk=False).ratio()
            kept = sum(min(count, said.get(key, 0)) for key, count in known.items())
            print(
                f"{path.name} {name}: characters {same:.3f}, facts and slogans {kept} of {sum(known.values())}, "
                f"more {sum(said.values()) - kept}, lines left out {sum(f.error == 'unsure_lines' for f in failures)}"
            )


def _said(document: nlp.Document) -> dict[tuple[object, ...], int]:
    extraction = nlp.extract(document)
    said: dict[tuple[object, ...], int] = {}
    for fact in extraction.facts:
        own = fact.time if fact.kind in ("date", "period") else ""
        key: tuple[object, ...] = (fact.value, fact.low, fact.unit, own)
        said[key] = said.get(key, 0) + 1
    for slogan in extraction.slogans:
        said[slogan.slogan,] = said.get((slogan.slogan,), 0) + 1
    return said


def _bare(text: str) -> str:
    return "".join(text.split())


if __name__ == "__main__":
    main()
