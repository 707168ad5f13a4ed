from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from kwalicode.errors import ConflictError, InputError, NotFoundError
from kwalicode.model import Code, Codebook, Coding, Document, Relation, Theme
from kwalicode.store import categories, codebook, merging, relations, theme_merging, themes
from kwalicode.store.codings import add_coding, count_by_code, delete_coding
from kwalicode.store.documents import add_version
from kwalicode.store.history import redo, revision, undo
from kwalicode.store.passes import get_pass
from kwalicode.store.past_codebook import codebook_at, revision_at
from kwalicode.store.whole_codebook import find_codebook
from kwalicode.workflows.codebook import find_category, split_code
from kwalicode.workflows.differences import Development, developments
from kwalicode.workflows.passes import (
    close_pass,
    codebook_of_day,
    codebook_of_snapshot,
    limit_documents,
    open_pass,
    pass_documents,
    passes_state,
    rename_pass,
    reopen_pass,
    revision_now,
    revision_of_day,
    set_blind,
)

TOMORROW = datetime.now(UTC) + timedelta(days=1)


@pytest.fixture
def step(study):
    """Do something with the study as one step and give its number."""

    def step(act, *arguments, name="step", by="ana", **more):
        with study.write(by, name) as db:
            act(db, *arguments, **more)
        return revision_now(study)

    return step


@pytest.fixture
def code_words(document, step):
    """Let somebody put a code on the first words of the document."""

    def code_words(coding_id, code_id, *, coder="ana", start=0, length=3):
        words = document.text[start : start + length]
        coding = Coding(coding_id, "d1", code_id, coder, start, start + length, words)
        return step(add_coding, coding, by=coder)

    return code_words


@pytest.fixture
def climate(document, step):
    """Two categories, Klimaat and Macht, and all codes in the first."""

    def fill(db):
        for name in ("Klimaat", "Macht"):
            categories.add_category(db, name, category_id=name)
        codebook.move_codes(db, ["fear", "silence", "work"], "Klimaat")

    step(fill)


def state(study):
    with study.read() as db:
        return find_codebook(db), count_by_code(db)


def sorted_links(book):
    """A codebook in which the order of what has no order of its own says nothing."""
    also_in = {key: tuple(sorted(ids)) for key, ids in book.also_in.items()}
    synonyms = {key: tuple(sorted(names)) for key, names in book.synonyms.items()}
    themes = tuple(
        replace(t, category_ids=tuple(sorted(t.category_ids)), code_ids=tuple(sorted(t.code_ids)))
        for t in book.themes
    )
    known = tuple(sorted(book.relations, key=lambda one: one.relation_id))
    return replace(book, also_in=also_in, synonyms=synonyms, themes=themes, relations=known)


def test_the_codebook_as_it_stood_is_that_of_each_step_whatever_came_later(
    study, climate, step, code_words
):
    kept = {}

    def keep(number=None):
        book, counts = state(study)
        kept[number or revision_now(study)] = (sorted_links(book), counts)

    keep()
    keep(code_words("c1", "fear")), keep(code_words("c2", "silence", coder="bo"))
    keep(code_words("c3", "silence")), keep(code_words("c4", None, start=5))
    keep(step(categories.link_code, "work", "Macht"))
    relation = Relation("r1", "code", "fear", "category", "Macht", "hinders")
    keep(step(relations.add_relation, relation, coder="ana"))
    keep(step(relations.cite, "r1", "c1", supports=True))
    keep(step(themes.add_theme, Theme("t", "Angst", "Zo is het.", category_ids=("Klimaat",))))
    keep(step(codebook.rename_code, "work", "werk"))
    keep(step(codebook.set_synonyms, "work", ["arbeid", "baan"]))
    keep(step(merging.merge_codes, ["silence"], "fear", name="merge_codes"))
    undo(study, "ana"), keep()
    redo(study, "ana"), keep()
    keep(step(codebook.retire_codes, ["work"], is_retired=True))
    keep(step(codebook.delete_code, "fear"))
    keep(step(merging.delete_category, "Klimaat"))
    undo(study, "ana"), keep()
    keep(step(delete_coding, "c4"))
    assert len(kept) == 19
    with study.read() as db:
        for number, (book, counts) in kept.items():
            found = codebook_at(db, number)
            assert sorted_links(found.book) == book
            assert found.counts == counts
        assert codebook_at(db, 0).book == Codebook()


def test_the_codebook_of_a_day_is_that_of_its_end(study, climate, step):
    today = date.today()  # noqa: DTZ011  a day of this computer
    assert codebook_of_day(study, today - timedelta(days=1)).book == Codebook()
    assert codebook_of_day(study, today) == codebook_of_day(study, TOMORROW) == state(study)
    assert revision_of_day(study, today) == revision_now(study)
    with study.read() as db:
        assert revision_at(db, datetime(2020, 1, 1, tzinfo=UTC)) == 0


