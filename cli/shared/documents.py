"""One file's documents, for commands that show a single file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.shared import console
from cli.shared.language import t

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlp.model import Document


def documents(file: str, ocr: bool = False) -> Iterator[Document]:
    """The documents in a file; failures are told on standard error; exit status 2 when nothing could be read."""
    from corpus import run
    from nlp.model import Failure

    count = 0
    for source in run.sources([file], ocr):
        for item in run.load(source):
            if isinstance(item, Failure):
                console.tell(f"{item.document}: {item.error}: {item.message}")
            else:
                count += 1
                yield item
    if not count:
        console.fail(t("nothing readable", "没有可读的文件"))
