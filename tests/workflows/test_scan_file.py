import io
import json

import pytest
from click.testing import CliRunner
from docx import Document

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
        (Kind.EMAIL, "aside", 1),
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


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("brief.xlsx", b"PK", "does not scan this kind of file; it scans .txt"),
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
    assert "text\t1:7\tname of who is addressed\t" in result.output
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
