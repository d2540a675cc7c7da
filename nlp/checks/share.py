"""A中B，占p%; 应A人，已B人，B率p%: a part over its whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import regex

from nlp.checks import distant, named, rates
from nlp.checks.parts import GENERIC, bears, cluster, means, words_before
from nlp.checks.parts import wholes as wholes_before
from nlp.checks.reading import C, Mark, P, Paragraph, Q, Reading, T
from nlp.checks.result import FITS, Comparison, Located, best, compare, figures
from nlp.checks.vocabulary import words
from nlp.intervals import INFINITY, Interval

RULE: Final = "share"
ABOUT = ("部分占整体的百分比", "the percentage that a part is of its whole")
HUNDRED = Interval.exact(100)
_SHARE = regex.compile(
    r"占(?P<of>[^，。；：、\n\t\U000f0000-\U0010ffff]{0,20}?)(?:的?(?:比重|比例|比率|百分比|比))?(?:高|就|也|均|各)?(?:达到?|为|约|近|超过?|仅|到|了)*(?:的)?$"
)
_DIRECT = regex.compile(
    rf"占(?P<of>[^，。；：、\n\t\U000f0000-\U0010ffff]{{0,14}})(?P<whole>{Q})[^，。；：、\n\t\U000f0000-\U0010ffff]{{0,14}}?的?(?:比重|比例)?(?:为|达)?$"
)
_RATIO_TO = regex.compile(
    rf"[，、](?:已|约|正好|就)?(?:完成|是|为|占|相当于|达到?)(?P<of>(?:{C}|{T}){{0,14}})(?P<whole>{Q})的$"
)  # A，完成全年任务B的p%
_AGAIN = regex.compile(r"(?P<name>\w{2,8}?)所?占(?:的)?(?:比重|比例|份额)(?:为|达到?|是|约|就|有)*")
_ALL = regex.compile("[全本我][县市区镇乡村]|共|总")
_DONE = regex.compile(rf"{C}{{0,10}}，(?:现|目前)?已{C}{{1,10}}")
_ROW = regex.compile(rf"(?P<part>{Q})[，（]占(?:比|到)?(?P<share>{P})")
_TURNED = regex.compile("由|从|比|较|高于|低于|提高|增长|增加|上升|下降|减少|降低")  # the share's own movement
_RUN = regex.compile(rf"{P}(?:[、和及与，]{P})*")
_BY = regex.compile(
    r"按(?:照)?[^，。；\s]{1,10}[分看]，"
)  # 按致贫原因分，: the parts are of all that the paragraph counted


def check(reading: Reading) -> Iterator[Located]:
    """Findings on shares and on rates told right after their two figures."""
    for paragraph in reading.paragraphs:
        last: Comparison | None = None
        for stated in paragraph.marks:
            if stated.fact.kind != "percent" or stated.figure.value is None:
                continue
            found = _nearby(reading, paragraph, stated, last) or _far_off(reading, paragraph, stated)
            if found:
                last = found if found.verdict in (*FITS, "truncated") or last is None else last
                part, whole = (m.fact.text.strip() for m in found.others)
                yield figures(reading, RULE, found, f"{part}占{whole}的比例", f"{part} of {whole}")


def _nearby(reading: Reading, paragraph: Paragraph, stated: Mark, last: Comparison | None) -> Comparison | None:
    """What a figure is by the words of its own sentence, of the name after 占, and of the rate's own word."""
    pairs = _share_pairs(reading, paragraph, stated, last)
    pairs = _by_name(reading, paragraph, stated, pairs) or rates.pairs(paragraph, stated)
    return _judge(stated, pairs or rates.put_right(reading, paragraph, stated))


def _far_off(reading: Reading, paragraph: Paragraph, stated: Mark) -> Comparison | None:
    """What it is by what stands elsewhere. Where that may be another whole than is meant, only slips are told."""
    rows = words(reading.lexicon, "complement")
    sure = [
        *distant.named_share(reading, paragraph, stated),
        *distant.named_part(reading, paragraph, stated),
        *distant.in_turn(paragraph, stated),
    ]
    parts = _parts(paragraph, stated)
    sure += [pair for part in parts[:1] for pair in distant.narrowed(paragraph, stated, part)]
    found = _judge(stated, [(part, whole, True) for part, whole in sure])
    if found:
        return found
    for part, both in distant.of_pair(paragraph, stated, [tuple(row.split("/")) for row in sorted(rows)]):
        whole = both[0].figure.interval().plus(both[1].figure.interval())
        return compare(stated, both, _ratio(part.figure.interval(), whole))
    found = _of_all(reading, paragraph, stated) or _in_row(reading, paragraph, stated)
    doubtful = [pair for part in parts for pair in distant.earlier(paragraph, stated, part)]
    doubtful += distant.of_population(reading, paragraph, stated)
    return found or _slip(stated, doubtful)


