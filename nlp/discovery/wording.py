"""How a candidate explains itself, in Chinese and English."""

from __future__ import annotations

from typing import NamedTuple


class Wording(NamedTuple):
    """One language: what is always told, what is told of quoted phrases and of those that keep to one year."""

    shape: str
    always: tuple[str, ...]
    years: str
    quoted: str
    peaked: str
    comma: str
    stop: str


WORDINGS = {
    "zh": Wording(
        shape="zh",
        always=("“{phrase}”是{shape}", "在{documents}个文件中出现{count}次{years}", "各部分结合度{bound:.2f}",
                "左右邻词熵{left:.1f}和{right:.1f}比特"),
        years="（{}年）", quoted="{quoted}次加引号", peaked="集中于{peak}年（{share}个文件）", comma="，", stop="。",
    ),
    "en": Wording(
        shape="en",
        always=("“{phrase}” is {shape}", "{count} times in {documents} documents{years}",
                "its parts hold together by {bound:.2f}",
                "the words to its left and right vary by {left:.1f} and {right:.1f} bits"),
        years=" ({})", quoted="{quoted} times in quotation marks", peaked="mostly in {peak} ({share} documents)",
        comma=", ", stop=".",
    ),
}  # fmt: skip
