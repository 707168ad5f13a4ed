import pytest

from kwalicode.model import Code, Coding, Document, Quote, Turn
from kwalicode.store.codebook import add_category, add_code
from kwalicode.store.codings import add_coding
from kwalicode.store.documents import add_version
from kwalicode.store.passes import set_blind
from kwalicode.workflows.deidentify import detect_findings
from kwalicode.workflows.documents import preview_file, with_roles
from kwalicode.workflows.quotes.known_names import known_names
from kwalicode.workflows.quotes.picking import find_unpicked
from kwalicode.workflows.quotes.scan import scan_quotes
from workflows.stored import quotable

RAW = """Femke: Hoe is het hier?
Marloes: Zoltarra schreeuwt veel, dat zei Zoltarra zelf.
Femke: En dan?
Marloes: Dan durf ik niets te zeggen. Echt niet.
"""


@pytest.fixture
def put(study):
    """Put a code on words of a document."""

    def put(text, words, code_id, *, document_id="d1", comment=""):
        start = text.index(words)
        name = f"{code_id} {start} {len(words)}"
        coding = Coding(
            name, document_id, code_id, "ana", start, start + len(words), words, comment
        )
        with study.write("ana", "add") as db:
            add_coding(db, coding)

    return put


@pytest.fixture
def signed_off(study, key, import_all, found, send, release):
    """A conversation in which a person was masked, with a code in a category."""
    preview = with_roles(preview_file("x.txt", RAW.encode()), ["Femke"], "ambtenaar")
    (source_id,) = import_all(preview)
    detect_findings(key, source_id, coder="ana")
    for finding in found(source_id, "Zoltarra"):
        mark = {"mark_id": finding.finding_id}
        assert send(source_id, "recode", **mark, code_id="person") == []
        assert send(source_id, "accept", **mark) == []
    document = release(source_id)
    with study.write("ana", "codebook") as db:
        category_id = add_category(db, "Veiligheid")
        add_code(db, Code("zwijgen", "zwijgen", category_id, 0), coder="ana")
    return document


def leaks(key, quotes):
    return [(leaky.field, leaky.quote.document) for leaky in scan_quotes(known_names(key), quotes)]


def quote(text="Niets.", *, role="", code="zwijgen", category="", comment="", language="nl"):
    return Quote(text, role, code, category, comment, "Gesprek 1", "ana", text, language)


def test_the_role_label_is_of_the_participant_who_speaks_most_of_it(study, put):
    text = "Wat vond je?\nNiets.\nIk vond het vreselijk.\nJa."
    speakers = ("interviewer 1", "respondent 1", "respondent 2", "respondent 1")
    ends = [i for i, c in enumerate(text + "\n") if c == "\n"]
    starts = [0, *(end + 1 for end in ends[:-1])]
    turns = tuple(
        Turn(start, end, who, is_interviewer=who == "interviewer 1")
        for start, end, who in zip(starts, ends, speakers, strict=True)
    )
    document = Document("d1", "Gesprek 1", "interview", "nl", text, turns, 1)
    roles = {"interviewer 1": "", "respondent 1": "ambtenaar", "respondent 2": "griffier"}
    with study.write("ana", "sign off") as db:
        add_version(db, document, coder="ana", role_labels=roles)
    said_by = {
        "Wat vond je?\nNiets": "ambtenaar",
        "Niets.\nIk vond het": "griffier",
        "Niets.\nIk v": "ambtenaar",
        "vreselijk.\nJa.": "griffier",
        "Wat vond je?": "",
    }
    for words in said_by:
        put(text, words, None)
    assert {quote.text: quote.role_label for quote in quotable(study)} == said_by


def test_a_highlight_without_a_code_comes_last_and_is_not_dropped(study, put, document):
    put(document.text, "Hoe", None)
    put(document.text, "Echt niet", "work")
    put(document.text, "erbij", "fear")
    assert [q.code for q in quotable(study)] == ["fear", "work", ""]
    assert [q.text for q in find_unpicked(study, "WORK", coder="ana")] == ["Echt niet"]


def test_codes_whose_names_begin_alike_are_not_mixed_up(study, put, document):
    with study.write("ana", "codes") as db:
        category_id = add_category(db, "Klimaat")
        add_code(db, Code("f2", "fear of leaders", None, 0), coder="ana")
        add_code(db, Code("f3", "Fear", category_id, 0), coder="ana")
    for words, code_id in (("Echt", "fear"), ("Waarom", "f2"), ("hoort", "f3")):
        put(document.text, words, code_id)
    assert [q.text for q in find_unpicked(study, "fear of leaders", coder="ana")] == ["Waarom"]
    # One name in two categories is asked for as one.
    assert {q.text for q in find_unpicked(study, "fear", coder="ana")} == {"Echt", "hoort"}
    assert find_unpicked(study, "fea", coder="ana") == []


def test_a_name_in_a_code_is_found_and_told_by_its_field(key, signed_off):
    assert leaks(key, [quote(code="bang voor Zoltarra")]) == [("code", "Gesprek 1")]


def test_each_quote_is_scanned_in_the_language_of_its_document(key):
    # In Dutch 'mei' is a month and 'May' is not; in English it is the other way round.
    dutch, english = "Dat was op 12 mei 2021.", "That was on 12 May 2021."
    quotes = [
        quote(dutch),
        quote(english, language="en"),
        quote("Niets."),
        quote("No.", language="en"),
    ]
    found = [leaky.quote.text for leaky in scan_quotes(known_names(key), quotes)]
    assert sorted(found) == sorted([dutch, english])


def test_what_a_reviewer_refused_does_not_leak_and_marks_do_not_either(study, key, put, signed_off):
    put(signed_off.text, signed_off.text.split("\n")[1], None, document_id=signed_off.document_id)
    (masked,) = quotable(study)
    assert "[subject" in masked.text
    assert leaks(key, [masked]) == []


def test_progress_is_told_up_to_the_end_over_more_quotes_than_one_batch(key):
    told = []
    quotes = [quote(f"Niets {number}.") for number in range(850)]
    quotes[700] = quote("Bel 06-12345678.")
    (leaky,) = scan_quotes(known_names(key), quotes, progress=told.append)
    assert leaky.quote is quotes[700]
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(told) == 3


def test_in_a_blind_pass_a_coder_sees_only_the_quotes_of_the_own_codings(study, document, put):
    put(document.text, "niets te zeggen", "fear")
    with study.write("lead", "blind") as db:
        set_blind(db, 1, is_blind=True)
    assert len(quotable(study, coder="ana")) == 1
    assert quotable(study, coder="bo") == []
    assert len(quotable(study)) == 1
