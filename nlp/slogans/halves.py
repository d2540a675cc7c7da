"""Quotations of two halves or more that answer each other: which of them have the build of a slogan."""

from __future__ import annotations

import re
from itertools import pairwise

_H = "[\u4e00-\u9fff]"
# 我脱贫我光荣; 我的家园我做主
_OWN = re.compile(f"我{_H}{{2,3}}(?:我{_H}{{2,3}})+$|我的{_H}{{2}}我{_H}{{2,3}}(?:，我的{_H}{{2}}我{_H}{{2,3}})*$")
_DONE = "好清准实稳住优美强透细严紧牢到起"  # What a deed is done to: 建好、管好、护好、运营好.
_NOUN = "村户员镇乡县市区局站费款金险"  # Ends the names of a list: 张家村、李家村; 贫困户、低保户.
_GOVERNS = "包管抓带联帮变促到有"  # One verb in every part: 领导包乡镇、干部包村、党员包户.
_OPPOSED = frozenset(("上下", "内外", "前后", "进出", "有无", "东西", "南北", "下上", "外内", "后前", "出进", "无有"))
_OPENING = re.compile(f"({_H})({_H}){_H}{{2}}、\\1({_H}){_H}{{2}}(?=[，。])")  # “楼上生活、楼下就业，…”
_MOMENT = re.compile("今年|明年|去年|今天|现在|以前|如今|当时|过去")
_DOTTED = re.compile(f"{_H}{{4}}·{_H}{{4}}$|{_H}{{5}}·{_H}{{5}}$")  # Shorter ones may be a foreign name.
# 自我服务 and 志愿服务我先行 speak to no one.
_SPEECH = re.compile("(?<!自)我(?!先行|参与|行动|争先|带头|当先|奉献)|[你您咱他她俺这那吗呢吧啊呀哦]")


def is_spoken(content: str) -> bool:
    """Whether someone speaks: pronouns and particles that no slogan has."""
    return _SPEECH.search(content) is not None


def is_own(content: str) -> bool:
    """Whether it says in every part what I do (我脱贫我光荣)."""
    return _OWN.match(content) is not None


def opposed_opening(content: str) -> str | None:
    """Two opposed halves that longer speech begins with (“楼上生活、楼下就业，家也顾了”)."""
    match = _OPENING.match(content)
    return match[0] if match and match[2] + match[3] in _OPPOSED else None


def ends_alike(content: str) -> bool:
    """Whether the parts of a long quotation all end alike (大病集中救治一批、慢病签约服务一批、…)."""
    parts = content.split("、")
    return len(parts) > 1 and len({part[-2:] for part in parts}) == 1


def is_level(content: str) -> bool:
    """Whether it has three parts or more that are all as long as each other."""
    parts = re.split("[、，；]", content)
    return len(parts) > 2 and 4 <= len(parts[0]) <= 8 and len({len(part) for part in parts}) == 1


def is_list(content: str) -> bool:
    """Whether it has parts of words alone, long enough to say something (集团统筹、子公司包村、专家到户)."""
    parts = re.split("[、，；,]", content)
    if len(parts) < 2 or is_spoken(content) or not all(re.fullmatch(f"{_H}{{2,14}}", part) for part in parts):
        return False
    if len({part[-1] for part in parts}) == 1 and parts[0][-1] in _NOUN:
        return False
    return max(map(len, parts)) > 3 and (len(parts) > 2 or min(map(len, parts)) > 3)


def is_refrain(content: str) -> bool:
    """Whether three parts or more have a verb in common (党群干部到弱村、政法干部到乱村…), or a frame of two signs."""
    parts = content.split("、")
    if len(parts) < 3 or not all(4 <= len(part) <= 12 for part in parts):
        return False
    if any(all(verb in part[1:-1] for part in parts) for verb in _GOVERNS):
        return True
    level = len({len(part) for part in parts}) == 1 and len(parts[0]) <= 8
    return level and sum(len(set(signs)) == 1 for signs in zip(*parts, strict=True)) > 1


def is_maxim(content: str) -> bool:
    """Whether a sentence in quotation marks is a saying: two level halves in one of which a sign recurs (富不富)."""
    halves = content.split("，")
    if len(halves) != 2 or len(halves[0]) != len(halves[1]) or not 4 <= len(halves[0]) <= 8:
        return False
    if _SPEECH.search(content) or _MOMENT.search(content):
        return False
    return any(half.count(sign) > 1 for half in halves for sign in half if sign not in "的了是有在一不年天")


def is_parallel(content: str) -> bool:
    """Whether the halves have the build of a slogan: as long as each other, three characters or more.

    Shorter ones may be names in a list (茶叶、油茶); longer ones that are uneven must begin alike.
    """
    parts = [part for part in re.split("[，、；,]", content) if part]
    if _DOTTED.match(content):
        return True
    if len(parts) == 1:
        half, odd = divmod(len(content), 2)
        if odd or not 3 <= half <= 5 or not re.fullmatch(f"{_H}+", content):
            return False
        return sum(a == b for a, b in zip(content[:half], content[half:], strict=True)) >= 1
    if not 2 <= len(parts) <= 6 or not all(2 <= len(p) <= 12 and re.fullmatch(f"{_H}+", p) for p in parts):
        return False
    if len(parts) > 2 and len({part[-1] for part in parts}) == 1 and parts[0][-1] in _DONE:
        return True
    if len(parts) > 2 and any(sum(verb in part[1:-1] for part in parts) >= len(parts) - 1 for verb in _GOVERNS):
        return True
    if len(parts) > 2 and len({part[0] for part in parts}) == 1 and all(len(part) < 6 for part in parts):
        return True  # 扫村、扫街、扫园区
    if all(a[-2:] == b[:2] and len(a) > 3 for a, b in pairwise(parts)):
        return True  # 党建带妇建、妇建服务党建
    if not all(3 <= len(p) <= 10 for p in parts):
        return ends_alike(content)
    governed = all(any(verb in part[1:-1] for verb in _GOVERNS) for part in parts)
    if len({part[-1] for part in parts}) == 1 and parts[0][-1] in _NOUN and not governed:
        return False
    if len(parts) > 2 and ends_alike(content):
        return True
    first, *others = parts
    shared = all(any(a == b for a, b in zip(first, other, strict=False)) for other in others)
    level = all(len(other) == len(first) for other in others)
    if level:
        return True
    return shared and first[0] == others[0][0] and len(content) < 20
