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


KINDS = IdentifierKind
DESCRIBED = Pseudonym(1, "subject", 12, description="collega", alias="Kees van Dam")
NAMELESS = Pseudonym(1, "subject", 12)
SURFACES = {
    KINDS.DATE: "4 mei 2020",
    KINDS.AGE: "52",
    KINDS.PHONE: "06-12345678",
}


def written(text, surfaces, kind, style, pseudonym=None, *, language="nl", days=28):
    """The text with some surfaces of one kind, in reading order, replaced in a style."""
    accepted, place = [], 0
    for surface in surfaces:
        start = text.index(surface, place)
        place = start + len(surface)
        accepted.append(deid.Accepted(start, place, KINDS(kind), pseudonym))
    settings = DeidSettings(styles={KINDS(kind): style}, shift_days=days)
    return replace_spans(text, deid.replacements_for(text, accepted, language, settings))


@pytest.mark.parametrize(
    ("kind", "style"), [(kind, style) for kind in KINDS for style in deid.STYLES_OF[kind]]
)
def test_no_style_of_any_kind_leaves_the_surface_or_the_words_around_it_changed(kind, style):
    series = deid.SERIES_OF.get(kind)
    pseudonym = Pseudonym(1, series, 7, "iets algemeens", "Kees van Dam") if series else None
    surface = SURFACES.get(kind, "Zoltarra")
    text = f"Toen zag ik {surface} daar."
    done = written(text, [surface], kind, style, pseudonym)
    assert done.startswith("Toen zag ik ")
    assert done.endswith(" daar.")
    assert surface not in done
    assert len(done) > len("Toen zag ik  daar.")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_code_that_comes_first_and_a_black_bar(kind):
    assert deid.STYLES_OF[kind][0] == "code"
    text = f"Toen zag ik {SURFACES.get(kind, 'Zoltarra')} daar."
    bar = written(text, [SURFACES.get(kind, "Zoltarra")], kind, "blackened", NAMELESS)
    assert bar == "Toen zag ik █████ daar."


@pytest.mark.parametrize(
    ("text", "surfaces", "kind", "style", "pseudonym", "result"),
    [
        ("Dat zei Jan.", ["Jan"], "person", "alias", NAMELESS, "Dat zei [subject 12]."),
        ("Dat zei Jan.", ["Jan"], "person", "described", NAMELESS, "Dat zei [subject 12]."),
        ("In Assen.", ["Assen"], "place", "described", PLACE, "In [plaats 2]."),
        ("Op die ene dag.", ["die ene dag"], "date", "shifted", None, "Op [datum]."),
        ("Op die ene dag.", ["die ene dag"], "date", "general", None, "Op [datum]."),
        ("Hij is stokoud.", ["stokoud"], "age", "general", None, "Hij is [leeftijd]."),
    ],
)
def test_where_a_style_cannot_be_kept_the_code_stands(
    text, surfaces, kind, style, pseudonym, result
):
    assert written(text, surfaces, kind, style, pseudonym) == result


@pytest.mark.parametrize(
    ("text", "surfaces", "style", "result"),
    [
        ("Dat zei Jan, en Jan ging.", ["Jan", "Jan"], "alias", "Dat zei Kees, en Kees ging."),
        ("Dat zei Jan de Vries.", ["Jan de Vries"], "alias", "Dat zei Kees van Dam."),
        ("Dat zei meneer De Vries.", ["De Vries"], "alias", "Dat zei meneer Van Dam."),
        ("Dat is Jans fiets.", ["Jans"], "alias", "Dat is Kees' fiets."),
        (
            "Dat zei Jan, en Jan ging.",
            ["Jan", "Jan"],
            "described",
            "Dat zei [een collega], en [die collega] ging.",
        ),
        ("Jan zei het.", ["Jan"], "described", "[Een collega] zei het."),
    ],
)
def test_a_person_is_shown_in_the_grammar_of_the_sentence(text, surfaces, style, result):
    assert written(text, surfaces, "person", style, DESCRIBED) == result


@pytest.mark.parametrize(
    ("description", "result"),
    [
        ("mijn leidinggevende", "Dat zei [mijn leidinggevende]."),
        ("onze buurman", "Dat zei [onze buurman]."),
        ("het Kamerlid", "Dat zei [een Kamerlid]."),
    ],
)
def test_a_description_with_a_possessive_keeps_it(description, result):
    pseudonym = Pseudonym(1, "subject", 12, description)
    assert written("Dat zei Jan.", ["Jan"], "person", "described", pseudonym) == result


def test_dates_move_by_the_days_of_the_study_and_no_date_moves_without_them():
    assert written("Op 4 mei 2020.", ["4 mei 2020"], "date", "shifted") == "Op 1 juni 2020."
    assert written("Op 4 mei 2020.", ["4 mei 2020"], "date", "shifted", days=-7) == (
        "Op 27 april 2020."
    )
    assert written("Op 4 mei 2020.", ["4 mei 2020"], "date", "shifted", days=0) == "Op [datum]."


def test_something_general_stands_for_a_date_an_age_and_a_place():
    assert written("Op 4 mei 2020.", ["4 mei 2020"], "date", "general") == "Op [mei 2020]."
    assert written("Hij is 52.", ["52"], "age", "general") == "Hij is [50-59]."
    borne = Pseudonym(2, "place", 2, "een gemeente in het oosten")
    assert written("In Borne.", ["Borne"], "place", "described", borne) == (
        "In [een gemeente in het oosten]."
    )


def test_each_kind_has_a_style_of_its_own():
    text = "Op 4 mei 2020 zag Jan mij in Assen."
    spans = {"4 mei 2020": (KINDS.DATE, None), "Jan": (KINDS.PERSON, DESCRIBED)}
    spans |= {"Assen": (KINDS.PLACE, PLACE)}
    accepted = [
        deid.Accepted(text.index(surface), text.index(surface) + len(surface), kind, pseudonym)
        for surface, (kind, pseudonym) in spans.items()
    ]
    settings = DeidSettings(
        styles={KINDS.DATE: "general", KINDS.PERSON: "alias", KINDS.PLACE: "blackened"}
    )
    replacements = deid.replacements_for(text, accepted, "nl", settings)
    assert replace_spans(text, replacements) == "Op [mei 2020] zag Kees mij in █████."
