import pytest

from kwalicode import deid
from kwalicode.deid.marks import MARK
from kwalicode.model import DeidSettings, IdentifierKind, Pseudonym
from kwalicode.text import replace_spans

SUBJECT = Pseudonym(1, "subject", 12)
PLACE = Pseudonym(2, "place", 2)


@pytest.mark.parametrize(
    ("text", "surface", "kind", "pseudonym", "language", "result"),
    [
        ("Toen kwam Jan.", "Jan", "person", SUBJECT, "nl", "Toen kwam [subject 12]."),
        ("Dat is Jans fiets.", "Jans", "person", SUBJECT, "nl", "Dat is [subject 12]'s fiets."),
        ("Fatima's kamer.", "Fatima", "person", SUBJECT, "nl", "[subject 12]'s kamer."),
        ("Fatima's kamer.", "Fatima's", "person", SUBJECT, "nl", "[subject 12]'s kamer."),
        ("Thijs' kamer.", "Thijs", "person", SUBJECT, "nl", "[subject 12]' kamer."),
        ("Een Utrechtse raad.", "Utrechtse", "place", PLACE, "nl", "Een [plaats 2]se raad."),
        ("Hij praat Zwols.", "Zwols", "place", PLACE, "nl", "Hij praat [plaats 2]s."),
        ("Two Londoners.", "Londoners", "place", PLACE, "en", "Two [place 2]ers."),
        ("In Assen dus.", "Assen", "place", PLACE, "nl", "In [plaats 2] dus."),
        ("Op 3 mei.", "3 mei", "date", None, "nl", "Op [datum]."),
        ("On 3 May.", "3 May", "date", None, "en", "On [date]."),
    ],
)
def test_a_replacement_reads_like_the_sentence_it_stands_in(
    text, surface, kind, pseudonym, language, result
):
    start = text.index(surface)
    end = start + len(surface)
    accepted = [deid.Accepted(start, end, IdentifierKind(kind), pseudonym)]
    replacements = deid.replacements_for(text, accepted, language, DeidSettings())
    assert replace_spans(text, replacements) == result


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", IdentifierKind)
@pytest.mark.parametrize("surface", ["Jans", "Utrechtse", "Londoners", "RO"])
def test_every_replacement_is_one_mark_that_is_recognised_again(kind, language, surface):
    series = deid.SERIES_OF.get(kind)
    pseudonym = Pseudonym(1, series, 7) if series else None
    text = deid.pseudonym_text(kind, pseudonym, language, surface, "")
    assert MARK.fullmatch(text)


@pytest.mark.parametrize("series", ["respondent", "interviewer", "subject"])
def test_a_pseudonym_has_one_name_in_and_outside_the_text(series):
    pseudonym = Pseudonym(1, series, 3)
    assert deid.pseudonym_name(pseudonym) == f"{series} 3"
    text = deid.pseudonym_text(IdentifierKind.PERSON, pseudonym, "nl", "Ana", "")
    assert text == f"[{series} 3]"
