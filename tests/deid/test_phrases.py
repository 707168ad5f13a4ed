import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwalicode.deid.phrases import general_phrase, genitive, role_phrase, role_replacement
from kwalicode.errors import InputError


def written(text, name, role, language="nl", *, is_first=False, own=False):
    """The text with the name replaced, as a reader sees it."""
    start = text.index(name)
    span = (start, start + len(name))
    put = role_replacement(text, span, role, language=language, is_first=is_first, own=own)
    assert put.end >= span[1]
    return text[: put.start] + put.text + text[put.end :]


@pytest.mark.parametrize(
    ("role", "is_first", "own", "expected"),
    [
        ("collega", True, False, "een collega"),
        ("collega", False, False, "die collega"),
        ("leidinggevende", True, True, "mijn leidinggevende"),
        ("leidinggevende", False, True, "mijn leidinggevende"),
        ("Kamerlid", True, False, "een Kamerlid"),
        ("Kamerlid", False, False, "dat Kamerlid"),
        ("het Kamerlid", False, False, "dat Kamerlid"),
        ("de griffier", True, False, "een griffier"),
        ("de griffier", False, False, "die griffier"),
        ("het aanspreekpunt", False, False, "dat aanspreekpunt"),
        ("buurmeisje", False, False, "dat buurmeisje"),
        ("neefje van de baas", False, False, "dat neefje van de baas"),
        ("lid van de raad", False, False, "dat lid van de raad"),
        ("hoofd inkoop", False, False, "dat hoofd inkoop"),
        ("collega van het team", False, False, "die collega van het team"),
        ("een gemeente in het oosten", False, False, "die gemeente in het oosten"),
        ("consument", False, False, "die consument"),
        ("onze buurman", True, False, "onze buurman"),
        ("iemand van de bank", False, False, "iemand van de bank"),
    ],
)
def test_a_dutch_role_gets_the_determiner_of_its_gender_and_mention(role, is_first, own, expected):
    text = "Toen kwam Jan binnen."
    assert written(text, "Jan", role, is_first=is_first, own=own) == f"Toen kwam {expected} binnen."


@pytest.mark.parametrize(
    ("role", "is_first", "own", "expected"),
    [
        ("colleague", True, False, "a colleague"),
        ("colleague", False, False, "that colleague"),
        ("manager", True, True, "my manager"),
        ("the clerk", True, False, "a clerk"),
        ("MP", True, False, "an MP"),
        ("GP", True, False, "a GP"),
        ("NHS nurse", True, False, "an NHS nurse"),
        ("uncle", True, False, "an uncle"),
        ("union member", True, False, "a union member"),
        ("university teacher", True, False, "a university teacher"),
        ("honest friend", True, False, "an honest friend"),
        ("my neighbour", False, False, "my neighbour"),
    ],
)
def test_an_english_role_gets_an_article_by_its_sound(role, is_first, own, expected):
    text = "Then Jan came in."
    result = written(text, "Jan", role, "en", is_first=is_first, own=own)
    assert result == f"Then {expected} came in."


@pytest.mark.parametrize(
    ("text", "name", "role", "expected"),
    [
        # nothing doubled
        ("Mijn baas Jan zei ja.", "Jan", "baas", "Mijn baas zei ja."),
        ("Mijn baas Jan zei ja.", "Jan", "leidinggevende", "Mijn baas zei ja."),
        ("mijn baas, Jan, zei ja", "Jan", "baas", "mijn baas zei ja"),
        ("onze oude buurman Piet zei", "Piet", "buurman", "onze oude buurman zei"),
        ("met z’n broer Piet mee", "Piet", "familielid", "met z’n broer mee"),
        ("met zijn broer Piet mee", "Piet", "familielid", "met zijn broer mee"),
        ("mijn oom Piet zei", "Piet", "familielid", "mijn oom zei"),
        ("met die lieve Jan erbij", "Jan", "collega", "met die lieve collega erbij"),
        ("en met die Jan ook", "Jan", "collega", "en met die collega ook"),
        ("onze Jan weer", "Jan", "collega", "onze collega weer"),
        # what looks like a determiner and is none
        ("hij zei dat Jan ziek was", "Jan", "collega", "hij zei dat die collega ziek was"),
        ("is het Jan geweest?", "Jan", "collega", "is het die collega geweest?"),
        ("dat zijn Jan en ik", "Jan", "collega", "dat zijn die collega en ik"),
        ("heb je Jan gezien", "Jan", "collega", "heb je die collega gezien"),
        ("de man, die Jan kent", "Jan", "collega", "de man, die die collega kent"),
        # titles go with the name
        ("Ik sprak mevrouw Jansen nog.", "Jansen", "Kamerlid", "Ik sprak dat Kamerlid nog."),
        ("Mevrouw Jansen zei", "Jansen", "collega", "Die collega zei"),
        ("zei de heer Jansen", "Jansen", "collega", "zei die collega"),
        ("Dr. Jansen zei", "Jansen", "arts", "Die arts zei"),
        ("Dat zei wethouder Jansen.", "Jansen", "wethouder", "Dat zei die wethouder."),
        # other surroundings
        ("Dag Jan, hoe gaat het?", "Jan", "collega", "Dag collega, hoe gaat het?"),
        ("Hij heet Jan, dacht ik.", "Jan", "collega", "Hij heet …, dacht ik."),
        ("Mijn naam is Jan.", "Jan", "collega", "Mijn naam is …."),
        ("de motie-Jansen dus", "Jansen", "Kamerlid", "de motie-Kamerlid dus"),
        ("Ja. Jan weer.", "Jan", "Kamerlid", "Ja. Dat Kamerlid weer."),
        ("Ja.\nJan weer.", "Jan", "collega", "Ja.\nDie collega weer."),
        ("Hij zei: ‘Jan komt.’", "Jan", "collega", "Hij zei: ‘die collega komt.’"),
        ("ja en toen kwam jan langs", "jan", "Kamerlid", "ja en toen kwam dat kamerlid langs"),
        ("jan kwam langs bij ons", "jan", "collega", "die collega kwam langs bij ons"),
        # genitives
        ("Dat is Jans fiets.", "Jans", "collega", "Dat is die collega's fiets."),
        ("Dat is Jans fiets.", "Jans", "griffier", "Dat is die griffiers fiets."),
        ("Fatima's kamer", "Fatima", "collega", "Die collega's kamer"),
        ("Fatima’s kamer", "Fatima’s", "collega", "Die collega’s kamer"),
        ("Mijn baas Jans fiets", "Jans", "baas", "Mijn baas' fiets"),
    ],
)
def test_a_dutch_sentence_still_reads(text, name, role, expected):
    assert written(text, name, role) == expected


