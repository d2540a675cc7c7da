"""Phrases in quotation marks that no lexicon lists: numeric abbreviations, parallels, models, named practices.

Quotation marks are strong evidence, but they also stand around names, terms and speech; what is inside must have the
build of a phrase, or what follows must say that it names one (行动, 工作法).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from nlp.model import Category
from nlp.slogans import halves, naming
from nlp.slogans.forms import number
from nlp.slogans.span import SloganSpan
from nlp.slogans.words import Words

Reading = tuple[str, float, Category]  # Rule, confidence, category.
LONGEST = 25  # Longer quotations are speech, unless their parts end alike; famous ones stand in the lexicon.

_SLIP = "“(?=[，。；：、])"  # Closed by the sign that opens: 实现“三建成“，….
_QUOTE = re.compile(
    f"“([^“”\n]{{2,40}})(?:”|{_SLIP})|"
    "‘([^‘’\n]{2,40})’|\"([^\"\n]{1,200})\"|「([^「」\n]{2,40})」|『([^『』\n]{2,40})』"
)
_CURLY = re.compile(f"“([^“”\n]{{2,40}})(?:”|{_SLIP})")
_N = "(?:十[一二三四五六七八九]|[一二两双三四五六七八九十])"
_MANY = "(?:十[一二三四五六七八九]|[二两双三四五六七八九十]|[2-9](?!\\d)|1\\d(?!\\d))"
_H = "[\u4e00-\u9fff]"
_X = "(?:(?![一二两三四五六七八九十])[\u4e00-\u9fff])"
_FIVE_YEAR = re.compile("(?:[一二三四五六七八九]|十[一二三四五])五(?:[、—至和到-]?十?[一二三四五六七八九]五)?$")
_TIME = re.compile("[年月日天周岁点时分秒号元角]")
_SAYING = re.compile("(?:说|道|表示|称|问|回答|告诉|写道|笑道|感慨|：|:)[：:，]?$")
_STRUCTURES: tuple[tuple[str, re.Pattern[str], float, Category], ...] = (
    # 党建+脱贫攻坚, 1+N, 互联网+, 一托N
    ("model", re.compile(rf"[^+]{{1,12}}(?:\+[^+]{{1,12}})+\+?$|{_H}{{2,6}}\+$|[一二三1-3]{_H}N$"), 0.93, "programme"),
    # 七清四严, 一领办、三参与, 两茶一水, 3会1课
    ("compound", re.compile(f"(?:(?:{_N}|\\d)(?:统一|{_X}){{1,6}}[、，]?){{2,5}}$"), 0.93, "numeric"),
    # 一核多点, 一江多湖多公园
    ("set form", re.compile(f"一{_X}{{1,2}}(?:多{_X}{{1,3}})+$"), 0.9, "numeric"),
    # 四个增强, 九大指标体系, 五项机制
    ("measured", re.compile(f"{_MANY}[个大项][^，。；]{{1,10}}$"), 0.93, "numeric"),
    # “一个目标”、“两个机制”: the first step of a ladder
    ("measured", re.compile("一个(?:目标|中心|核心|主题|主线|龙头|统领|引领|抓手|阵地)$"), 0.8, "numeric"),
    # 七步法, 双负责, 三集中, 四不准
    ("numbered", re.compile(f"{_MANY}(?![个大项一二两三四五六七八九十百千万]){_H}{{1,7}}$"), 0.85, "numeric"),
    # 百企帮百村, 千村示范、万村整治
    ("hundreds", re.compile(f"[百千万]{_H}{{1,4}}[、，]?[百千万]{_H}{{1,4}}$|百千万{_H}{{0,3}}$"), 0.85, "numeric"),
    ("hundreds", re.compile(f"[百千万]名{_H}{{2,3}}[进下联帮驻包入访挂]{_H}{{1,3}}$"), 0.85, "numeric"),
    # 社区—网格—楼栋, 公司/基地/农户
    ("joined", re.compile(f"{_H}{{2,8}}(?:(?:—{{1,2}}|[–→/-]){_H}{{2,8}}){{1,5}}$"), 0.85, "programme"),
    # 扶志六法, 帮扶十条, 兴茶五仗
    ("numbered", re.compile(f"(?!第){_H}{{1,5}}{_MANY}[法条招策规问诀举仗]$"), 0.85, "numeric"),
    # 稳增长20条
    ("numbered", re.compile(f"(?!{_H}{{0,4}}第){_H}{{2,7}}[1-9]\\d条$"), 0.85, "numeric"),
    # 项目攻坚年, 干部作风提升年
    ("year", re.compile(f"{_X}{{4,9}}年$"), 0.8, "campaign"),
    # 南茶北果中蔬菜
    ("set form", re.compile("(?:[东南西北中][^东南西北中，。；]{1,2}){2,5}$"), 0.8, "programme"),
    # 以奖代补, 先建后补, 宜林则林
    ("set form", re.compile("(?:以.代.|先.后.|边.边.|前.后.|全.全.|零.{2,3}|.随.走)$"), 0.8, "principle"),
    # 一把尺子量到底, 上班带娃两不误
    ("set form", re.compile("(?:一.{1,3}.到底|.{2,6}两不误|一[次个户人分件].?都不.{1,3})$"), 0.8, "principle"),
)
_PLUS = re.compile("[+＋]")
_JOINT = re.compile("—{1,2}|[–→/-]")
_ROUTE = re.compile("[^，。；、]{0,6}?(?:线|铁路|高铁|公路|高速|航班|班列|列车|走廊)")
# “牛羊果菜薯药”六大产业, “督考评奖惩”五把尺子: as many signs as the number says.
_LISTING = re.compile(f"({_N})[大个项把]")
_SIGNS = re.compile(f"{_H}{{2,9}}[^\\W县市区镇乡村州省街路]$")
_THINGS = re.compile(f"(?:{_N}[根条把只张块杆盏碗口匹头双]{_H}{{1,2}}[、，]?){{2,}}$")  # 一根扁担、两条腿
_FULL_STOP = re.compile("[。！？…]")
_DIGITS = re.compile(r"\d{3,6}$|\d(?:-\d)+$|\d(?:\d{0,3})[A-Z]\d?$")
# 稳粮、扩烟、兴茶; 走、看、评: a motto where a kind follows.
_TRIPLE = re.compile(f"{_H}{{2}}(?:[、，]{_H}{{2}}){{2,5}}$|{_H}(?:、{_H}){{2,7}}$")
_ON = frozenset(("聚焦", "围绕", "突出", "紧扣", "把好", "狠抓"))  # 聚焦“选、育、管、用”
_ALONE = re.compile(f"[，。；]|{_N}个?(?:字|环节|方面|要点|重点|关键)|$")
_SHORT = re.compile(f"{_H}{{2}}$")  # “亮剑”行动
_QUALITY = re.compile(f"{_N}[好无有零强优美星]")  # “五好”镇党委, “三无”小区
_NAMED = re.compile(".{2}(?:工作法|战法|行动|工程|革命|战略|战役|攻坚战|模式|计划|精神)$")  # “一线工作法” names itself.
_PLAIN = re.compile(f"[{_H[1:-1]}·]{{3,12}}$|{_H}{{2,6}}(?:\\d{{2,3}}[天日]|\\d{{2,4}})$")  # 冲刺100天, 净网2019
# 宝贝出村 is no village.
_GOES = re.compile("[出进入回到下帮兴富强驻送爱引领带铺修护润暖惠满][村乡镇县市省路]$|[乡农]村$")
_FELLOW: Reading = ("named", 0.7, "campaign")
_SENTENCE = re.compile(f"{_H}{{5,}}(?:[，、；]{_H}{{2,}}){{0,4}}$")


def find(text: str, words: Words) -> Iterator[SloganSpan]:
    """The phrases in quotation marks, whole; a phrase of the lexicon inside is the caller's to weigh."""
    plain = not any(mark in text for mark in "‘\"「『")  # A scan for one sign is far quicker.
    fellows = naming.Fellows(text)
    for match in (_CURLY if plain else _QUOTE).finditer(text):
        group = match.lastindex or 1
        quoted, start = match[group], match.start(group)
        content = quoted.strip()
        if content is not quoted:
            start = text.index(content, start)
        if len(content) < 2:
            continue
        brief = len(content) <= LONGEST or halves.ends_alike(content) or halves.is_refrain(content)
        brief = brief or (halves.is_level(content) and naming.names(text, match.end(), words))
        brief = brief or (halves.is_list(content) and naming.says_how(text, match.end(), words))
        found = _read(content, text, match.start(), match.end(), words) if brief else None
        for fellow, begun in fellows.of(match, content, start, found):
            yield _span(fellow, begun, _FELLOW, text, match.end(), words)
        if found:
            yield _span(content, start, found, text, match.end(), words)
        elif opening := halves.opposed_opening(content):
            yield _span(opening, start, ("parallel", 0.7, "principle"), text, match.end(), words)