def test_a_moment_without_a_time_zone_is_that_of_this_computer(study, climate, step):
    past = (datetime.now() - timedelta(hours=1)).replace(tzinfo=None)  # noqa: DTZ005
    assert codebook_of_day(study, past).book == Codebook()
    assert codebook_of_day(study, past + timedelta(hours=2)).book.codes


def test_closing_a_pass_keeps_the_codebook_and_the_numbers_of_that_moment(
    study, climate, step, code_words
):
    step(codebook.set_synonyms, "work", ["baan"])
    step(categories.link_code, "work", "Macht")
    step(themes.add_theme, Theme("t", "Angst", "Zo is het.", category_ids=("Klimaat",)))
    relation = Relation("r1", "code", "fear", "category", "Macht", "hinders")
    step(relations.add_relation, relation, coder="ana")
    code_words("c1", "fear"), code_words("c2", "fear", coder="bo"), code_words("c3", None, start=4)
    book, counts = state(study)
    snapshot_id = close_pass(study, 1, coder="ana")
    step(codebook.delete_code, "fear")
    found, made = codebook_of_snapshot(study, snapshot_id)
    assert (found.book, found.counts) == (book, counts)
    assert (made.coders, made.n_codings, made.n_codes, made.n_categories) == (
        ("ana", "bo"),
        3,
        3,
        2,
    )
    (snapshot,) = passes_state(study).snapshots
    assert (snapshot.pass_id, snapshot.taken_by) == (1, "ana")
    with study.read() as db:
        assert codebook_at(db, snapshot.revision).book == book


def test_closing_is_undone_and_done_again_with_its_snapshot(study, document):
    close_pass(study, 1, coder="ana")
    assert undo(study, "ana")
    assert (passes_state(study).passes[0].closed_at, passes_state(study).snapshots) == ("", [])
    assert redo(study, "ana")
    assert passes_state(study).passes[0].closed_by == "ana"
    assert len(passes_state(study).snapshots) == 1


def test_every_step_with_a_pass_is_undone(study, document):
    before = passes_state(study)
    pass_id = open_pass(study, "axial", "axiaal", coder="ana", is_blind=True)
    rename_pass(study, pass_id, "tweede", coder="ana")
    set_blind(study, pass_id, is_blind=False, coder="ana")
    close_pass(study, pass_id, coder="ana")
    reopen_pass(study, pass_id, coder="ana")
    for _ in range(5):
        assert undo(study, "ana")
    assert passes_state(study) == before


def test_going_back_to_a_pass_keeps_the_snapshot_and_closing_again_makes_another(study, document):
    close_pass(study, 1, coder="ana")
    reopen_pass(study, 1, coder="bo")
    assert len(passes_state(study).snapshots) == 1
    close_pass(study, 1, coder="bo")
    assert [one.taken_by for one in passes_state(study).snapshots] == ["ana", "bo"]


def test_a_thematic_pass_is_not_closed_while_a_theme_has_no_claim(study, climate, step):
    pass_id = open_pass(study, "thematic", "thematisch", coder="ana")
    step(themes.add_theme, Theme("t", "Angst regeert", " ", category_ids=("Klimaat",)))
    step(themes.add_theme, Theme("u", "Werk", "Werk gaat voor."))
    assert passes_state(study).n_claimless == 1
    with pytest.raises(ConflictError, match="write one for: Angst regeert"):
        close_pass(study, pass_id, coder="ana")
    with study.read() as db:
        assert get_pass(db, pass_id).closed_at == ""
    close_pass(study, 1, coder="ana")
    with study.write("ana", "drop") as db:
        db.execute("UPDATE themes SET is_dropped = 1 WHERE name = 'Angst regeert'")
    close_pass(study, pass_id, coder="ana")


def test_a_snapshot_that_is_gone_is_refused_in_words(study, document):
    with pytest.raises(NotFoundError, match="snapshot is not in the study"):
        codebook_of_snapshot(study, 5)


def test_exactly_the_chosen_documents_are_kept_out_of_the_open_pass(study, document):
    with study.write("ana", "sign off") as db:
        for i in ("d2", "d3"):
            letter = Document(i, f"Brief {i}", "document", "nl", "Geachte leden", (), version=1)
            add_version(db, letter, coder="ana", role_labels={})
    limit_documents(study, frozenset({"d2"}), coder="ana")
    limit_documents(study, frozenset({"d3"}), coder="ana")
    assert [d.in_open_pass for d in pass_documents(study)] == [True, True, False]
    with pytest.raises(InputError, match="always take part"):
        limit_documents(study, frozenset({"d1", "d2"}), coder="ana")
    assert [d.in_open_pass for d in pass_documents(study)] == [True, True, False]


# What became of the codebook, in facts.


