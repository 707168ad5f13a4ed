import io
import zipfile
from collections.abc import Callable

import pypdf
import pytest
from docx import Document
from docx.oxml import parse_xml
from pypdf.generic import ArrayObject, DecodedStreamObject, NameObject, NullObject
from reportlab.pdfgen.canvas import Canvas

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


def hidden(name: str, content: bytes) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in find_hidden(name, content)]


def test_a_plain_document_hides_nothing():
    assert hidden("a.docx", word(run("Goedemorgen."))) == []
    assert hidden("a.txt", b"Goedemorgen.") == []


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
    assert hidden("a.docx", word(inside)) == [(kind, text)]


def test_white_letters_on_a_dark_ground_and_shown_ones_hide_nothing():
    white = '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000000"/>'
    assert hidden("a.docx", word(run("kop", white), run("ja", '<w:vanish w:val="0"/>'))) == []


def test_comments_heads_and_properties_are_found():
    document = Document()
    document.core_properties.author = "Zoltarra"
    document.sections[0].header.paragraphs[0].text = "Kopie voor Quibbel"
    paragraph = document.add_paragraph("Zo was het.")
    document.add_comment(paragraph.runs, text="Klopt dit?", author="Quibbel", initials="Q")
    stream = io.BytesIO()
    document.save(stream)
    found = hidden("a.docx", stream.getvalue())
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
    assert set(hidden("a.odt", stream.getvalue())) == {
        ("comment", "Quibbel: Klopt dit?"),
        ("tracked", "oud woord"),
    }


def test_properties_of_a_pdf_are_found():
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Author": "Zoltarra", "/Producer": "a program"})
    stream = io.BytesIO()
    writer.write(stream)
    assert hidden("a.pdf", stream.getvalue()) == [("property", "Author: Zoltarra")]


def test_words_that_a_style_hides_in_a_word_document_are_found():
    document = Document()
    for name, base, look in (("Away", "", "<w:vanish/>"), ("Gone", "Away", "")):
        based = f'<w:basedOn w:val="{base}"/>' if base else ""
        document.styles.element.append(
            parse_xml(
                f'<w:style {W} w:type="character" w:styleId="{name}"><w:name w:val="{name}"/>'
                f"{based}<w:rPr>{look}</w:rPr></w:style>"
            )
        )
    for inside in (run("weg", '<w:rStyle w:val="Gone"/>'), run("klein", '<w:sz w:val="2"/>')):
        document.element.body.insert(-1, parse_xml(f"<w:p {W}>{inside}</w:p>"))
    stream = io.BytesIO()
    document.save(stream)
    assert hidden("a.docx", stream.getvalue()) == [("hidden", "weg"), ("hidden", "klein")]


def opendocument(body: str, looks: str, **parts: str) -> bytes:
    names = ("office", "text", "style", "meta", "drawing", "xsl-fo-compatible")
    spaces = " ".join(
        f'xmlns:{one[:2]}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in names
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        content = f"<of:automatic-styles>{looks}</of:automatic-styles><of:body>{body}</of:body>"
        for name, inside in {"content": content, **parts}.items():
            archive.writestr(f"{name}.xml", f"<of:document {spaces}>{inside}</of:document>")
    return stream.getvalue()


def test_hidden_styles_heads_links_and_properties_of_an_opendocument_are_found():
    looks = (("A", 'te:display="none"'), ("B", 'xs:background-color="#000000"'))
    styles = "".join(
        f'<st:style st:name="{name}"><st:text-properties {look}/></st:style>'
        for name, look in looks
    )
    body = (
        '<te:p><te:span te:style-name="A">weg</te:span><te:span te:style-name="B">balk</te:span>'
        '<te:a xmlns:xlink="x" xlink:href="mailto:quibbel">hier</te:a></te:p>'
    )
    head = "<st:header><te:p>Kopie voor Quibbel</te:p></st:header>"
    mine = "<me:user-defined>Zoltarra</me:user-defined>"
    assert set(hidden("a.odt", opendocument(body, styles, styles=head, meta=mine))) == {
        ("hidden", "weg"),
        ("covered", "balk"),
        ("aside", "mailto:quibbel"),
        ("aside", "Kopie voor Quibbel"),
        ("property", "user-defined: Zoltarra"),
    }


def painted(*pages: Callable[[Canvas], object]) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for paint in pages:
        canvas.drawString(72, 700, "Wat hier staat, is voor iedereen te lezen.")
        paint(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def bar(canvas, light=0.0):
    canvas.setFillGray(light)
    canvas.rect(60, 645, 300, 16, fill=1, stroke=0)


def outlined(canvas):
    shape = canvas.beginPath()
    shape.moveTo(60, 645)
    for x, y in ((360, 645), (360, 661), (60, 661)):
        shape.lineTo(x, y)
    canvas.drawPath(shape, fill=1, stroke=0)


def words(canvas, light=0.0):
    canvas.setFillGray(light)
    canvas.drawString(72, 650, "onder de balk")


@pytest.mark.parametrize(
    ("paint", "kinds"),
    [
        (lambda c: (words(c), bar(c)), ["covered"]),
        (lambda c: (words(c), bar(c, 1.0)), ["covered"]),
        (lambda c: (bar(c), words(c)), ["covered"]),
        (lambda c: (words(c), outlined(c)), ["covered"]),
        (lambda c: (words(c), c.setLineWidth(16), c.line(60, 653, 360, 653)), ["covered"]),
        (lambda c: words(c, 1.0), ["hidden"]),
        (lambda c: (bar(c), words(c, 1.0)), []),  # a head of white letters
        (lambda c: (bar(c, 0.9), words(c)), []),  # a row of a table
        (lambda c: c.drawString(72, 620, "twee") or bar(c), []),
    ],
)
def test_words_of_a_pdf_under_a_bar_or_white_are_found_with_their_page(paint, kinds):
    found = [one for one in find_hidden("a.pdf", painted(lambda _c: None, paint)) if one.place]
    assert [(one.kind, one.place) for one in found] == [(kind, 2) for kind in kinds]
    assert all(one.text == "onder de balk" for one in found)


def test_a_page_of_a_pdf_with_thousands_of_bars_and_words_is_looked_through_at_once():
    def table(canvas):
        for n in range(3_000):
            bar(canvas, 0.9)
            canvas.drawString(72, 650 - n % 600, f"cel {n}")
        words(canvas)
        bar(canvas)

    found = find_hidden("a.pdf", painted(table))
    assert ("covered", "onder de balk", 1) in found


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.html", "<p>Ja<!-- vraag Quibbel --><a href='mailto:quibbel'>x</a>", "vraag Quibbel"),
        ("a.html", "<p>Ja<a href='mailto:quibbel'>x</a><img alt='Zoltarra'>", "Zoltarra"),
        ("a.html", "<meta name=author content=Zoltarra><p>Ja", "author: Zoltarra"),
        ("a.rtf", r"{\rtf1{\info{\author Zo\'ebl}}{\*\annotation nee} Ja}", "author: Zoël"),
        ("a.rtf", r"{\rtf1 Ja {\deleted oud}{\footnote {\b Zie} Quibbel}}", "Zie Quibbel"),
    ],
)
def test_what_pages_and_rich_text_hold_beside_their_words_is_found(name, content, found):
    assert found in [text for _kind, text in hidden(name, content.encode())]


