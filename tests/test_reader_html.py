"""corpus.readers.html: the article is kept whole and in order, the furniture of the page is left out."""

import re
from collections import Counter
from pathlib import Path

import pytest

from corpus.readers import read
from nlp.model import Document

PAGES = sorted((Path(__file__).parent / "cases" / "pages").glob("*.html"))
CHARSET = re.compile(r"charset=[\"']?([\w-]+)")
FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
PARAGRAPHS = "".join(f"<p>第{i}项工作投入资金{i}00万元，完成年度任务的{i}0%。</p>" for i in range(1, 6))
TEXT = "\n".join(f"第{i}项工作投入资金{i}00万元，完成年度任务的{i}0%。" for i in range(1, 6))


def page(body: str, head: str = "", encoding: str = "utf-8") -> Document:
    document, failures = read(f"<html><head>{head}</head><body>{body}</body></html>".encode(encoding), "x.html")
    assert not failures
    for block in document.blocks:
        text = document.text[block.start : block.end]
        assert text and text == text.strip()
    return document


OFFICE = f"""
<script>var visits = 10000;</script><style>p {{ margin: 5px }}</style>
<div class="top"><a href="#">首页</a>|<a href="#">政务公开</a>|<a href="#">办事服务</a></div>
<div class="header"><h1><a href="/">云岭县人民政府</a></h1><ul><li><a href="#">走进云岭</a></li></ul></div>
<div class="wrap"><div class="position">当前位置：<a href="#">首页</a> &gt; <a href="#">通知公告</a> &gt; 正文</div>
<div class="left"><h1>云岭县脱贫攻坚工作情况通报</h1><div class="info">发布时间：2019-12-30 来源：县扶贫办</div>
<div id="zoom" class="editor"><p>　　导语<a href="#">脱贫621户</a>。</p>{PARAGRAPHS}
<div>裸露的文字块，硬化道路120公里。</div><p>附件：<a href="a.doc">附表.doc</a></p></div>
<div class="share">分享到：<a href="#">微信</a><a href="#">微博</a></div>
<p>上一篇：<a href="#">关于某事的通知</a></p>
<h3>相关文章</h3><ul><li><a href="#">2018年脱贫5000户</a><span>2019-01-05</span></li>
<li><a href="#">2017年脱贫4000户</a><span>2018-01-05</span></li></ul></div>
<div class="right"><h3>热点排行</h3><ol><li><a href="#">投入100亿元</a></li>
<li><a href="#">投入200亿元</a></li></ol></div></div>
<div class="foot"><p>主办：云岭县人民政府 电话：0123-4567890</p></div>
"""


def test_page_of_an_office() -> None:
    document = page(OFFICE, "<title>云岭县脱贫攻坚工作情况通报-云岭县人民政府</title>")
    assert document.text.splitlines() == [
        "云岭县脱贫攻坚工作情况通报",
        "发布时间：2019-12-30 来源：县扶贫办",
        "导语脱贫621户。",
        *TEXT.splitlines(),
        "裸露的文字块，硬化道路120公里。",
    ]
    assert document.blocks[0].kind == "heading"
    assert (document.format, document.encoding) == ("html", "UTF-8")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_pages_of_many_kinds(path: Path) -> None:
    """The text beside each page is its article: no figure and no paragraph lost, nothing of the furniture taken in."""
    source = path.read_text(encoding="utf-8")
    charset = CHARSET.search(source)
    assert charset
    document, failures = read(source.encode(charset[1]), path.name)
    expected = path.with_suffix(".txt").read_text(encoding="utf-8")
    assert not failures
    assert Counter(FIGURE.findall(document.text)) == Counter(FIGURE.findall(expected))
    assert document.text == expected.rstrip("\n")


def test_dates_before_the_article_that_are_not_its_own() -> None:
    body = f"""<h1>年度总结</h1><div class="side"><ul><li><a href="#">旧闻一则</a><span>2018-01-05</span></li>
    <li><a href="#">旧闻二则</a><span>2018-01-06</span></li></ul></div>
    <div class="tools" style="display:none">2017-05-05</div>
    <div class="toolbar"><span>2019-12-30 来源：县报</span> <a href="#">打印</a></div>
    <div class="text">{PARAGRAPHS}</div>"""
    assert page(body).text == f"年度总结\n2019-12-30 来源：县报 打印\n{TEXT}"


def test_title_without_h1_and_containers_with_telling_names() -> None:
    body = f"""<div class="topbar"><div><a>上级网站</a></div></div><div class="main-nav-box"><ul class="main-nav">
    <li><a>要闻</a></li><li><a>政策</a></li></ul></div><div class="main-content group"><ul class="breadcrumb">
    <li><a>首页</a></li></ul><div class="pages-title title-bar"><h3></h3><h2>云岭县启动帮扶行动</h2></div>
    <ul class="pages-date"><li><span>时间：2019-09-18 06:23</span> <span>来源：县报</span></li></ul>
    <div class="pages_content"><div>{PARAGRAPHS}</div></div><dl class="qcode"><dt>扫一扫打开当前页面</dt></dl></div>"""
    document = page(body, "<title>云岭县启动帮扶行动 - 云岭县人民政府门户网站 </title>")
    assert document.text == f"云岭县启动帮扶行动\n时间：2019-09-18 06:23 来源：县报\n{TEXT}"
    assert document.blocks[0].kind == "heading"