def _span(content: str, start: int, found: Reading, text: str, after: int, words: Words) -> SloganSpan:
    rule, confidence, category = found
    name = words.coded.match(text, after) if rule == "digits" else None
    joint = {"model": _PLUS, "joined": _JOINT}.get(rule)
    return SloganSpan(
        start=start, end=start + len(content), slogan=_canonical(content) + (name[0] if name else ""),
        category=category, components=[part for part in joint.split(content) if part] if joint else [],
        confidence=confidence, rule=f"quoted:{rule}",
    )


def _read(content: str, text: str, begin: int, after: int, words: Words) -> Reading | None:
    plain = content.replace("＋", "+").replace(",", "，").rstrip("，；、")
    if plain[-1:] in ("。", "！"):
        saying = _SAYING.search(text[max(0, begin - 4) : begin])
        return None if saying or not halves.is_maxim(plain[:-1]) else ("maxim", 0.75, "quotation")
    if _lists(plain, text, after):
        return "listing", 0.85, "programme"
    found = _build(plain, words)
    if (found is None or found[0] == "plain") and _is_creed(plain, text, after, words):
        return "creed", 0.7, "quotation"
    if (found is None or found[0] == "plain") and halves.is_list(plain) and naming.says_how(text, after, words):
        return "parallel", 0.75, "principle"
    if found is None:
        return None
    rule = found[0]
    if rule == "triple":
        told = words.classed(text, after) or words.plight.match(text, after) or naming.says_how(text, after, words)
        alone = plain[1] == "、" and text[begin - 2 : begin] in _ON and _ALONE.match(text, after)
        return ("parallel", 0.75, "principle") if told or alone else None
    if rule == "short":
        return ("named", 0.7, "campaign") if naming.is_drive(plain, text, after, words) else None
    if rule == "digits":
        return found if words.coded.match(text, after) else None
    if rule == "plain":
        named = naming.names(text, after, words) or naming.names_from_afar(plain, text, after, words)
        return ("named", 0.7, "campaign") if named or _NAMED.search(plain) else None
    if rule == "joined" and (
        _ROUTE.match(text, after) or (len(_JOINT.findall(plain)) < 2 and not naming.names(text, after, words))
    ):
        return None
    other = words.other.match(text, after)
    # A place may be called by a name (“三鹿”村), not by a model or by numbers in parallel (“三强一名”县).
    called = rule in ("model", "compound") or plain.startswith("个", 1)
    called = called or (rule == "numbered" and _QUALITY.match(plain) is not None)
    if other and not ((len(other[0]) == 1 or other[0] == "品牌") and called) and not naming.names(text, after, words):
        return None
    if rule == "parallel" and _SAYING.search(text[max(0, begin - 4) : begin]):
        return None
    if rule == "parallel" and text.startswith("等", after) and not naming.names(text, after, words):
        return None  # “小额信贷、互助资金”等政策: a list of things.
    return found


