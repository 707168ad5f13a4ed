"""What a file of the codebook, a diagram, a theme map or memos shows is scanned before it goes out."""

from dataclasses import replace

import pytest

from kwalicode.errors import LeakError
from kwalicode.model import Code, Relation, Theme
from kwalicode.store.categories import add_category
from kwalicode.store.codebook import add_code, add_synonym, get_code, update_code
from kwalicode.store.relations import add_relation, update_relation
from kwalicode.store.themes import add_theme, get_theme, update_theme
from kwalicode.workflows.axial_diagram import export_diagram
from kwalicode.workflows.codebook_files import (
    EXPORT_SUFFIXES,
    export_scanned,
    export_words,
    import_codebook,
    read_shipped,
)
from kwalicode.workflows.deidentify import sign_off
from kwalicode.workflows.leak_words import scan_words, theme_map_words

NAME = "Zoltarra"


@pytest.fixture
def filled(study, key, bring, decide):
    """A name is in the key; the codebook holds none."""
    source_id = bring(f"{NAME} belde.")
    decide(source_id, "accept", NAME)
    sign_off(study, key, source_id, coder="ana")
    with study.write("ana", "fill") as db:
        add_category(db, "Klimaat", category_id="k")
        add_code(db, Code("c", "zwijgen", "k", 0, example="Ik zweeg."), coder="ana")
        add_relation(db, Relation("r", "code", "c", "category", "k", "hinders"), coder="ana")
        add_theme(db, Theme("t", "Stilte", "Wie zwijgt, blijft.", code_ids=("c",)))
    return study


def put(db, field, text):
    """Write a text into one field of the codebook."""
    if field == "category":
        db.execute("UPDATE categories SET description = ? WHERE id = 'k'", [text])
    elif field == "synonym":
        add_synonym(db, "c", text)
    elif field == "relation":
        relation = Relation("r", "code", "c", "category", "k", "hinders")
        update_relation(db, replace(relation, note=text))
    elif field in {"claim", "scope", "recommendations"}:
        theme = get_theme(db, "t")
        update_theme(db, theme, replace(theme, **{field: text}))
    else:
        update_code(db, replace(get_code(db, "c"), **{field: text}))


FIELDS = ("name", "example", "include_when", "literature", "synonym", "category", "relation")


@pytest.mark.parametrize("field", [*FIELDS, "claim", "scope", "recommendations"])
def test_a_name_of_the_key_anywhere_in_the_codebook_keeps_it_in(filled, key, field):
    with filled.write("ana", "leak") as db:
        put(db, field, f"dat zei {NAME} zelf")
    for ending in EXPORT_SUFFIXES:
        with pytest.raises(
            LeakError, match="in this file that hold identifying text: 1"
        ) as refused:
            export_scanned(filled, key, f"boek{ending}", language="nl")
        assert NAME not in str(refused.value)
    with filled.write("ana", "leak") as db:
        put(db, field, "dat zei Z o l t a r r a zelf")
    assert {one.is_certain for one in scan_words(key, export_words(filled))} == {True}
    in_diagram = field == "name"
    in_map = field in {"name", "claim"}
    assert bool(scan_words(key, theme_map_words(filled))) == in_map
    if in_diagram:
        with pytest.raises(LeakError):
            export_diagram(filled, key, coder="ana")
    else:
        assert export_diagram(filled, key, coder="ana").content.startswith(b"<svg")


def test_what_only_looks_like_a_name_is_told_and_what_has_a_form_is_refused(filled, key):
    with filled.write("ana", "fill") as db:
        put(db, "name", "Gerard Timmermans")
    written = export_scanned(filled, key, "boek.yaml", language="nl")
    assert written.n_doubtful == 1
    assert b"Timmermans" in written.content
    with filled.write("ana", "fill") as db:
        put(db, "example", "Bel 06-12345678.")
    with pytest.raises(LeakError, match="identifying text: 1"):
        export_scanned(filled, key, "boek.yaml", language="nl")


@pytest.mark.parametrize("name", ["workplace-safety", "reference-study", "axial-paradigm"])
def test_no_codebook_that_ships_is_refused(study, key, name):
    import_codebook(study, *read_shipped(name), coder="ana")
    assert not [one for one in scan_words(key, export_words(study)) if one.is_certain]
