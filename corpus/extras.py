"""Optional libraries: what is told where one is missing."""

from __future__ import annotations


class MissingExtra(RuntimeError):
    """Something whose library is not installed; the message names the extra to install."""

    def __init__(self, extra: str, module: str) -> None:
        self.extra, self.module = extra, module
        super().__init__(f"needs {module} / 缺少 {module}: pip install 'jushi[{extra}]'")
