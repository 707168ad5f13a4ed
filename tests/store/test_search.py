import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kwalicode.errors import InputError
from kwalicode.model import Coding, Document, Turn
from kwalicode.store import search
from kwalicode.store.codings import add_coding
from kwalicode.store.documents import add_version, delete_documents
from kwalicode.store.passes import set_blind
from kwalicode.store.search import Where, find_code_spans, find_codes_at, find_pattern, find_words
from kwalicode.store.search_query import match_expression

LINES = (
    "Waarom zei je niets?",
    "Ik was 👩‍👩‍👧 bang. Bange mensen zwijgen, dat is bĳna altijd zo. Één keer niet.",
    "En de leiding?",
    "De leiding keek weg. Ik durfde de leiding niets te zeggen.",
)


def stored(study, lines=LINES, document_id="d1", *, kind="interview", language="nl", role="bode"):
    starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
    turns = tuple(
        Turn(start, start + len(line), "respondent 3" if n % 2 else "interviewer", n % 2 == 0)
        for n, (start, line) in enumerate(zip(starts, lines, strict=True))
    )
    document = Document(
        document_id, f"Gesprek {document_id}", kind, language, "\n".join(lines), turns, 1
    )
    with study.write("ana", "sign off") as db:
        add_version(db, document, coder="ana", role_labels={"respondent 3": role})
    return document


def words(study, query, where=search.EVERYWHERE, find=find_words, coder="ana"):
    """The words found, each cut out of the text of its document."""
    with study.read() as db:
        texts = dict(db.execute("SELECT document_id, text FROM versions").fetchall())
        return [
            texts[turn.document_id][slice(*span)]
            for turn in find(db, query, where, coder=coder)
            for span in turn.spans
        ]


def code(study, document, text, code_id="fear", coder="ana"):
    start = document.text.index(text)
    coding = Coding(
        f"{text} {coder}", document.document_id, code_id, coder, start, start + len(text), text
    )
    with study.write(coder, "code") as db:
        add_coding(db, coding)
    return start, start + len(text)


@pytest.fixture
def talk(study, document):
    """A document of four turns beside the common one, whose codes it uses."""
    with study.write("ana", "make room") as db:
        delete_documents(db, ["d1"])
    return stored(study)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("BANG", ["bang"]),
        ("bang*", ["bang", "Bange"]),
        ('"leiding niets"', ["leiding niets"]),
        ('"niets te zeg"*', ["niets te zeggen"]),
        ("een", ["Één"]),
        ("bijna", ["bĳna"]),
        ("BĲNA", ["bĳna"]),
        ("bange zwijgen", ["Bange", "zwijgen"]),
        ("weg OF zwijgen", ["zwijgen", "weg"]),
        ("leiding EN durfde", ["leiding", "durfde", "leiding"]),
        ("niets NIET leiding", ["niets"]),
        ("niets NOT (waarom OR zwijgen)", ["niets"]),
        ("durfde NABIJ/2 niets", ["durfde", "niets"]),
        ("keek NEAR/1 niets", []),
        ("of en niet", []),
        ("durfde,", ["durfde"]),
        ("weg.Ik", ["weg. Ik"]),
    ],
)
def test_words_are_found_where_they_stand(study, talk, query, found):
    assert words(study, query) == found


def test_turns_tell_who_speaks_and_where(study, talk):
    with study.read() as db:
        (turn,) = find_words(db, "zwijgen", coder="ana")
    assert (turn.document, turn.speaker, turn.role_label) == ("Gesprek d1", "respondent 3", "bode")
    assert not turn.is_interviewer
    assert talk.text[turn.start : turn.start + len(turn.text)] == turn.text == LINES[1]


@given(st.text(max_size=60))
@example('"')
@example("NEAR(a b)")
@example("a\x00b")
@example("\ud800")
@example("* - ^ : {a} +b")
@example("(" * 400)
@example(" ".join(["a NIET"] * 70) + " a")
def test_whatever_is_typed_is_understood_or_refused_in_a_sentence(templates, query):
    try:
        expression = match_expression(query)
    except InputError:
        return
    with templates[0].read() as db:
        db.execute("SELECT rowid FROM turn_texts WHERE turn_texts MATCH ?", [expression]).fetchall()


@given(
    st.recursive(
        st.sampled_from(["bang", "zwijg*", '"de leiding"', "ijs"]),
        lambda inner: st.tuples(inner, st.sampled_from(["EN", "OF", "NIET", ""]), inner).map(
            lambda parts: f"({' '.join(parts)})"
        ),
        max_leaves=8,
    )
)
def test_brackets_and_operators_always_make_an_expression(templates, query):
    with templates[0].read() as db:
        match = [match_expression(query)]
        db.execute("SELECT rowid FROM turn_texts WHERE turn_texts MATCH ?", match).fetchall()


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("  ", "at least one word"),
        ("...", "at least one word"),
        ('"niets', "quotation mark"),
        ("(bang", "bracket"),
        ("bang)", "bracket"),
        ("bang OF", "OF needs a word"),
        ("NIET bang", "NIET needs a word"),
        ("bang NABIJ (a b)", "NABIJ needs a word"),
        ("a" * 501, "at most 500"),
        ("(" * 30 + "a" + ")" * 30, "at most 20 brackets"),
    ],
)
def test_what_cannot_be_searched_is_refused_with_what_to_do(query, says):
    with pytest.raises(InputError, match=says):
        match_expression(query)


