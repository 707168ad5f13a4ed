import io
import zipfile

import pypdf
import pytest
from docx import Document
from docx.oxml import parse_xml

from kwalicode.errors import InputError
from kwalicode.formats.hidden import find_hidden

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(*paragraphs: str, **properties: str) -> bytes:
    document = Document()
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    for inside in paragraphs:
        document.element.body.insert(-1, parse_xml(f"<w:p {W}>{inside}</w:p>"))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def test_a_plain_document_hides_nothing():
    assert find_hidden("a.docx", word(run("Goedemorgen."))) == []
    assert find_hidden("a.txt", b"Goedemorgen.") == []


@pytest.mark.parametrize(
    ("inside", "kind", "text"),
    [
        (
            f'<w:ins w:id="1" w:author="Zoltarra">{run("nieuw")}</w:ins>',
            "tracked",
            "Zoltarra: nieuw",
        ),
        (
            '<w:del w:id="2" w:author="Zoltarra"><w:r><w:delText>oud</w:delText></w:r></w:del>',
            "tracked",
            "Zoltarra: oud",
        ),
        (run("weg", "<w:vanish/>"), "hidden", "weg"),
        (run("wit", '<w:color w:val="FFFFFF"/>'), "hidden", "wit"),
        (run("zwart", '<w:highlight w:val="black"/>'), "covered", "zwart"),
        (run("bar", '<w:shd w:val="clear" w:fill="000000"/>'), "covered", "bar"),
    ],
)
def test_what_a_word_document_hides_is_found(inside, kind, text):
    assert find_hidden("a.docx", word(inside)) == [(kind, text)]


def test_white_letters_on_a_dark_ground_and_shown_ones_hide_nothing():
    white = '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000000"/>'
    assert find_hidden("a.docx", word(run("kop", white), run("ja", '<w:vanish w:val="0"/>'))) == []


def test_comments_heads_and_properties_are_found():
    document = Document()
    document.core_properties.author = "Zoltarra"
    document.sections[0].header.paragraphs[0].text = "Kopie voor Quibbel"
    paragraph = document.add_paragraph("Zo was het.")
    document.add_comment(paragraph.runs, text="Klopt dit?", author="Quibbel", initials="Q")
    stream = io.BytesIO()
    document.save(stream)
    found = find_hidden("a.docx", stream.getvalue())
    assert set(found) == {
        ("property", "creator: Zoltarra"),
        ("aside", "Kopie voor Quibbel"),
        ("comment", "Quibbel: Klopt dit?"),
    }


def test_changes_and_comments_of_an_opendocument_are_found():
    spaces = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<o:document-content xmlns:o="{spaces}:office:1.0" xmlns:t="{spaces}:text:1.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><o:body><o:text><t:tracked-changes>'
        "<t:changed-region><t:deletion><t:p>oud <t:span>woord</t:span></t:p></t:deletion>"
        "</t:changed-region></t:tracked-changes><t:p>Zo<o:annotation><dc:creator>Quibbel"
        "</dc:creator><t:p>Klopt dit?</t:p></o:annotation></t:p></o:text></o:body>"
        "</o:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    assert find_hidden("a.odt", stream.getvalue()) == [
        ("comment", "Quibbel: Klopt dit?"),
        ("tracked", "oud woord"),
    ]


def test_properties_of_a_pdf_are_found():
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Author": "Zoltarra", "/Producer": "a program"})
    stream = io.BytesIO()
    writer.write(stream)
    assert find_hidden("a.pdf", stream.getvalue()) == [("property", "Author: Zoltarra")]


def test_a_damaged_file_is_refused_in_words():
    for name in ("a.docx", "a.pdf"):
        with pytest.raises(InputError, match="cannot be read as such"):
            find_hidden(name, b"no such file")