def test_semantic_page() -> None:
    body = f"""<nav><a>首页</a></nav><header><h2>网站名</h2></header><main><article>
    <header class="article-header"><h1>年度总结</h1><p>2019-12-01</p></header><div>{PARAGRAPHS}</div>
    <aside>关注我们，粉丝10万。</aside><div class="related"><h3>相关阅读</h3><ul><li><a>某新闻</a></li></ul></div>
    </article></main><footer>版权所有。</footer>"""
    assert page(body).text == f"年度总结\n2019-12-01\n{TEXT}"


def test_page_laid_out_with_tables() -> None:
    body = f"""<table><tr><td><a>首页</a><a>新闻</a></td></tr></table><table><tr><td><a>导航一</a><br><a>导航二</a></td>
    <td><div class="title">某县2019年工作总结</div><div>时间：2020-01-05</div><div>{PARAGRAPHS}</div></td></tr></table>
    <table><tr><td>版权所有 某县人民政府 联系电话：0123-4567890</td></tr></table>"""
    document = page(body, "<title>某县2019年工作总结_文库</title>")
    assert document.text == f"某县2019年工作总结\n时间：2020-01-05\n{TEXT}"


def test_table_cells_with_spans() -> None:
    body = f"""<div>{PARAGRAPHS}<table><caption>表1 脱贫情况</caption><thead><tr><th rowspan=2>乡镇</th>
    <th colspan=2>脱贫</th></tr><tr><th>户数</th><th>人数</th></tr></thead>
    <tbody><tr class="header"><td><p><a>甲镇</a></p></td><td><a>1,234</a></td><td></td></tr></tbody></table></div>"""
    document = page(body)
    assert document.text == f"{TEXT}\n表1 脱贫情况\n乡镇\t脱贫\n\t户数\t人数\n甲镇\t1,234"
    cells = {document.text[b.start : b.end]: (b.ref, b.row, b.column) for b in document.blocks if b.kind == "cell"}
    assert cells == {
        "乡镇": ("t1r1c1", 1, 1),
        "脱贫": ("t1r1c2", 1, 2),
        "户数": ("t1r2c2", 2, 2),
        "人数": ("t1r2c3", 2, 3),
        "甲镇": ("t1r3c1", 3, 1),
        "1,234": ("t1r3c2", 3, 2),
    }


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>脱贫5户。</p>", "脱贫5户。"),
        ("只有一句话，共5户", "只有一句话，共5户"),
        ("<div class='nav'>全部在导航里，共5户</div>", "全部在导航里，共5户"),
        ("<table><tr><td>甲县</td><td>5</td></tr></table>", "甲县\t5"),
        ("<table><tr><td>甲县</td></tr><tr><td>5户</td></tr></table>", "甲县\n5户"),
        ("<h2>一、概况</h2>全县<b>5</b>户。<br/>其中<i>2</i>户<p>已脱贫", "一、概况\n全县5户。\n其中2户\n已脱贫"),
        ("<pre>一行\n二行</pre>", "一行\n二行"),
        ("<p>一行\n   折行&nbsp;空格</p>", "一行 折行\xa0空格"),
        ("<p>看得见。</p><p style='display: none'>看不见5户。</p><p hidden>也看不见。</p>", "看得见。"),
        ("<ul><li><a>甲镇</a>：5,678人</li><li>乙镇：3人</li></ul>", "甲镇：5,678人\n乙镇：3人"),
        (f"<div><div>导语共5户。</div><div>{PARAGRAPHS}</div></div>", f"导语共5户。\n{TEXT}"),
        (f"<div><div>{PARAGRAPHS}</div><table><tr><td>甲</td><td>5</td></tr></table></div>", f"{TEXT}\n甲\t5"),
        ("<p>A&#0;B &#xD800;C</p>", None),
    ],
)
def test_pieces(body: str, text: str | None) -> None:
    found = page(body).text
    found.encode("utf-8")
    assert text is None or found == text


@pytest.mark.parametrize(
    ("declared", "actual", "reported"),
    [
        ("gb2312", "gb18030", "GB18030"),
        ("GBK", "gb18030", "GB18030"),
        ("big5", "big5", "Big5"),
        ("gb2312", "utf-8", "UTF-8"),
        ("utf-8", "gb18030", "GB18030"),
        ("", "gb18030", "GB18030"),
        ("utf-8", "utf-16", "UTF-16"),
        ("utf-8", "utf-8-sig", "UTF-8-SIG"),
        ("windows-1252", "utf-8", "UTF-8"),
    ],
)
def test_charset(declared: str, actual: str, reported: str) -> None:
    sentence = "大家上午好，全市共投入5000元。" if actual != "big5" else "大家上午好，全市共投入5000元，戶均10元。"
    document = page(f"<p>{sentence}</p>", f'<meta charset="{declared}">' if declared else "", actual)
    assert (document.text, document.encoding) == (sentence, reported)


def test_xhtml_with_a_declaration() -> None:
    text = '<?xml version="1.0" encoding="gbk"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>共5户</p></body></html>'
    assert read(text.encode("gbk"), "x.xhtml")[0].text == "共5户"
