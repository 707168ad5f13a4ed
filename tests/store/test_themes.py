"""Themes: their texts, what they rest on, merging and splitting."""

from dataclasses import replace

import pytest

from kwalicode.errors import ConflictError, InputError, NotFoundError
from kwalicode.model import Code, Coding, Document, Theme, Turn
from kwalicode.store import memos
from kwalicode.store.categories import add_category, link_code
from kwalicode.store.codebook import add_code, delete_code, move_code
from kwalicode.store.codings import add_coding
from kwalicode.store.documents import add_version
from kwalicode.store.passes import mark_closed, open_pass
from kwalicode.store.prevalence import codes_of_themes, find_reach, joined
from kwalicode.store.theme_merging import merge_themes, split_theme
from kwalicode.store.themes import (
    MAX_TEXT,
    add_theme,
    drop_theme,
    find_themes,
    get_theme,
    link_nodes,
    mark_coding,
    order_themes,
    themes_without_claim,
    unlink_nodes,
    update_theme,
)
from kwalicode.store.voices import Voices

ANGST = Theme("t1", "Angst", "Wie zwijgt, blijft.", concept="angst", scope="Niet over geld.")
ANGST = replace(ANGST, recommendations="Meldpunt", category_ids=("Klimaat",), code_ids=("work",))
WERK = Theme("t2", "Werk", "Werk gaat voor.", code_ids=("fear", "work"))


@pytest.fixture
def db(study, document):
    """Two themes on the codes fear, silence and work, and a coding of each code."""
    with study.write("ana", "step") as db:
        add_category(db, "Klimaat", category_id="Klimaat")
        add_category(db, "Macht", category_id="Macht", parent_id="Klimaat")
        move_code(db, "fear", "Klimaat")
        move_code(db, "silence", "Macht")
        for place, code_id in enumerate(("fear", "silence", "work")):
            code(db, code_id, code_id, start=18 + place)
        add_theme(db, ANGST), add_theme(db, WERK)
        yield db


def code(db, coding_id, code_id, *, coder="ana", start=18, length=4, document_id="d1"):
    text = db.execute(
        "SELECT text FROM versions WHERE document_id = ? ORDER BY number DESC", [document_id]
    ).fetchone()[0]
    span = (start, start + length, text[start : start + length])
    add_coding(db, Coding(coding_id, document_id, code_id, coder, *span))


def test_a_theme_is_kept_as_it_was_made(db):
    assert find_themes(db) == [ANGST, WERK]
    assert get_theme(db, "t2") == WERK


def test_what_is_made_belongs_to_the_thematic_pass_and_its_writer(study, db):
    pass_id = open_pass(db, "thematic", "eerste", coder="ana")
    add_theme(db, Theme("t3", "Moed", code_ids=("work",)))
    for table in ("themes", "theme_codes"):
        rows = [(row["pass_id"], row["created_by"]) for row in db.table(table).rows]
        assert rows[-1] == (pass_id, "ana")
    mark_closed(db, pass_id, coder="ana")
    add_theme(db, Theme("t4", "Trots"))
    # Going back to a closed pass is normal.
    assert db.execute("SELECT pass_id FROM themes WHERE id = 't4'").fetchone() == (pass_id,)


def test_names_that_are_empty_or_taken_are_refused(db):
    for name in ("", "  ", "x" * 121):
        with pytest.raises(InputError, match="1 to 120"):
            add_theme(db, Theme("t3", name))
    for name in ("angst", " ANGST "):
        with pytest.raises(ConflictError, match="theme of this name"):
            add_theme(db, Theme("t3", name))
    update_theme(db, ANGST, replace(ANGST, name="ANGST"))
    with pytest.raises(ConflictError, match="theme of this name"):
        update_theme(db, WERK, replace(WERK, name="Angst"))
    with pytest.raises(InputError, match="shorten"):
        update_theme(db, WERK, replace(WERK, claim="x" * (MAX_TEXT + 1)))


def test_two_who_change_other_texts_both_keep_theirs(db):
    update_theme(db, ANGST, replace(ANGST, claim="Angst houdt stil."))
    update_theme(db, ANGST, replace(ANGST, scope="Niet over werkdruk."))
    found = get_theme(db, "t1")
    assert (found.claim, found.scope) == ("Angst houdt stil.", "Niet over werkdruk.")


