"""What stands on a text stays on its words when the text is corrected, or a person is told."""

import re
from typing import NamedTuple
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kwalicode.model import Barred, Coding, Document, Turn
from kwalicode.store.anchor_checks import find_checks
from kwalicode.store.barred import add_barred, find_barred
from kwalicode.store.codings import add_coding, find_codings
from kwalicode.store.documents import add_version
from kwalicode.text import Replacement, replace_spans
from kwalicode.workflows.anchoring import Trail, move_marks
from kwalicode.workflows.edits import edits_between

TOKEN = re.compile(r"\[\w+\]|\w+|.", re.DOTALL)


def masks(text, words):
    """Replace words by themselves in brackets, so that a mask tells what it stands for."""
    found = re.finditer(r"\w+", text)
    return [Replacement(*m.span(), f"[{m.group()}]") for m in found if m.group() in words]


def unmasked(text):
    return text.replace("[", "").replace("]", "")


def put(db, document_id, text, version):
    turns = (Turn(0, len(text), "respondent 1"),)
    document = Document(document_id, document_id, "interview", "nl", text, turns, version)
    add_version(db, document, coder="bo", role_labels={"respondent 1": ""})


# Some words stand in the text often, as in speech; all others once.
RARE, OFTEN = st.integers(10, 60).map("w{}".format), st.sampled_from(["de", "ja", "en"])
PLACES = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 8)), min_size=1, max_size=6)


def tokens_of(text, places):
    """Give segments that begin and end with whole words, as people select them."""
    spans = [m.span() for m in TOKEN.finditer(text)]
    last = len(spans)
    return [(spans[at % last][0], spans[min(last, at % last + n) - 1][1]) for at, n in places]


class Case(NamedTuple):
    """Old and new words, which of them are masked, and what stands on the old ones."""

    old: list
    new: list
    gap: str
    masked: tuple
    coded: list
    barred: list


@st.composite
def cases(draw, word, new_word):
    old = draw(st.lists(word, min_size=4, max_size=24))
    new = list(old)
    edit = st.tuples(st.integers(0, 23), st.integers(0, 4), st.lists(new_word, max_size=3))
    for at, n_gone, words in draw(st.lists(edit, max_size=4)):
        new[at : at + n_gone] = words
    new += ["nou", "ja"]
    masked = tuple(draw(st.sets(st.sampled_from(words), max_size=2)) for words in (old, new))
    return Case(old, new, draw(st.sampled_from(" \n")), masked, draw(PLACES), draw(PLACES))


class Moved(NamedTuple):
    text: str
    text_now: str
    before: dict
    after: dict
    checks: dict
    barred: list
    barred_now: list


def moved(study, case):
    """Code and bar the old text, correct it, and tell what stands where."""
    raws = [case.gap.join(words) for words in (case.old, case.new)]
    releases = [masks(raw, words) for raw, words in zip(raws, case.masked, strict=True)]
    text, text_now = map(replace_spans, raws, releases)
    trail = Trail(releases[0], edits_between(*raws), releases[1], *raws, text_now)
    document_id = str(uuid4())
    barred = [text[slice(*span)] for span in tokens_of(text, case.barred)]
    with study.write("bo", "code") as db:
        put(db, document_id, text, 1)
        for start, end in tokens_of(text, case.coded):
            words = (document_id, None, "bo", start, end, text[start:end])
            add_coding(db, Coding(str(uuid4()), *words))
        before = {one.coding_id: one.text for one in find_codings(db, document_id)}
        for start, end in tokens_of(text, case.barred):
            passage = Barred("", document_id, start, end, text[start:end], "quotes", "repeat")
            add_barred(db, passage, coder="bo")
        put(db, document_id, text_now, 2)
        move_marks(db, document_id, trail, case.masked[1], coder="bo")
        after = {one.coding_id: one for one in find_codings(db, document_id)}
        listed = find_checks(db, coder="bo", document_id=document_id)
        barred_now = [text_now[one.start : one.end] for one in find_barred(db, document_id)]
    checks = {one.coding_id: one for one in listed}
    return Moved(text, text_now, before, after, checks, barred, barred_now)


def hidden(words, masked):
    return [
        word.replace(unmasked(word), "[…]") if unmasked(word) in masked else word
        for word in words.split()
    ]


@given(case=cases(RARE | OFTEN, st.sampled_from(["de", "x", "y"])))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_coding_changes_its_words_or_goes_unless_a_person_is_told(study, case):
    now = moved(study, case)
    assert all(now.text_now[one.start : one.end] == one.text for one in now.after.values())
    kept = [one for one in now.after.values() if one.coding_id not in now.checks]
    for one in kept:
        assert unmasked(one.text) == unmasked(now.before[one.coding_id])
    for coding_id in now.before.keys() - now.after.keys():  # equal to one that keeps its words
        assert unmasked(now.before[coding_id]) in {unmasked(one.text) for one in kept}
    for coding_id, check in now.checks.items():
        assert check.before.split() == hidden(now.before[coding_id], case.masked[1])
    assert case.old != case.new or not now.checks


# Of words that are there more than once no one can say which went.
@given(case=cases(RARE, st.sampled_from("xy")))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_words_that_were_barred_stay_barred_as_far_as_they_stay(study, case):
    now = moved(study, case)
    lasting = {word for word in {*case.old} & {*case.new} if case.old.count(word) == 1}
    kept_out = {*unmasked(" ".join(now.barred)).split()}
    assert lasting & kept_out <= {*unmasked(" ".join(now.barred_now)).split()}


def test_lines_of_a_barred_passage_that_a_correction_moves_stay_barred_where_they_go(study):
    old = ["een", "ja", "w10", "w11", "w12", "ja", "twee", "w20", "w21", "w22"]
    new = [*old[:2], *old[5:], *old[2:5]]
    now = moved(study, Case(old, new, "\n", ((), ()), [(0, 1)], [(4, 5)]))
    assert now.barred == ["w10\nw11\nw12"]
    assert {*" ".join(now.barred_now).split()} >= {"w10", "w11", "w12"}
