"""Documents for the tests of the page of policy phrases."""

from __future__ import annotations

from evidence import HOSTILE, extracted

import lexicons
import nlp
from corpus.samples.slogans import folder
from nlp.model import Document, Extraction

TEXTS = {
    "2016/青石.txt": (
        "2016年青石镇工作总结\n\n一、做法\n坚持六个精准。推行“三访三促”工作法，开展“双述双评”。再次强调六个精准。"
    ),
    "2017/青石.txt": "2017年青石镇工作总结\n坚持四个精准，落实四个不摘。落实“四\n不摘”要求。",
    "2018/柳湾.txt": "2018年柳湾镇工作总结\n落实四不摘。推行“三访三促”工作法，开展“双述双评”。",
    "柳湾.txt": "柳湾镇情况说明\n落实四不摘，实现两不愁两保障。",
}


def case() -> list[Extraction]:
    """Four documents: 六个精准 in one, once misquoted; 四不摘 in three, also in other words; two rare phrases in two;
    两不愁三保障 only ever misquoted."""
    return [nlp.extract(Document.of(text, name)) for name, text in TEXTS.items()]


def hostile() -> list[Extraction]:
    """What comes from a document, or from a file name, tries to break out; phrases do so where they can."""
    made = []
    for number in range(2):
        text = (
            f"{HOSTILE}\r\n2019年，推行“{HOSTILE}”工作法，落实四个不摘，坚持四个精准。\x00\x07\u2028=1+1\r\n"
            "推行“三访三促”工作法。"
        )
        one = extracted(text, f"{HOSTILE}{number}.txt", title=HOSTILE, place=HOSTILE, date=str(2018 + number))
        slogans = [
            nlp.Slogan(**{
                **{name: getattr(s, name) for name in nlp.Slogan.__struct_fields__}, "id": f"{HOSTILE}{place}",
                **({} if s.slogan_id else {"slogan": HOSTILE}), "components": [HOSTILE],
            })
            for place, s in enumerate(one.slogans)
        ]
        made.append(Extraction(document=one.document, facts=one.facts, slogans=slogans))
    return made


def many(documents: int = 32) -> list[Extraction]:
    """As many of the documents of the made-up folder, each with phrases added so that the page is a full one."""
    known = sorted(lexicons.load().slogans.values(), key=lambda row: row.id)
    made = []
    for number, one in enumerate(list(folder())[:documents]):
        added = "".join(f"{row.slogan}。" for row in known[number * 3 : number * 3 + 60])
        made.append(nlp.extract(Document.of(f"{one.text}\n{added}", one.name)))
    return made
