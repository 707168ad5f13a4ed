import io
import json
import zipfile
from email.message import EmailMessage

import pytest
from click.testing import CliRunner
from docx import Document
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from reportlab.pdfgen.canvas import Canvas

from kwalicode.cli import cli
from kwalicode.errors import InputError, NotFoundError
from kwalicode.model.file_leaks import FileLeakKind as Kind
from kwalicode.workflows import scan_file as scanning
from kwalicode.workflows.scan_file import scan_file, scan_path

LETTER = "Beste Marloes,\n\nMail █████n@waterbeek.example.\n"


def places(leaks):
    return [(leak.kind, leak.part, leak.line) for leak in leaks]


def test_a_text_is_scanned_line_by_line():
    found = [(Kind.ADDRESSEE, "", 1), (Kind.ADDRESS_REMNANT, "", 3)]
    for name in ("brief.txt", "brief.MD"):
        assert places(scan_file(name, LETTER.encode())) == found


def test_a_word_document_is_scanned_with_what_stands_beside_its_text():
    document = Document()
    document.core_properties.author = "Zoltarra"
    document.add_paragraph("Beste Marloes,")
    document.sections[0].footer.paragraphs[0].text = "m.zoltarra@waterbeek.example"
    stream = io.BytesIO()
    document.save(stream)
    assert places(scan_file("brief.docx", stream.getvalue())) == [
        (Kind.ADDRESSEE, "", 1),
        (Kind.EMAIL, "aside", 0),
        (Kind.PROPERTY, "property", 0),
    ]


def test_a_table_is_scanned_for_small_cells():
    content = b"Dienst;Gesproken\nNoord;12\nZuid;3\n"
    assert places(scan_file("tabel.csv", content)) == [(Kind.SMALL_CELL, "", 3)]


def test_the_names_of_an_open_study_are_looked_for(key, bring, accept):
    accept(bring("Toen zei Henk Dijkstra niets."), "Henk Dijkstra")
    text = "Volgens D\u200bijkstra was het anders."
    assert scan_file("brief.txt", text.encode()) == []
    assert places(scan_file("brief.txt", text.encode(), key)) == [(Kind.KEY, "", 1)]
    text = "De motieDijkstra stond op nieuws.example/dijkstra-vertrekt."
    assert places(scan_file("brief Dijkstra.txt", text.encode(), key)) == [
        *[(Kind.KEY, "", 1)] * 2,
        (Kind.KEY, "file name", 0),
    ]
    text = "D.i.j.k.s.t.r.a, dat Dykstraatje, zei D1jk$tra."
    assert places(scan_file("brief.txt", text.encode(), key)) == [(Kind.KEY, "", 1)] * 3


def inside(leaks):
    return {(leak.kind, leak.within, leak.part, leak.line) for leak in leaks}


def workbook():
    book = Workbook()
    book.properties.creator, book.properties.title = "openpyxl", "Zoltarra"
    first, second = book.active, book.create_sheet("Intern")
    for row in (["Dienst", "Gesproken"], ["Noord", 12], ["Zuid", 3]):
        first.append(row)
    first["A2"].comment = Comment("navragen bij de balie", "Zoltarra")
    first.column_dimensions["B"].hidden = True
    first.oddFooter.left.text = "T 06-12345678"
    second.append(["mail", "m.zoltarra@waterbeek.example"])
    second.sheet_state = "hidden"
    book.defined_names["Marloes"] = DefinedName("Marloes", attr_text="Intern!$A$1")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_is_scanned_with_all_its_sheets_and_what_they_hide():
    assert inside(scan_file("tabel.xlsx", workbook())) == {
        (Kind.SMALL_CELL, "sheet 1", "", 3),
        (Kind.COMMENT, "sheet 1", "comment", 2),
        (Kind.HIDDEN, "sheet 1", "hidden", 1),
        (Kind.PHONE, "sheet 1", "aside", 0),
        (Kind.EMAIL, "sheet 2", "", 1),
        (Kind.HIDDEN, "sheet 2", "hidden", 1),
        (Kind.PROPERTY, "", "property", 0),
    }


MAIL = b"""From: "Zoltarra, M." <m.zoltarra@waterbeek.example>
To: balie@waterbeek.example
Reply-To: Marloes <marloes@zoltarra.example>
Message-ID: <CAF8a@mail.example>
Subject: Verslag
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/plain; charset=utf-8

Beste Marloes,

--x
Content-Type: application/octet-stream
Content-Disposition: attachment; filename="verslag.txt"

Bel 06-12345678.
--x--
"""


