import re
from itertools import pairwise
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from kwalicode.errors import ConflictError, NotFoundError
from kwalicode.model import Code, Coding, IdentifierKind, Speaker
from kwalicode.store.codebook import add_code
from kwalicode.store.codings import add_coding, find_codings, find_quotes, verify_codings
from kwalicode.store.documents import find_role_labels, get_document
from kwalicode.store.findings import find_findings
from kwalicode.store.pseudonyms import accepted_names, get_pseudonym
from kwalicode.store.sources import find_speakers, get_source
from kwalicode.text import normalise
from kwalicode.workflows.deidentify import (
    detect_findings,
    preview_text,
    sign_off,
    update_speaker,
)
from kwalicode.workflows.documents import import_documents, preview_file, with_roles
from kwalicode.workflows.review import apply_review, is_signed_off

WORDS = "Daar werkt Jan de Vries, en Jans moeder zag Jan bij Zwaan, en daarna in Utrecht."


@pytest.fixture
def bring(key):
    """Import one conversation in which Marloes says each of some lines, and look through it."""
    counter = iter(range(1000))

    def give(*lines, detect=True, label="Marloes"):
        said = [f"Femke: Vraag {next(counter)}?\n{label}: {line}\n" for line in (*lines, "Nou ja.")]
        preview = with_roles(preview_file("x.txt", "".join(said).encode()), ["Femke"], "ambtenaar")
        (source_id,) = import_documents(key, [preview], coder="ana")
        if detect:
            detect_findings(key, source_id, coder="ana")
        return source_id

    return give


@pytest.fixture
def found(key):
    """Give the findings of a source by their surface."""

    def give(source_id):
        with key.read() as db:
            return {f.surface: f for f in find_findings(db, source_id)}

    return give


@pytest.fixture
def decide(study, key, found):
    """Let the reviewer do something with the finding of a surface, or with words not found."""
    counter = iter(range(1000))

    def act(source_id, name, surface, **more):
        if name == "add":
            with key.read() as db:
                start = get_source(db, source_id).text.index(surface)
            mark = {"mark_id": f"hand {next(counter)}", "code_id": "person", "text": surface}
            mark |= {"start": start, "end": start + len(surface)}
        else:
            mark = {"mark_id": found(source_id)[surface].finding_id}
        operation = {"id": f"op {next(counter)} {surface}", "op": name, **mark, **more}
        outcome = apply_review(study, key, source_id, [operation], coder="ana")
        assert outcome.refused == []

    return act


@pytest.fixture
def release(study, key):
    return lambda source_id: sign_off(study, key, source_id, coder="ana")


def code(study, source_id, words, code_id=None):
    with study.write("bo", "add") as db:
        text = get_document(db, source_id).text
        start = text.index(words)
        if code_id:
            add_code(db, Code(code_id, code_id, None, 0), coder="bo")
        coding = Coding(str(uuid4()), source_id, code_id, "bo", start, start + len(words), words)
        add_coding(db, coding)


def coded(study, source_id):
    with study.write("bo", "verify") as db:
        assert verify_codings(db, source_id) == []
        return [coding.text for coding in find_codings(db, source_id)]


def whole_words(file, words):
    """Give the tables of a file in which one of some words stands as a whole word."""
    wanted = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words))
    with file.read() as db:
        return [
            name
            for name in db.table_names()
            for row in db.table(name).rows
            if wanted.search(" ".join(map(str, row.values())))
        ]


def test_looking_through_again_keeps_what_was_decided(bring, found, decide, key):
    source_id = bring(WORDS)
    decide(source_id, "accept", "Jan de Vries")
    decide(source_id, "refuse", "Utrecht")
    decide(source_id, "add", "moeder")
    before = {s: f for s, f in found(source_id).items() if f.state != "proposed"}
    assert set(before) == {"Jan de Vries", "Utrecht", "moeder"}
    detect_findings(key, source_id, coder="bo")
    after = found(source_id)
    assert {surface: after[surface] for surface in before} == before
    with key.read() as db:
        spans = [(f.start, f.end) for f in find_findings(db, source_id)]
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_looking_through_twice_proposes_nothing_twice(bring, key):
    source_id = bring(WORDS, detect=False)
    number = detect_findings(key, source_id, coder="ana")
    assert number == detect_findings(key, source_id, coder="bo") > 0
    with key.read() as db:
        assert len(find_findings(db, source_id)) == number


