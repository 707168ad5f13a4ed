import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from formats.spoken import read
from kwalicode.errors import InputError
from kwalicode.formats import read_document

DUTCH = "Coördinatie, één café: ‘ik durfde niets’ – 3 € – naïef, überhaupt, façade."
SPOKEN = "Één collega zei niets. Café, coördinatie en ruïne 👩‍👩‍👧."


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
def test_the_encodings_people_have_are_read(encoding):
    assert read(".txt", DUTCH.encode(encoding)) == [("", DUTCH)]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_mark_of_byte_order_is_not_text(encoding):
    assert read(".txt", ("\ufeff" + SPOKEN).encode(encoding)) == [("", SPOKEN)]


def test_another_code_page_is_guessed():
    text = "Zażółć gęślą jaźń. Łódź, Kraków i Gdańsk. Źródło świeżej wody, pięćdziesiąt słów. " * 5
    assert read(".txt", text.encode("cp1250")) == [("", text.strip())]


@given(st.text(st.sampled_from("abc éëïöüèçñ€‘’“”–… \n"), min_size=1).filter(str.strip))
def test_windows_1252_is_never_taken_for_another_code_page(text):
    encoded = text.encode("cp1252")
    assume(text.isascii() or not is_utf8(encoded))  # 'ç––' is a Chinese letter too, by chance
    read_text = read_document("a.txt", encoded).text
    assert read_text.split() == unicodedata.normalize("NFC", text).split()


def is_utf8(content):
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def test_line_ends_and_combining_marks_come_in_one_form():
    assert read(".txt", "e\u0301e\u0301n\r\ntwee\rdrie") == [
        ("", "één"),
        ("", "twee"),
        ("", "drie"),
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10",
        bytes(range(256)) * 4,
        b"tekst\0met nullen",
    ],
)
def test_what_is_not_text_is_refused(content):
    with pytest.raises(InputError, match="no text that can be made out"):
        read(".txt", content)


@pytest.mark.parametrize("content", [b" \n\t\r\n ", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_a_file_of_blanks_holds_no_text(content):
    with pytest.raises(InputError, match="holds no text"):
        read(".txt", content)


WRAPPED = """\
I: Hoe ben je destijds bij deze afdeling terechtgekomen, en
wat vond je er in het begin van?
R: Dat is een lang verhaal. Ik kwam van buiten en kende er
niemand, en op de eerste dag zei iemand tegen me: wie ben jij
dan? Dat vergeet je niet.

Later werd het beter, omdat er een leidinggevende kwam die
wel luisterde.
I: En toen?
R: Toen bleef ik.
"""


def test_lines_cut_at_a_fixed_width_are_joined():
    assert read(".txt", WRAPPED) == [
        (
            "I",
            "Hoe ben je destijds bij deze afdeling terechtgekomen, en wat vond je er in het begin "
            "van?",
        ),
        (
            "R",
            "Dat is een lang verhaal. Ik kwam van buiten en kende er niemand, en op de eerste dag "
            "zei iemand tegen me: wie ben jij dan? Dat vergeet je niet.\nLater werd het beter, "
            "omdat er een leidinggevende kwam die wel luisterde.",
        ),
        ("I", "En toen?"),
        ("R", "Toen bleef ik."),
    ]


def test_words_cut_at_the_edge_are_joined_and_hyphens_that_belong_stay():
    text = """\
In dit verslag staat wat wij hebben gehoord over de veilig-
heid op het werk, en hoe de mensen daar zelf, in de interview-
en enquêterondes van het voorjaar, over spraken met de oud-
Kamerleden die wij al eerder voor dit onderzoek hadden ontmoet.
"""
    [(_, body)] = read(".txt", text)
    assert "de veiligheid op" in body
    assert "interview- en enquêterondes" in body
    assert "de oud-Kamerleden die" in body


def test_marks_of_markdown_fall_away_and_the_rest_stays():
    text = "# Verslag\n\nHet was **echt** *heel* druk, 3 * 4 en snake_case_naam.\n\n---\n\n- punt\n"
    assert read(".md", text) == [
        ("", "Verslag"),
        ("", "Het was echt heel druk, 3 * 4 en snake_case_naam."),
        ("", "- punt"),
    ]


@pytest.mark.parametrize(
    "pattern", ["**{}**\n\n{}\n", "**{}:** {}\n", "### {}\n{}\n", "**{}**: {}\n"]
)
def test_speakers_of_markdown_are_recognised(pattern):
    turns = [("Femke de Wit", "Hoe?"), ("Marloes", "Zo.")] * 2
    assert read(".md", "\n".join(pattern.format(*turn) for turn in turns)) == turns
