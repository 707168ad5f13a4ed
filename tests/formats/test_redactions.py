import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwalicode.formats.lines import Line
from kwalicode.formats.redactions import TOKEN, opaque
from kwalicode.text import count_words


def hidden(*texts):
    return [line.text for line in opaque([Line(text) for text in texts])]


@pytest.mark.parametrize(
    "mark",
    [
        *("█", "████████", "▇▇▇", "■■■", "xxxxx", "XXXXXX", "[REDACTED]", "[Redacted text block]"),
        *("[zwartgelakt]", "(weggelakt)", "[geanonimiseerd]", "[naam verwijderd]", "<redacted>"),
        *("5.1.2e", "5.1.2.e", "[5.1.2e]", "(5.1.2e Woo)", "10.2.e", "10.2.e Wob"),
    ],
)
def test_every_kind_of_mark_becomes_one_token_that_is_no_word(mark):
    assert hidden(f"Toen zei {mark} niets.") == [f"Toen zei {TOKEN} niets."]
    assert count_words(hidden(f"Toen zei {mark} niets.")[0]) == 3


@pytest.mark.parametrize(
    "text",
    [
        *("[...]", "[gedaagde 4] zei [respondent 12]", "liefs, xxx", "versie 5.1.2 van juni"),
        *(
            "artikel 5.1.2e van de wet",
            "paragraaf 4.1.1 gaat over werk",
            "(lacht) [onverstaanbaar]",
        ),
        *("■ een punt van een lijst", "De gegevens zijn verwijderd."),
    ],
)
def test_what_is_no_mark_stays(text):
    assert hidden(text) == [text]


def test_a_ground_alone_on_its_line_is_a_mark_where_it_comes_back():
    assert hidden("4.1.1", "Agenda", "- 4.1.1", "6. Werk") == [TOKEN, "Agenda", TOKEN, "6. Werk"]
    assert hidden("4.1.1", "Agenda") == ["4.1.1", "Agenda"]


def test_marks_that_follow_each_other_are_one():
    assert hidden("[REDACTED] [REDACTED]", "█████", "Daarna") == [TOKEN, "Daarna"]


@given(st.text(alphabet="ab█■x[]().512e \n", max_size=60))
def test_marks_are_hidden_once_and_for_all(text):
    once = opaque([Line(row) for row in text.split("\n")])
    assert all("██████" not in line.text for line in once)
    assert [line.text for line in opaque(once)] == [line.text for line in once]
