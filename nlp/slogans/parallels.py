"""Phrases without quotation marks that halves of one build give away: 搬得出、稳得住; 签约一人、履约一人.

A short scan looks for where two halves meet; the whole phrase is read from a few characters before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from nlp.slogans.span import SloganSpan
from nlp.slogans.words import Words

UNITS = "人户村企家件起批例项处"  # What one counts in pairs: 就业一人、脱贫一户.
_H = "[\u4e00-\u9fff]"
_X = "(?:(?![一二两三四五六七八九十百千万亿零几余的了是和与及等为对将被把从由到使让])[\u4e00-\u9fff])"
_STOP = "[”’」』）)\"，。；、：！？\\s]|$"
_ROOT = "志业民国党纪令基根源家心风"  # What does not stand while another does not: 志不立、业不兴.
_DEED = "稳保促抗强补扩增惠治优提建防控抓兴富降减扶引聚破立改化守转惩严创争拓解拔挪换谋重抢战育攻夯筑畅联"
_THING = "员户队组费款证卡所站店厂室器具品物师家工者"  # Ends the nouns of a list: 保洁员、护林员、治安员.
_RAISE, _SEAT = "立强兴富活稳带旺美", "省市县区镇乡村"  # 生态立县、工业强县
_SPAN = "日周旬月季年"  # 月检查、季评比、年总评
_STEADY = "断松撤减摘变退散降停漏丢懈"  # What help does not do: 政策不断、帮扶不松
_EACH = "人户村家个组处时事层件"  # 人人参与、户户受益
_JOINTLY = "联共互同帮"  # What is done together: 组织联建、活动联谊.
_GROUND = "村户人病岗田组项"  # Where work arrives: 责任到人、措施到户.
_BUSY = "管干住抓做办问看"  # What someone is there for: 有人管、有钱办.
_HAVING = "有无是能可要都"  # 件件有着落

# Where two halves meet, and how far before it the first may begin. One sign opens each: no scan is quicker.
_JOINTS: tuple[tuple[re.Pattern[str], tuple[int, ...]], ...] = (
    (re.compile(f"得{_X}[、，](?:{_X}得|(?:逐步)?[能可有快])"), (2, 1)),
    (re.compile(f"一[{UNITS}][、，]{_H}{{2}}一"), (2, 1)),
    (re.compile("为[主先本要上重基][、，]"), (2,)),
    (re.compile(f"不{_X}[、，][{_ROOT}]不"), (1,)),
    (re.compile(f"事{_H}办[、，]{_H}事"), (1,)),
    (re.compile(f"不[{_STEADY}][、，]{_H}{{2}}不"), (2,)),
    (re.compile(f"、([{_EACH}])\\1"), (4,)),
    (re.compile(f"，([{_EACH}])\\1"), (4,)),
    (re.compile(f"不{_X}{_H}[、，]{_H}{{2}}不"), (2,)),
    (re.compile(f"[{_RAISE}][{_SEAT}][、，]{_H}{{2}}[{_RAISE}][{_SEAT}]"), (2,)),
    (re.compile(f"、[{_SPAN}]{_H}{{2,3}}、[{_SPAN}]"), (4, 3)),
    (re.compile(f"的{_H}{{2}}、{_H}{{2,3}}的{_H}{{2}}、"), (3, 2)),
    (re.compile(f"、({_H})\\1[{_HAVING}]"), (7, 6, 5, 4)),
    (re.compile(f"，({_H})\\1[{_HAVING}]"), (7, 6, 5, 4)),
    (re.compile(f"、([{_EACH}])\\1{_X}{{1,2}}有"), (9, 8, 7, 6)),
    (re.compile(f"，([{_EACH}])\\1{_X}{{1,2}}有"), (9, 8, 7, 6)),
    (re.compile(f"、{_H}{{2}}[{_JOINTLY}]"), (4,)),
    (re.compile(f"到[{_GROUND}][、，]{_H}{{2}}到"), (2,)),
    (re.compile(f"谁{_H}{{2,3}}[、，]谁"), (0,)),
    (re.compile(f"先{_H}{{2,4}}、后{_H}{{2}}"), (0,)),
    (re.compile(f"大{_H}{{2}}、大{_H}{{2}}、大"), (0,)),
    (re.compile("带头.{1,2}、带头"), (0,)),
    (re.compile(f"看{_H}{{2}}[、，]比"), (3,)),
    (re.compile(f"有{_H}[{_BUSY}][、，]有{_H}[{_BUSY}]"), (0,)),
)
_CHARGE = [f"{verb}{_H}{{1,4}}、{_H}{{2,6}}{verb}" for verb in "包联帮带"]  # 领导包村、干部包户
_ENDED = ("哪里[、，]", "不放过[、，]", f"的都{_H}{{1,4}}[、，]", "一点[、，]", "一批、", "所需[、，]")
_REFRAINS = tuple(map(re.compile, (*_ENDED, *_CHARGE)))
# 件件有着落、事事有回音; 下得去、留得住; 签约一人、履约一人; 志不立、业不兴; 预防为主、防治结合
_NEAR = re.compile(
    f"({_H})\\1[{_HAVING}]{_X}{{1,4}}[、，]({_H})\\2[{_HAVING}]{_X}{{1,4}}?(?={_STOP}|的)"
    f"|(?<!{_H}得){_X}得{_X}(?:[、，](?:{_X}得{_X}|(?:逐步)?[能可有快]{_X}{{2}}(?={_STOP}|的)))+"
    f"|{_H}{{1,2}}(?<![们家])一(?P<m>[{UNITS}])(?:[、，]{_H}{{2}}一(?P=m))+"
    f"|[{_ROOT}]不{_X}[、，][{_ROOT}]不{_X}(?={_STOP}|的)"
    f"|{_H}{{2}}[{_RAISE}](?P<seat>[{_SEAT}])(?:[、，]{_H}{{2}}[{_RAISE}](?P=seat))+"
    f"|[{_SPAN}](?P<done>{_H}{{2,3}})(?:、[{_SPAN}](?!(?P=done)){_H}{{2,3}}?){{2,}}(?={_STOP}|的)"
    f"|(?P<base>{_H}{{2,3}})的{_H}{{2}}(?:、(?P=base)的{_H}{{2}}){{2,}}(?={_STOP})"
    f"|{_H}{{2}}不[{_STEADY}](?:[、，]{_H}{{2}}不[{_STEADY}])+(?={_STOP}|的)"
    f"|(?P<a>[{_EACH}])(?P=a){_H}{{2}}[、，](?P<b>[{_EACH}])(?P=b){_H}{{2}}(?={_STOP}|的)"
    f"|{_H}事{_H}办(?:[、，]{_H}事{_H}办)+"
    # 人人头上有指标、户户手里有活干
    f"|(?P<c>[{_EACH}])(?P=c){_X}{{1,2}}有{_X}{{1,4}}[、，](?P<d>[{_EACH}])(?P=d){_X}{{1,2}}有{_X}{{1,4}}?(?={_STOP}|的)"
    # 组织联建、活动联谊、实事联办; 责任到人、措施到户; 谁使用、谁维护
    f"|{_H}{{2}}(?P<with>[{_JOINTLY}]){_H}(?:、{_H}{{2}}(?P=with){_H}){{2,}}(?={_STOP}|的|等)"
    f"|{_H}{{2}}到[{_GROUND}](?:[、，]{_H}{{2}}到[{_GROUND}])+(?={_STOP}|的)"
    # 先建机制、后建工程; 有人管、有钱管
    f"|(?:先{_X}{{2}}、后{_X}{{2}}|先{_X}{{3}}、后{_X}{{3}}|先{_X}{{4}}、后{_X}{{4}})(?=[，。；！]|$|的)"
    # 大学习、大宣讲、大落实; 带头学、带头干、带头讲; 比作风看担当、比业绩看贡献
    f"|大{_X}{{2}}(?:、大{_X}{{2}}){{2,}}(?={_STOP}|的)|带头{_X}{{1,2}}(?:、带头{_X}{{1,2}}){{2,}}(?={_STOP}|的)"
    f"|比{_X}{{2}}看{_X}{{2}}(?:[、，]比{_X}{{2}}看{_X}{{2}})+"
    f"|有{_X}[{_BUSY}](?:[、，]有{_X}[{_BUSY}])+(?={_STOP}|的)"
    f"|谁(?![都也能会敢来去想的])(?P<who>{_H}{{2,3}})[、，]谁(?![都也能会敢来去想的]|(?P=who)){_H}{{2,3}}(?={_STOP}|的)"
    f"|{_H}{{2}}不{_X}(?P<last>{_H})[、，]{_H}{{2}}不{_X}(?P=last)(?={_STOP}|的)"
    f"|(?P<first>{_H}{{2}}为[主先本要上重基][、，]{_H}{{3,4}}(?={_STOP}|的))"
)
# 资金投到哪里、审计就跟进到哪里; 问题不查清不放过、整改不到位不放过; 想干的都有活干、能干的都有钱赚;
# 财政补一点、群众筹一点; 引进一批、培育一批、壮大一批; 山里所需、城里所能
_FAR = re.compile(
    f"{_H}{{2,9}}[到在]哪里(?:[、，]{_H}{{2,9}}到哪里)+"
    f"|{_H}{{2}}不{_H}{{1,4}}不放过(?:[、，]{_H}{{2,3}}不{_H}{{1,4}}不放过)+"
    f"|(?P<shares>{_X}{{2,6}}一点(?:[、，]{_X}{{2,6}}一点)+(?={_STOP}|的)"
    f"|{_X}{{2,8}}一批(?:、{_X}{{2,8}}一批){{2,}}(?={_STOP}|的))"
    f"|(?P<charge>{_X}{{2,6}}(?P<by>[包联帮带])(?!头|动){_X}{{1,4}}(?:、{_X}{{2,6}}(?P=by)(?!头|动){_X}{{1,4}}?)+(?=[，。；：！\\s]|$|的(?!“)))"
    f"|{_H}{{2,6}}所需[、，]{_H}{{2,4}}所能"
    f"|{_H}{{1,4}}的都{_X}{{1,4}}(?:[、，]{_H}{{1,4}}的都{_X}{{1,4}}(?={_STOP}))+"
)
# 抗疫情、稳就业、促脱贫: from the second part on; the first is looked up.
_DEEDS = re.compile(f"、[{_DEED}]{_H}{{2}}(?:、[{_DEED}]{_H}{{2}})+(?={_STOP}|的|为)")
# 院净、屋净、厨净: from the end of the first part on.
_STATES = re.compile(f"([净美绿清通畅亮洁强富])、({_H}{{1,3}}?)\\1(?:、{_H}{{1,3}}?\\1)+(?={_STOP}|的)")
# 按照|统筹规划、分步实施|的原则
_LEVEL = re.compile(f"{_H}{{4,9}}(?:[、，]{_H}{{4,9}})+$")
_ONE_DEED = re.compile(f"[{_DEED}]{_H}{{2}}$")


class Parallels:
    """The reader of unquoted parallels over one lexicon's word classes. Build once (`Parallels.of`)."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self._held_to = re.compile(f"的(?:(?P<two>{words.tenet})|{words.manner})(?={_STOP})")

    @classmethod
    def of(cls, words: Words) -> Parallels:
        """The reader of one lexicon."""
        return _compiled(words)

    def find(self, text: str) -> Iterator[SloganSpan]:
        """Every parallel, in no order; spans may overlap."""
        for pattern, backs in _JOINTS:
            for joint in pattern.finditer(text):
                for back in backs:
                    if found := _NEAR.match(text, max(0, joint.start() - back)):
                        # 以种植为主，土地瘠薄: what runs on from the words before is a plain statement.
                        start = found.start()
                        if not found["first"] or (self._opens(text, start) and text[start - 1 : start] != "以"):
                            yield _span(found[0], found.start())
                        break
        for pattern in _REFRAINS:
            for joint in pattern.finditer(text):
                if found := _FAR.search(text, max(0, joint.start() - 12), joint.end() + 60):
                    cut = self._introduction(found[0])
                    if found["shares"] and not (cut or self._opens(text, found.start())):
                        continue
                    # What stands after the comma or before 的“三包” only spells out another phrase.
                    if found["charge"] and not (cut or self.words.introduced(text, found.start())):
                        continue
                    yield _span(found[0][cut:], found.start() + cut)
        for match in _DEEDS.finditer(text):
            head = _ONE_DEED.search(text, max(0, match.start() - 3), match.start())
            if head and self._opens(text, head.start()) and _are_deeds((head[0] + match[0]).split("、")):
                yield _span(head[0] + match[0], head.start())

        for match in _STATES.finditer(text):
            if (start := match.start() - len(match[2])) >= 0 and self._opens(text, start):
                yield _span(text[start : match.end()], start)
        for match in self._held_to.finditer(text):
            if tenet := self._held(text, match.start(), 2 if match["two"] else 3):
                yield tenet

    def _held(self, text: str, end: int, least: int) -> SloganSpan | None:
        """Parts of one length between a word that introduces a principle and 的原则."""
        floor = max(0, end - 44)
        found = _LEVEL.search(text, floor, end)
        if not found:
            return None
        *_, last = parts = re.split("[、，]", found[0])
        for count in range(len(parts), least - 1, -1):
            size = count * len(last) + count - 1
            start = end - size
            if len({*map(len, parts[-count + 1 :])}) == 1 and self.words.introduced(text, start):
                return _span(text[start:end], start)
        return None

    def _opens(self, text: str, start: int) -> bool:
        """Whether a clause begins at `start`, or a word that introduces a phrase ends there."""
        before = text[start - 1 : start]
        return not "\u4e00" <= before <= "\u9fff" or self.words.introduced(text, start)

    def _introduction(self, found: str) -> int:
        """How much of a phrase that was read from running text introduces it (坚持|资金投到哪里)."""
        return max((len(word) for word in self.words.verbs if found.startswith(word)), default=0)


def _are_deeds(parts: list[str]) -> bool:
    """Whether three parts or more are verbs with their objects: no nouns for people and things, no verb twice."""
    return len({part[0] for part in parts}) == len(parts) > 2 and not any(part[-1] in _THING for part in parts)


def _span(found: str, start: int) -> SloganSpan:
    return SloganSpan(
        start=start, end=start + len(found), slogan=found, category="principle", confidence=0.85,
        rule="pattern:parallel",
    )


@lru_cache(maxsize=8)
def _compiled(words: Words) -> Parallels:
    return Parallels(words)