def test_filters_say_where_is_searched(study, talk):
    stored(
        study,
        ("Why silence?", "Nobody spoke, niets."),
        "d2",
        kind="document",
        language="en",
        role="baas",
    )
    every = {
        Where(): 3,
        Where(document_ids=("d2",)): 1,
        Where(kind="document"): 1,
        Where(language="nl"): 2,
        Where(speakers="participants"): 2,
        Where(speakers="interviewers"): 1,
        Where(role_label="baas"): 2,
        Where(role_label="nobody"): 0,
    }
    assert {where: len(words(study, "niets", where)) for where in every} == every


def test_turns_can_be_limited_to_those_with_a_code(study, talk):
    code(study, talk, "keek weg")
    assert words(study, "niets", Where(coded_with="fear")) == ["niets"]
    assert words(study, "niets", Where(coded_with="silence")) == []


def test_codes_are_told_at_the_places_they_overlap(study, talk):
    start, end = code(study, talk, "keek weg")
    code(study, talk, "leiding keek", "silence")
    places = [("d1", start, end), ("d1", end, end + 3), ("d1", 0, 3), ("d2", start, end)]
    with study.read() as db:
        assert find_codes_at(db, places, coder="ana") == [("fear", "silence"), (), (), ()]
        assert find_code_spans(db, "fear", coder="ana") == {"d1": [(start, end)]}


def test_codes_of_others_are_not_told_while_a_pass_is_blind(study, talk):
    place = ("d1", *code(study, talk, "keek weg", coder="bo"))
    with study.write("ana", "blind") as db:
        set_blind(db, 1, is_blind=True)
    with study.read() as db:
        assert find_codes_at(db, [place], coder="ana") == [()]
        assert find_codes_at(db, [place], coder="bo") == [("fear",)]
        assert find_code_spans(db, "fear", coder="ana") == {}
    assert words(study, "weg", Where(coded_with="fear")) == []
    assert words(study, "weg", Where(coded_with="fear"), coder="bo") == ["weg"]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (r"\bbang\w*", ["bang", "Bange"]),
        (r"^de \w+", ["De leiding"]),
        (r"x*", []),
        (r"👩\S+", ["👩‍👩‍👧"]),
        (r"niets?.{0,9}zeg", ["niets te zeg"]),
    ],
)
def test_patterns_are_found_where_they_stand(study, talk, pattern, found):
    assert words(study, pattern, find=find_pattern) == found


@pytest.mark.parametrize("pattern", ["(", "[a", "*a", "a{5,2}", r"\p{nothing}", "(?P<a", r"\L<x>"])
def test_a_pattern_that_is_no_pattern_is_refused_with_its_place(study, talk, pattern):
    with pytest.raises(InputError, match=r"cannot be read at character \d+"):
        words(study, pattern, find=find_pattern)


@pytest.mark.parametrize("pattern", [" ", "a" * 501])
def test_a_pattern_that_is_empty_or_too_long_is_refused(study, talk, pattern):
    with pytest.raises(InputError, match="pattern"):
        words(study, pattern, find=find_pattern)


@given(st.text(alphabet="ab()[]{}*+?|\\^$.,1<>=!:PL#-&~ \x00é", max_size=25))
@example("(" * 250 + ")" * 250)
@example("[[]")
def test_every_pattern_is_compiled_or_refused_in_a_sentence(pattern):
    try:
        compiled = search._compiled(pattern)
    except InputError:
        return
    assert compiled.pattern == pattern


def test_a_pattern_that_never_ends_is_stopped(study, document, monkeypatch):
    monkeypatch.setattr(search, "PATTERN_SECONDS", 0.2)
    stored(study, ("a" * 40 + "!",), "d9")
    before = time.monotonic()
    with pytest.raises(InputError, match="takes longer"):
        words(study, r"(a|aa)+b", find=find_pattern)
    assert time.monotonic() - before < 10


def test_the_text_of_a_later_version_alone_is_searched(study, talk):
    with study.write("ana", "sign off") as db:
        text = "Alles is anders."
        again = Document("d1", "Gesprek d1", "interview", "nl", text, (Turn(0, len(text)),), 2)
        add_version(db, again, coder="ana", role_labels={})
    assert words(study, "bang OF anders") == ["anders"]
