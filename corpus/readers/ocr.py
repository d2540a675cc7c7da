"""Text off pictures, by RapidOCR with the PP-OCR models that come in its package (nothing is fetched at run time).

The extra `ocr` holds it. Only who asks for it gets it: a figure that a machine recognized must be checked against the
picture, so documents tell the pages that were read in this way (`ocr_pages`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import Any, NamedTuple

from corpus.extras import MissingExtra
from corpus.readers.pdf_layout import Line, in_order

EXTRA, MODULES = "ocr", ("rapidocr", "onnxruntime")
SIDE, FOUND = 1400, 0.3
"""Pixels of a page's longer side, and the score from which a region counts as a line (RapidOCR's `Det.box_thresh`): of
the sizes from 1400 to 2400 and scores from .3 to .5, those at which the fewest lines get lost on A4 pages with 34 lines
(`benchmarks/recognition.py`)."""
SURE = 0.8
"""Lines recognized with a lower score are smears, seals and lines cut in half; they are left out, and that is told."""


class Recognized(NamedTuple):
    """A page's text in reading order, and how many lines on it could not be read."""

    text: str
    unsure: int


Recognizer = Callable[[Any], Recognized]
"""What reads a picture: an array of height × width × 3 bytes, blue first."""


def need() -> None:
    """Raises MissingExtra where the extra `ocr` is not installed."""
    for module in MODULES:
        if find_spec(module) is None:
            raise MissingExtra(EXTRA, module)


def recognize(picture: Any) -> Recognized:
    """The text on a picture."""
    found = _engine()(picture)
    if found.boxes is None or not found.txts:
        return Recognized("", 0)
    read = [
        (box, text) for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True) if score >= SURE
    ]
    return Recognized(in_order([_line(box, text) for box, text in read]), len(found.txts) - len(read))


def _line(box: Any, text: str) -> Line:
    """One recognized line. Its corners run clockwise from the upper left, downwards; the layout counts upwards."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = ((float(x), float(y)) for x, y in box)
    top, bottom = (y0 + y1) / 2, (y2 + y3) / 2
    # The detected box stands a little off the characters on all sides.
    return Line(text, min(x0, x3), max(x1, x2), -bottom, (bottom - top) * 0.8)


@cache
def _engine() -> Any:
    """The models, loaded once a process."""
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "error", "Det.box_thresh": FOUND})