def test_who_changes_a_text_that_someone_else_changed_is_told(db):
    update_theme(db, ANGST, replace(ANGST, claim="Angst houdt stil."))
    with pytest.raises(ConflictError, match="meanwhile"):
        update_theme(db, ANGST, replace(ANGST, claim="Angst spreekt."))
    update_theme(db, ANGST, replace(ANGST, claim="Angst houdt stil."))  # the same is no conflict
    assert get_theme(db, "t1").claim == "Angst houdt stil."


def test_a_theme_that_is_gone_cannot_be_changed(db):
    lost = Theme("t9", "Weg")
    acts = (
        lambda: get_theme(db, "t9"),
        lambda: update_theme(db, lost, replace(lost, claim="Zo.")),
        lambda: drop_theme(db, "t9", is_dropped=True),
        lambda: mark_coding(db, "t9", "fear", "quote"),
        lambda: merge_themes(db, ["t9"], "t1"),
        lambda: split_theme(db, "t9", [], Theme("t3", "Deel")),
    )
    for act in acts:
        with pytest.raises(NotFoundError, match="theme is not in the study"):
            act()
    with pytest.raises(NotFoundError, match="coding is gone"):
        mark_coding(db, "t1", "nothing", "quote")
    with pytest.raises(NotFoundError, match="not in the codebook"):
        link_nodes(db, "t1", [("code", "nothing")])


def test_links_are_kept_once_and_go_with_what_they_point_at(db):
    link_nodes(db, "t1", [("code", "work"), ("category", "Macht")])
    assert get_theme(db, "t1").category_ids == ("Klimaat", "Macht")
    assert get_theme(db, "t1").code_ids == ("work",)
    unlink_nodes(db, "t1", [("category", "Klimaat"), ("code", "fear")])
    delete_code(db, "work")
    assert get_theme(db, "t1") == replace(ANGST, category_ids=("Macht",), code_ids=())


def test_a_segment_is_a_quote_or_a_counter_case_or_neither(db):
    mark_coding(db, "t1", "fear", "quote")
    mark_coding(db, "t1", "silence", "quote")
    mark_coding(db, "t1", "fear", "counter-case")
    found = get_theme(db, "t1")
    assert (found.quotes, found.counter_cases) == (("silence",), ("fear",))
    mark_coding(db, "t1", "fear", None)
    assert get_theme(db, "t1").counter_cases == ()


def test_a_dropped_theme_needs_no_claim_and_can_come_back(db):
    update_theme(db, WERK, replace(WERK, claim=" "))
    assert themes_without_claim(db) == ["Werk"]
    drop_theme(db, "t2", is_dropped=True)
    assert themes_without_claim(db) == []
    drop_theme(db, "t2", is_dropped=False)
    assert get_theme(db, "t2") == replace(WERK, claim="")


def test_themes_stand_in_the_order_they_are_put_in(db):
    add_theme(db, Theme("t3", "Moed"))
    order_themes(db, ["t3", "t1", "nothing"])
    assert [theme.theme_id for theme in find_themes(db)] == ["t3", "t2", "t1"]


def test_the_codes_of_a_theme_are_its_own_and_all_under_its_categories(db):
    add_code(db, Code("moed", "moed", None, 0), coder="ana")
    link_code(db, "moed", "Macht")
    assert codes_of_themes(db) == {
        "t1": {"fear", "silence", "work", "moed"},
        "t2": {"work", "fear"},
    }


def test_merging_joins_links_quotes_and_memos_and_puts_claims_side_by_side(db):
    mark_coding(db, "t1", "fear", "quote")
    mark_coding(db, "t2", "fear", "counter-case")
    mark_coding(db, "t2", "work", "quote")
    memos.add_memo(db, "m", "analytic", ("theme", "t2"), "Denk.", coder="ana")
    merge_themes(db, ["t2"], "t1")
    (found,) = find_themes(db)
    assert found.claim == "Wie zwijgt, blijft.\nWerk gaat voor."
    assert found.concept == "angst"
    assert (found.category_ids, found.code_ids) == (("Klimaat",), ("fear", "work"))
    assert (found.quotes, found.counter_cases) == (("fear", "work"), ())
    assert memos.get_memo(db, "m").target_id == "t1"
    with pytest.raises(ConflictError, match="into itself"):
        merge_themes(db, ["t1"], "t1")


