"""Suggestions say nothing of persons: who speaks, and what is known of them, changes none of them."""

import pytest

from conftest import PASSPHRASE
from kwalicode.model import Code, Coding, Document, Turn
from kwalicode.store.codebook import add_code
from kwalicode.store.codings import add_coding
from kwalicode.store.documents import add_version
from kwalicode.store.study import create_study
from kwalicode.store.suggestions import Settings
from kwalicode.workflows.suggestions.alike import find_alike
from kwalicode.workflows.suggestions.code_groups import propose_code_groups
from kwalicode.workflows.suggestions.codes import propose_codes
from kwalicode.workflows.suggestions.groups import find_sources, group_passages
from kwalicode.workflows.suggestions.kinds import choose_suggestions
from kwalicode.workflows.suggestions.same_codes import find_same_codes

ALL_ON = Settings(alike=True, codes="on demand", groups=True, code_groups=True, same_codes=True)
SAID = [
    f"{words} {more}"
    for more in ("in de gang.", "in het overleg.", "op de afdeling.", "bij de koffie.")
    for words in (
        *("De manager schreeuwde luid", "Iedereen zwijgt uit angst", "Toen zweeg ik van angst"),
        *("De directeur schreeuwde boos", "De werkdruk is te hoog"),
    )
]


def proposed(path, speakers):
    """Give all that is proposed in a study in which some people say the same things."""
    with create_study(path, PASSPHRASE, name="study") as study:
        choose_suggestions(study, ALL_ON, coder="ana")
        with study.write("ana", "make", undoable=False) as db:
            for code in ("schreeuwen", "zwijgen", "angst"):
                add_code(db, Code(code, code, None, 0), coder="ana")
            for number in ("1", "2"):
                add_talk(db, number, speakers)
        return [
            [one.passage for one in find_alike(study, "schreeuwen", coder="ana").candidates],
            propose_codes(study, "1", 0, len(SAID[0]), coder="ana").proposals,
            group_passages(study, find_sources(study)[0], 2, coder="ana").words,
            propose_code_groups(study, coder="ana"),
            [one.pair for one in find_same_codes(study, coder="ana")],
        ]


def add_talk(db, number, speakers):
    turns, at = [], 0
    for place, words in enumerate(SAID):
        turns.append(Turn(at, at + len(words), speakers[place % len(speakers)]))
        at += len(words) + 1
    text = "\n".join(SAID)
    made = Document(number, f"Gesprek {number}", "interview", "nl", text, tuple(turns), version=1)
    labels = {name: f"rol van {name}" for name in speakers}
    add_version(db, made, coder="ana", role_labels=labels)
    for turn, words in list(zip(turns, SAID, strict=True))[5:15]:
        for code in ("zwijgen", "angst") if "angst" in words else ("schreeuwen",):
            span = (turn.start, turn.end, words)
            add_coding(db, Coding(f"{number}{code}{turn.start}", number, code, "ana", *span))


def test_who_says_it_changes_no_suggestion(tmp_path):
    one = proposed(tmp_path / "one", ["respondent 1"])
    many = proposed(tmp_path / "many", ["respondent 1", "respondent 2", "collega Bakema"])
    assert all(one)
    assert one == many


@pytest.mark.parametrize("of", ["case", "person", "speaker", "subject", "attribute"])
def test_what_is_kept_of_a_suggestion_points_at_no_person(study, of):
    with study.read() as db:
        columns = [row[1] for row in db.execute("PRAGMA table_info(suggestions)")]
        tables = [row[2] for row in db.execute("PRAGMA foreign_key_list(suggestions)")]
    assert columns
    assert not [name for name in (*columns, *tables) if of in name]
