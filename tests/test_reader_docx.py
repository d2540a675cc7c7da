"""corpus.readers.docx: files are built with python-docx, and with XML where it has no call for it."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from corpus.readers import ReadError, read
from nlp.model import Document

docx = pytest.importorskip("docx")
from docx.oxml import parse_xml  # noqa: E402
from docx.oxml.ns import nsdecls  # noqa: E402

W = nsdecls("w")
WPS = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def data(word: object) -> bytes:
    buffer = BytesIO()
    word.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def document(word: object) -> Document:
    found, failures = read(data(word), "x.docx")
    assert not failures
    for block in found.blocks:
        text = found.text[block.start : block.end]
        assert text and text == text.strip()
    ends = [0, *(block.end for block in found.blocks)]
    assert all(end <= block.start for end, block in zip(ends, found.blocks, strict=False))
    return found


def body(*xml: str) -> Document:
    """A document of paragraphs and tables given as XML."""
    word = docx.Document()
    for piece in xml:
        word.element.body.insert(len(word.element.body) - 1, parse_xml(piece))
    return document(word)


def runs(inner: str, more: str = "") -> str:
    return f"<w:p {W} {WPS} {MC} {M} {more}>{inner}</w:p>"


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_paragraphs_headings_and_tables_in_reading_order() -> None:
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "页眉100"
    word.sections[0].footer.paragraphs[0].text = "第1页"
    word.add_heading("一、基本情况", 1)
    word.add_paragraph("全县贫困发生率由6.9%降至0.66%。")
    word.add_paragraph("")
    table = word.add_table(2, 2)
    for cell, text in zip([c for row in table.rows for c in row.cells], ["乡镇", "户数", "甲镇", "1,234"], strict=True):
        cell.text = text
    word.add_paragraph("自动编号不是文字", style="List Number")
    found = document(word)
    assert found.text == "一、基本情况\n全县贫困发生率由6.9%降至0.66%。\n乡镇\t户数\n甲镇\t1,234\n自动编号不是文字"
    assert [b.kind for b in found.blocks] == ["heading", "paragraph", *["cell"] * 4, "paragraph"]
    assert [(b.ref, b.table, b.row, b.column) for b in found.blocks][2:6] == [
        ("t1r1c1", 1, 1, 1),
        ("t1r1c2", 1, 1, 2),
        ("t1r2c1", 1, 2, 1),
        ("t1r2c2", 1, 2, 2),
    ]
    assert found.format == "docx" and found.encoding is None


def test_merged_cells_stand_once_at_their_first_place() -> None:
    word = docx.Document()
    table = word.add_table(3, 3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "宽"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "高"
    found = document(word)
    assert found.text == "00\t宽\n高\t11\t12\n\t21\t22"
    places = {found.text[b.start : b.end]: (b.row, b.column) for b in found.blocks}
    assert places["宽"] == (1, 2) and places["高"] == (2, 1) and places["22"] == (3, 3) and len(places) == 7


def test_empty_cells_keep_the_columns() -> None:
    word = docx.Document()
    word.add_paragraph("表")
    table = word.add_table(2, 3)
    table.cell(0, 2).text = "c"
    table.cell(1, 0).text, table.cell(1, 2).text = "a", "两\n行"
    assert document(word).text == "表\n\t\tc\na\t\t两\n行"


def test_nested_table_inside_its_cell() -> None:
    word = docx.Document()
    cell = word.add_table(1, 2).cell(0, 0)
    cell.text = "前"
    inner = cell.add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "内一", "内二"
    cell.add_paragraph("后")
    word.tables[0].cell(0, 1).text = "右"
    found = document(word)
    assert found.text == "前\n内一\t内二\n后\t右"
    assert [b.ref for b in found.blocks] == ["t1r1c1", "t2r1c1", "t2r1c2", "t1r1c1", "t1r1c2"]


def test_tracked_changes_links_controls_fields() -> None:
    found = body(
        runs(
            r("共")
            + f"<w:ins>{r('621')}</w:ins>"
            + "<w:del><w:r><w:delText>999</w:delText></w:r></w:del>"
            + f"<w:moveFrom>{r('888')}</w:moveFrom><w:hyperlink>{r('户')}</w:hyperlink>"
            + f"<w:sdt><w:sdtPr/><w:sdtContent>{r('贫困')}</w:sdtContent></w:sdt>"
            + f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('单击此处')}</w:sdtContent></w:sdt>"
            + f"<w:smartTag>{r('户')}</w:smartTag>"
            + "<w:r><w:instrText>PAGE 7</w:instrText></w:r>"
            + f"<w:fldSimple>{r('。')}</w:fldSimple>"
            + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
        ),
        f"<w:sdt {W}><w:sdtContent><w:p>{r('控件里的段落')}</w:p></w:sdtContent></w:sdt>",
        f'<w:sdt {W}><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent><w:p>{r('目录 3')}</w:p></w:sdtContent></w:sdt>",
        f"<w:tbl {W}><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p>{r('删去的行')}</w:p></w:tc></w:tr>"
        f"<w:tr><w:tc><w:p>{r('留下的行')}</w:p></w:tc></w:tr></w:tbl>",
    )
    assert found.text == "共621户贫困户。\n控件里的段落\n留下的行"


def test_tabs_breaks_hyphens_symbols_formulas() -> None:
    found = body(
        runs(r("2014") + "<w:r><w:noBreakHyphen/></w:r>" + r("2019年") + "<w:r><w:tab/></w:r>" + r("甲")),
        runs(r("上") + "<w:r><w:br/></w:r>" + r("下")),
        runs('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + r("已脱贫")),
        runs(
            "<m:oMath><m:f><m:num><m:r><m:t>621</m:t></m:r></m:num><m:den><m:r><m:t>1776</m:t></m:r></m:den></m:f></m:oMath>"
        ),
    )
    assert found.text == "2014-2019年\t甲\n上\n下\n已脱贫\n621/1776"
    assert len(found.blocks) == 4


def test_text_box_follows_its_paragraph_and_stands_once() -> None:
    box = f"<w:txbxContent><w:p>{r('框中5户')}</w:p></w:txbxContent>"
    found = body(
        runs(
            r("正文。")
            + f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
            + f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
            + r("续文。")
        ),
        runs(r("下段。")),
    )
    assert found.text == "正文。续文。\n框中5户\n下段。"


def test_heading_by_style_by_outline_level_and_by_base() -> None:
    word = docx.Document()
    style = word.styles.add_style("公文一级", 1)
    style.base_style = word.styles["Heading 1"]
    word.add_paragraph("一、基于标题的样式", style="公文一级")
    paragraph = word.add_paragraph("二、直接设置的级别")
    paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {W} w:val="0"/>'))
    word.add_paragraph("正文")
    assert [b.kind for b in document(word).blocks] == ["heading", "heading", "paragraph"]


CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def package(main: str, notes: str = "", ns: str = TRANSITIONAL, *, content: str = WORD, kind: str = KIND) -> bytes:
    """A minimal package; `ns` is the namespace of its words, `kind` that of its relationships."""
    relation = '<Relationships xmlns="{}"><Relationship Id="r1" Type="{}/{}" Target="{}"/></Relationships>'
    buffer = BytesIO()
    with ZipFile(buffer, "w") as out:
        override = f'<Override PartName="/word/main.xml" ContentType="{content}"/>'
        default = '<Default Extension="xml" ContentType="application/xml"/>'
        out.writestr("[Content_Types].xml", f'<Types xmlns="{CONTENT}">{default}{override}</Types>')
        out.writestr("_rels/.rels", relation.format(RELATIONS, kind, "officeDocument", "/word/main.xml"))
        out.writestr("word/_rels/main.xml.rels", relation.format(RELATIONS, kind, "footnotes", "notes.xml"))
        out.writestr("word/main.xml", f'<w:document xmlns:w="{ns}"><w:body>{main}</w:body></w:document>')
        out.writestr("word/notes.xml", f'<w:footnotes xmlns:w="{ns}">{notes}</w:footnotes>')
    return buffer.getvalue()


NOTED = f'<w:p>{r("共5户")}<w:r><w:footnoteReference w:id="2"/></w:r>{r("。")}</w:p><w:p>{r("下段")}</w:p>'
NOTES = (
    f'<w:footnote w:type="separator" w:id="0"><w:p>{r("—")}</w:p></w:footnote>'
    f'<w:footnote w:id="1"><w:p>{r("无人引用")}</w:p></w:footnote>'
    f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{r(" 数据来自县统计局。")}</w:p></w:footnote>'
)


@pytest.mark.parametrize("ns", [TRANSITIONAL, STRICT])
def test_footnotes_at_the_end_in_transitional_and_strict(ns: str) -> None:
    found, _ = read(package(NOTED, NOTES, ns), "x.docx")
    assert found.text == "共5户。\n下段\n数据来自县统计局。"
    assert (found.blocks[-1].kind, found.blocks[-1].ref) == ("note", "note1")


def test_strict_names_throughout() -> None:
    kind = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    found, _ = read(package(NOTED, NOTES, STRICT, kind=kind), "x.docx")
    assert found.text == "共5户。\n下段\n数据来自县统计局。"


@pytest.mark.parametrize(
    "content",
    [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ],
)
def test_templates_and_documents_with_macros(content: str) -> None:
    assert read(package(f"<w:p>{r('共5户')}</w:p>", content=content), "x.docm")[0].text == "共5户"


def test_a_relationship_to_a_missing_part_and_pictures_do_no_harm() -> None:
    word = docx.Document()
    word.add_paragraph("共5户")
    original, changed = BytesIO(data(word)), BytesIO()
    with ZipFile(original) as source, ZipFile(changed, "w") as out:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/_rels/document.xml.rels":
                dangling = f'<Relationship Id="r99" Type="{KIND}/image" Target="NULL"/></Relationships>'
                part = part.replace(b"</Relationships>", dangling.encode())
            out.writestr(name, part)
    assert read(changed.getvalue(), "x.docx")[0].text == "共5户"


def test_a_merge_that_begins_nowhere() -> None:
    cells = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p>{r('旧')}</w:p></w:tc><w:tc><w:p>{r('5')}</w:p></w:tc>"
    assert body(runs(r("表")), f"<w:tbl {W}><w:tr>{cells}</w:tr></w:tbl>").text == "表\n\t5"


def test_old_horizontal_merges_and_skipped_columns() -> None:
    wide = f"<w:tc><w:tcPr><w:hMerge w:val='restart'/></w:tcPr><w:p>{r('宽')}</w:p></w:tc>"
    rest = f"<w:tc><w:tcPr><w:hMerge/></w:tcPr><w:p>{r('旧')}</w:p></w:tc><w:tc><w:p>{r('5')}</w:p></w:tc>"
    late = f"<w:tr><w:trPr><w:gridBefore w:val='2'/></w:trPr><w:tc><w:p>{r('6')}</w:p></w:tc></w:tr>"
    found = body(f"<w:tbl {W}><w:tr>{wide}{rest}</w:tr>{late}</w:tbl>")
    assert [(found.text[b.start : b.end], b.row, b.column) for b in found.blocks] == [
        ("宽", 1, 1),
        ("5", 1, 3),
        ("6", 2, 3),
    ]


def test_breaks_of_a_page_ruby_and_powers() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{r('xiàn')}</w:rt><w:rubyBase>{r('县')}</w:rubyBase></w:ruby></w:r>"
    ten, four = "<m:e><m:r><m:t>10</m:t></m:r></m:e>", "<m:sup><m:r><m:t>4</m:t></m:r></m:sup>"
    power = f"<m:oMath><m:sSup>{ten}{four}</m:sSup></m:oMath>"
    found = body(
        runs(r("2019") + '<w:r><w:br w:type="page"/></w:r>' + r("12户")),
        runs(r("全") + ruby + r("5户")),
        runs(f"<m:oMathPara>{power}</m:oMathPara>"),
    )
    assert found.text == "2019\n12户\n全县5户\n10^4"


def test_text_box_in_a_cell_and_an_inserted_link() -> None:
    box = f"<w:r><w:pict><w:txbxContent><w:p>{r('框5户')}</w:p></w:txbxContent></w:pict></w:r>"
    link = f"<w:hyperlink><w:ins>{r('9户')}</w:ins></w:hyperlink>"
    row = f"<w:tr><w:tc><w:p>{r('甲')}{box}</w:p></w:tc><w:tc><w:p>{link}</w:p></w:tc></w:tr>"
    assert body(runs(r("表")), f"<w:tbl {W}>{row}</w:tbl>").text == "表\n甲\t9户\n框5户"


@pytest.mark.parametrize(("main", "code"), [("<w:p/>", "no_text"), ("<w:p>", "broken_file")])
def test_no_text_and_broken_xml(main: str, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(package(main), "x.docx")
    assert caught.value.code == code


def test_a_zip_that_is_no_document() -> None:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as out:
        out.writestr("a.txt", "x")
    with pytest.raises(ReadError) as caught:
        read(buffer.getvalue(), "x.docx")
    assert caught.value.code == "broken_file"
