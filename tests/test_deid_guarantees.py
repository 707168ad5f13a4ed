"""What de-identification promises, whatever the text and the order of work, in both languages."""

import re
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from conftest import copied
from kwalicode import deid
from kwalicode.deid.marks import MARK
from kwalicode.errors import LeakError
from kwalicode.model import DeidSettings, IdentifierKind, Pseudonym
from kwalicode.store.documents import get_document
from kwalicode.store.findings import find_findings
from kwalicode.store.sources import get_release, get_source
from kwalicode.text import OffsetMap, replace_spans
from kwalicode.workflows.deidentify import detect_findings, sign_off
from kwalicode.workflows.documents import import_documents, preview_file
from kwalicode.workflows.review import is_signed_off

LANGUAGES = st.sampled_from(["nl", "en"])
NAMES = (
    *("Miep Zoltarra", "Zoltarra", "Jan de Vries", "Jan", "Fatima Yıldız", "F. Yıldız", "Dijkstra"),
    *("Noorderhaven", "Utrecht", "Rotter-\ndam", "Zwo\u200blle", "Mаrieke de Groоt"),
    *("j.zoltarra@example.nl", "06-12345678", "NL91 ABNA 0417 1643 00", "Havenstraat 14"),
)
FORMS = (*NAMES, "zoltarra", "ZOLTARRA", "Zoltarras", "Zoltarra's", "fatima yıldız", "de Vries")
MARKS = ("[naam]", "[subject 3]'s", "█████", "[datum]", "[eiseres 1]", "[REDACTED]")
WORDS = {
    "nl": ("ging", "naar", "en", "zei", "toen", "niet", "met", "in", "collega", "goed", "👩‍👩‍👧"),
    "en": ("went", "to", "and", "said", "then", "not", "with", "in", "colleague", "well", "👩‍👩‍👧"),
}


@st.composite
def talks(draw, n_texts=1, said=FORMS):
    """Draw a language and texts in it: names, marks and words in any order."""
    language = draw(LANGUAGES)
    words = st.sampled_from(said) | st.sampled_from(WORDS[language])
    lines = st.lists(words, min_size=1, max_size=8).map(" ".join)
    texts = st.lists(lines, min_size=1, max_size=4).map(".\n".join)
    return language, [draw(texts) for _ in range(n_texts)]


def replaced(text, language, **names):
    """Give the text with what is found in it replaced, and the findings."""
    found = deid.detect(text, language, **{"known": {}, "refused": ()} | names)
    accepted = []
    for f in found:
        series = deid.SERIES_OF.get(f.kind)
        pseudonym = Pseudonym(1, series, 7) if series else None
        accepted.append(deid.Accepted(f.start, f.end, f.kind, pseudonym))
    return replace_spans(
        text, deid.replacements_for(text, accepted, language, DeidSettings())
    ), found


@contextmanager
def fresh_study(templates):
    with (
        TemporaryDirectory() as folder,
        copied(templates[0], Path(folder)) as study,
        copied(templates[1], Path(folder)) as key,
    ):
        yield study, key


def brought(key, language, texts):
    """Bring in texts as documents without speakers, and look through them."""
    previews = []
    for place, text in enumerate(texts):
        preview = preview_file("x.txt", f"{text}.\nNr. {place}".encode())
        previews.append(replace(preview, transcript=replace(preview.transcript, language=language)))
    source_ids = import_documents(key, previews, coder="ana")
    for source_id in source_ids:
        detect_findings(key, source_id, coder="ana")
    return source_ids


def signed_off(study, key, source_ids):
    """Sign off until no source waits; what a name of another one touches waits again."""
    for _ in range(5):
        waiting = [s for s in source_ids if not is_signed_off(study, key, s)]
        for source_id in waiting:
            try:
                sign_off(study, key, source_id, coder="ana")
            except LeakError:  # what was left stands among the findings now
                sign_off(study, key, source_id, coder="ana")
    assert all(is_signed_off(study, key, source_id) for source_id in source_ids)
    with study.read() as db:
        return [get_document(db, source_id).text for source_id in source_ids]


def all_findings(key, source_ids):
    with key.read() as db:
        return [f for source_id in source_ids for f in find_findings(db, source_id)]