def became(study, since):
    return set(developments(study, since, revision_now(study)))


def test_nothing_became_of_a_codebook_that_nobody_touched(study, climate):
    assert developments(study, revision_now(study), revision_now(study)) == []


def test_all_of_a_codebook_is_new_since_before_it_was_made(study, climate):
    assert became(study, 0) == {
        *(Development("new", "category", name) for name in ("Klimaat", "Macht")),
        *(Development("new", "code", f"Klimaat > {name}") for name in ("fear", "silence", "work")),
    }


def test_a_merge_tells_where_to_and_how_many_codings_went_along(study, climate, step, code_words):
    code_words("c1", "silence"), code_words("c2", "silence", start=5), code_words("c3", "fear")
    since = revision_now(study)
    step(merging.merge_codes, ["silence"], "fear", name="merge_codes")
    # c1 joined c3, which stands on the same words by the same coder.
    assert became(study, since) == {
        Development("merged", "code", "Klimaat > silence", new="Klimaat > fear", n=2),
        Development("deleted", "coding", "", n=1),
    }
    undo(study, "ana")
    assert became(study, since) == set()
    redo(study, "ana")
    assert Development("merged", "code", "Klimaat > silence", new="Klimaat > fear", n=2) in became(
        study, since
    )


def test_a_merge_of_a_code_without_codings_is_told_from_a_deletion(study, climate, step):
    since = revision_now(study)
    step(merging.merge_codes, ["silence"], "fear", name="merge_codes")
    step(codebook.delete_code, "work")
    assert became(study, since) == {
        Development("merged", "code", "Klimaat > silence", new="Klimaat > fear"),
        Development("deleted", "code", "Klimaat > work"),
    }


def test_a_code_that_went_up_twice_is_followed_to_where_it_ended(study, climate, step, code_words):
    code_words("c1", "silence")
    since = revision_now(study)
    step(merging.merge_codes, ["silence"], "fear", name="merge_codes")
    step(merging.merge_codes, ["fear"], "work", name="merge_codes")
    assert became(study, since) == {
        Development("merged", "code", "Klimaat > silence", new="Klimaat > work", n=1),
        Development("merged", "code", "Klimaat > fear", new="Klimaat > work", n=1),
    }


def test_a_split_tells_from_which_code_the_segments_came(study, climate, step, code_words):
    code_words("c1", "fear"), code_words("c2", "fear", start=4)
    since = revision_now(study)
    split_code(study, "fear", {"terror": ["c1"], "work": ["c2"]}, coder="ana")
    assert became(study, since) == {
        Development("new", "code", "Klimaat > terror"),
        Development("split", "code", "Klimaat > terror", old="Klimaat > fear", n=1),
        Development("recoded", "code", "Klimaat > work", old="Klimaat > fear", n=1),
    }


def test_names_places_and_fields_that_changed_are_told(study, climate, step):
    since = revision_now(study)
    step(codebook.rename_code, "fear", "angst")
    step(codebook.move_code, "work", "Macht")
    step(codebook.retire_codes, ["silence"], is_retired=True)
    step(categories.link_code, "silence", "Macht")
    with study.write("ana", "edit") as db:
        code = codebook.get_code(db, "fear")
        codebook.update_code(
            db, replace(code, description="als iemand bang is", valence="increases")
        )
        category = categories.get_category(db, "Macht")
        categories.update_category(db, replace(category, parent_id="Klimaat", name="De macht"))
    assert became(study, since) == {
        Development("renamed", "code", "angst", old="fear", new="angst"),
        Development("edited", "code", "angst", fields=("description", "valence")),
        Development("moved", "code", "work", old="Klimaat", new="Klimaat > De macht"),
        Development("retired", "code", "silence"),
        Development("linked", "code", "silence", new="Klimaat > De macht"),
        Development("renamed", "category", "De macht", old="Macht", new="De macht"),
        Development("moved", "category", "De macht", old="", new="Klimaat"),
    }
    middle = revision_now(study)
    step(codebook.retire_codes, ["silence"], is_retired=False)
    step(categories.unlink_code, "silence", "Macht")
    assert became(study, middle) == {
        Development("restored", "code", "silence"),
        Development("unlinked", "code", "silence", old="Klimaat > De macht"),
    }


def test_a_merged_category_is_told_from_a_deleted_one(study, climate, step):
    since = revision_now(study)
    step(merging.merge_categories, ["Klimaat"], "Macht", name="merge_categories")
    found = became(study, since)
    assert Development("merged", "category", "Klimaat", new="Macht") in found
    assert Development("moved", "code", "fear", old="Klimaat", new="Macht") in found
    middle = revision_now(study)
    step(merging.delete_category, "Macht")
    assert Development("deleted", "category", "Macht") in became(study, middle)