def _parts(paragraph: Paragraph, stated: Mark) -> list[Mark]:
    start, _ = paragraph.sentence(stated.at)
    share = _SHARE.search(paragraph.text[start : stated.at])
    return cluster(paragraph, start, start + share.start()) if share and not _TURNED.search(share["of"]) else []


def _slip(stated: Mark, pairs: Sequence[tuple[Mark, Mark]]) -> Comparison | None:
    """The pair that a share fits, or would but for two digits out of order; of few pairs chance hardly makes one."""
    found = _judge(stated, [(part, whole, True) for part, whole in pairs])
    if not found or found.verdict == "consistent":
        return found
    digits = str(stated.figure.value).replace(".", "")
    # A part that is more than its whole is told in the wrong unit, where the digits are right.
    slipped = found.verdict == "digit_slip" or (found.verdict == "unit_slip" and found.expected.low > HUNDRED.high)
    sharp = len(digits.strip("0")) > 2 and not any(m.figure.loose for m in (stated, *found.others))
    return found if slipped and sharp else None


def _by_name(
    reading: Reading, paragraph: Paragraph, stated: Mark, pairs: list[tuple[Mark, Mark, bool]]
) -> list[tuple[Mark, Mark, bool]]:
    """占一般公共预算支出的p%: where the nearer figures leave a doubt, the one that bears the full name."""
    if any(sure for _, _, sure in pairs):
        return pairs
    start, _ = paragraph.sentence(stated.at)
    share = _SHARE.search(paragraph.text[start : stated.at])
    if not share or _TURNED.search(share["of"]):
        return pairs
    parts = cluster(paragraph, start, start + share.start())
    told = [(part, whole, True) for part in parts if (whole := named.before(reading, part, share["of"].strip("的")))]
    if parts or share["of"]:
        return pairs + told
    return pairs + _named_part(paragraph, stated)


def _named_part(paragraph: Paragraph, stated: Mark) -> list[tuple[Mark, Mark, bool]]:
    """A，其中甲B、乙C；甲所占比重p%: the part is named again."""
    again = _AGAIN.fullmatch(paragraph.clause(stated.at))
    if not again:
        return []
    start, _ = paragraph.sentence(stated.at, before=1)
    called = [
        m
        for m in paragraph.between(start, stated.at)
        if m.fact.kind in ("count", "money", "measure")
        and regex.fullmatch(f"(?:其中)?{regex.escape(again['name'])}", words_before(paragraph, m))
    ]
    if len(called) != 1:
        return []
    return [(called[0], whole, True) for whole, inside in wholes_before(paragraph, start, called[0]) if inside][:1]


def _of_all(reading: Reading, paragraph: Paragraph, stated: Mark) -> Comparison | None:
    """占全村人口的p%, of the persons told at the head of the document. It may be another count: slips are told only."""
    start, _ = paragraph.sentence(stated.at)
    share = _SHARE.search(paragraph.text[start : stated.at])
    parts = cluster(paragraph, start, start + share.start()) if share else []
    pairs = [
        (part, whole, True)
        for part in parts
        if part.unit == "人" and share and (whole := named.of_all(reading, part, share["of"].strip("的")))
    ]
    found = _judge(stated, pairs)
    return found if found and found.verdict in (*FITS, "digit_slip", "unit_slip") else None


def _in_row(reading: Reading, paragraph: Paragraph, stated: Mark) -> Comparison | None:
    """甲A，占a%；乙B，占b%；其他C，占c%: of the one figure told before that all the other shares fit, two at least."""
    start, end = paragraph.sentence(stated.at)
    told = _ROW.finditer(paragraph.text, start, end)
    rows = [(paragraph.of(m["part"])[0], paragraph.of(m["share"])[0]) for m in told]
    mine = [p for p, s in rows if s is stated]
    if not mine or "其中" in paragraph.text[rows[0][0].at : rows[-1][0].at]:
        return None
    part = mine[0]
    alike = [(p, s) for p, s in rows if p.unit == part.unit and s is not stated]
    if len(alike) < 2:
        return None
    found = [
        mark
        for earlier in reading.paragraphs
        for mark in earlier.marks
        if mark.start < rows[0][0].start
        and mark.unit == part.unit
        and mark.fact.kind == part.fact.kind
        and all(_fits(p, s, mark) for p, s in alike)
    ]
    return _judge(stated, [(part, found[-1], True)]) if len({m.figure.value for m in found}) == 1 else None


def _fits(part: Mark, share: Mark, whole: Mark) -> bool:
    found = _judge(share, [(part, whole, True)])
    return found is not None and found.verdict == "consistent"


