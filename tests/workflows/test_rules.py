"""What a study chooses to show instead of names, and documents signed off before it chose so."""

import re
from dataclasses import replace
from datetime import date

import pytest

from kwalicode.errors import InputError, LeakError
from kwalicode.model import DeidSettings, IdentifierKind
from kwalicode.store.documents import get_document
from kwalicode.store.pseudonyms import find_pseudonyms
from kwalicode.workflows.deidentify import sign_off
from kwalicode.workflows.leak_scan import scan_documents
from kwalicode.workflows.quotes.known_names import known_names
from kwalicode.workflows.quotes.scan import scan_quotes
from kwalicode.workflows.review import is_signed_off
from kwalicode.workflows.rules import change_settings, current_settings, outdated, renew
from kwalicode.workflows.subjects import describe, find_subjects
from workflows.stored import quotable

KINDS = IdentifierKind
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december"
LINE = "Toen zag Zoltarra mij op 4 mei 2020, en Zoltarra lachte."


@pytest.fixture
def choose(key):
    """Choose styles, and what else the rules hold."""

    def choose(styles, **more):
        settings = replace(current_settings(key), **more)
        styles = {KINDS(kind): style for kind, style in styles.items()}
        change_settings(key, replace(settings, styles=styles), coder="ana")

    return choose


@pytest.fixture
def reviewed(bring, add, send, found):
    """Bring in a conversation and accept exactly the names and dates given."""

    def reviewed(line, persons=("Zoltarra",), dates=(), **who):
        source_id = bring(line, **who)
        for finding in found(source_id):
            assert send(source_id, "refuse", mark_id=finding.finding_id) == []
        for words in persons:
            add(source_id, words, everywhere=True)
        for words in dates:
            add(source_id, words, "date")
        return source_id

    return reviewed


@pytest.fixture
def described(key):
    """Describe whoever is called so."""

    def described(name, words):
        (subject,) = [s for s in find_subjects(key) if name in {use.name for use in s.names}]
        describe(key, subject.pseudonym.pseudonym_id, words, coder="ana")

    return described


@pytest.fixture
def waiting(study, key):
    return lambda: outdated(study, key)


@pytest.fixture
def again(study, key):
    """Sign off once more what follows older rules."""
    return lambda coder="ana": renew(study, key, outdated(study, key), coder=coder)


@pytest.fixture
def text_of(study):
    """Give the second line of a document in the study: what the participant says first."""

    def text_of(source_id):
        with study.read() as db:
            return get_document(db, source_id).text.split("\n")[1]

    return text_of


def test_a_style_that_a_kind_does_not_have_is_refused(key):
    with pytest.raises(InputError, match="cannot be replaced by 'alias'"):
        change_settings(key, DeidSettings(styles={KINDS.PLACE: "alias"}), coder="ana")
    with pytest.raises(InputError, match="cannot be replaced by 'shifted'"):
        change_settings(key, DeidSettings(styles={KINDS.AGE: "shifted"}), coder="ana")
    with pytest.raises(InputError):
        change_settings(key, DeidSettings(engines="no such engine"), coder="ana")
    assert current_settings(key) == DeidSettings()


def test_a_change_of_style_lists_the_documents_it_changes_and_no_other(
    choose, reviewed, release, waiting
):
    with_date = reviewed(LINE, dates=["4 mei 2020"])
    without = reviewed("Toen zag Zoltarra mij.")
    in_review = reviewed("Daar was het 4 mei 2020, hoor.", (), ["4 mei 2020"])
    release(with_date), release(without)
    assert waiting() == []
    choose({"date": "general"})
    assert waiting() == [with_date]
    choose({})
    assert waiting() == []
    assert in_review not in waiting()


def test_documents_get_the_new_form_and_a_new_version_by_signing_off_again(
    study, key, *, choose, reviewed, release, waiting, again, text_of
):
    source_id = reviewed(LINE, dates=["4 mei 2020"])
    assert release(source_id).version == 1
    choose({"date": "general", "person": "blackened"})
    shares = []
    assert renew(study, key, waiting(), coder="ana", progress=shares.append) == 1
    assert shares == [1.0]
    assert text_of(source_id) == "Toen zag █████ mij op [mei 2020], en █████ lachte."
    assert waiting() == []
    assert is_signed_off(study, key, source_id)
    with study.read() as db:
        assert get_document(db, source_id).version == 2
    assert again() == 0


def test_codings_move_along_with_a_change_of_style(choose, reviewed, release, again, code, coded):
    source_id = reviewed(LINE, dates=["4 mei 2020"])
    text = release(source_id).text
    mark = re.search(r"\[subject \d+\] mij", text).group()
    for words in ("Toen zag", mark, "lachte."):
        code(source_id, words, start=text.index(words))
    choose({"person": "blackened", "date": "general"})
    again()
    assert coded(source_id) == ["Toen zag", "█████ mij", "lachte."]
    choose({})
    again()
    assert coded(source_id) == ["Toen zag", mark, "lachte."]


