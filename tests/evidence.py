"""Documents and findings for the tests of the evidence page and of the exports: made by hand, so that no check's
judgement has a part in them."""

from __future__ import annotations

from decimal import Decimal

import nlp
from nlp.model import Document, Extraction, Fact, Finding

REPORT = (
    "松岭县2019年脱贫攻坚工作总结\n\n一、主要成效\n2014年底，全县有贫困户 17473 户；2016年底剩9120户，"
    "2018年底剩3105户，2019年底贫困发生率降至0.84\n%。落实“四个不摘”要求，投入资金16.58亿元。\n二、下一步\n继续巩固脱贫成果，实施项目24个。"
)
AUDIT = (
    "关于松岭县资金使用情况的说明\n2014年底，全县有贫困户17437户。\n2019年底，松岭县贫困发生率为8.4%。\n"
    "全年投入资金165800万元。"
)
PLAN = "松岭县工作要点\n2020年2月30日前完成验收。\n一是加强领导。二是压实责任。"
HOSTILE = '</script><script>window.pwned = 1</script>"><img src=x onerror="window.pwned = 2">{{ 7 * 7 }}\'`'


def extracted(text: str, name: str, **fields: object) -> Extraction:
    return nlp.extract(Document.of(text, name).with_(**fields))


def fact(extraction: Extraction, text: str) -> Fact:
    """The one fact with that text, white space aside."""
    (found,) = [f for f in extraction.facts if "".join(f.text.split()) == text]
    return found


def finding(number: int, *facts: Fact, **fields: object) -> Finding:
    given: dict[str, object] = {
        "id": f"finding{number}", "rule": "claim", "verdict": "conflict", "severity": "error",
        "facts": [f.id for f in facts], "documents": [f.document for f in facts],
        "stated": facts[0].value if facts else None, "metric": facts[0].metric if facts else None, "place": "松岭县",
        "time": facts[0].time if facts else None, "unit": facts[0].unit if facts else None, "message": f"第{number}条",
    }
    return Finding(**{**given, **fields})  # type: ignore[arg-type]


def case() -> tuple[list[Extraction], list[Finding]]:
    """Three documents and five findings: two errors, a warning, two notes."""
    report, audit, plan = extracted(REPORT, "总结.txt"), extracted(AUDIT, "县/审计.txt"), extracted(PLAN, "要点.txt")
    pair = [(fact(audit, text), fact(report, other)) for text, other in
            (("17437户", "17473户"), ("8.4%", "0.84%"), ("165800万元", "16.58亿元"))]
    where = plan.document.text.index("2020年2月30日")
    return [report, audit, plan], [
        finding(1, *pair[0], verdict="digit_slip", message="17437户与17473户，疑为数字颠倒"),
        finding(2, *pair[1], verdict="digit_slip", expected_low=Decimal("0.835"), expected_high=Decimal("0.845")),
        finding(3, *pair[2], verdict="consistent", severity="info", message="165800万元与16.58亿元相符"),
        finding(
            4, fact(report, "24个"), rule="enumeration", severity="warning", place=None, message="应有 <24> 个 & 列出",
            explain=["listed=2"],
        ),
        finding(
            5, id=f"{plan.document.sha256[:12]}-date{where}", rule="date", severity="info", place=None,
            message="“2020年2月30日”：没有这一天",
        ),
    ]


def hostile() -> tuple[list[Extraction], list[Finding]]:
    """Every field that comes from a document, or from a file name, tries to break out."""
    text = f"{HOSTILE}\r\n2019年，{HOSTILE}县投入资金3亿元。\x00\x07\u2028=1+1\r\n"
    made = extracted(text, f"{HOSTILE}.txt", title=HOSTILE, place=HOSTILE, date="2019")
    facts = [
        Fact(**{
            **{name: getattr(f, name) for name in Fact.__struct_fields__}, "id": f"{HOSTILE}{number}",
            "metric": HOSTILE, "metric_text": HOSTILE, "place": HOSTILE, "section": HOSTILE,
            "unit": HOSTILE, "block": HOSTILE,
        })
        for number, f in enumerate(made.facts)
    ]
    made = Extraction(document=made.document, facts=facts, slogans=made.slogans)
    money = next(f for f in facts if f.kind == "money")
    fields = dict.fromkeys(("id", "metric", "place", "unit", "message"), HOSTILE)
    found = finding(1, money, money, **fields, explain=[HOSTILE])
    return [made], [found]


def many(documents: int = 30, findings: int = 500) -> tuple[list[Extraction], list[Finding]]:
    """As many documents and findings as asked for."""
    line = (
        "{year}年底，松岭县第{n}村有贫困户{a}户，落实产业资金{b}万元，改造危房{c}户，完成率{d}%，"
        "群众满意度99.{e}%。\n"
    )
    made = []
    for number in range(documents):
        rows = (
            line.format(year=2014 + n % 6, n=n, a=1000 + n, b=200 + number, c=30 + n, d=90 + n % 9, e=n % 10)
            for n in range(20)
        )
        made.append(extracted(f"松岭县第{number}号报告\n" + "".join(rows), f"{number:02}.txt"))
    figures = [[f for f in one.facts if f.kind not in ("date", "period")] for one in made]
    severities = ("error", "warning", "info")
    return made, [
        finding(
            n, figures[n % documents][n % 40], figures[(n + 1) % documents][n % 40], severity=severities[n % 3],
            verdict="conflict" if n % 3 else "consistent",
        )
        for n in range(findings)
    ]
