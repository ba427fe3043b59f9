"""A template somebody brings: its fields are found, filled, and nothing else of it acts."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document

from jiwar.foundation.papers.docx_templates import asking, gaps
from jiwar.foundation.papers.docx_templates.refusals import NotATemplate, Refusal


def docx(*lines: str, header: str = "") -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def text_of(content: bytes) -> str:
    document = Document(BytesIO(content))
    return "\n".join(each.text for each in (*document.sections[0].header.paragraphs, *document.paragraphs))


def changed(content: bytes, name: str, part: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(content)) as given, ZipFile(out, "w") as kept:
        for each in given.namelist():
            if each != name:
                kept.writestr(each, given.read(each))
        kept.writestr(name, part)
    return out.getvalue()


def test_its_fields_are_found_and_filled_in_the_child() -> None:
    template = docx("Dear {{ authority_name }},", "{% if paper %}Paper: {{ paper }}{% endif %}", header="{{ group }}")
    assert asking.examined(template) == ["authority_name", "group", "paper"]
    said = text_of(asking.filled(template, {"authority_name": "Office <A> & B", "group": "جمعية الجوار", "paper": ""}))
    assert "Dear Office <A> & B," in said
    assert "جمعية الجوار" in said
    assert "Paper" not in said


def test_a_value_is_no_template() -> None:
    said = text_of(gaps.filled(docx("{{ person }}"), {"person": "{{ group }} {% if x %}", "group": "secret"}))
    assert said.strip() == "{{ group }} {% if x %}"


@pytest.mark.parametrize(
    "line",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ person.__class__ }}",
        "{{ person['x'] }}",
        "{{ person|upper }}",
        "{{ range(9) }}",
        "{{ 9**9**9 }}",
        "{{ 'x' * 999999999 }}",
        "{% for x in person %}x{% endfor %}",
        "{% set x = person %}",
        "{% include 'x' %}",
        "{% macro x() %}{% endmacro %}",
        "{{ person",
    ],
)
def test_what_reaches_further_is_refused(line: str) -> None:
    with pytest.raises(NotATemplate) as refused:
        gaps.examined(docx(line))
    assert refused.value.code is Refusal.GAPS


def test_what_acts_or_fetches_is_refused() -> None:
    plain = docx("{{ person }}")
    with ZipFile(BytesIO(plain)) as opened:
        types = opened.read("[Content_Types].xml")
        rels = opened.read("word/_rels/document.xml.rels")
        body = opened.read("word/document.xml")
    outside = rels.replace(
        b"</Relationships>", b'<Relationship Id="x" Type="t" Target="http://a" TargetMode="External"/></Relationships>'
    )
    field = body.replace(
        b"<w:body>",
        b"<w:body><w:p><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO c</w:instrText></w:r></w:p>",
    )
    macro = types.replace(b"wordprocessingml.document.main", b"ms-word.document.macroEnabled.main")
    bomb = body.replace(b"<?xml version", b"<!DOCTYPE a [<!ENTITY b 'c'>]><?xml version")
    for content, code in (
        (changed(plain, "word/_rels/document.xml.rels", outside), Refusal.OUTSIDE),
        (changed(plain, "word/document.xml", field), Refusal.EMBEDDED),
        (changed(plain, "word/embeddings/oleObject1.bin", b"x"), Refusal.EMBEDDED),
        (changed(plain, "[Content_Types].xml", macro), Refusal.MACROS),
        (changed(plain, "word/vbaProject.bin", b"x"), Refusal.MACROS),
        (changed(plain, "word/document.xml", bomb), Refusal.NO_DOCX),
        (b"PK\x03\x04 nothing", Refusal.NO_DOCX),
        (b"%PDF-1.4", Refusal.NO_DOCX),
    ):
        with pytest.raises(NotATemplate) as refused:
            gaps.examined(content)
        assert refused.value.code is code
    with pytest.raises(NotATemplate):
        asking.examined(b"\0" * (asking.LARGEST + 1))
