"""The thematic pass: reach in words, candidates, the review list, each act one step."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwalicode.errors import ConflictError, InputError
from kwalicode.model import Code, Coding, Document, Theme, Turn
from kwalicode.store import themes
from kwalicode.store.categories import add_category
from kwalicode.store.codebook import add_code
from kwalicode.store.codings import add_coding
from kwalicode.store.documents import add_version
from kwalicode.store.history import redo, undo
from kwalicode.store.theme_segments import Passage
from kwalicode.workflows.passes import close_pass, open_pass
from kwalicode.workflows.restriction import restrict
from kwalicode.workflows.theme_quotes import Wanted, find_candidates, find_chosen, ranked
from kwalicode.workflows.theme_reach import Group, groups_of, quantity
from kwalicode.workflows.theme_review import n_open, review_list
from kwalicode.workflows.themes import (
    change_theme,
    drop,
    has_changed,
    make_theme,
    mark,
    merge,
    move,
    note_search,
    recommendations,
    split,
    themes_state,
)

WORDS = ("Ik zweeg.", "Het werk stapelde.", "Niemand vroeg iets.", "Ik zei het wel.")
PEOPLE = {"respondent 1": "ambtenaar", "respondent 2": "ambtenaar", "respondent 3": "leiding"}


@pytest.fixture
def talks(study):
    """Three talks of one participant each; codes on the first two lines of all, two themes."""
    text = "\n".join(WORDS)
    with study.write("ana", "make", undoable=False) as db:
        add_category(db, "Klimaat", category_id="Klimaat")
        for number, name in enumerate(("zwijgen", "werkdruk", "spreken")):
            home = "Klimaat" if number < 2 else None
            add_code(db, Code(name, name, home, number), coder="ana")
        for number, (who, label) in enumerate(PEOPLE.items()):
            document_id = f"d{number}"
            turn = Turn(0, len(text), who)
            document = Document(document_id, f"G {number}", "interview", "nl", text, (turn,), 1)
            add_version(db, document, coder="ana", role_labels={who: label})
            put(db, f"z{number}", document_id, "zwijgen", WORDS[0])
            put(db, f"w{number}", document_id, "werkdruk", WORDS[1])
        put(db, "s0", "d0", "spreken", WORDS[3])
        themes.add_theme(
            db, Theme("t1", "Stilte", "Wie zwijgt, blijft.", category_ids=("Klimaat",))
        )
        themes.add_theme(db, Theme("t2", "Stem", "", code_ids=("spreken",)))
    return study


def put(db, coding_id, document_id, code_id, words):
    start = "\n".join(WORDS).index(words)
    span = (start, start + len(words), words)
    add_coding(db, Coding(coding_id, document_id, code_id, "ana", *span))


def stored(study):
    with study.read() as db:
        return themes.find_themes(db)


def listed(study, theme_id="t1"):
    state = themes_state(study, coder="ana")
    return next(one for one in state.themes if one.theme.theme_id == theme_id), state


def points(study, theme_id="t1"):
    one, state = listed(study, theme_id)
    return {p.question: (p.state, p.why) for p in review_list(one, state.themes)}


def test_a_theme_reaches_over_participants_and_documents(talks):
    one, state = listed(talks)
    assert (len(one.reach.cases), len(one.reach.documents), len(one.reach.segments)) == (3, 3, 6)
    assert (state.n_participants, state.n_documents) == (3, 3)
    assert groups_of(one.reach, state.voices, 7) == [Group(("ambtenaar", "leiding"), 3, 3, 3, 6)]


def test_who_is_restricted_is_in_no_denominator_from_that_moment(talks):
    before = themes_state(talks, coder="ana")
    restrict(talks, next(iter(PEOPLE)), coder="bo")
    after = themes_state(talks, coder="ana", before=before)
    assert (after.n_participants, after.n_documents) == (2, 2)
    reach = next(one for one in after.themes if one.theme.theme_id == "t1").reach
    assert (len(reach.cases), len(reach.documents), len(reach.segments)) == (2, 2, 4)


def test_no_role_of_fewer_than_k_is_counted_apart_and_none_is_left_over(study):
    sizes = {"griffier": 2, "leiding": 3, "bode": 8, "": 7, "ambtenaar": 9}
    people = [(f"{label} {n}", label) for label, size in sizes.items() for n in range(size)]
    with study.write("ana", "make", undoable=False) as db:
        add_code(db, Code("zwijgen", "zwijgen", None, 0), coder="ana")
        turns = tuple(Turn(2 * n, 2 * n + 1, who) for n, (who, _) in enumerate(people))
        text = "\n".join("x" for _ in people)
        document = Document("d", "G", "interview", "nl", text, turns, 1)
        add_version(db, document, coder="ana", role_labels=dict(people))
        for n in range(8):  # both of the first role, all of the second, some of the third
            add_coding(db, Coding(str(n), "d", "zwijgen", "ana", 2 * n, 2 * n + 1, "x"))
        themes.add_theme(db, Theme("t1", "Stilte", "", code_ids=("zwijgen",)))
    one, state = listed(study)
    assert groups_of(one.reach, state.voices, 3)[1:] == [
        Group(("bode",), 3, 8, 1, 3),
        Group(("",), 0, 7, 0, 0),
        Group(("griffier", "leiding"), 5, 5, 1, 5),
    ]
    assert groups_of(one.reach, state.voices, 7) == [
        Group(("", "griffier", "leiding"), 5, 12, 1, 5),
        Group(("ambtenaar",), 0, 9, 0, 0),
        Group(("bode",), 3, 8, 1, 3),
    ]


def test_the_state_is_read_again_only_where_something_changed(talks):
    before = themes_state(talks, coder="ana")
    assert themes_state(talks, coder="ana", before=before) is before
    make_theme(talks, "Moed", coder="bo")
    made = themes_state(talks, coder="ana", before=before)
    assert len(made.themes) == 3
    assert made.voices is before.voices
    for act in (
        lambda db: put(db, "late", "d2", "spreken", WORDS[2]),
        lambda db: themes.link_nodes(db, "t2", [("code", "werkdruk")]),
        lambda db: db.execute("UPDATE cases SET role_label = 'bode'"),
        lambda db: db.execute("UPDATE passes SET is_blind = 1"),
    ):
        with talks.write("bo", "step") as db:
            act(db)
        assert has_changed(talks, before.mark)
        seen = themes_state(talks, coder="ana", before=before)
        assert not has_changed(talks, seen.mark)
        assert compared(seen) == compared(themes_state(talks, coder="ana"))
        before = seen


def compared(state):
    return state.themes, state.reach, state.voices.role_labels


@given(n=st.integers(0, 300), total=st.integers(1, 300))
def test_words_for_numbers_never_shrink_while_the_number_grows(n, total):
    order = ["none", "one", "few", "some", "half", "most", "nearly all", "all"]
    if n < total:
        less, more = (order.index(quantity(number, total)) for number in (n, n + 1))
        assert less <= more
    assert quantity(0, total) == "none"
    assert quantity(total, total) == "all"


def test_of_nobody_is_none():
    assert quantity(0, 0) == "none"


def passage(coding_id, n_codes=1):
    return Passage(coding_id, "d", 0, 1, n_codes)


@given(st.lists(st.sampled_from("abcd"), max_size=30), st.lists(st.sampled_from("abcd")))
def test_candidates_let_as_many_speak_as_possible(speakers, taken):
    passages = [passage(str(number)) for number in range(len(speakers))]
    order = ranked(passages, speakers, taken)
    assert sorted(order) == sorted(passages)
    met = {speaker: taken.count(speaker) for speaker in "abcd"}
    for one in order:
        speaker = speakers[int(one.coding_id)]
        waiting = {speakers[int(other.coding_id)] for other in order[order.index(one) :]}
        assert met[speaker] == min(met[other] for other in waiting)
        met[speaker] += 1


def test_of_one_participant_what_bears_most_codes_of_the_theme_comes_first():
    passages = [passage("a"), passage("b", 3), passage("c", 2)]
    assert [one.coding_id for one in ranked(passages, "xxx", [])] == ["b", "c", "a"]


def test_quotes_are_chosen_by_a_person_and_leave_the_candidates(talks):
    found, total = find_candidates(talks, "t1", Wanted(), limit=4, coder="ana")
    assert total == 6
    assert [one.pseudonym for one in found[:3]] == list(PEOPLE)
    assert found[0].role_label == "ambtenaar"
    mark(talks, "t1", "z0", "quote", coder="ana")
    mark(talks, "t1", "z1", "counter-case", coder="ana")
    found, total = find_candidates(talks, "t1", Wanted(), limit=9, coder="ana")
    assert total == 4
    assert found[0].pseudonym == "respondent 3"
    chosen = find_chosen(talks, "t1", coder="ana")
    assert [(one.words.text, one.role) for one in chosen] == [
        ("Ik zweeg.", "quote"),
        ("Ik zweeg.", "counter-case"),
    ]


def test_candidates_are_found_by_code_by_words_and_under_other_codes(talks):
    def texts(**wanted):
        found, _ = find_candidates(talks, "t1", Wanted(**wanted), limit=9, coder="ana")
        return {one.words.text for one in found}

    assert texts(code_id="werkdruk") == {"Het werk stapelde."}
    assert texts(words="ZWEEG") == {"Ik zweeg."}
    assert texts(where="elsewhere") == {"Ik zei het wel."}
    assert texts(where="elsewhere", code_id="spreken", words="niets") == set()


def test_a_passage_with_two_codings_is_one_candidate(talks):
    with talks.write("bo", "code") as db:
        add_coding(db, Coding("x", "d0", "werkdruk", "bo", 0, 9, "Ik zweeg."))
    found, total = find_candidates(talks, "t1", Wanted(), limit=1, coder="ana")
    assert (total, found[0].words.text, found[0].words.document_id) == (6, "Ik zweeg.", "d0")


def test_the_review_list_asks_what_is_missing(talks):
    assert points(talks) == {
        "claim": ("there", ""),
        "concept": ("missing", ""),
        "data": ("there", ""),
        "boundary": ("missing", ""),
        "counter-case": ("missing", ""),
        "distinct": ("there", ""),
    }
    one, state = listed(talks)
    assert n_open(review_list(one, state.themes)) == 3
    assert points(talks, "t2")["claim"] == ("missing", "")
    assert points(talks, "t2")["data"] == ("look again", "one participant")
    before = one.theme
    after = replace(before, claim="Wie zwijgt, blijft. Wie spreekt, gaat.", concept="stilte")
    change_theme(talks, before, replace(after, scope="Niet over geld."), coder="ana")
    mark(talks, "t1", "s0", "counter-case", coder="ana")
    found = points(talks)
    assert found["claim"] == ("look again", "long claim")
    assert {found[q][0] for q in ("concept", "boundary", "counter-case")} == {"there"}


@pytest.mark.parametrize(
    ("claim", "is_long"),
    [
        ("Wie zwijgt, blijft.", False),
        ("Zwijgen loont, spreken kost", False),
        ("Wie vraagt 'waarom?', krijgt geen antwoord.", False),
        ("Wie zwijgt, blijft. En wie spreekt?", True),
        ("Wie zwijgt, blijft\nWerk gaat voor", True),
    ],
)
def test_a_claim_is_one_sentence(talks, claim, is_long):
    theme_id = make_theme(talks, "Proef", claim, coder="ana")
    state = "look again" if is_long else "there"
    assert points(talks, theme_id)["claim"][0] == state


def test_a_search_without_result_counts_when_it_is_written_down(talks):
    note_search(talks, "t1", "Alle codes over spreken gelezen.", coder="ana")
    assert points(talks)["counter-case"] == ("there", "searched")
    undo(talks, "ana")
    assert points(talks)["counter-case"] == ("missing", "")


def test_data_of_mostly_one_participant_and_themes_that_share_codes_are_told(talks):
    theme_id = make_theme(talks, "Nog een", "Zo is het.", coder="ana")
    one, _ = listed(talks, theme_id)
    assert points(talks, theme_id)["data"] == ("missing", "nothing coded")
    after = replace(one.theme, code_ids=("zwijgen", "spreken"))
    change_theme(talks, one.theme, after, coder="ana")
    # Two of its four passages are from one participant: half is not most of it.
    assert points(talks, theme_id)["data"] == ("there", "")
    with talks.write("ana", "code") as db:
        put(db, "v", "d0", "spreken", WORDS[2])
    assert points(talks, theme_id)["data"] == ("look again", "mostly one participant")
    assert points(talks, theme_id)["distinct"] == ("there", "")
    change_theme(talks, after, replace(after, code_ids=("zwijgen",)), coder="ana")
    assert points(talks, theme_id)["distinct"] == ("look again", "shared codes")
    drop(talks, "t1", is_dropped=True, coder="ana")
    assert points(talks, theme_id)["distinct"] == ("there", "")


ACTS = {
    "make": lambda study: make_theme(study, "Moed", coder="bo"),
    "change": lambda study: change_theme(
        study,
        stored(study)[0],
        replace(stored(study)[0], claim="Anders.", category_ids=(), code_ids=("spreken",)),
        coder="bo",
    ),
    "merge": lambda study: merge(study, ["t2"], "t1", coder="bo"),
    "split": lambda study: split(study, "t1", [("code", "werkdruk")], "Druk", coder="bo"),
    "drop": lambda study: drop(study, "t1", is_dropped=True, coder="bo"),
    "move": lambda study: move(study, "t1", 1, coder="bo"),
    "mark": lambda study: mark(study, "t1", "w0", "counter-case", coder="bo"),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=list(ACTS))
def test_each_act_is_taken_back_and_done_again_as_one_step(talks, act):
    with talks.write("ana", "link") as db:
        themes.link_nodes(db, "t1", [("code", "werkdruk")])
    mark(talks, "t1", "z0", "quote", coder="ana")
    mark(talks, "t2", "z0", "quote", coder="ana")
    before = stored(talks)
    act(talks)
    after = stored(talks)
    assert after != before
    assert undo(talks, "bo")
    assert stored(talks) == before
    assert redo(talks, "bo")
    assert stored(talks) == after


def test_themes_move_among_those_that_were_kept(talks):
    made = make_theme(talks, "Moed", coder="ana")
    drop(talks, "t2", is_dropped=True, coder="ana")
    move(talks, made, -1, coder="ana")
    kept = [theme.theme_id for theme in stored(talks) if not theme.is_dropped]
    assert kept == [made, "t1"]
    move(talks, made, -1, coder="ana")
    move(talks, "t2", 1, coder="ana")
    assert kept == [theme.theme_id for theme in stored(talks) if not theme.is_dropped]


def test_a_change_that_is_refused_leaves_nothing_behind(talks):
    theme = stored(talks)[0]
    with pytest.raises(InputError):
        change_theme(talks, theme, replace(theme, name=" ", code_ids=("spreken",)), coder="ana")
    assert stored(talks)[0] == theme


def test_a_thematic_pass_closes_once_every_theme_has_a_claim(talks):
    pass_id = open_pass(talks, "thematic", "eerste", coder="ana")
    with pytest.raises(ConflictError, match="write one for: Stem"):
        close_pass(talks, pass_id, coder="ana")
    theme = stored(talks)[1]
    change_theme(talks, theme, replace(theme, claim="Wie spreekt, wordt gehoord."), coder="ana")
    close_pass(talks, pass_id, coder="ana")
    assert themes_state(talks, coder="ana").coding_pass.closed_at


def test_recommendations_have_a_term_and_a_focus_where_these_were_written():
    text = "Stel een meldpunt in | kort | structuur\n\n  Praat erover\nA | b | c | d"
    found = [one[1:] for one in recommendations([Theme("t", "Stilte", recommendations=text)])]
    assert found == [
        ("Stel een meldpunt in", "kort", "structuur"),
        ("Praat erover", "", ""),
        ("A", "b", "c | d"),
    ]
