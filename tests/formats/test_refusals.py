import hashlib
import io
import struct
import zipfile

import docx
import odfdo
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formats.spoken import read, tiles
from kwalicode.errors import InputError
from kwalicode.formats import SUFFIXES, read_document
from kwalicode.formats.containers import MAX_BYTES

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
BODY = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


def written(document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def word() -> bytes:
    document = docx.Document()
    document.add_paragraph("Ik durfde niets te zeggen.")
    return written(document)


def odt() -> bytes:
    document = odfdo.Document("text")
    document.body.clear()
    document.body.append(odfdo.Paragraph("Ik durfde niets te zeggen."))
    return written(document)


def zipped(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


FILES = {
    ".pdf": b"%PDF-1.7\n1 0 obj",
    ".docx": word(),
    ".odt": odt(),
    ".rtf": rb"{\rtf1 tekst}",
    ".html": b"<!DOCTYPE html><p>tekst</p>",
    ".vtt": b"WEBVTT\n\n00:00.000 --> 00:01.000\ntekst",
}


@pytest.mark.parametrize("actual", FILES)
@pytest.mark.parametrize("ending", [".docx", ".odt", ".pdf", ".rtf", ".txt"])
def test_a_wrong_ending_is_named_with_the_right_one(ending, actual):
    if ending != actual:
        with pytest.raises(InputError) as caught:
            read(ending, FILES[actual])
        assert (caught.value.values["ending"], caught.value.values["actual"]) == (ending, actual)


@pytest.mark.parametrize("ending", SUFFIXES)
def test_an_empty_file_is_refused(ending):
    with pytest.raises(InputError, match="is empty"):
        read(ending, b"")


@pytest.mark.parametrize("ending", SUFFIXES)
def test_a_file_of_200_mb_is_refused(ending):
    with pytest.raises(InputError, match="larger than 100 MB"):
        read(ending, bytes(2 * MAX_BYTES))


@pytest.mark.parametrize("name", ["a.xlsx", "a", "docx", ".docx", "a.docx.exe"])
def test_an_unknown_ending_is_refused_with_those_that_can_be_read(name):
    with pytest.raises(InputError, match=r"it reads \.txt, \.md, \.docx"):
        read_document(name, b"tekst")


def test_endings_may_be_in_capitals():
    assert read_document("A.DOCX", word()).text == "Ik durfde niets te zeggen."


@pytest.mark.parametrize("ending", SUFFIXES)
def test_an_old_word_file_is_named(ending):
    with pytest.raises(InputError, match="old Office"):
        read(ending, OLE)


@pytest.mark.parametrize("ending", [".docx", ".odt"])
def test_locked_documents_are_named(ending):
    with pytest.raises(InputError, match="locked with a password"):
        read(ending, OLE + "EncryptedPackage".encode("utf-16-le"))


def test_a_locked_odt_is_named():
    manifest = (
        b'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry>'
        b"<m:encryption-data/></m:file-entry></m:manifest>"
    )
    content = zipped({"META-INF/manifest.xml": manifest, "content.xml": b"\x8a\x11"})
    with pytest.raises(InputError, match="locked with a password"):
        read(".odt", content)


def test_a_zip_with_a_password_is_named():
    content = bytearray(zipped({"word/document.xml": b"<a/>"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(InputError, match="locked with a password"):
        read(".docx", bytes(content))


@pytest.mark.parametrize("ending", [".docx", ".odt"])
@pytest.mark.parametrize(
    "members",
    [
        {"notes.txt": b"tekst"},
        {"xl/workbook.xml": b"<workbook/>", "_rels/.rels": b"<Relationships/>"},
        {"_rels/.rels": RELATIONS},
        {"_rels/.rels": RELATIONS, "content.xml": b"<a>"},
        {},
    ],
)
def test_a_zip_that_is_no_document_is_refused(ending, members):
    with pytest.raises(InputError, match="cannot be read as such"):
        read(ending, zipped(members))


@pytest.mark.parametrize(
    "members",
    [
        {"word/document.xml": bytes(50_000_000)},
        {"word/media/1.png": bytes(20_000_000)},
        {f"word/media/{i}.png": b"" for i in range(10_001)},
    ],
)
def test_a_zip_bomb_is_refused_before_it_is_unpacked(members):
    with pytest.raises(InputError, match="was not opened"):
        read(".docx", zipped({"_rels/.rels": RELATIONS, **members}))


def test_a_zip_bomb_of_many_large_members_is_refused():
    noise = hashlib.shake_256(b"noise").digest(300_000)
    content = zipped({"_rels/.rels": RELATIONS, **{f"word/{i}.png": noise for i in range(5)}})
    swollen = content.replace(struct.pack("<L", len(noise)), struct.pack("<L", 45_000_000))
    with pytest.raises(InputError, match="was not opened"):
        read(".docx", swollen)


def test_a_zip_bomb_that_lies_about_its_size_is_refused():
    bomb = BODY + b" " * 30_000_000 + b"</w:document>"
    content = zipped({"_rels/.rels": RELATIONS, "word/document.xml": bomb})
    lie = content.replace(struct.pack("<L", len(bomb)), struct.pack("<L", 500))
    assert lie != content
    with pytest.raises(InputError):
        read(".docx", lie)


def test_a_refusal_never_quotes_the_file_or_its_name():
    for ending, content in FILES.items():
        with pytest.raises(InputError) as caught:
            read_document("Marloes Postma.srt" if ending != ".srt" else "x.vtt", content)
        assert "Marloes" not in str(caught.value)


@pytest.mark.parametrize("ending", SUFFIXES)
@given(content=st.binary(min_size=1, max_size=200))
def test_any_bytes_are_read_or_refused(ending, content):
    reads_or_refuses(ending, content)


HEADS = {
    **FILES,
    ".srt": b"1\n00:00:01,000 --> 00:00:02,000\nAnna: tekst\n",
    ".txt": b"I: Hoe?\nR: Zo.",
    ".md": b"**Anna**\n\ntekst",
    ".htm": b"<p>tekst</p>",
}


@pytest.mark.parametrize("ending", SUFFIXES)
@given(content=st.binary(max_size=100))
def test_any_bytes_after_a_good_beginning_are_read_or_refused(ending, content):
    reads_or_refuses(ending, HEADS[ending] + content)


@pytest.mark.parametrize("ending", [".docx", ".odt", ".pdf", ".rtf", ".vtt", ".html"])
@settings(max_examples=60)
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(ending, data):
    content = bytearray(HEADS[ending])
    places = data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=8))
    for place in places:
        content[place] = data.draw(st.integers(0, 255))
    reads_or_refuses(ending, bytes(content))


def reads_or_refuses(ending: str, content: bytes) -> None:
    try:
        transcript = read_document(f"a{ending}", content)
    except InputError:
        return
    assert tiles(transcript)
