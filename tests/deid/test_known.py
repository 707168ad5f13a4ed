import pytest

from kwalicode import deid
from kwalicode.deid.known import NameIndex
from kwalicode.deid.page import Page
from kwalicode.model import IdentifierKind

PERSON, PLACE = IdentifierKind.PERSON, IdentifierKind.PLACE


@pytest.mark.parametrize(
    ("name", "kind", "text", "surface"),
    [
        ("Zoltarra", PERSON, "en toen kwam zoltarra binnen", "zoltarra"),
        ("Zoltarra", PERSON, "ZOLTARRA heeft gebeld.", "ZOLTARRA"),
        ("Zoltarra", PERSON, "Dat is Zoltarras fiets.", "Zoltarras"),
        ("Zoltarra", PERSON, "Dat is Zoltarra's fiets.", "Zoltarra"),
        ("Jan", PERSON, "Het is ook Jans hypotheek.", "Jans"),
        ("Ayşe", PERSON, "Dat zei Ayse ook.", "Ayse"),
        ("M. van den Berg", PERSON, "Van M van den Berg.", "M van den Berg"),
        ("Dijkstra", PERSON, "Het geval-Dijkstra is bekend.", "Dijkstra"),
        ("Noorderhaven", PLACE, "De Noorderhavense raad.", "Noorderhavense"),
        ("Noorderhaven", PLACE, "ik woon in noorderhaven", "noorderhaven"),
        ("Utrecht", PLACE, "Een Utrechtse wethouder.", "Utrechtse"),
        ("Zwolse", PLACE, "Ik kom uit Zwolle.", "Zwolle"),
        ("Loket Zuid", IdentifierKind.ORGANISATION, "Bij loket zuid dus.", "loket zuid"),
        ("K-472-VR", IdentifierKind.PLATE, "kenteken k-472-vr", "k-472-vr"),
    ],
)
def test_a_known_name_is_found_in_every_form(name, kind, text, surface):
    findings = deid.detect(text, "nl", known={name: kind}, refused=())
    sure = [(text[f.start : f.end], f.kind) for f in findings if f.score == 1.0]
    assert (surface, kind) in sure


def test_the_longest_known_name_wins(found):
    known = {"Jan": PERSON, "Jan de Vries": PERSON}
    text = "Jan de Vries kwam, en Jan ging."
    assert found(text, known=known) == [("person", "Jan de Vries"), ("person", "Jan")]


def test_a_known_name_is_found_by_its_surname_alone(found):
    assert found("En zoltarra ging.", known={"Miep Zoltarra": PERSON}) == [("person", "zoltarra")]


@pytest.mark.parametrize(
    ("name", "kind", "text"),
    [
        ("Roos", PERSON, "Er stond een roos op tafel."),
        ("Mark", PERSON, "Mark my words."),
        ("Communicatie", IdentifierKind.DEPARTMENT, "Goede communicatie is alles."),
        ("negen", IdentifierKind.AGE, "Wij waren met negen."),
        ("12", IdentifierKind.NUMBER, "Wij waren met 12."),
        ("Weerbericht", IdentifierKind.NAME_LIKE, "Het weerbericht was goed."),
        ("Jan", PERSON, "Janken hielp niet, januari ook niet."),
    ],
)
def test_a_known_name_does_not_make_names_of_ordinary_words(found, name, kind, text):
    assert found(text, known={name: kind}, guesses=True) == []


def test_a_known_name_that_is_also_a_word_is_found_where_it_has_its_capital(found):
    assert found("Roos lachte.", known={"Roos": PERSON}) == [("person", "Roos")]


def test_a_refused_surface_is_not_proposed_but_a_longer_name_with_it_is():
    text = "Jan kwam en Jan Terpstra ging."
    findings = deid.detect(text, "nl", known={}, refused={"Jan"})
    assert [text[f.start : f.end] for f in findings] == ["Jan Terpstra"]


@pytest.mark.parametrize(
    "label", ["I", "R2", "P1", "1", "Interviewer", "Spreker 1", "Respondent", "Speaker A", "vraag"]
)
def test_a_speaker_label_that_names_nobody_is_no_name(label):
    assert deid.real_names({label: PERSON}) == {}


@pytest.mark.parametrize("label", ["Jan", "Bo", "Femke Hoekstra", "M. van den Berg"])
def test_a_speaker_label_that_is_a_name_stays(label):
    assert deid.real_names({label: PERSON}) == {label: PERSON}


def test_a_known_surface_of_another_kind_than_person_is_never_taken_for_a_label():
    assert deid.real_names({"R2": IdentifierKind.NUMBER}) == {"R2": IdentifierKind.NUMBER}


def test_a_near_spelling_of_a_known_person_is_found_with_a_lower_score():
    known = {"Miep Zoltarra": IdentifierKind.PERSON, "Werkende": IdentifierKind.PERSON}
    text = "ja en toen zei miep soltarra dat de werkenden het wel wisten"
    findings = deid.detect(text, "nl", known=known, refused=())
    near = [f for f in findings if f.recognizer == "near a known name"]
    assert [(text[f.start : f.end], f.score) for f in near] == [("soltarra", 0.6)]


@pytest.mark.parametrize(("name", "n_found"), [("Zoltarra", 1), ("Werkende", 0)])
def test_an_accepted_guess_is_found_in_lower_case_where_it_is_no_word(name, n_found):
    index = NameIndex({name: IdentifierKind.NAME_LIKE})
    page = Page(f"ja en die {name.lower()} stond er ook bij", "nl")
    assert len(list(index.find(page, "", 1.0))) == n_found