def test_what_was_refused_is_not_proposed_again_here_or_elsewhere(bring, found, decide, key):
    source_id = bring(WORDS, WORDS)
    decide(source_id, "refuse", "Utrecht", everywhere=True)
    detect_findings(key, source_id, coder="ana")
    assert found(source_id)["Utrecht"].state == "refused"
    assert "Utrecht" not in found(bring("Wij gaan naar Utrecht, hoor."))


def test_what_was_refused_here_and_accepted_there_is_proposed_elsewhere(bring, found, decide, key):
    one, other = bring("Wij gaan naar Utrecht, hoor."), bring("Wij gaan naar Utrecht, zeg.")
    decide(one, "refuse", "Utrecht")
    decide(other, "accept", "Utrecht")
    assert found(bring("En Utrecht is mooi."))["Utrecht"].state == "proposed"
    detect_findings(key, one, coder="ana")
    with key.read() as db:
        here = [f.state for f in find_findings(db, one) if f.surface == "Utrecht"]
    assert here == ["refused"]


def test_a_name_accepted_in_one_source_is_found_in_every_form_in_the_next(
    bring, found, decide, release
):
    first = bring("Dus Zoltarra zei het.")
    decide(first, "recode", "Zoltarra", code_id="person")
    decide(first, "accept", "Zoltarra")
    second = bring(
        "dat zei zoltarra nog tegen mij",
        "Dat zei ZOLTARRA nog.",
        "Dat was Zoltarras fiets.",
        "Het gaat om de zaak-Zoltarra.",
    )
    forms = ("zoltarra", "ZOLTARRA", "Zoltarras", "Zoltarra")
    assert {found(second)[form].kind for form in forms} == {IdentifierKind.PERSON}
    one, other = release(first).text, release(second).text
    (mark,) = re.findall(r"\[subject \d+\]", one)
    assert other.count(mark) == len(forms)
    assert not re.search("zoltarra", other, re.IGNORECASE)


def test_a_source_must_be_looked_through_before_it_is_signed_off(bring, release, study, key):
    source_id = bring(WORDS, detect=False)
    with pytest.raises(ConflictError, match="'Gesprek 1' was not looked through yet"):
        release(source_id)
    with study.read() as db, pytest.raises(NotFoundError):
        get_document(db, source_id)


def test_open_findings_are_masked_and_refused_ones_stay(bring, found, decide, release):
    source_id = bring(WORDS)
    decide(source_id, "refuse", "Utrecht")
    text = release(source_id).text
    assert "in Utrecht." in text
    assert not re.search(r"\bJan|Vries|Zwaan", text)
    states = {surface: finding.state for surface, finding in found(source_id).items()}
    assert states.pop("Utrecht") == "refused"
    assert set(states.values()) == {"accepted"}


def test_what_is_signed_off_is_what_the_preview_showed(bring, decide, release, key):
    source_id = bring(WORDS)
    decide(source_id, "accept_all", "Jan")
    seen = preview_text(key, source_id)
    assert release(source_id) == seen


def test_a_second_sign_off_without_a_change_is_refused(bring, release, study):
    source_id = bring(WORDS)
    document = release(source_id)
    with pytest.raises(ConflictError, match="'Gesprek 1' is signed off already"):
        release(source_id)
    with study.read() as db:
        assert get_document(db, source_id) == document


def test_a_decision_after_sign_off_opens_the_next_review_and_the_study_waits(
    bring, decide, release, study, key
):
    source_id = bring(WORDS)
    before = release(source_id)
    assert is_signed_off(study, key, source_id)
    decide(source_id, "refuse", "Utrecht")
    decide(source_id, "add", "moeder")
    assert not is_signed_off(study, key, source_id)
    with study.read() as db:
        assert get_document(db, source_id) == before
    after = release(source_id)
    assert (before.version, after.version) == (1, 2)
    assert "Utrecht" in after.text
    assert "moeder" not in after.text
    with study.read() as db:
        assert get_document(db, source_id) == after


def test_a_decision_opens_every_source_it_touches_and_no_other(bring, decide, release, study, key):
    ids = [bring("Dat zei de krullenbol nog."), bring("De krullenbol lachte."), bring("Niets.")]
    for source_id in ids:
        release(source_id)
    decide(ids[2], "add", "Niets")
    assert [is_signed_off(study, key, s) for s in ids] == [True, True, False]
    release(ids[2])
    decide(ids[0], "add", "krullenbol", everywhere=True)
    assert [is_signed_off(study, key, s) for s in ids] == [False, False, True]
    assert all("krullenbol" not in release(s).text for s in ids[:2])


