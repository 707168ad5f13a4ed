"""A name that is spelled out, broken or written with other signs is the same name (W68)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kwalicode.deid import LeakScanner
from kwalicode.deid.inside_names import NamesInside
from kwalicode.model import IdentifierKind

PERSON = IdentifierKind.PERSON
NAMES = {
    "Renske Leijten": PERSON,
    "Bosdaal": PERSON,
    "Jan de Boer": PERSON,
    "Siobhan O'Brien": PERSON,
    "Wim Quibbeling": PERSON,
    "Eva": PERSON,
    "Zwolle": IdentifierKind.PLACE,
}
SCANNER = LeakScanner(NAMES, allowed={"Leijtentje"})


def known_in(text, scanner=SCANNER, language="nl"):
    """Give what each of the two ways to scan finds of the key."""
    (scanned,) = scanner.scan_many([text], language)
    told = [leak for leak in scanned if leak.reason in {"key", "near a known name"}]
    return [
        [text[leak.start : leak.end] for leak in leaks]
        for leaks in (scanner.names_in(text, language), told)
    ]


@pytest.mark.parametrize(
    "name",
    [
        *("L.e.i.j.t.e.n", "L e i j t e n", "L-e-i-j-t-e-n", "l, e, ij, t, e, n", "L e y t e n"),
        *("Leij-\nten", "Bos-\ndaal", "Leij ten", "Leij-ten", "Leij_ten", "Bos-daal"),
        *("L€ijten", "L3ijten", "L31jt3n", "Zw0lle", "Z.w.o.l.l.e", "B0sd@@l"),
        *("Leÿten", "Leyten", "Leiten", "LEYTEN", "Leytens", "Leijtentjes", "Quibbelinkje"),
        *("E.v.a", "OBrien", "O Brien", "L'eijten", "jandeboer", "jan_de_boer", "Le(ij)ten"),
    ],
)
def test_a_disguised_name_of_the_key_leaks(name):
    assert known_in(f"en toen zei {name} niets meer.") == [[name], [name]]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Dat is a b c, d.w.z. i.p.v. iets anders, e.v.a. en o.a. dit t.z.t. ook.", "nl"),
        ("Op 1 januari zwol de groep met z'n 3en aan; 10e en 20% van 4x.", "nl"),
        ("We zien het zo: bos. Daal dan af naar de boer, of ja en nee.", "nl"),
        ("It was e.g. an A4 page, i.e. 3rd, with R2D2 and 50/50 odds.", "en"),
        ("een roosje, een roos en een boerderijtje", "nl"),
    ],
)
def test_words_and_abbreviations_are_no_disguised_names(text, language):
    scanner = LeakScanner({**NAMES, "Hansen": PERSON, "Anne Roos": PERSON}, allowed=())
    assert known_in(text, scanner, language) == [[], []]


def test_what_may_stand_may_stand_disguised_too():
    assert known_in("en toen zei Leijtentje niets") == [[], []]


def test_a_disguised_name_tells_where_it_stands_among_unseen_signs():
    assert known_in("dat L\u200b3ijten zo") == [["L\u200b3ijten"]] * 2


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_signs_between_the_letters_hide_no_name(data):
    sign = data.draw(st.sampled_from([".", "-", "_", "*", " ", "/", "·"]))
    name = data.draw(st.text("abdefgklmnoprtuvwz", min_size=4, max_size=12))
    scanner = LeakScanner({name.title(): PERSON}, allowed=())
    text = f"Kijk: {sign.join(name)}"
    assert [leak.end for leak in scanner.names_in(text, "nl")] == [len(text)]


def test_names_in_one_long_row_without_a_blank_are_all_found_at_once():
    n, token = 20_000, "leijten-bosdaal/"
    found = NamesInside(NAMES).find(token * n, "nl")
    assert found[:2] == [(0, 7), (8, 15)]
    assert len(found) == 2 * n
