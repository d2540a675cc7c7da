"""Web pages from plain text, with the furniture of a small news site around them."""

from __future__ import annotations

from html import escape

from corpus.samples.parts import parts
from corpus.samples.render import Cells, string


def html(under_way: Cells, encoding: str = "utf-8") -> bytes:
    """A page of a small news site: navigation, article, related links, footer."""
    title, body = "", []
    for kind, text, rows in parts(string(under_way)):
        if kind == "table":
            lines = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
            table = "\n".join(f"<tr>{line}</tr>" for line in lines)
            body.append(f"<table>\n{table}\n</table>")
            continue
        tag = {"title": "h1", "heading": "h2"}.get(kind, "p")
        title = title or text
        body.append(f"<{tag}>{escape(text, quote=False)}</{tag}>")
    page = f"""<!DOCTYPE html>
<html lang="zh"><head><meta charset="{encoding}"><title>{title} - 山乡在线</title>
<style>body {{ font-family: serif }}</style><script>var visits = 3021;</script></head>
<body>
<nav class="nav"><a href="/">首页</a> <a href="/news">新闻</a> <a href="/gov">政务公开</a>
<a href="/fp">扶贫专栏</a></nav>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/fp">扶贫专栏</a></div>
<article class="article-content">
{chr(10).join(body)}
</article>
<div class="related"><h3>相关阅读</h3><ul>
<li><a href="/a">乡村小学添新图书</a></li>
<li><a href="/b">山货出山有了新路</a></li>
</ul></div>
<footer class="footer">版权所有 山乡在线　联系我们　网站地图</footer>
</body></html>
"""
    return page.encode(encoding)
