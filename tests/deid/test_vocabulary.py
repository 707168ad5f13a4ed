import string

from hypothesis import given
from hypothesis import strategies as st

from kwalicode import deid
from kwalicode.deid.vocabulary import is_place_like, is_word
from kwalicode.model import IdentifierKind


def test_words_compounds_and_words_of_the_other_language_are_words():
    assert all(
        is_word(word, "nl") for word in ("fiets", "Vergunningaanvraag", "meeting", "jip-jan")
    )
    assert all(is_word(word, "en") for word in ("kettles", "they'd", "well-being"))


def test_names_of_elsewhere_are_no_words():
    assert not any(is_word(name, "nl") for name in ("Hrytsenko", "qwobbel", "Wongsodikromo"))


def test_a_word_that_ends_as_places_do_is_place_like_unless_a_dictionary_has_it():
    assert is_place_like("sibbehuizen")
    assert not is_place_like("ziekenhuizen")


@given(st.text(string.ascii_letters + "'-éë", min_size=1, max_size=60))
def test_capitals_do_not_change_what_is_a_word(word):
    assert is_word(word.upper().lower(), "nl") == is_word(word.lower(), "nl")


def test_a_name_accepted_in_between_is_found_at_once():
    text, kinds = "Dat vond de krullenbol ook.", {"krullenbol": IdentifierKind.PERSON}
    assert deid.detect(text, "nl", known={}, refused=()) == []
    (found,) = deid.detect(text, "nl", known=kinds, refused=())
    assert text[found.start : found.end] == "krullenbol"
    assert deid.detect(text, "nl", known={}, refused=()) == []
