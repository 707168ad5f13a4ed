import io
import zipfile
from email.message import EmailMessage

import pytest

from kwalicode.errors import InputError
from kwalicode.formats.archives import open_archive
from kwalicode.formats.pieces import read_piece

TEXT = "Het overleg was druk en lang, en iedereen wilde iets anders zeggen dan de rest."


def zipped(files, *, method=zipfile.ZIP_DEFLATED):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def mail(body=TEXT, *, html=None, **headers):
    message = EmailMessage()
    message["From"], message["To"] = "Ada <ada@voorbeeld.nl>", "ben@voorbeeld.nl"
    message["Date"], message["Subject"] = "Tue, 01 Mar 2022 09:10:00 +0100", "planning"
    for name, value in headers.items():
        del message[name]
        message[name] = value
    message.set_content(html or body, subtype="html" if html else "plain")
    return message


def test_a_mail_gives_its_words_its_head_and_its_attachments():
    message = mail(Subject="Café-overleg van Zoë")
    message.add_attachment(
        b"Agenda\n\nEen.", maintype="text", subtype="plain", filename="agenda.txt"
    )
    message.add_attachment(b"\x00\x01", maintype="application", subtype="x-msi", filename="zet.msi")
    message.add_attachment(mail("Eerder."))
    pieces = open_archive("x.eml", message.as_bytes())
    assert [piece.name for piece in pieces] == ["x.txt", "agenda.txt", "zet.msi", "x.txt"]
    assert pieces[0].mail["subject"] == "Café-overleg van Zoë"
    assert (pieces[0].type, pieces[0].dated) == ("e-mail", "2022-03-01")
    assert read_piece(pieces[0]).text == TEXT
    with pytest.raises(InputError, match="does not read this kind"):
        read_piece(pieces[2])


def test_a_mail_of_html_alone_is_read_and_its_script_is_not():
    content = mail(html=f"<p>{TEXT}</p><script>alert(1)</script>").as_bytes()
    (piece,) = open_archive("x.eml", content)
    assert read_piece(piece).text == TEXT


def test_a_mail_that_lies_about_its_charset_is_read_all_the_same():
    head = b"From: a@b.nl\nSubject: x\nContent-Type: text/plain; charset=us-ascii\n\n"
    for body, charset in (("geïnd café", "utf-8"), ("geïnd café", "cp1252")):
        (piece,) = open_archive("x.eml", head + body.encode(charset))
        assert read_piece(piece).text == body
    odd = head.replace(b"us-ascii", b"x-no-such-thing")
    assert read_piece(open_archive("x.eml", odd + b"gewoon")[0]).text == "gewoon"
    odd = head.replace(b"Subject: x", b"Subject: =?ut\xe9-8?q?x?=")
    assert read_piece(open_archive("x.eml", odd + b"gewoon")[0]).text == "gewoon"


def test_a_mailbox_gives_each_mail_and_undoes_the_escaping():
    box = b"".join(
        b"From ada Tue Mar  1 09:10:0%d 2022\n" % n
        + mail(f"Mail {n}.\n>From hier af.").as_bytes()
        + b"\n"
        for n in range(3)
    )
    assert [read_piece(p).text for p in open_archive("x.mbox", box)] == [
        f"Mail {n}.\nFrom hier af." for n in range(3)
    ]


def test_a_zip_file_gives_its_files_by_their_own_name_and_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    files = {
        "map/b.txt": TEXT,
        "../../kwaad.txt": TEXT,
        "/etc/c.txt": TEXT,
        "__MACOSX/._b.txt": "x",
    }
    files["in.zip"] = zipped({"diep.txt": TEXT, "m.eml": mail().as_bytes()})
    pieces = open_archive("x.zip", zipped(files))
    assert [piece.name for piece in pieces] == ["b.txt", "kwaad.txt", "c.txt", "diep.txt", "m.txt"]
    assert len({piece.place for piece in pieces}) == 5
    assert list(tmp_path.iterdir()) == []


def nested(depth):
    content = zipped({"a.txt": TEXT})
    for _ in range(depth):
        content = zipped({"in.zip": content})
    return content


def locked():
    content = bytearray(zipped({"a.txt": TEXT}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("x.zip", zipped({"bom.txt": b"0" * 30_000_000}), "would unpack to more"),
        ("x.zip", nested(5), "inside files more than 3 deep"),
        ("x.zip", locked(), "locked with a password"),
        ("x.zip", zipped({}), "holds no documents"),
        ("x.zip", b"PK\x03\x04 geen zip", "cannot be read as such"),
        ("x.mbox", b"Geen postvak.", "cannot be read as such"),
        ("x.eml", b"Geen mail.", "no head of an e-mail"),
        ("x.eml", b"", "empty"),
    ],
)
def test_what_cannot_be_opened_is_refused_with_one_sentence(name, content, sentence):
    with pytest.raises(InputError, match=sentence) as caught:
        open_archive(name, content)
    assert str(caught.value).count(". ") == 0
