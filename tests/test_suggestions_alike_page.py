"""The view 'More like this': one passage at a time, taken, refused or passed over."""

import json

import pytest

from kwalicode.model import Code, Coding, Document, Turn
from kwalicode.store.codebook import add_code
from kwalicode.store.codings import add_coding
from kwalicode.store.documents import add_version
from kwalicode.store.suggestions import Settings
from kwalicode.workflows.suggestions.kinds import account, choose_suggestions
from test_pages import open_page

LINES = [
    "Mijn leidinggevende schreeuwde tegen mij in de gang.",
    "Iedereen schreeuwt, ook <b>de leidinggevende</b> van het archief.",
    "In de gang schreeuwde laatst weer een leidinggevende.",
    "De koffie in de kantine is lekker.",
]


@pytest.fixture
def spoken(study):
    text = "\n".join(LINES)
    starts = [text.index(line) for line in LINES]
    turns = [
        Turn(start, start + len(line), "respondent 1")
        for start, line in zip(starts, LINES, strict=True)
    ]
    document = Document("talk", "Gesprek", "interview", "nl", text, tuple(turns), version=1)
    choose_suggestions(study, Settings(alike=True), coder="ana")
    with study.write("ana", "make", undoable=False) as db:
        add_version(db, document, coder="ana", role_labels={})
        add_code(db, Code("shout", "schreeuwen", None, 0), coder="ana")
        add_coding(db, Coding("first", "talk", "shout", "ana", 0, len(LINES[0]), LINES[0]))
    return study


def told(page):
    """Give what the browser is told about the passage that is read now."""
    (element,) = page.get("bidi_component")
    return json.loads(element.proto.json)


def shown(page):
    """Give its words, or nothing."""
    return "".join(words for words, _is_marked in told(page)["pieces"])


def test_passages_are_passed_over_refused_and_taken(spoken):
    page = open_page("suggestions", spoken, suggestions_view="alike")
    first = shown(page)
    marked = {words for words, is_marked in told(page)["pieces"] if is_marked}
    assert "leidinggevende" in marked
    assert page.button("alike_k").disabled
    page.button("alike_j").click().run()
    second = shown(page)
    assert second not in {first, ""}
    page.button("alike_k").click().run()
    assert shown(page) == first
    page.button("alike_x").click().run()
    assert shown(page) == second
    page.button("alike_t").click().run()
    assert not page.error
    (taken,) = account(spoken, coder="ana").taken
    assert taken.text in LINES[1:3]
    assert shown(page) == ""
    assert page.button("alike_t").disabled


def test_the_focus_goes_to_the_passage_when_something_else_is_asked_and_only_then(spoken):
    page = open_page("suggestions", spoken, suggestions_view="alike")
    assert told(page)["turn"] == 0
    page.selectbox[1].select("first").run()
    assert told(page)["turn"] == 1
    page.button("alike_x").click().run()
    assert told(page)["turn"] == 1
