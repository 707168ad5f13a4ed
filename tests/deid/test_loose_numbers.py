import pytest

from kwalicode import deid
from kwalicode.model import IdentifierKind


def found(text, language):
    findings = deid.detect(text, language, known={}, refused=())
    return [(f.kind, text[f.start : f.end]) for f in findings]


@pytest.mark.parametrize(
    ("language", "text", "kind", "number"),
    [
        ("nl", "En op 14 en 16 hebben ze daar ook last van.", IdentifierKind.NUMBER, "14 en 16"),
        ("nl", "Terwijl ze nog maar dertien was.", IdentifierKind.AGE, "dertien"),
        ("nl", "Mijn pas eindigt op 4471, dacht ik.", IdentifierKind.NUMBER, "4471"),
        ("en", "The other card ends in 902.", IdentifierKind.NUMBER, "902"),
    ],
)
def test_a_number_that_counts_nothing_is_a_suggestion(language, text, kind, number):
    assert (kind, number) in found(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Ik kreeg 75 procent en er stonden wel veertig mensen."),
        ("nl", "Dat ging over artikel 12, en het was min 12."),
        ("en", "It was on page 44, we had 12 bottles left out of 60."),
        ("en", "I work from nine to seventeen and earn 1,900."),
    ],
)
def test_a_number_that_counts_or_measures_is_left_alone(language, text):
    assert found(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "span"),
    [
        (
            "nl",
            "de koster van de grote kerk in dokkum deed open",
            "koster van de grote kerk in dokkum",
        ),
        ("en", "my placement was at boots in the summer", "boots"),
        ("en", "It went through Student Conduct and Appeals then.", "Student Conduct and Appeals"),
        ("nl", "de mensen van het leger des heils waren er", "leger des heils"),
    ],
)
def test_bodies_and_posts_that_are_words_are_found_whole(language, text, span):
    masked = {surface for _, surface in found(text, language)}
    assert not set(span.split()) - {word for surface in masked for word in surface.split()}
