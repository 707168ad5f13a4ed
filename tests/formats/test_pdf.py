import io

import pytest
from pypdf import PdfWriter

from formats.spoken import read
from kwalicode.errors import InputError


def pdf(*pages: list[str], count: int | None = None) -> bytes:
    """A minimal PDF: a page of lines for each list, in Helvetica."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica",
    ]
    objects[2] += b"/Encoding/WinAnsiEncoding>>"
    kids = []
    for lines in pages:
        shown = b"".join(b"(%b) Tj T*\n" % escaped(line) for line in lines)
        stream = b"BT /F1 11 Tf 14 TL 50 800 Td\n%bET" % shown
        kids.append(len(objects) + 1)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>>>" % (len(objects) + 2)
        )
        objects.append(b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream))
    refs = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<</Type/Pages/Count %d/Kids[%b]>>" % (
        len(kids) if count is None else count,
        refs,
    )
    return assembled(objects)


def escaped(line: str) -> bytes:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("cp1252")


def assembled(objects: list[bytes]) -> bytes:
    out, offsets = b"%PDF-1.4\n", []
    for i, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (i, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, table, len(objects) + 1, len(out))
    )


def locked_pdf(user: str) -> bytes:
    writer = PdfWriter(io.BytesIO(pdf(["Het was druk op het werk, elke dag opnieuw."])))
    writer.encrypt(user, "eigenaar", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_lines_of_pages_become_paragraphs_and_turns():
    first = [
        "Gesprek over het werk",
        "Femke: Hoe ben je destijds bij deze afdeling gekomen, en wat vond",
        "je er in het begin van?",
        "Marloes: Dat is een lang verhaal. Ik kwam van buiten en kende er",
        "niemand, op één collega na.",
        "1",
    ]
    second = [
        "Gesprek over het werk",
        "Toen bleef ik.",
        "Femke: Waarom?",
        "Marloes: Om de mensen, en om het geld, en omdat ik nergens anders",
        "heen kon.",
        "2",
    ]
    third = ["Gesprek over het werk", "Femke: Dank.", "Marloes: Graag gedaan, het was fijn.", "3"]
    assert read(".pdf", pdf(first, second, third)) == [
        (
            "Femke",
            "Hoe ben je destijds bij deze afdeling gekomen, en wat vond je er in het begin van?",
        ),
        (
            "Marloes",
            "Dat is een lang verhaal. Ik kwam van buiten en kende er niemand, op één collega na.\n"
            "Toen bleef ik.",
        ),
        ("Femke", "Waarom?"),
        (
            "Marloes",
            "Om de mensen, en om het geld, en omdat ik nergens anders heen kon.",
        ),
        ("Femke", "Dank."),
        ("Marloes", "Graag gedaan, het was fijn."),
    ]


def test_a_pdf_without_text_is_said_to_be_scanned():
    with pytest.raises(InputError, match="pictures of pages"):
        read(".pdf", pdf([], []))


def test_a_pdf_of_mostly_pictures_is_not_half_read():
    with pytest.raises(InputError, match="pictures of pages"):
        read(".pdf", pdf(["Dit is het omslag van een gescand verslag."], [], []))


def test_a_locked_pdf_is_refused():
    with pytest.raises(InputError, match="locked with a password"):
        read(".pdf", locked_pdf("geheim"))


def test_a_pdf_locked_against_changes_only_is_read():
    assert read(".pdf", locked_pdf("")) == [("", "Het was druk op het werk, elke dag opnieuw.")]


def test_a_pdf_of_too_many_pages_is_refused():
    with pytest.raises(InputError, match="more than 2000 pages"):
        read(".pdf", pdf(*[["Het was druk op het werk."]] * 2001))


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\n", b"%PDF-1.4\ntrailer<</Root 1 0 R>>", b"geen pdf"]
)
def test_a_damaged_pdf_is_refused(content):
    with pytest.raises(InputError, match="cannot be read as such"):
        read(".pdf", content)


def test_a_pdf_cut_short_is_refused_or_read_whole():
    whole = pdf(["Het was druk op het werk, elke dag opnieuw."])
    expected = read(".pdf", whole)
    outcomes = [outcome(whole[:length]) for length in range(10, len(whole), 29)]
    assert [o for o in outcomes if o not in (expected, "refused")] == []
    assert "refused" in outcomes


def outcome(content: bytes):
    try:
        return read(".pdf", content)
    except InputError:
        return "refused"