def test_codings_move_with_what_is_masked_and_unmasked_before_and_inside_them(
    bring, decide, release, study
):
    source_id = bring(WORDS)
    release(source_id)
    with study.read() as db:
        text = get_document(db, source_id).text
    mark = re.search(r"\[subject \d+\], en", text).group()
    for words in (mark, "moeder zag", "Nou ja.", "Daar werkt"):
        code(study, source_id, words)
    decide(source_id, "refuse", "Jan de Vries")
    decide(source_id, "add", "Daar")
    decide(source_id, "add", "moeder")
    release(source_id)
    first, second, third, fourth = coded(study, source_id)
    assert re.fullmatch(r"\[subject \d+\] werkt", first)
    assert second == "Jan de Vries, en"
    assert re.fullmatch(r"\[subject \d+\] zag", third)
    assert fourth == "Nou ja."


WORD_LIST = (
    "alfa",
    "bravo",
    "👩‍👩‍👧",
    "charlie",
    "delta",
    "e\u0301cho",
    "日本",
    "\u05e9\u05dc\u05d5",
)
KINDS = st.sampled_from(["person", "place", "name-like", "date"])


@given(
    said=st.lists(st.sampled_from(WORD_LIST), min_size=6, max_size=14),
    plan=st.lists(st.dictionaries(st.integers(0, 13), KINDS, min_size=1), min_size=2, max_size=4),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_codings_keep_their_words_through_any_number_of_reviews(bring, study, key, said, plan):
    # Every word is another one, so that a word tells where a coding stands.
    numbered = [f"{number:02}{word}" for number, word in enumerate(said)]
    source_id = bring(" ".join(numbered))
    with key.read() as db:
        raw = get_source(db, source_id).text
    words = [normalise(word) for word in numbered]
    spans = [(raw.index(word), raw.index(word) + len(word)) for word in words]

    def review(choices):
        for place, kind in choices.items():
            start, end = spans[place % len(spans)]
            with key.read() as db:
                masked = [
                    f.finding_id
                    for f in find_findings(db, source_id)
                    if f.start == start and f.state != "refused"
                ]
            operation = {"id": str(uuid4()), "op": "add", "mark_id": str(uuid4()), "code_id": kind}
            operation |= {"start": start, "end": end, "text": raw[start:end]}
            if masked:
                operation |= {"op": "refuse", "mark_id": masked[0]}
            assert not apply_review(study, key, source_id, [operation], coder="ana").refused

    review(plan[0])
    text = sign_off(study, key, source_id, coder="ana").text
    coded_words = [word for word in words if word in text]
    for word in [*coded_words, *set(re.findall(r"\[[^\]]+\]", text))]:
        code(study, source_id, word, code_id=str(uuid4()))
    for choices in plan[1:]:
        review(choices)
        text = sign_off(study, key, source_id, coder="ana").text
    moved = coded(study, source_id)
    assert [word for word in coded_words if word in text] == [w for w in moved if w in coded_words]
    assert all(said_now in words or "[" in said_now for said_now in moved)


def test_a_crash_between_the_two_files_leaves_a_review_that_can_be_signed_off_again(
    bring, decide, release, found, study, key
):
    source_id = bring(WORDS)
    with study.write("bo", "holds") as db:
        db.execute(
            "CREATE TRIGGER crash BEFORE INSERT ON versions BEGIN SELECT RAISE(FAIL, 'gone'); END"
        )
    with pytest.raises(dbapi2.DatabaseError, match="gone"):
        release(source_id)
    with study.write("bo", "holds") as db:
        db.execute("DROP TRIGGER crash")
        assert db.execute("SELECT count(*) FROM documents").fetchone()[0] == 0
    assert not is_signed_off(study, key, source_id)
    assert {finding.state for finding in found(source_id).values()} == {"accepted"}
    decide(source_id, "refuse", "Utrecht")
    document = release(source_id)
    assert document.version == 1
    assert "Utrecht" in document.text
    assert is_signed_off(study, key, source_id)


def test_a_crash_in_a_later_review_keeps_the_old_text_and_its_codings(
    bring, decide, release, study, key
):
    source_id = bring(WORDS)
    old = release(source_id)
    code(study, source_id, "Nou ja.")
    decide(source_id, "add", "Daar")
    with study.write("bo", "holds") as db:
        db.execute(
            "CREATE TRIGGER crash BEFORE UPDATE ON codings BEGIN SELECT RAISE(FAIL, 'gone'); END"
        )
    with pytest.raises(dbapi2.DatabaseError, match="gone"):
        release(source_id)
    with study.write("bo", "holds") as db:
        db.execute("DROP TRIGGER crash")
        assert get_document(db, source_id) == old
    assert not is_signed_off(study, key, source_id)
    assert release(source_id).version == 2
    assert coded(study, source_id) == ["Nou ja."]


def test_a_role_label_can_be_changed_in_both_files(bring, release, study, key):
    source_id = bring(WORDS)
    document = release(source_id)
    code(study, source_id, "Nou ja.")
    changed = Speaker("Marloes", role_label="griffier")
    update_speaker(study, key, source_id, changed, coder="ana")
    with key.read() as db:
        assert find_speakers(db, source_id)["Marloes"][0] == changed
    respondent = next(turn.speaker for turn in document.turns if not turn.is_interviewer)
    with study.read() as db:
        assert find_role_labels(db)[respondent] == "griffier"
        assert [quote.role_label for quote in find_quotes(db)] == ["griffier"]


def test_a_role_label_changed_before_sign_off_is_there_after_it(bring, release, study, key):
    source_id = bring(WORDS)
    update_speaker(study, key, source_id, Speaker("Marloes", role_label="griffier"), coder="ana")
    release(source_id)
    with study.read() as db:
        assert set(find_role_labels(db).values()) == {"", "griffier"}


def test_a_speaker_who_turns_out_to_ask_gets_the_number_of_an_interviewer(bring, study, key):
    source_id = bring(WORDS)
    asks = Speaker("Marloes", is_interviewer=True)
    update_speaker(study, key, source_id, asks, coder="ana")
    with key.read() as db:
        speaker, pseudonym_id = find_speakers(db, source_id)["Marloes"]
        assert speaker == asks
        assert get_pseudonym(db, pseudonym_id).series == "interviewer"


LINES = (
    "Daar werkt Jan de Vries, en Jans moeder zag Jan bij de Utrechtse markt in Utrecht.",
    "Mail h.zoltarra@example.com of bel 06-12345678, zei Fatima Bouzid op 12 maart 2021.",
    "En Fatima's collega Bente van Buren woont op Kerkstraat 12 in Zwolle, in HET ZWOLSE DEEL.",
)


def test_no_surface_that_was_accepted_is_left_anywhere_in_the_study_file(
    bring, release, study, key
):
    source_id = bring(*LINES)
    release(source_id)
    with key.read() as db:
        surfaces = [*accepted_names(db)]
    assert {"Jan de Vries", "Jans", "Utrechtse", "06-12345678", "Marloes"} <= set(surfaces)
    assert whole_words(key, surfaces)
    assert whole_words(study, surfaces) == []


def test_longer_names_go_first_and_a_genitive_and_an_adjective_still_read_as_such(bring, release):
    text = release(bring(LINES[0])).text
    person, place = (re.search(rf"\[{w} \d+\]", text).group() for w in ("subject", "plaats"))
    assert text.split("\n")[1] == (
        f"Daar werkt {person}, en {person}'s moeder zag {person} bij de {place}se markt in {place}."
    )


def test_a_participant_who_is_named_gets_the_pseudonym_of_the_speaker(bring, release):
    document = release(bring("Toen zei hij: 'Marloes, kom eens.'"))
    respondent = next(turn.speaker for turn in document.turns if not turn.is_interviewer)
    assert f"'[{respondent}], kom eens.'" in document.text


def test_turns_follow_their_words_to_the_new_text(bring, release):
    document = release(bring(*LINES))
    ends = [turn.end for turn in document.turns]
    assert [turn.start for turn in document.turns] == [0, *(end + 1 for end in ends[:-1])]
    assert ends[-1] == len(document.text)
    assert [document.text[end] for end in ends[:-1]] == ["\n"] * (len(ends) - 1)
    assert [turn.is_interviewer for turn in document.turns] == [True, False] * 4
    assert {turn.speaker.split()[0] for turn in document.turns} == {"interviewer", "respondent"}
