"""The reading of a figure or a date in its plainest form, for the short marks of `corpus.samples.markup`.

Kept apart from the engine on purpose: gold that the engine had read itself would prove nothing. It knows Arabic digits,
one multiplier and a unit; whatever is harder has to be worked out by hand in a long mark.
"""

from __future__ import annotations

import calendar
import re
from decimal import Decimal
from typing import Any

MULTIPLIERS = {
    "": 1,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "萬": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "億": 10**8,
    "万亿": 10**12,
}
KINDS = {
    "money": "元",
    "percent": "% ％",
    "point": "个百分点 個百分點",
    "multiple": "倍",
    "measure": "平方公里 平方米 立方米 公里 千米 公顷 亩 畝 米 吨 噸 公斤 兆瓦 千瓦时 千瓦 度 小时 分钟 天",
    "count": "人次 户次 户 戶 人 名 位 个 個 家 所 座 处 處 条 條 间 間 套 张 台 辆 头 只 羽 株 项 項 批 次 场 场次 期 "
    "件 份 支 对 口 眼 盏 起 宗 镇 乡 村 幢 栋 篇 组 枚 路 班 床 篮 箱 例 种 類 类 课 册 岁 对",
}
KIND_OF = {unit: kind for kind, units in KINDS.items() for unit in units.split()}
CANONICAL = {
    "％": ["%"],
    "个百分点": ["个百分点"],
    "個百分點": ["个百分点", "個百分點"],
    "名": ["人", "名"],
    "位": ["人", "位"],
    "口": ["人", "口"],
    "度": ["千瓦时", "度"],
    "公斤": ["千克", "公斤"],
    "公里": ["公里", "千米"],
    "戶": ["户", "戶"],
    "個": ["个", "個"],
    "畝": ["亩", "畝"],
    "噸": ["吨", "噸"],
    "處": ["处", "處"],
    "條": ["条", "條"],
    "間": ["间", "間"],
    "項": ["项", "項"],
    "類": ["类", "類"],
}
AFTER = {"以上": ">=", "以内": "<=", "以下": "<="}
_units = "|".join(sorted(KIND_OF, key=len, reverse=True))
_multipliers = "|".join(sorted(filter(None, MULTIPLIERS), key=len, reverse=True))
FIGURE = re.compile(
    rf"([0-9][0-9,]*(?:\.[0-9]+)?)([余多]?)({_multipliers})?([余多]?)({_units})(?:口?人)?([余多]?)(以上|以内|以下|左右)?(/.+)?"
)
DATE = re.compile(r"([0-9]{4})年(?:([0-9]{1,2})月)?(?:([0-9]{1,2})日)?(底|末|初)?")


def read_figure(text: str) -> dict[str, Any] | None:
    """kind, value, unit and bound of `17473户` or `10万元以上`; None for what is not that plain."""
    found = FIGURE.fullmatch(text)
    if not found:
        return None
    number, more_before, multiplier, more, unit, more_after, after, _ = found.groups()
    value = Decimal(number.replace(",", "")) * MULTIPLIERS[multiplier or ""]
    bound = AFTER.get(after) or (">" if more_before or more or more_after else None)
    reading: dict[str, Any] = {"kind": KIND_OF[unit], "value": float(value), "unit": CANONICAL.get(unit, [unit])}
    return reading | ({"bound": bound} if bound else {})


def read_date(text: str) -> dict[str, Any] | None:
    """kind and times of `2019年`, `2019年6月底`; None for what is not that plain."""
    found = DATE.fullmatch(text)
    if not found:
        return None
    year, month, day, part = found.groups()
    if part == "初" or (day and not month):
        return None
    time = "-".join([year] + [cell.zfill(2) for cell in (month, day) if cell])
    if not part:
        return {"kind": "date", "time": [time]}
    if not month:
        return {"kind": "date", "time": [f"{year}-12-31", f"{year}-12", year]}
    return {"kind": "date", "time": [f"{time}-{calendar.monthrange(int(year), int(month))[1]}", time]}
