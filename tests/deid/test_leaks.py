import pytest

from kwalicode.deid import LeakScanner
from kwalicode.model import IdentifierKind

PERSON = IdentifierKind.PERSON


def leaks(text, names, allowed=(), language="nl"):
    (found,) = LeakScanner(names, allowed=allowed).scan_many([text], language)
    return [(text[leak.start : leak.end], leak.reason) for leak in found]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("dat zei zoltarra nog", "zoltarra"),
        ("DAT ZEI ZOLTARRA NOG", "ZOLTARRA"),
        ("de zaak-Zoltarra", "Zoltarra"),
        ("Zoltarra's fiets", "Zoltarra"),
        ("Zoltarras fiets", "Zoltarras"),
        ("👩‍👩‍👧 van Miep Zoltarra", "Miep Zoltarra"),
    ],
)
def test_a_name_of_the_key_leaks_in_every_form(text, surface):
    assert leaks(text, {"Miep Zoltarra": PERSON}) == [(surface, "key")]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_name_of_the_key_leaks_in_either_language(language):
    assert leaks("so zoltarra it was", {"Zoltarra": PERSON}, language=language)


def test_what_a_recognizer_finds_leaks_without_standing_in_the_key():
    assert leaks("Bel 06-12345678.", {}) == [("06-12345678", "phone number")]


@pytest.mark.parametrize(
    "text",
    [
        "Dat zei [subject 12]'s collega bij [afdeling 3] op [datum].",
        "Dat zei █████ tegen [naam].",
        "Wij gaan naar Zaagwiel toe.",
        "",
    ],
)
def test_marks_and_mere_suggestions_do_not_leak(text):
    assert leaks(text, {"subject": IdentifierKind.NAME_LIKE}) == []


def test_what_a_reviewer_refused_may_stay():
    assert leaks("In Zwolle dus.", {}, allowed={"Zwolle"}) == []


def test_every_text_gets_its_own_leaks_with_its_own_offsets():
    texts = ["Niets.", "Zoltarra kwam.", "", "Ook zoltarra ging"]
    found = LeakScanner({"Zoltarra": PERSON}, allowed=()).scan_many(texts, "nl")
    assert [[(leak.start, leak.end) for leak in each] for each in found] == [
        [],
        [(0, 8)],
        [],
        [(4, 12)],
    ]


def test_a_name_is_not_read_across_two_texts():
    found = LeakScanner({"Miepje Zoltarra": IdentifierKind.PLACE}, allowed=()).scan_many(
        ["Dat was miepje", "zoltarra zong"], "nl"
    )
    assert found == [[], []]


def test_no_texts_have_no_leaks():
    assert LeakScanner({}, allowed=()).scan_many([], "nl") == []


def test_a_near_spelling_of_a_name_of_the_key_leaks():
    names = {"Zoltarra": PERSON, "Werkende": PERSON}
    found = leaks("dat zei zoltara nog en de werkenden ook", names)
    assert [(s, r) for s, r in found if r != "key"] == [("zoltara", "near a known name")]


def test_what_hides_in_a_name_does_not_hide_it_and_offsets_count_what_was_given():
    text = "Dat zei Zol\u200btarra en Zoltar-\nra ook."
    found = leaks(text, {"Zoltarra": PERSON})
    assert found == [("Zol\u200btarra", "key"), ("Zoltar-\nra", "key")]


def test_a_text_is_scanned_the_same_alone_among_others_and_again():
    scanner = LeakScanner({"Zoltarra": PERSON}, allowed=())
    texts = ["Dat zei Zoltarra.", "Niets.", "Bel 06-12345678 en Zoltarra."]
    together = scanner.scan_many(texts, "nl")
    together[0].clear()  # what is given away is the caller's own
    alone = [
        LeakScanner({"Zoltarra": PERSON}, allowed=()).scan_many([one], "nl")[0] for one in texts
    ]
    assert scanner.scan_many(texts, "nl") == alone
    assert [len(one) for one in alone] == [1, 0, 2]
