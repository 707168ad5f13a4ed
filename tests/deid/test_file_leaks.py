"""What people leave when they black out a text; every name and address here is invented."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kwalicode.deid import LeakScanner
from kwalicode.deid.file_leaks import scan_redacted
from kwalicode.formats.redactions import find_marks
from kwalicode.model import IdentifierKind
from kwalicode.model.file_leaks import FileLeakKind as Kind
from kwalicode.model.file_leaks import Fix, Why

HEAD = "From █████ <█████@waterbeek.example>\nTo "


def scan(text, language="nl", **options):
    return scan_redacted(text, find_marks, language, **options)


def kinds(text, **options):
    return [leak.kind for leak in scan(text, **options)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Volgens Zol█████arra was het stil.", Kind.IN_WORD),
        ("Volgens Zoltar[gelakt] was het stil.", Kind.REMNANT),
        ("Volgens █████ltarra was het stil.", Kind.REMNANT),
        ("Mail █████n@waterbeek.example even.", Kind.ADDRESS_REMNANT),
        ("Mail █████.z.█████@waterbeek.example even.", Kind.ADDRESS_REMNANT),
        ("Mail zolt@█████.example even.", Kind.ADDRESS_REMNANT),
        ("Mail m.zoltarra@waterbeek.example even.", Kind.EMAIL),
        ("T 06-1234 █████", Kind.PHONE),
        ("T +31 (0)6 1234 5678", Kind.PHONE),
        ("Kamer B2.█████, Waterbeek", Kind.ROOM),
        ("Zie https://meet.example/join/12345678 om 10 uur", Kind.LINK),
        ("Zie https://files.example/d?token=a8f3k29dk2lq om 10 uur", Kind.LINK),
        ("Zie https://files.example/d/a8F3k29dK2lq0Zx7mw om 10 uur", Kind.LINK),
        ("Beste Marloes,\n\nDank je.", Kind.ADDRESSEE),
        ("Geachte mevrouw Van der Zolt,\n\nDank u.", Kind.ADDRESSEE),
        ("t.a.v. mevrouw Zoltarra", Kind.ADDRESSEE),
        ("Met vriendelijke groet,\n\nMarloes Zoltarra\n", Kind.SIGNED),
        ("Groetjes, Marloes", Kind.SIGNED),
        (HEAD + '"Zoltarra, M." <█████@waterbeek.example>', Kind.RECIPIENT),
        (HEAD + "Marloes █████ <█████@waterbeek.example>", Kind.RECIPIENT),
        (HEAD + "█████ Z. <█████@waterbeek.example>", Kind.REMNANT),
        ("Dienst\tGesproken\nNoord\t12\nZuid\t3\n", Kind.SMALL_CELL),
        ("| Dienst | Gesproken |\n|---|---|\n| Noord | 12 |\n| Zuid | 3 |", Kind.SMALL_CELL),
    ],
)
def test_what_redaction_left_is_found(text, kind):
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Van █████s kant kwam niets; de █████-fractie zweeg en █████ ook.",
        "Mail █████@waterbeek.example of secretariaat@waterbeek.example.",
        "T +31 6 █████ | T 070 123 █████ | bel 0800 1234",
        "De vergadering is in kamer 12.",
        "Zie https://www.waterbeek.example/nieuws/2021/besluit-over-het-beleid-2021Z09214",
        "Beste collega's,\n\nGeachte leden van de raad,\n\nHoi █████,\n\nBeste allen,",
        "Met vriendelijke groet,\n\n█████\nsenior adviseur",
        "Met vriendelijke groet,\n\nGemeente van het Noorden",
        HEAD + "█████ <█████@waterbeek.example>, █████ <█████beek.example>",
        "Nr.\tOnderwerp\tBlz.\n1\tBegroting\t3\n2\tRondvraag\t4\n",
        "Dienst\tGesproken\nNoord\t12\nZuid\t0\n",
        "Hij zegt dat artikel 5.1.2e geldt en lid 2 ook.",
    ],
)
def test_what_shows_nobody_is_left_alone(text):
    assert kinds(text) == []


def test_a_mask_that_another_place_undoes_is_found_with_the_line_of_the_mask():
    text = (
        "In dat jaar heeft afdeling █████ veel klachten gekregen.\n\n"
        "Verder was er weinig.\n\n"
        "In dat jaar heeft afdeling Zoltwijk veel klachten gekregen."
    )
    (leak,) = scan(text)
    assert (leak.kind, leak.line, leak.column, leak.masked_line) == (Kind.UNDONE, 5, 28, 1)


def test_a_whole_name_is_tied_to_the_piece_that_a_mask_left_of_it():
    text = HEAD + "█████arra <█████@waterbeek.example>\n\nBeste mevrouw Zoltarra,"
    remnant, addressee = scan(text)
    assert (remnant.kind, addressee.kind) == (Kind.REMNANT, Kind.ADDRESSEE)
    assert addressee.masked_line == remnant.line == 2


@pytest.mark.parametrize(
    "name",
    [
        "Miep Zoltarra",
        "Zoltarra",
        "Mi\u200bep Zolt\u200darra",
        "Mіep Zоltarrа",  # Cyrillic letters
        "\u202bMiep Zoltarra\u202c",
        "ZOLTARRA",
        "[verwijderd: Zoltarra]",
        "█████.zoltarra",
    ],
)
def test_a_name_of_the_key_is_found_in_every_disguise(name):
    scanner = LeakScanner({"Miep Zoltarra": IdentifierKind.PERSON}, allowed=())
    assert Kind.KEY in kinds(f"Daar zat {name} ook bij.", scanner=scanner)


def test_a_disguised_name_is_found_behind_a_greeting():
    assert kinds("Beste M\u200barlое\u200fs,") == [Kind.ADDRESSEE]


def test_every_kind_says_why_and_what_would_mend_it():
    assert [kind.name for kind in Kind] == list(Why.__members__) == list(Fix.__members__)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aB1 .,@<>\"█[]gelakt\n\t|:/-'\u200b", max_size=200))
def test_each_leak_stands_in_the_line_it_names(text):
    lines = text.replace("\u200b", "").split("\n")
    for leak in scan(text):
        assert 1 <= leak.column <= len(lines[leak.line - 1])
