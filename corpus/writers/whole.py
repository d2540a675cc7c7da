"""A text file that appears only when it is whole."""

from __future__ import annotations

import os
from pathlib import Path


def write(path: Path, content: str) -> None:
    """Writes a file in UTF-8; what stood there is replaced only by the whole. OSError for a bad place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        # A lone surrogate, which no encoding can hold, may come out of a broken file name.
        temporary.write_text(content, encoding="utf-8", errors="replace", newline="\n")
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