@pytest.mark.parametrize(
    ("text", "name", "role", "expected"),
    [
        ("my boss Jan said", "Jan", "manager", "my boss said"),
        ("her sister, Ana, left", "Ana", "sister", "her sister left"),
        ("I saw Mrs Smith there", "Smith", "councillor", "I saw that councillor there"),
        ("my dear Ana left", "Ana", "friend", "my dear friend left"),
        ("she said that Jan left", "Jan", "friend", "she said that that friend left"),
        ("Dear Jan,", "Jan", "colleague", "Dear colleague,"),
        ("a man called Jan", "Jan", "colleague", "a man called …"),
        ("I called Jan twice", "Jan", "friend", "I called that friend twice"),
        ("Jan's mother", "Jan", "friend", "That friend's mother"),
        ("Jan's mother", "Jan's", "friend", "That friend's mother"),
        ("Right. Jan came.", "Jan", "MP", "Right. That MP came."),
    ],
)
def test_an_english_sentence_still_reads(text, name, role, expected):
    assert written(text, name, role, "en") == expected


def test_a_title_that_stays_gets_a_noun_that_fits_it():
    nl = role_phrase("voorzitter", language="nl", before="zei mevrouw ", after="", is_first=False)
    en = role_phrase("Mayor", language="en", before="said Mr ", after="", is_first=False)
    assert (nl, en) == ("de voorzitter", "Mayor")


@pytest.mark.parametrize("role", ["", "  ", "de", "The"])
def test_a_role_without_a_noun_is_refused(role):
    with pytest.raises(InputError, match="needs a word"):
        role_phrase(
            role, language="en" if role == "The" else "nl", before="", after="", is_first=True
        )


@pytest.mark.parametrize(
    ("before", "words", "language", "expected"),
    [
        ("Ik woon in ", "een gemeente in het oosten", "nl", "een gemeente in het oosten"),
        ("", "een gemeente in het oosten", "nl", "Een gemeente in het oosten"),
        ("toen de ", "een leidinggevende bij de gemeente", "nl", "leidinggevende bij de gemeente"),
        ("als het ", "een hoofd van dienst", "nl", "hoofd van dienst"),
        ("I live in ", "a town in the north", "en", "a town in the north"),
        ("when the ", "a senior official", "en", "senior official"),
        ("Yes. ", "a town in the north", "en", "A town in the north"),
    ],
)
def test_a_generalisation_has_one_article_and_a_capital_where_a_sentence_starts(
    before, words, language, expected
):
    assert general_phrase(words, language=language, before=before) == expected


LANGUAGES = st.sampled_from(["nl", "en"])
BEFORE = "mijn die dat de het een mevrouw collega baas zei heet Dag my the that Mr , . ’s -"
WORDS = st.lists(st.sampled_from([*BEFORE.split(), "\n"]), max_size=8).map(" ".join)
ROLES = st.sampled_from(["collega", "het Kamerlid", "de baas", "onze buurman", "manager", "MP"])


@given(WORDS | st.text(max_size=40), st.text(max_size=20), ROLES, LANGUAGES, st.booleans())
def test_only_the_name_and_what_belongs_to_it_is_replaced(before, after, role, language, is_first):
    text = f"{before}Zoltarra{after}"
    span = (len(before), len(before) + 8)
    put = role_replacement(text, span, role, language=language, is_first=is_first)
    assert 0 <= put.start <= span[0]
    assert span[1] <= put.end <= span[1] + 1
    assert "Zoltarra" not in put.text


@given(WORDS, ROLES, LANGUAGES, st.booleans(), st.booleans())
def test_a_phrase_holds_the_role_or_nothing(before, role, language, is_first, own):
    phrase = role_phrase(
        role, language=language, before=before + " ", after=" kwam", is_first=is_first, own=own
    )
    noun = role.split()[-1]
    assert phrase in {"", "…"} or phrase.casefold().endswith(noun.casefold())
    assert phrase == phrase.strip()


@given(st.text(max_size=15), LANGUAGES)
def test_without_an_ending_there_is_no_genitive(words, language):
    assert genitive(words, language, "") == words


@given(st.text(st.characters(categories=["Ll", "Lu"]), min_size=1, max_size=15), LANGUAGES)
def test_a_genitive_only_adds_at_the_end(words, language):
    assert genitive(words, language).removeprefix(words) in {"s", "'", "'s"}