def test_splitting_takes_links_and_the_quotes_under_them_along(db):
    for coding_id in ("fear", "silence"):
        mark_coding(db, "t1", coding_id, "quote")
    mark_coding(db, "t1", "work", "counter-case")
    split_theme(db, "t1", [("code", "work")], Theme("t3", "Werkdruk"))
    old, new = get_theme(db, "t1"), get_theme(db, "t3")
    assert (old.category_ids, old.code_ids, old.quotes) == (("Klimaat",), (), ("fear", "silence"))
    assert (new.code_ids, new.counter_cases, new.claim) == (("work",), ("work",), "")
    for nodes in ([], [("category", "Klimaat")], [("code", "fear")]):
        with pytest.raises(InputError, match="something that stays"):
            split_theme(db, "t1", nodes, Theme("t4", "Niets"))


def test_a_quote_whose_code_is_under_both_parts_stays(db):
    link_nodes(db, "t1", [("code", "fear")])
    mark_coding(db, "t1", "fear", "quote")
    split_theme(db, "t1", [("code", "fear")], Theme("t3", "Vrees"))
    assert get_theme(db, "t1").quotes == ("fear",)


# ---------- how far codes reach

TURNS = (("interviewer", True), ("respondent 1", False), ("respondent 2", False))


@pytest.fixture
def group(study):
    """A talk of an interviewer and two participants, ten characters each."""
    text = "aaaaaaaaa\nbbbbbbbbb\nccccccccc"
    turns = tuple(Turn(i * 10, i * 10 + 9, *who) for i, who in enumerate(TURNS))
    with study.write("ana", "x") as db:
        for name in ("g1", "g2"):
            document = Document(name, name, "interview", "nl", text, turns, 1)
            add_version(db, document, coder="ana", role_labels={"respondent 1": "ambtenaar"})
        for name in ("een", "twee"):
            add_code(db, Code(name, name, None, 0), coder="ana")
        yield db


def pseudonyms(voices, cases):
    return {voices.pseudonyms[case_id] for case_id in cases}


def test_who_speaks_is_told_by_turns_and_interviewers_are_left_out(group):
    voices = Voices(group)
    spoken = {
        span: [voices.pseudonyms[one] for one in voices.speakers("g1", *span)]
        for span in ((0, 9), (10, 19), (17, 29), (5, 12), (9, 10))
    }
    assert spoken == {
        (0, 9): [],
        (10, 19): ["respondent 1"],
        (17, 29): ["respondent 2", "respondent 1"],
        (5, 12): ["respondent 1"],
        (9, 10): [],
    }
    assert sorted(voices.role_labels.values()) == ["", "ambtenaar"]


def test_reach_counts_people_documents_and_places_once(group):
    code(group, "a", "een", start=10, document_id="g1")
    code(group, "b", "een", start=10, document_id="g1", coder="bo")  # the same passage
    code(group, "c", "twee", start=10, document_id="g1")  # again, under another code
    code(group, "d", "twee", start=0, document_id="g2")  # a question
    voices = Voices(group)
    reach = find_reach(group, voices, coder="ana")
    assert pseudonyms(voices, reach["een"].cases) == {"respondent 1"}
    assert (reach["een"].documents, len(reach["een"].segments)) == ({"g1"}, 1)
    whole = joined([reach["een"], reach["twee"]])
    assert pseudonyms(voices, whole.cases) == {"respondent 1"}
    assert (whole.documents, len(whole.segments)) == ({"g1", "g2"}, 2)
    assert joined([]).segments == frozenset()


def test_a_blind_pass_hides_the_reach_of_the_codings_of_others(group):
    group.execute("UPDATE passes SET is_blind = 1")
    code(group, "a", "een", start=10, document_id="g1", coder="bo")
    code(group, "b", "twee", start=20, document_id="g1", coder="ana")
    voices = Voices(group)
    assert find_reach(group, voices, coder="ana").keys() == {"twee"}
    assert find_reach(group, voices, coder="bo").keys() == {"een"}


def test_only_the_newest_version_tells_who_speaks(group):
    turns = (Turn(0, 29, "respondent 9"),)
    document = Document("g1", "g1", "interview", "nl", "x" * 29, turns, 2)
    add_version(group, document, coder="ana", role_labels={})
    voices = Voices(group)
    assert [voices.pseudonyms[one] for one in voices.speakers("g1", 0, 9)] == ["respondent 9"]
