"""Lists of names that a study brings along: how they are read, and what they do to texts."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwalicode.errors import ConflictError, InputError, KwalicodeError
from kwalicode.model import IdentifierKind, ListedName
from kwalicode.store.history import undo
from kwalicode.workflows.leak_scan import scan_documents
from kwalicode.workflows.lists import LISTABLE, MAX_ENTRIES, read_names
from kwalicode.workflows.review import is_signed_off
from kwalicode.workflows.rules import import_names, save_names, study_names

PERSON, FUNCTION, PLACE = IdentifierKind.PERSON, IdentifierKind.FUNCTION, IdentifierKind.PLACE
DUTCH = """naam;soort;niveau;blijft
Zoltarra;persoon;;
griffier;functie;uniek;
adviseur;functie;breed;nee
De Luisterlijn;organisatie;;ja
"""
WANTED = [
    ("Zoltarra", "person", "", False),
    ("griffier", "function", "unique", False),
    ("adviseur", "function", "broad", False),
    ("De Luisterlijn", "organisation", "", True),
]


def rows(content, kind=None):
    content = content if isinstance(content, bytes) else content.encode()
    return [(n.text, str(n.kind), n.level, n.stays) for n in read_names(content, kind=kind)]


@pytest.fixture
def add_list(study, key):
    """Add a list to the study and give the number of new names."""

    def add_list(content, kind=None):
        return import_names(study, key, content.encode(), kind=kind, coder="ana")

    return add_list


@pytest.mark.parametrize(
    "content",
    [
        DUTCH,
        DUTCH.replace(";", "\t"),
        DUTCH.replace(";", ","),
        DUTCH.replace("\n", "\r\n"),
        DUTCH.replace("naam;soort;niveau;blijft", "Name;Kind;Level;Stays"),
        "text,kind,level,stays\nZoltarra,person,,\ngriffier,function,unique,no\n"
        "adviseur,function,broad,\nDe Luisterlijn,organization,,YES",
        "\ufeff" + DUTCH,
        '"naam";"soort";"niveau";"blijft"\n"Zoltarra";"persoon";"";""\n"griffier";"functie";"uniek"'
        ';""\n"adviseur";"functie";"breed";""\n"De  Luisterlijn";"organisatie";"";"x"\n',
        DUTCH.replace("\nadviseur", "\n\n;;;\nadviseur"),
    ],
    ids=["Dutch", "tabs", "commas", "Windows", "mixed", "English", "mark", "quotes", "empty lines"],
)
def test_a_list_is_read_whatever_program_wrote_it(content):
    assert rows(content) == WANTED


def test_columns_may_stand_in_any_order_and_others_are_passed_over():
    content = "nummer;blijft;naam;soort\n12;ja;Zoltarra;persoon\n13;nee;Borne;plaats\n"
    assert rows(content) == [("Zoltarra", "person", "", True), ("Borne", "place", "", False)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_letters_with_marks_come_through_in_every_encoding(encoding):
    content = "naam;soort\nZoë Çelik;persoon\nSão Zoltar;plaats\n".encode(encoding)
    assert [name for name, *_ in rows(content)] == ["Zoë Çelik", "São Zoltar"]


def test_plain_lines_are_names_of_the_kind_that_was_chosen():
    content = "Zoltarra\n\n  Jan  de Vries \nGemeente Borne, afdeling Zorg\n"
    assert rows(content, FUNCTION) == [
        ("Zoltarra", "function", "", False),
        ("Jan de Vries", "function", "", False),
        ("Gemeente Borne, afdeling Zorg", "function", "", False),
    ]


@pytest.mark.parametrize("content", ["naam\nVries, Jan de\n", 'naam\n"Vries, Jan de"\n'])
def test_a_list_of_one_column_may_hold_commas(content):
    assert rows(content, PERSON) == [("Vries, Jan de", "person", "", False)]


def test_a_plain_line_that_begins_with_a_quote_swallows_no_other_line():
    assert [name for name, *_ in rows('"Zoltarra\n\'t Hoen\nQuibbel"\n', PERSON)] == [
        "Zoltarra",
        "'t Hoen",
        "Quibbel",
    ]


@pytest.mark.parametrize("kind", LISTABLE)
def test_every_kind_that_points_at_someone_anywhere_can_be_listed(kind):
    assert rows(f"name,kind\nZoltarra,{kind}\n") == [("Zoltarra", str(kind), "", False)]


def test_an_empty_file_is_an_empty_list():
    assert rows("") == rows("\n\n") == rows("naam;soort\n") == []


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("naam;soort\nJan;persoon\n;plaats\n", "Line 3 of the list has no name"),
        ("naam;soort\n\n\nJan;kleur\n", "Line 4 of the list says no known kind"),
        ("naam;soort\nJan;age\n", "Line 2 of the list says no known kind"),
        ("naam;soort\nJan;sensitive\n", "Line 2 of the list says no known kind"),
        ("naam;soort\nJan;\n", "Line 2 of the list says no known kind"),
        ("naam;soort;niveau\nJan;persoon;reusachtig\n", "Line 2 of the list has another level"),
        ("naam;soort\n" + "x" * 201 + ";persoon\n", "Line 2 of the list has no name of 1 to 200"),
        ('naam;soort\n"Jan\nPiet";persoon\nx;kleur\n', "Line 4 of the list says no known kind"),
        ('naam;soort\n"Jan;persoon\n', "no proper CSV"),
        ("Jan;persoon\nPiet;persoon\n", "several columns but no heading"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_by_its_number_and_not_by_its_words(content, says):
    with pytest.raises(InputError, match=says) as caught:
        rows(content)
    assert not re.search("Jan|Piet|kleur|reusachtig", str(caught.value))


def test_plain_lines_need_a_kind():
    with pytest.raises(InputError, match="Line 1 of the list says no known kind"):
        rows("Zoltarra\n")


def test_a_picture_is_no_list():
    with pytest.raises(InputError):
        rows(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, PERSON)


def test_a_list_has_its_largest_size():
    fits = "".join(f"Zoltar{i}\n" for i in range(MAX_ENTRIES))
    assert len(rows(fits, PERSON)) == MAX_ENTRIES
    with pytest.raises(InputError, match=f"at most|{MAX_ENTRIES} names"):
        rows(fits + "Quibbel\n", PERSON)


@given(st.text(max_size=300))
def test_any_text_is_a_list_or_is_refused_in_a_sentence(text):
    with suppress(KwalicodeError):
        names = read_names(text.encode("utf-8", "surrogatepass"), kind=PERSON)
        assert all(0 < len(name.text) <= 200 and name.kind in LISTABLE for name in names)


@given(st.lists(st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1)))
def test_every_plain_line_comes_back_as_a_name(words):
    assert [name for name, *_ in rows("\n".join(words), PERSON)] == words


def test_nothing_is_added_of_a_list_with_one_bad_line(key, add_list):
    assert add_list("naam\nZoltarra\n", PERSON) == 1
    with pytest.raises(InputError, match="Line 3"):
        add_list("naam;soort\nQuibbel;persoon\nBorne;kleur\n")
    assert [name.text for name in study_names(key)] == ["Zoltarra"]


def test_a_list_that_is_added_twice_adds_nothing_new(key, add_list):
    assert add_list(DUTCH) == 4
    assert add_list(DUTCH + "Quibbel;persoon;;\n") == 1
    assert len(study_names(key)) == 5


def test_a_formula_in_a_cell_is_text_like_any_other(key, add_list, bring, found):
    add_list('naam;soort\n=1+1;nummer\n"=HYPERLINK(""x"")";nummer\n+31 6 00000000;telefoon\n')
    assert {name.text for name in study_names(key)} == {
        "=1+1",
        '=HYPERLINK("x")',
        "+31 6 00000000",
    }
    assert found(bring("Niets bijzonders."), "=1+1") == []


def test_a_listed_name_is_found_in_every_form_and_with_its_kind(bring, found, add_list):
    add_list("naam;soort\nZoltarra;persoon\nQuibbelhuis;organisatie\n")
    source_id = bring("dat zei zoltarra nog", "Zoltarras fiets stond bij het Quibbelhuis.")
    for surface, kind in (
        ("zoltarra", PERSON),
        ("Zoltarras", PERSON),
        ("Quibbelhuis", IdentifierKind.ORGANISATION),
    ):
        (finding,) = found(source_id, surface)
        assert (finding.kind, finding.score, finding.recognizer) == (kind, 1.0, "accepted before")


def test_a_function_that_one_or_few_hold_is_found_and_one_that_many_hold_stays(
    bring, found, add_list, release
):
    add_list(
        "naam;soort;niveau\nkwibbelmeester;functie;uniek\nkwastelier;functie;klein\n"
        "loketmedewerker;functie;breed\n"
    )
    source_id = bring("De kwibbelmeester, een kwastelier en een loketmedewerker liepen daar.")
    assert found(source_id, "kwibbelmeester")[0].kind == FUNCTION
    assert found(source_id, "kwastelier")[0].kind == FUNCTION
    text = release(source_id).text
    assert "loketmedewerker liepen" in text
    assert not re.search("kwibbelmeester|kwastelier", text)


HELP = "naam;soort;blijft\nDe Luisterlijn;organisatie;ja\n030-7654321;telefoon;ja\n"


def test_a_help_line_with_its_number_stays_and_is_no_leak(
    study, key, *, bring, add_list, release, found
):
    add_list(HELP)
    source_id = bring("Bel De Luisterlijn, 030-7654321, of bel mij op 06-12345678.")
    assert found(source_id, "030-7654321") == []
    text = release(source_id).text
    assert "Bel De Luisterlijn, 030-7654321, of" in text
    assert "06-12345678" not in text
    assert scan_documents(study, key) == []
    # Without the list the number counts.
    save_names(study, key, [], coder="ana")
    (leaky,) = scan_documents(study, key)
    assert [text[leak.start : leak.end] for leak in leaky.leaks if leak.kind == "phone"] == [
        "030-7654321"
    ]


def test_a_name_that_may_stay_does_not_let_a_longer_one_stay(bring, add_list, found):
    add_list("naam;soort;blijft\nJan;persoon;ja\n")
    source_id = bring("Daar kwam Jan de Vries, en Jan lachte.")
    assert [f.surface for f in found(source_id) if "Jan" in f.surface] == ["Jan de Vries"]


def test_a_name_that_comes_on_the_list_opens_the_documents_in_which_it_stands(
    study, key, *, bring, add_list, release, found
):
    ids = [bring("Dat zei een kwibbelmeester nog."), bring("Niets bijzonders.")]
    for source_id in ids:
        release(source_id)
    add_list("naam\nkwibbelmeester\n", FUNCTION)
    assert [is_signed_off(study, key, source_id) for source_id in ids] == [False, True]
    (finding,) = found(ids[0], "kwibbelmeester")
    assert (finding.state, finding.kind) == ("proposed", FUNCTION)
    assert "kwibbelmeester" not in release(ids[0]).text


def test_a_list_is_changed_as_a_whole_and_a_bad_one_changes_nothing(study, key, add_list):
    add_list(DUTCH)
    before = study_names(key)
    for names, error in (
        ([*before, ListedName(0, " ", PERSON)], InputError),
        ([*before, ListedName(0, "x" * 201, PERSON)], InputError),
        ([*before, ListedName(0, "Zoltarra", PERSON)], ConflictError),
    ):
        with pytest.raises(error):
            save_names(study, key, names, coder="ana")
        assert study_names(key) == before
    save_names(study, key, [*before[1:], ListedName(0, "Borne", PLACE)], coder="ana")
    assert {n.text for n in study_names(key)} == {n.text for n in before[1:]} | {"Borne"}
    assert undo(key, "ana")
    assert study_names(key) == before