def test_a_merge_of_what_holds_nothing_is_told_and_its_old_name_is_found(study, climate, step):
    for name in ("Leeg", "Nog leeg", "Weg"):
        step(categories.add_category, name, category_id=name)
        step(themes.add_theme, Theme(name, name, ""))
    since = revision_now(study)
    step(merging.merge_categories, ["Leeg"], "Nog leeg", name="merge_categories")
    step(merging.merge_categories, ["Nog leeg"], "Macht", name="merge_categories")
    step(merging.delete_category, "Weg", name="delete")
    step(theme_merging.merge_themes, ["Leeg", "Weg"], "Nog leeg", name="merge_themes")
    for _ in range(2):
        assert became(study, since) == {
            Development("merged", "category", "Leeg", new="Macht"),
            Development("merged", "category", "Nog leeg", new="Macht"),
            Development("deleted", "category", "Weg"),
            Development("merged", "theme", "Leeg", new="Nog leeg"),
            Development("merged", "theme", "Weg", new="Nog leeg"),
        }
        assert find_category(study, "leeg") == find_category(study, "NOG LEEG") == "Macht"
        for act in (undo, undo, undo, undo, redo, redo, redo, redo):
            act(study, "ana")
    for _ in range(4):
        undo(study, "ana")
    assert became(study, since) == set()
    assert find_category(study, "leeg") == "Leeg"


def test_themes_and_relations_are_told_of_too(study, climate, step, code_words):
    code_words("c1", "fear")
    since = revision_now(study)
    relation = Relation("r1", "code", "fear", "category", "Macht", "hinders")
    step(relations.add_relation, relation, coder="ana")
    step(themes.add_theme, Theme("t", "Angst", "Zo is het.", category_ids=("Klimaat",)))
    assert became(study, since) == {
        Development("new", "relation", "Klimaat > fear → Macht", new="hinders"),
        Development("new", "theme", "Angst"),
    }
    middle = revision_now(study)
    step(relations.update_relation, replace(relation, strength="plausible"))
    step(relations.cite, "r1", "c1", supports=True)
    with study.write("ana", "claim") as db:
        db.execute("UPDATE themes SET claim = 'Angst houdt stil.', name = 'De angst'")
        db.execute("DELETE FROM theme_categories")
    assert became(study, middle) == {
        Development(
            "edited", "relation", "Klimaat > fear → Macht", fields=("strength", "supports")
        ),
        Development("renamed", "theme", "De angst", old="Angst", new="De angst"),
        Development("edited", "theme", "De angst", fields=("claim",)),
        Development("unlinked", "theme", "De angst", old="Klimaat"),
    }
    end = revision_now(study)
    step(relations.delete_relation, "r1")
    with study.write("ana", "drop") as db:
        db.execute("UPDATE themes SET is_dropped = 1")
    assert became(study, end) == {
        Development("deleted", "relation", "Klimaat > fear → Macht", old="hinders"),
        Development("retired", "theme", "De angst"),
    }
    assert Development("new", "coding", "", n=1) in became(study, 0)


def test_a_theme_that_is_merged_given_up_taken_up_or_deleted_is_told_of_as_such(
    study, climate, step
):
    step(themes.add_theme, Theme("t1", "Angst", "Zo is het.", category_ids=("Klimaat",)))
    step(themes.add_theme, Theme("t2", "Werk", "Werk gaat voor."))
    step(themes.add_theme, Theme("t3", "Stilte", "Stilte helpt.", code_ids=("silence",)))
    since = revision_now(study)
    step(theme_merging.merge_themes, ["t3"], "t1", name="merge_themes")
    with study.write("ana", "drop") as db:
        db.execute("UPDATE themes SET is_dropped = 1 WHERE id = 't2'")
    assert became(study, since) == {
        Development("merged", "theme", "Stilte", new="Angst"),
        Development("edited", "theme", "Angst", fields=("claim",)),
        Development("linked", "theme", "Angst", new="Klimaat > silence"),
        Development("retired", "theme", "Werk"),
    }
    middle = revision_now(study)
    undo(study, "ana"), redo(study, "ana"), undo(study, "ana")
    assert became(study, middle) == {Development("restored", "theme", "Werk")}
    with study.write("ana", "delete") as db:
        db.execute("DELETE FROM themes WHERE id = 't1'")
    assert Development("deleted", "theme", "Angst") in became(study, middle)


def test_a_difference_between_two_earlier_moments_leaves_out_what_came_later(
    study, climate, step, code_words
):
    since = revision_now(study)
    until = step(codebook.rename_code, "fear", "angst")
    step(codebook.add_code, Code("joy", "vreugde", None, 0), coder="ana")
    code_words("c1", "joy")
    assert developments(study, since, until) == [
        Development("renamed", "code", "angst", old="fear", new="angst")
    ]
    with study.read() as db:
        assert revision(db) > until