def test_a_mail_is_scanned_with_its_whole_head_and_what_is_attached():
    found = inside(scan_file("post.eml", MAIL))
    assert {(kind, within, part) for kind, within, part, _ in found} == {
        (Kind.EMAIL, "", "head"),
        (Kind.RECIPIENT, "", "head"),
        (Kind.ADDRESSEE, "file 1", ""),
        (Kind.PHONE, "file 2", ""),
    }
    assert [line for kind, _, _, line in sorted(found) if kind == Kind.EMAIL] == [1, 3]


def test_a_zip_file_is_scanned_file_by_file_and_what_cannot_be_read_is_told(key, bring, accept):
    accept(bring("Toen zei Henk Dijkstra niets."), "Henk Dijkstra")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("map/Gesprek_Henk_Dijkstra.txt", "Het was stil.")
        archive.writestr("foto.jpg", b"\xff\xd8\xff")
        archive.writestr("tabel.xlsx", workbook())
    shares = []
    found = inside(scan_file("alles.zip", stream.getvalue(), key, progress=shares.append))
    assert (Kind.KEY, "file 1", "file name", 0) in found
    assert (Kind.UNREAD, "file 2", "file name", 0) in found
    assert (Kind.EMAIL, "file 3, sheet 2", "", 1) in found
    assert shares[-1] == 1.0


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("brief.jpg", b"PK", "does not scan this kind of file; it scans .txt"),
        ("brief.MSG", b"PK", "does not scan .msg files; open it, save it as .eml"),
        ("brief.xlsx", b"PK", "cannot be read as such"),
        ("brief.txt", b"", "is empty"),
        ("brief.txt", bytes(range(256)) * 9, "no text that can be made out"),
        ("brief.docx", b"\x89PNG\r\n", "cannot be read as such"),
    ],
)
def test_what_cannot_be_scanned_is_refused_in_one_sentence(name, content, says):
    with pytest.raises(InputError, match=says):
        scan_file(name, content)


def test_a_file_that_is_too_large_is_refused(monkeypatch, tmp_path):
    monkeypatch.setattr(scanning, "MOST_CHARACTERS", 10)
    with pytest.raises(InputError, match="million characters; split it"):
        scan_file("brief.txt", LETTER.encode())
    with pytest.raises(NotFoundError, match=r"no file brief\.txt that can be opened"):
        scan_path(tmp_path / "brief.txt")


def test_the_command_tells_a_file_from_a_study_and_shows_none_of_the_words(tmp_path):
    file = tmp_path / "brief.txt"
    file.write_text(LETTER, encoding="utf-8")
    run = CliRunner().invoke
    result = run(cli, ["scan", str(file)])
    assert result.exit_code == 1
    assert "text\tline 1:7\tname of who is addressed\t" in result.output
    assert "Marloes" not in result.output
    rows = json.loads(run(cli, ["scan", str(file), "--json"]).output)
    assert [(row["kind"], row["line"], row["column"]) for row in rows] == [
        ("name of who is addressed", 1, 7),
        ("remnant of an e-mail address", 3, 6),
    ]
    file.write_text("Beste allen,\n", encoding="utf-8")
    result = run(cli, ["scan", str(file)])
    assert (result.exit_code, result.output) == (0, "Nothing was found.\n")
    result = run(cli, ["scan", str(tmp_path / "study"), "--json"])
    assert (result.exit_code, "belong to the scan of a file" in result.output) == (1, True)


