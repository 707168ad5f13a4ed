import io
import zipfile

import pytest
from docx import Document
from docx.oxml import parse_xml

from formats.spoken import read
from kwalicode.errors import InputError

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def word(*paragraphs: str) -> bytes:
    """A document of paragraphs given as the XML inside `w:p`."""
    document = Document()
    for inside in paragraphs:
        document.element.body.insert(-1, parse_xml(f"<w:p {W}>{inside}</w:p>"))
    return saved(document)


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def one(*paragraphs: str) -> str:
    return "\n".join(text for _, text in read(".docx", word(*paragraphs)))


def test_a_soft_line_end_keeps_words_apart():
    assert one("<w:r><w:t>een</w:t><w:br/><w:t>twee</w:t></w:r>") == "een\ntwee"


def test_a_paragraph_with_a_soft_line_end_is_one_turn():
    inside = "<w:r><w:t>een</w:t><w:br/><w:t>twee</w:t></w:r>"
    assert read(".docx", word(inside, run("drie"))) == [("", "een\ntwee"), ("", "drie")]


def test_a_no_break_hyphen_is_kept_as_a_hyphen():
    inside = "<w:r><w:t>Jansen</w:t><w:noBreakHyphen/><w:t>Bakker</w:t></w:r>"
    assert one(inside) == "Jansen-Bakker"


def test_a_tab_keeps_words_apart():
    assert one("<w:r><w:t>een</w:t><w:tab/><w:t>twee</w:t></w:r>") == "een\ttwee"


def test_tracked_insertions_are_read_and_deletions_are_not():
    inserted = f'<w:ins w:id="1" w:author="a">{run("nieuwe ")}</w:ins>'
    deleted = '<w:del w:id="2" w:author="a"><w:r><w:delText>oude</w:delText><w:tab/></w:r></w:del>'
    moved = f'<w:moveFrom w:id="3" w:author="a">{run("weg ")}</w:moveFrom>'
    arrived = f'<w:moveTo w:id="4" w:author="a">{run("hier")}</w:moveTo>'
    assert one(run("de ") + deleted + inserted + moved + arrived) == "de nieuwe hier"


def test_links_fields_and_content_controls_are_read():
    link = f'<w:hyperlink w:anchor="x">{run("link ")}</w:hyperlink>'
    field = f'<w:fldSimple w:instr="DATE">{run("veld ")}</w:fldSimple>'
    control = f"<w:sdt><w:sdtContent>{run('vak')}</w:sdtContent></w:sdt>"
    instruction = "<w:r><w:instrText>HYPERLINK</w:instrText></w:r>"
    assert one(instruction + link + field + control) == "link veld vak"


def test_a_content_control_around_paragraphs_is_read():
    document = Document()
    block = f"<w:sdt {W}><w:sdtContent><w:p>{run('binnen')}</w:p></w:sdtContent></w:sdt>"
    document.element.body.insert(-1, parse_xml(block))
    assert read(".docx", saved(document)) == [("", "binnen")]


def test_comments_are_not_read():
    document = Document()
    paragraph = document.add_paragraph("Ik durfde niets.")
    document.add_comment(paragraph.runs, text="Navragen!", author="A", initials="A")
    assert read(".docx", saved(document)) == [("", "Ik durfde niets.")]


def test_a_text_box_is_read_once():
    box = f"<w:txbxContent><w:p>{run('kader')}</w:p></w:txbxContent>"
    inside = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility'
        f'/2006"><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )
    assert one(run("tekst") + inside) == "tekst\nkader"


def test_a_table_of_speakers_and_turns_is_an_interview():
    document = Document()
    table = document.add_table(0, 2)
    for name, text in [("Femke", "Hoe?"), ("Marloes", "Zo.")] * 2:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = name, text
    cells[1].add_paragraph("En ook zo.")
    assert read(".docx", saved(document)) == [
        ("Femke", "Hoe?"),
        ("Marloes", "Zo."),
        ("Femke", "Hoe?"),
        ("Marloes", "Zo.\nEn ook zo."),
    ]


def test_cells_of_other_tables_stay_apart():
    document = Document()
    table = document.add_table(1, 3)
    for cell, text in zip(table.rows[0].cells, ("een", "twee", "drie"), strict=True):
        cell.text = text
    assert read(".docx", saved(document)) == [("", "een\ttwee\tdrie")]


@pytest.mark.parametrize("style", [None, "Heading 2"])
def test_a_bold_name_on_its_own_line_is_a_speaker(style):
    document = Document()
    for name, text in [("Femke de Wit", "Hoe?"), ("Marloes", "Zo. Kijk: zo.")] * 2:
        document.add_paragraph(style=style).add_run(name).bold = None if style else True
        document.add_paragraph(text)
    assert (
        read(".docx", saved(document))
        == [
            ("Femke de Wit", "Hoe?"),
            ("Marloes", "Zo. Kijk: zo."),
        ]
        * 2
    )


def test_bold_headings_of_a_report_are_no_speakers():
    document = Document()
    for head in ("Inleiding", "Werkwijze", "Uitkomsten", "Slot"):
        document.add_paragraph().add_run(head).bold = True
        document.add_paragraph("Het was druk.")
    assert {speaker for speaker, _ in read(".docx", saved(document))} == {""}


@pytest.mark.parametrize("pause", ["\t", "\n"])
def test_a_transcript_of_teams_is_an_interview(pause):
    document = Document()
    document.add_paragraph("Gesprek over het werk-20230412_1000")
    for name, stamp, text in [
        ("Femke de Wit", "0:03", "Hoe is het?"),
        ("Marloes Postma", "0:12", "Goed."),
        ("Femke de Wit", "1:00:15", "Echt?"),
        ("Marloes Postma", "1:00:20", "Nee."),
    ]:
        document.add_paragraph(f"{name}   {stamp}\n{text}")
    assert read(".docx", saved(document)) == [
        ("", "Gesprek over het werk-20230412_1000"),
        ("Femke de Wit", "Hoe is het?"),
        ("Marloes Postma", "Goed."),
        ("Femke de Wit", "Echt?"),
        ("Marloes Postma", "Nee."),
    ]


def test_emoji_and_combining_marks_are_right():
    assert one(run("cafe\u0301 👩\u200d👩\u200d👧")) == "café 👩\u200d👩\u200d👧"


def test_entities_of_a_document_are_refused():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word(run("tekst")))) as old,
        zipfile.ZipFile(stream, "w") as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = bomb.encode() + (
                    b"<w:document " + W.encode() + b"><w:body><w:p><w:r><w:t>tekst &b;</w:t></w:r>"
                    b"</w:p></w:body></w:document>"
                )
            new.writestr(name, content)
    with pytest.raises(InputError, match="cannot be read as such"):
        read(".docx", stream.getvalue())
