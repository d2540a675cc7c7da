"""Names that several figures of a sentence share or divide among them."""

from __future__ import annotations

import re
from itertools import pairwise

from nlp.claim import Claim
from nlp.context import Context
from nlp.neighbours import LIST_MARKS

_AND = re.compile("[、和与及]")
_RESPECTIVELY = re.compile(r"分别(?:达到?|为|是|有|增长|下降|完成|实现|提高|增加|降至|降到)*")
_APART = re.compile("[，；]")
_DONE = re.compile("^[为有达到了是共：:]+|[为有达到了]+$")
_BORROWED = frozenset({"noun:topic", "unit", "noun:previous"})
_REMAINING = frozenset({"剩余", "剩下", "仅剩", "尚余", "最后", "余下"})  # 剩余867户、2349人如期脱贫
_OWNED = frozenset({"noun:right", "clause:right"})


def share(context: Context, claims: list[Claim], start: int) -> None:
    """Lets the figures of one sentence, which begins at `start`, share their names."""
    _from_next(context, claims)
    _respectively(context, claims, start)


def _from_next(context: Context, claims: list[Claim]) -> None:
    """17473户63622位贫困人口: a figure without a noun, right before one that has it, shares it."""
    for claim, following in zip(reversed(claims[:-1]), reversed(claims[1:]), strict=True):
        gap = context.text[claim.quantity.end : following.quantity.outer]
        if not following.metric_text or gap.strip("、（("):
            continue
        paired = not gap or (gap == "、" and (claim.quantity.unit_text, following.quantity.unit_text) == ("户", "人"))
        borrowed = _BORROWED & set(claim.rules) or (claim.metric_text in _REMAINING and "、" in gap)
        if not claim.metric_text or (paired and borrowed and _OWNED & set(following.rules)):
            claim.metric_text = following.metric_text
            claim.rules = [rule for rule in claim.rules if rule not in _BORROWED] + ["noun:next"]


def _respectively(context: Context, claims: list[Claim], start: int) -> None:
    """茶叶、油茶面积分别达到3.15万亩、4万亩: names and figures pair off in order.

    A later 分别 without names of its own (，分别增长8.1%和9.7%) takes those of the one before.
    """
    if not claims or context.text.find("分别", start, claims[-1].quantity.outer) < 0:
        return
    names: list[str] = []
    for i, claim in enumerate(claims):
        floor = claims[i - 1].quantity.end if i else start
        every = list(_RESPECTIVELY.finditer(context.text, floor, claim.quantity.outer))
        if not every or _APART.search(context.text, every[-1].end(), claim.quantity.outer):
            continue
        found = every[-1]
        run = _run(context, claims[i:])
        left = context.left(floor, found.start())
        _pair_times(context, run, floor, found.start())
        own = [name for name in _AND.split(left.noun) if name]
        if len(run) > 1 and _pair_places(context, run, floor, found):
            continue
        if len(run) > 1 and len(own) == len(run):
            head = _shared_head(context, own)
            names = [name if name.endswith(head) else name + head for name in own]
        if len(run) > 1 and not own and len(names) != len(run):
            names = [c.metric_text or "" for c in claims[max(0, i - len(run)) : i]]
            names = names if len(set(names)) == len(run) else []
        if len(run) > 1 and len(names) == len(run) and (own or not left.noun):
            for each, name in zip(run, names, strict=True):
                each.metric_text = name
                each.rules.append("respectively")


def _pair_places(context: Context, run: list[Claim], floor: int, found: re.Match[str]) -> bool:
    """黄坪镇、柳堰镇分配资金分别为…元、…元, 黄坪镇和柳堰镇分别脱贫…户、…户: places and figures pair off in order.

    `found` is 分别: what is told of all the places stands behind the last of them, or behind that.
    """
    clause = context.text[context.clause_start(found.start(), floor) : found.start()]
    names = [name for name in _AND.split(clause.removeprefix("其中")) if name]
    if len(names) != len(run):
        return False
    told = [next((place for place in context.places if name.startswith(place)), "") for name in names]
    rest = names[-1][len(told[-1]) :]
    if not all(told) or any(name != place for name, place in zip(names[:-1], told[:-1], strict=True)):
        return False
    rest = rest or _DONE.sub("", context.text[found.end() : run[0].quantity.outer])
    for claim, place in zip(run, told, strict=True):
        claim.place = place
        claim.metric_text = rest or claim.metric_text
        claim.rules.append("respectively")
    return True


def _pair_times(context: Context, run: list[Claim], floor: int, position: int) -> None:
    """2014年、2015年分别脱贫…人、…人: times and figures pair off in order."""
    told = [t for t in context.times_before(position, floor) if t.time][::-1]
    listed = all(context.text[a.end : b.start].lstrip("年") in LIST_MARKS for a, b in pairwise(told))
    if len(run) > 1 and len(told) == len(run) and listed:
        for claim, mention in zip(run, told, strict=True):
            claim.time, claim.time_text = mention.time, context.text[mention.start : mention.end]
            claim.rules.append("time:respectively")


def _run(context: Context, claims: list[Claim]) -> list[Claim]:
    """The first claims that only list marks part."""
    run = claims[:1]
    for following in claims[1:]:
        if context.text[run[-1].quantity.end : following.quantity.outer].strip("、和及与，占"):
            break
        run.append(following)
    return run


def _shared_head(context: Context, names: list[str]) -> str:
    """The noun that ends the last of several names and belongs to all (小学、初中入学率)."""
    last = names[-1]
    for size in range(len(last) - 1, 1, -1):
        if last[-size:] in context.naming and not any(name.endswith(last[-size:]) for name in names[:-1]):
            return last[-size:]
    return ""