def with_parts(content, parts):
    """Put parts into an Office file, or words into parts that are there."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in {*old.namelist(), *parts}:
            own = old.read(name) if name in old.namelist() else b""
            mark, added = parts.get(name, (b"", b""))
            new.writestr(name, own.replace(mark, added + mark, 1) if own else added)
    return stream.getvalue()


def saved(document):
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BOX = (
    b"<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Beste Marloes,</w:t></w:r></w:p>"
    b'</w:txbxContent></w:pict><w:instrText>HYPERLINK "mailto:m.zoltarra@waterbeek.example"'
    b'</w:instrText><w:drawing><wp:docPr xmlns:wp="x" id="1" name="1" descr="Beste Marloes,"/>'
    b"</w:drawing></w:r></w:p>"
)
LINK = b'<Relationship Id="r99" Type="t" Target="%s" TargetMode="External"/>'


def test_what_lies_in_the_parts_of_an_office_file_is_found():
    parts = {
        "word/document.xml": (b"<w:sectPr", BOX),
        "word/_rels/document.xml.rels": (
            b"</Relationships>",
            LINK % b"mailto:m.zoltarra%40waterbeek.example" + LINK % rb"file:///C:\Users\zoltarra",
        ),
        "word/embeddings/lijst.xlsx": (b"", b"PK"),
        "word/people.xml": (b"", b"<p %b><w:person w:author='Zoltarra'/></p>" % W),
        "customXml/item9.xml": (b"", b"<p><who>Zoltarra</who></p>"),
    }
    found = places(scan_file("brief.docx", with_parts(saved(Document()), parts)))
    assert sorted(found) == sorted(
        [
            (Kind.ADDRESSEE, "", 1),
            (Kind.ADDRESSEE, "aside", 0),
            *[(Kind.EMAIL, "aside", 0)] * 2,
            (Kind.PROPERTY, "property", 0),
            (Kind.HIDDEN, "hidden", 0),
            (Kind.EMBEDDED, "embedded", 0),
            (Kind.COMMENT, "comment", 0),
        ]
    )
    drawn = b"<x><t>m.zoltarra@waterbeek.example</t></x>"
    sheets = with_parts(saved(Workbook()), {"xl/drawings/drawing1.xml": (b"", drawn)})
    assert places(scan_file("lijst.xlsx", sheets)) == [(Kind.EMAIL, "aside", 0)]


def test_a_leak_of_a_pdf_is_told_by_its_page_also_one_in_a_running_head():
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for words in ("Zo begon het.", "Toen werd het stil.", "Niemand zei iets.", "Dat was alles."):
        canvas.drawString(72, 800, "dossier van m.zoltarra@waterbeek.example")
        canvas.drawString(72, 700, words)
        canvas.showPage()
    canvas.save()
    found = [one for one in scan_file("a.pdf", stream.getvalue()) if one.kind == Kind.EMAIL]
    assert [(one.line, one.unit) for one in found] == [(page, "page") for page in (1, 2, 3, 4)]
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:  # its first bytes show the PDF inside
        archive.writestr("map/a.pdf", stream.getvalue())
    found = [one for one in scan_file("a.zip", zipped.getvalue()) if one.kind == Kind.EMAIL]
    assert {(one.file_name, one.unit) for one in found} == {("map/a.pdf", "page")}


def test_the_page_of_a_mail_is_scanned_for_what_its_plain_words_do_not_say():
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "loket@waterbeek.example", "Verslag"
    mail.set_content("Mail m.zoltarra@waterbeek.example")
    page = '<p>Mail <a href="mailto:{0}">{0}</a></p><p>{1}</p>'
    page = page.format("m.zoltarra@waterbeek.example", "Mail q.quibbel@waterbeek.example")
    mail.add_alternative(page, subtype="html")
    found = [one for one in scan_file("a.eml", mail.as_bytes()) if one.kind == Kind.EMAIL]
    assert [(one.part, one.snippet) for one in found] == [
        ("", "Mail m.zoltarra@waterbeek.example"),
        ("page", "Mail q.quibbel@waterbeek.example"),
    ]


def test_files_that_are_made_to_harm_are_refused_or_named():
    merged = b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    sheet = {"xl/worksheets/sheet1.xml": (b"<pageMargins", merged)}
    with pytest.raises(InputError, match="3 million cells"):
        scan_file("lijst.xlsx", with_parts(saved(Workbook()), sheet))
    columns = b'<cols><col min="1" max="2000000000" hidden="1"/></cols>'
    sheet = {"xl/worksheets/sheet1.xml": (b"<sheetData", columns)}
    assert scan_file("lijst.xlsx", with_parts(saved(Workbook()), sheet)) == []
    mail = b"Beste Marloes"
    for n in range(1_500):
        head = b"From: x\nContent-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n)
        mail = head + mail + b"\n--b%d--\n" % n
    with pytest.raises(InputError, match="cannot be read as such"):
        scan_file("brief.eml", mail)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(".weg/brief.txt", LETTER)
        archive.writestr("__MACOSX/._brief", b"\0\1\2")
    kinds = [leak.kind for leak in scan_file("map.zip", stream.getvalue())]
    assert kinds == [Kind.ADDRESSEE, Kind.ADDRESS_REMNANT, Kind.UNREAD]
