"""Pictures of pages (photographs, scans, fax files of several pages), by optical character recognition."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from corpus.readers import pdf_errors as errors
from corpus.readers.base import Builder, ReadError, Reading
from corpus.readers.ocr import SIDE, Recognizer


def read(data: bytes, name: str, recognize: Recognizer) -> Reading:
    """Raises ReadError `broken_file`, `no_text`."""
    from PIL import Image, ImageSequence, UnidentifiedImageError

    builder = Builder()
    unsure: dict[int, int] = {}
    number = 0
    try:
        with Image.open(BytesIO(data)) as image:
            for number, frame in enumerate(ImageSequence.Iterator(image), 1):
                found = recognize(_upright(frame))
                builder.add(found.text, ref=f"page{number}", page=number)
                if found.unsure:
                    unsure[number] = found.unsure
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise ReadError(
            "broken_file", f"图片已损坏，无法读取（{error}）", f"the picture is damaged ({error}): save it again",
        ) from None
    if not builder.blocks:
        raise errors.nothing_recognized(number)
    kind = name.lower().rsplit(".", 1)[-1]
    read_pages = sorted({block.page for block in builder.blocks if block.page})
    return builder.reading(kind, errors=[errors.unsure_lines(unsure)] if unsure else [], ocr_pages=read_pages)


def _upright(frame: Any) -> Any:
    """A frame as the camera held it, no larger than is of use: height × width × 3 bytes, blue first."""
    from numpy import asarray
    from PIL import ImageOps

    picture = ImageOps.exif_transpose(frame).convert("RGB")
    picture.thumbnail((SIDE, SIDE))
    return asarray(picture)[:, :, ::-1]
