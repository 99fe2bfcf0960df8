"""Word by hand: what stands in the body's XML, and what is read of it."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from mtqa.read.docx import docx_text


def said(body: str) -> list[str]:
    """The lines of a document whose body has this XML."""
    document = docx.Document()
    for each in parse_xml(f"<w:body {nsdecls('w')}>{body}</w:body>"):
        document.element.body.insert(-1, each)
    packed = BytesIO()
    document.save(packed)
    return docx_text(packed.getvalue(), "x.docx").split("\n")


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def control(content: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<w:p>{run('One.')}</w:p><w:p/>", ["One.", ""]),
        (f"<w:p>{run('One')}<w:ins w:id='1'>{run(' new')}</w:ins>{run(' pier.')}</w:p>", ["One new pier."]),
        (f"<w:p>{run('One')}<w:del w:id='1'><w:r><w:delText>x</w:delText></w:r>{run(' old')}</w:del></w:p>", ["One"]),
        (f"<w:p><w:moveFrom w:id='1'>{run('a')}</w:moveFrom><w:moveTo w:id='2'>{run('b')}</w:moveTo></w:p>", ["b"]),
        (f"<w:p><w:ins w:id='1'><w:hyperlink>{run('A link')}</w:hyperlink></w:ins></w:p>", ["A link"]),
        (f"<w:p>{control(run('Name'))}{run('.')}</w:p>", ["Name."]),
        (control(f"<w:p>{run('One.')}</w:p>" + control(f"<w:p>{run('Two.')}</w:p>")), ["One.", "Two."]),
        ("<w:p><w:r><w:t>One</w:t><w:br/><w:t>Two</w:t><w:tab/></w:r></w:p>", ["One\u2028Two\t"]),
        (
            f"<w:p><w:r><w:pict><w:txbxContent><w:p>{run('Box')}</w:p></w:txbxContent></w:pict></w:r>{run('One')}</w:p>",
            ["One"],
        ),
    ],
)
def test_paragraphs_by_hand(body: str, expected: list[str]) -> None:
    assert said(body)[: len(expected)] == expected


def cell(text: str, merged: str = "") -> str:
    return f"<w:tc><w:tcPr>{merged}</w:tcPr><w:p>{run(text)}</w:p></w:tc>"


def test_cells_come_row_by_row_and_merged_ones_once() -> None:
    rows = (
        cell("a", "<w:vMerge w:val='restart'/>") + control(cell("b")),
        cell("", "<w:vMerge/>") + cell("c", "<w:gridSpan w:val='1'/>"),
    )
    inner = f"<w:tbl><w:tr>{cell('e')}</w:tr></w:tbl>"
    nested = f"<w:tc><w:p>{run('d')}</w:p>{inner}<w:p/></w:tc>"
    table = "".join(f"<w:tr>{row}</w:tr>" for row in rows) + control(f"<w:tr>{nested}</w:tr>")
    assert said(f"<w:tbl>{table}</w:tbl>")[:6] == ["a", "b", "c", "d", "e", ""]