@pytest.mark.parametrize(
    ("name", "content", "n_found"),
    [
        ("a.rtf", r"{\rtf1 Ja " + r"{\header a" * 20_000 + "}" * 20_000, 1),
        ("a.rtf", r"{\rtf1 Ja " + r"{\v a" * 20_000, 1),
        ("a.html", "<p>Ja<!-- " + "<" * 200_000 + "-->", 1),
        ("a.html", "<p>Ja" + "<del>" * 2_000 + "oud " * 20_000, 1),
    ],
)
def test_a_file_that_is_nested_deep_is_looked_through_at_once(name, content, n_found):
    assert len(hidden(name, content.encode())) == n_found


def test_changes_inside_changes_are_told_once_for_each_who_made_them():
    deleted = '<w:del w:author="Quibbel"><w:r><w:delText>oud</w:delText></w:r></w:del>'
    own = '<w:ins w:author="Zoltarra"><w:r><w:t>nieuw</w:t></w:r></w:ins>'
    inside = f'<w:ins w:author="Zoltarra">{deleted}{own}</w:ins>'
    assert hidden("a.docx", word(inside)) == [
        ("tracked", "Zoltarra: oudnieuw"),
        ("tracked", "Quibbel: oud"),
    ]


def test_what_only_an_older_program_shows_of_a_box_is_found():
    choice = f"<Choice>{run('nu')}</Choice>"
    boxes = (
        f"<AlternateContent>{choice}<Fallback>{run(old)}</Fallback></AlternateContent>"
        for old in ("nu", "toen")
    )
    assert hidden("a.docx", word("".join(boxes))) == [("aside", "toen")]


def test_a_note_that_was_taken_out_of_a_pdf_stops_nothing_and_half_an_emoji_is_no_word():
    writer = pypdf.PdfWriter(io.BytesIO(painted(lambda canvas: None)))
    page = writer.pages[0]
    page[NameObject("/Annots")] = ArrayObject([NullObject()])
    halves = DecodedStreamObject()
    halves.set_data(b"begincmap 1 beginbfchar <41> <D83D> endbfchar endcmap")
    font = page["/Resources"]["/Font"]["/F1"].get_object()
    font[NameObject("/ToUnicode")] = writer._add_object(halves)
    shown = DecodedStreamObject()
    shown.set_data(b"1 g BT /F1 12 Tf 72 650 Td (wAit) Tj ET")
    page[NameObject("/Contents")] = writer._add_object(shown)
    stream = io.BytesIO()
    writer.write(stream)
    assert ("hidden", "wit") in hidden("a.pdf", stream.getvalue())


def test_a_file_that_holds_two_parts_of_one_name_is_refused():
    stream = io.BytesIO(word(run("Ja")))
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", "<other/>")
    with pytest.raises(InputError, match="cannot be read as such"):
        find_hidden("a.docx", stream.getvalue())


@pytest.mark.parametrize(
    ("packet", "found"),
    [
        (
            '<?xpacket begin=""?><r xmlns:dc="d"><dc:creator><b>Zoltarra &amp; Ko</b></dc:creator>'
            '<dc:format>pdf</dc:format></r><?xpacket end="w"?>\0',
            "creator: Zoltarra & Ko",
        ),
        ("<r><dc:title>Over Quibbel</r>", "XMP: Over Quibbel"),
    ],
)
def test_names_in_the_packet_of_properties_of_a_pdf_are_found(packet, found):
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.xmp_metadata = packet.encode()
    stream = io.BytesIO()
    writer.write(stream)
    assert ("property", found) in hidden("a.pdf", stream.getvalue())


def test_a_damaged_file_is_refused_in_words():
    for name in ("a.docx", "a.pdf"):
        with pytest.raises(InputError, match="cannot be read as such"):
            find_hidden(name, b"no such file")