def test_everyone_gets_one_made_up_name_once_that_is_no_name_of_the_study(
    key, *, choose, reviewed, release, waiting, again, text_of
):
    first = reviewed(LINE, label="Marloes")
    second = reviewed("Dus Zoltarra en Quibbel zijn weg.", ("Zoltarra", "Quibbel"), label="Tjeerd")
    release(first), release(second)
    choose({"person": "alias"})
    assert set(waiting()) == {first, second}
    again()
    with key.read() as db:
        aliases = {min(names): p.alias for p, names in find_pseudonyms(db) if p.alias}
    assert {"Zoltarra", "Quibbel", "Marloes", "Tjeerd", "Femke"} <= aliases.keys()
    assert len(set(aliases.values())) == len(aliases)
    own = {word for name in aliases for word in name.split()}
    assert not own & {word for alias in aliases.values() for word in alias.split()}
    one = re.fullmatch(r"Toen zag (.+) mij op .+, en (.+) lachte\.", text_of(first))
    other = re.fullmatch(r"Dus (.+) en (.+) zijn weg\.", text_of(second))
    assert one[1] == one[2] == other[1]
    assert other[1] != other[2]
    assert {one[1], other[2]} <= {word for alias in aliases.values() for word in alias.split()}
    # Names once given stay, also when another style was chosen in between.
    choose({}), again(), choose({"person": "alias"}), again()
    assert text_of(first) == one[0]
    with key.read() as db:
        assert {min(names): p.alias for p, names in find_pseudonyms(db) if p.alias} == aliases


def test_somebody_new_gets_a_made_up_name_at_the_sign_off(choose, reviewed, release):
    choose({"person": "alias"})
    text = release(reviewed(LINE)).text
    assert not re.search(r"Zoltarra|\[subject", text)


def test_all_dates_of_a_study_move_by_the_same_days(key, choose, reviewed, release):
    choose({"date": "shifted"})
    days = current_settings(key).shift_days
    line = "Op 4 mei 2020 begon het, en het was klaar op 11 mei 2020."
    source_id = reviewed(line, (), ["4 mei 2020", "11 mei 2020"])
    line = release(source_id).text.split("\n")[1]
    first, second = re.fullmatch(r"Op (.+) begon .+ klaar op (.+)\.", line).groups()
    assert (read(first) - date(2020, 5, 4)).days == days
    assert (read(second) - date(2020, 5, 11)).days == days
    assert days != 0


def read(words):
    day, month, year = words.split()
    return date(int(year), MONTHS.split().index(month) + 1, int(day))


def test_a_described_person_stands_in_the_grammar_of_the_sentence(
    choose, reviewed, release, described, *, waiting, again, text_of
):
    source_id = reviewed(LINE)
    release(source_id)
    choose({"person": "described"})
    assert waiting() == []  # nobody was described yet
    described("Zoltarra", "collega")
    assert waiting() == [source_id]
    again()
    assert re.fullmatch(
        r"Toen zag \[een collega\] mij op .+, en \[die collega\] lachte\.", text_of(source_id)
    )


STYLES = {"person": "alias", "date": "shifted", "place": "described"}


def test_made_up_names_moved_dates_and_descriptions_are_no_leaks_in_quotes_and_a_real_name_is(
    study, key, *, choose, bring, add, send, found, release, code, described
):
    choose(STYLES)
    source_id = bring("Toen zag Zoltarra mij op 4 mei 2020 in Noorderhaven, en Zoltarra lachte.")
    for finding in found(source_id):
        assert send(source_id, "refuse", mark_id=finding.finding_id) == []
    add(source_id, "Zoltarra", everywhere=True)
    add(source_id, "4 mei 2020", "date")
    add(source_id, "Noorderhaven", "place")
    described("Noorderhaven", "een gemeente in het oosten")
    text = release(source_id).text
    line = text.split("\n")[1]
    assert "[een gemeente in het oosten]" in line
    code(source_id, line, "alles")
    # A quote may begin or end beside a made-up name, or inside a description.
    words, place = line.partition(" op ")[0].split(" "), text.index(line)
    for word in words:
        code(source_id, word, "woorden", start=place)
        place += len(word) + 1
    code(source_id, "gemeente in het oosten], en", "woorden")
    assert scan_documents(study, key) == []
    assert scan_quotes(known_names(key), quotable(study)) == []
    with study.write("bo", "comment") as db:
        db.execute("UPDATE codings SET comment = 'Dat was Zoltarra.' WHERE text = ?", [line])
    (leaky,) = scan_quotes(known_names(key), quotable(study))
    assert (leaky.field, [leak.reason for leak in leaky.leaks]) == ("comment", ["key"])


def test_a_description_that_holds_a_name_of_the_key_is_refused(key, reviewed, described):
    reviewed("Zoltarra zag Quibbel.", ("Zoltarra", "Quibbel"))
    for words in ("de broer van Quibbel", "quibbels broer", "Zoltarra"):
        with pytest.raises(LeakError, match="must not hold a name of the key") as caught:
            described("Zoltarra", words)
        assert not re.search("zoltarra|quibbel", str(caught.value), re.IGNORECASE)
    assert all(not s.pseudonym.description for s in find_subjects(key))


def test_where_two_sign_off_the_old_text_stays_until_the_second_one_did(
    study, key, *, choose, reviewed, release, waiting, again, text_of
):
    source_id = reviewed(LINE)
    release(source_id)
    before = text_of(source_id)
    choose({"person": "blackened"}, two_reviewers=True)
    assert again("ana") == 0
    assert text_of(source_id) == before
    assert waiting() == []
    assert not is_signed_off(study, key, source_id)
    assert sign_off(study, key, source_id, coder="bo") is not None
    assert text_of(source_id).startswith("Toen zag █████ mij")