def _judge(stated: Mark, pairs: list[tuple[Mark, Mark, bool]]) -> Comparison | None:
    """What a figure is, given the pairs of part and whole that may be meant, each sure or not."""
    sure, any_ = [], []
    for part, whole, certain in pairs:
        try:
            expected = _ratio(part.figure.interval(), whole.figure.interval())
            rounded = _ratio(part.figure.rounded(), whole.figure.rounded())
        except ZeroDivisionError:
            continue
        found = compare(stated, (part, whole), expected, rounded)
        any_.append(found)
        if certain:
            sure.append(found)
    fitting = best(any_)
    if (fitting and fitting.verdict == "consistent") or (fitting and fitting.verdict in FITS and sure):
        return fitting
    return best(sure)


def _ratio(part: Interval, whole: Interval) -> Interval:
    share = part.over(whole).times(HUNDRED)
    capped = part.low <= whole.low and part.high != INFINITY and share.low <= HUNDRED.high
    return Interval(share.low, min(share.high, HUNDRED.high) if capped else share.high)


def _share_pairs(
    reading: Reading, paragraph: Paragraph, stated: Mark, last: Comparison | None
) -> list[tuple[Mark, Mark, bool]]:
    start, _ = paragraph.sentence(stated.at)
    before = paragraph.text[start : stated.at]
    if direct := _DIRECT.search(before):
        parts = cluster(paragraph, start, start + direct.start())
        whole = paragraph.of(direct["whole"])[0]
        return [(part, whole, True) for part in parts if part.unit == whole.unit]
    if ratio := _RATIO_TO.search(before):
        parts = cluster(paragraph, start, start + ratio.start() + 1)
        whole = paragraph.of(ratio["whole"])[0]
        return [(part, whole, True) for part in parts if part.unit == whole.unit]
    share = _SHARE.search(before)
    if not share or _TURNED.search(share["of"]):
        return []
    if "分别" in before[max(0, share.start() - 4) :]:
        return _respective(paragraph, start, start + share.start(), stated)
    parts = cluster(paragraph, start, start + share.start())
    name = share["of"].strip("的")
    pairs: list[tuple[Mark, Mark, bool]] = []
    for part in parts:
        wholes = wholes_before(paragraph, start, part)
        if not any(inside for _, inside in wholes):
            first, _ = paragraph.sentence(stated.at, before=1)
            wholes += [(w, False) for w, _ in wholes_before(paragraph, first, part) if w.at < start]
        fits = [(w, inside) for w, inside in wholes if means(reading, paragraph, name, w)]
        # 占义务教育阶段学生总数: where one whole bears the full name, the nearer ones that share a word are not meant.
        full = [(w, inside) for w, inside in fits if bears(paragraph, name, w)]
        fits = full[:1] if full else fits
        # Named after 占: the only one, or the nearest after a 其中, of those whose words share the name.
        sure = next(
            (w for w, inside in fits if inside),
            fits[0][0] if name and not GENERIC.fullmatch(name) and len(fits) == 1 else None,
        )
        if sure is None and not name and _BY.search(paragraph.text, start, part.at):
            wholes += [
                (w, False) for w, _ in wholes_before(paragraph, 0, part) if w not in [known for known, _ in wholes]
            ]
            sure = max((w for w, _ in wholes), key=lambda w: w.figure.interval().low, default=None)
        # 全村11个组，已通路的10个，占p%: the only count before, and what of it is done.
        if sure is None and not name and len(wholes) == 1 and wholes[0][0].at >= start:
            only, gap = wholes[0][0], paragraph.text[wholes[0][0].at + 1 : part.at]
            if _DONE.fullmatch(gap) and _ALL.search(paragraph.clause(only.at)):
                sure = only
        # 因病A人，占a%，因残B人，占b%: shares told in a row are of one whole.
        if sure is None and last and last.stated.at > start and not name and last.others[1].unit == part.unit:
            # 9社54户，贫困7户，占p%，10社55户，贫困7户，占q%: a figure told since is the whole of what follows it.
            since = [w for w, _ in wholes if w.at > last.stated.at]
            sure = since[0] if since else last.others[1]
        pairs += [(part, w, w is sure) for w, _ in wholes]
    return pairs


def _respective(paragraph: Paragraph, start: int, end: int, first: Mark) -> list[tuple[Mark, Mark, bool]]:
    """因病A人、因残B人，分别占a%、b%: the pair of the first share. The run tells how many parts there are."""
    run = _RUN.match(paragraph.text, first.at)
    count = len(paragraph.of(run[0])) if run else 0
    marks = paragraph.between(start, end)[-count:] if count else []
    if len(marks) != count or count < 2 or len({mark.unit for mark in marks}) != 1:
        return []
    return [(marks[0], whole, inside) for whole, inside in wholes_before(paragraph, start, marks[0])[:1]]
