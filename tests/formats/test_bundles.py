import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwalicode.errors import InputError
from kwalicode.formats.bundles import bundle_rows, find_starts
from kwalicode.formats.mail import mail_lines
from kwalicode.formats.pieces import cut_piece, find_documents, read_piece

MAIL = (
    "From Ada Voorbeeld <ada@voorbeeld.nl>\nSubject {subject}\nTo Ben <ben@voorbeeld.nl>\n"
    "Date March {day}, 2022 at 9:10:00 AM CET\n\nBeste Ben,\n\n{words}\n\n"
    "Met vriendelijke groet,\n\nAda\nPostbus 1, Ergens\n\n"
)
QUOTED = (
    "Van: Ben <ben@voorbeeld.nl>\nVerzonden: maandag 28 februari 2022 10:00\nAan: Ada\n"
    "Onderwerp: planning\n\nDag Ada, wanneer is het overleg?\n\n"
)
MINUTES = (
    "Verslag werkgroep\nDatum: 4 maart 2022\nLocatie: zaal 3\n\n"
    "De voorzitter opent de vergadering en heet iedereen van harte welkom in de grote zaal.\n\n"
)


def split(text):
    rows = bundle_rows(text)
    starts = [one.row for one in find_documents(rows)]
    ends = [*starts[1:], len(rows)]
    return [cut_piece("b.txt", rows, *span) for span in zip(starts, ends, strict=True)]


def test_mails_minutes_and_letters_are_told_apart_and_heads_are_no_text():
    pieces = split(
        MAIL.format(subject="planning", day=1, words="Het overleg is morgen.")
        + QUOTED
        + MINUTES
        + MAIL.format(subject="notulen", day=5, words="Hier zijn ze.")
        + "Geachte bewoners,\n\nWij nodigen u uit.\n"
    )
    assert [(piece.type, piece.dated) for piece in pieces] == [
        ("e-mail", "2022-03-01"),
        ("minutes", "2022-03-04"),
        ("e-mail", "2022-03-05"),
        ("letter", ""),
    ]
    first = read_piece(pieces[0])
    assert "ada@" not in first.text
    assert pieces[0].mail["from"] == "Ada Voorbeeld <ada@voorbeeld.nl>"
    assert pieces[0].mail["earlier 1 subject"] == "planning"
    earlier = [first.text[t.start : t.end] for t in first.turns if t.part == "earlier mail"]
    assert earlier == ["Dag Ada, wanneer is het overleg?"]


def test_numbered_marks_part_documents():
    pieces = split(
        "=== Document 1 ===\nEen.\n\n=== Document 2 ===\nTwee.\n=== Document 3 ===\nDrie."
    )
    assert len(pieces) == 3


def test_a_letterhead_opens_a_document_but_not_its_second_page():
    page = "\n\n\n\nGemeente Ergens\n\n{}\n\n"
    prose = "Dit is een lange zin van een brief die maar doorgaat, zodat niemand denkt aan een titel, toch."
    text = (
        page.format(f"Aan de raad\n\nBetreft: bomen\n\n{prose}\n\n{prose}")
        + page.format(f"en verder {prose}\n\n" + f"{prose}\n\n" * 9)
        + page.format(f"Notitie bomenkap\n\n{prose}\n\n" + f"{prose}\n\n" * 9)
        + page.format(f"Agenda bomenoverleg\n\n1. Opening\n\n{prose}")
    )
    assert [piece.type for piece in split(text)][-2:] == ["memo", "agenda"]
    assert len(split(text)) == 3


def test_a_text_that_is_one_document_is_no_bundle():
    with pytest.raises(InputError, match="Nothing in this file tells"):
        split("Dit is gewoon een verhaal.\n\nMet twee alinea's.\n")


@given(
    st.lists(st.sampled_from([*MAIL.split("\n"), *QUOTED.split("\n"), *MINUTES.split("\n"), "\f"]))
)
def test_no_words_are_lost_or_doubled_by_cutting(lines):
    rows = bundle_rows("\n".join(lines))
    starts = [one.row for one in find_starts(rows)]
    assert starts == sorted(set(starts))
    assert (
        not any(row.strip() for row in rows[: starts[0]])
        if starts
        else not any(row.strip() for row in rows)
    )


def test_who_answers_between_quoted_lines_is_not_taken_for_the_earlier_mail():
    lines = mail_lines(
        "Op 3 mei 2022 om 9:00 schreef Ben:\n> Kom je?\nJa, graag.\n> Om tien uur?\nPrima."
    )
    assert [(line.part, line.text) for line in lines if line.text] == [
        ("earlier mail", "Op 3 mei 2022 om 9:00 schreef Ben:"),
        ("earlier mail", "Kom je?"),
        ("", "Ja, graag."),
        ("earlier mail", "Om tien uur?"),
        ("", "Prima."),
    ]
