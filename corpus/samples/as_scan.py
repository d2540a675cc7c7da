"""Scans: the pages of a PDF as pictures, at 150 dots an inch, turned a little, with noise, as a scanner packs them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

DOTS = 150


def pictures(data: bytes, turned: float = 0.0, noise: float = 0.0) -> list[Any]:
    """The pages as `PIL.Image`s; `turned` in degrees, `noise` as standard deviation of 255 greys, always the same."""
    import numpy as np
    import pypdfium2
    from PIL import Image

    random = np.random.default_rng(0)
    pages = []
    for page in pypdfium2.PdfDocument(data):
        drawn = page.render(scale=DOTS / 72).to_pil().convert("L")
        dots = np.asarray(drawn.rotate(turned, Image.Resampling.BICUBIC, fillcolor=255), float)
        dots = (dots + random.normal(0, noise, dots.shape)).clip(0, 255).astype("uint8")
        packed = BytesIO()
        Image.fromarray(dots).save(packed, "JPEG", quality=60)
        pages.append(Image.open(packed))
    return pages


def pack(pages: list[Any], format: str = "PDF") -> bytes:
    """Pictures as one file: PDF or TIFF."""
    out = BytesIO()
    pages[0].save(out, format, save_all=True, append_images=pages[1:], resolution=DOTS)
    return out.getvalue()
