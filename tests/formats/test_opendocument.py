import io

import odfdo
import pytest

from formats.spoken import read


def odt(*elements) -> bytes:
    document = odfdo.Document("text")
    document.body.clear()
    for element in elements:
        document.body.append(element)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def paragraph(inside: str) -> odfdo.Element:
    return odfdo.Element.from_tag(f"<text:p>{inside}</text:p>")


def one(inside: str) -> str:
    return "\n".join(text for _, text in read(".odt", odt(paragraph(inside))))


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("een<text:line-break/>twee", "een\ntwee"),
        ("een<text:tab/>twee", "een\ttwee"),
        ("een\n   twee", "een twee"),
        ('een<text:s text:c="2"/>twee', "een  twee"),
        ('een <text:a xlink:href="https://example.org">link</text:a>.', "een link."),
        (
            "een<text:note><text:note-body><text:p>noot</text:p></text:note-body></text:note>.",
            "een.",
        ),
        ("een<office:annotation><text:p>Navragen!</text:p></office:annotation>.", "een."),
        ("caf<text:span>e\u0301</text:span> 👩\u200d👧", "café 👩\u200d👧"),
    ],
)
def test_what_a_reader_sees_is_read(inside, text):
    assert one(inside) == text


def test_deleted_text_is_not_read():
    deleted = odfdo.Element.from_tag(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>oud</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
    )
    assert read(".odt", odt(deleted, paragraph("nieuw"))) == [("", "nieuw")]


def test_headings_lists_and_tables_are_read():
    table = odfdo.Table("t", width=2, height=1)
    table.set_values([["een", "twee"]])
    elements = [odfdo.Header(1, "Kop"), odfdo.List(["punt", "komma"]), table]
    assert read(".odt", odt(*elements)) == [
        ("", "Kop"),
        ("", "punt"),
        ("", "komma"),
        ("", "een\ttwee"),
    ]


def test_a_bold_name_on_its_own_line_is_a_speaker():
    document = odfdo.Document("text")
    document.body.clear()
    document.insert_style(odfdo.Style("text", name="dik", bold=True), automatic=True)
    for name, text in [("Femke", "Hoe?"), ("Marloes", "Zo.")] * 2:
        document.body.append(paragraph(f'<text:span text:style-name="dik">{name}</text:span>'))
        document.body.append(paragraph(text))
    stream = io.BytesIO()
    document.save(stream)
    assert read(".odt", stream.getvalue()) == [("Femke", "Hoe?"), ("Marloes", "Zo.")] * 2


def test_labels_are_recognised():
    lines = ["I: Hoe?", "R: Zo.", "En ook zo.", "I: En?", "R: Niets."]
    assert read(".odt", odt(*map(paragraph, lines)))[:2] == [
        ("I", "Hoe?"),
        ("R", "Zo.\nEn ook zo."),
    ]