@settings(max_examples=25)
@given(talks(n_texts=2))
def test_nothing_accepted_stands_in_any_text_that_was_signed_off(templates, talk):
    language, texts = talk
    with fresh_study(templates) as (study, key):
        source_ids = brought(key, language, texts)
        documents = signed_off(study, key, source_ids)
        surfaces = {f.surface for f in all_findings(key, source_ids) if f.state == "accepted"}
    telling = {s for s in surfaces if any(s in name or name in s for name in FORMS) and len(s) > 4}
    for document in documents:
        left = MARK.sub(" ", document)
        assert not [s for s in telling if re.search(rf"(?<!\w){re.escape(s)}(?!\w)", left)]


@settings(max_examples=25)
@given(talks())
def test_every_word_that_was_kept_maps_back_to_where_it_was_said(templates, talk):
    language, texts = talk
    with fresh_study(templates) as (study, key):
        source_ids = brought(key, language, texts)
        (document,) = signed_off(study, key, source_ids)
        with key.read() as db:
            source = get_source(db, source_ids[0])
            review_number = source.review_number
            replacements = get_release(db, source_ids[0], review_number)
    assert replace_spans(source.text, replacements) == document
    moved = OffsetMap(replacements)
    for word in re.finditer(r"\S+", source.text):
        start, end = word.span()
        if all(r.end <= start or end <= r.start for r in replacements):
            there = moved.forward(start, end)
            assert document[slice(*there)] == word.group()
            assert moved.back(*there) == (start, end)


@settings(max_examples=10)
@given(talks(n_texts=3, said=NAMES), st.permutations(range(3)))
def test_a_pseudonym_that_was_given_stays_whatever_is_signed_off_next(templates, talk, order):
    language, texts = talk
    with fresh_study(templates) as (study, key):
        source_ids = brought(key, language, texts)
        given_so_far = {}
        for place in order:
            signed_off(study, key, [source_ids[place]])
            now = {f.finding_id: f.pseudonym for f in all_findings(key, source_ids) if f.pseudonym}
            assert {i: p for i, p in now.items() if i in given_so_far} == given_so_far
            given_so_far = now


@settings(max_examples=150)
@given(talks(said=(*NAMES, *MARKS)))
@example(("nl", ["[naam] Jan de Vries [naam]"]))
def test_to_replace_twice_changes_nothing(talk):
    language, (text,) = talk
    once, _ = replaced(text, language)
    twice, _ = replaced(once, language)
    assert twice == once


@settings(max_examples=150)
@given(talks(said=(*NAMES, *MARKS)))
def test_every_mark_of_an_earlier_redaction_survives(talk):
    language, (text,) = talk
    result, found = replaced(text, language, known={"naam": IdentifierKind.PERSON})
    for mark in MARKS:
        assert result.count(mark) >= text.count(mark)
    covered = {place for f in found for place in range(f.start, f.end)}
    assert covered.isdisjoint(p for m in MARK.finditer(text) for p in range(*m.span()))


@settings(max_examples=100)
@given(talks(), st.data())
def test_what_was_refused_is_never_proposed_again(talk, data):
    language, (text,) = talk
    _, found = replaced(text, language)
    surfaces = sorted({text[f.start : f.end] for f in found})
    refused = data.draw(st.sets(st.sampled_from(surfaces)) if surfaces else st.just(set()))
    again = deid.detect(text, language, known={}, refused=refused)
    assert not refused & {text[f.start : f.end] for f in again}


@settings(max_examples=100)
@given(talks(), st.sets(st.sampled_from(NAMES)))
def test_what_is_known_only_adds_to_what_is_masked(talk, names):
    language, (text,) = talk
    known = dict.fromkeys(names, IdentifierKind.PERSON)
    before, after = (
        {p for f in deid.detect(text, language, known=k, refused=()) for p in range(f.start, f.end)}
        for k in ({}, known)
    )
    # Of a longer guess a tussenvoegsel may be left over between two names.
    words = (set(range(*m.span())) for m in re.finditer(r"\w{4,}", text))
    assert all(word <= after for word in words if word <= before)