def _is_creed(plain: str, text: str, after: int, words: Words) -> bool:
    """Whether a sentence is quoted as what people hold to (“脱贫致富要靠干”的信念)."""
    if words.creed.match(text, after) is None or halves.is_spoken(plain):
        return False
    return _SENTENCE.match(plain) is not None


def _lists(plain: str, text: str, after: int) -> bool:
    """Whether a count of kinds follows and the quotation has a sign for each (“牛羊果菜薯药”六大产业)."""
    count = _LISTING.match(text, after)
    return count is not None and number(count[1] + "个") == len(plain) and _SIGNS.match(plain) is not None


@lru_cache(maxsize=4096)
def _build(plain: str, words: Words) -> Reading | None:
    """What the build of a quotation says of it, whatever stands around; None for what is no phrase anywhere."""
    if plain in words.never or _FULL_STOP.search(plain) or _FIVE_YEAR.match(plain):
        return None
    if _THINGS.match(plain):
        return "plain", 0.7, "campaign"  # Things, unless they are called a method.
    for rule, pattern, confidence, category in _STRUCTURES:
        if pattern.match(plain) and _is_no_count(plain, rule, words):
            return rule, confidence, category
    if _DIGITS.match(plain):
        return "digits", 0.85, "numeric"
    if halves.is_own(plain) or (halves.is_parallel(plain) and not halves.is_spoken(plain)):
        return "parallel", 0.85, "principle"
    if _TRIPLE.match(plain):
        return "triple", 0.75, "principle"
    if _SHORT.match(plain):
        return "short", 0.7, "campaign"
    other = words.other.search(plain[-2:])
    # A day that is kept is called by its name.
    if _PLAIN.match(plain) and plain[-1] not in "日节" and (_GOES.search(plain) or not other or other.end() < 2):
        return "plain", 0.7, "campaign"
    return None


def _is_no_count(content: str, rule: str, words: Words) -> bool:
    if rule == "measured":
        noun = re.sub(f"^{_MANY}[个大项]", "", content)
        # “两个环节” in quotation marks are two that all know; “三个村” may just be quoted.
        return noun not in words.counted_words or content[1] != "个" or noun in words.topics
    if rule == "numbered":
        if content[:2] in words.never:
            return False  # 四季有衣穿
        rest = re.sub(f"^{_MANY}", "", content)
        return rest not in words.counted_words and (not _TIME.match(rest) or len(rest) > 3)
    if rule == "compound":
        parts = re.split(f"{_N}|\\d|[、，]", content)
        counts = [part for part in parts if part]
        if any(part[0] in "万亿元%" for part in counts):
            return False  # 5万元以下、3年之内
        # 一户一策 counts, 三镇两乡 and 三年两次 only count: every half is a plain measure or noun.
        return not all(h in words.counted_words or _TIME.match(h) for h in counts) and len(counts) > 1
    return True


def _canonical(content: str) -> str:
    return content.replace(",", "，").replace("＋", "+").strip("，；、")
