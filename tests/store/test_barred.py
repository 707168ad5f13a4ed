"""A barred passage is gone from everything that counts, lists, finds or goes out."""

import pytest

from conftest import TEXT
from kwalicode.errors import ConflictError
from kwalicode.model import Barred, Coding, Relation, Theme
from kwalicode.store import codings, memos, relations, themes
from kwalicode.store.anchor_checks import add_check, settle_check
from kwalicode.store.barred import add_barred, blanked, find_barred, lift_barred
from kwalicode.store.cards import find_uses
from kwalicode.store.code_segments import count_uses, count_visible, find_coded_segments
from kwalicode.store.coding_details import count_some, find_coding_memos
from kwalicode.store.documents import find_documents
from kwalicode.store.history import undo
from kwalicode.store.pass_codings import find_pass_codings
from kwalicode.store.pass_documents import find_pass_documents
from kwalicode.store.passes import count_made
from kwalicode.store.past_codebook import counts_at
from kwalicode.store.prevalence import find_reach
from kwalicode.store.progress import find_progress
from kwalicode.store.quotes import find_quotes
from kwalicode.store.search import find_code_spans, find_codes_at, find_pattern, find_words
from kwalicode.store.theme_segments import find_passages
from kwalicode.store.theme_segments import find_words as find_theme_words
from kwalicode.store.voices import Voices

WORDS = "Ik durfde niets te zeggen"
START = TEXT.index(WORDS)


@pytest.fixture
def coded(study, document):
    """A coding of fear with a memo, a theme that quotes it, a relation that it speaks for."""
    with study.write("ana", "code") as db:
        for coding_id, code in (("c1", "fear"), ("c2", "silence")):
            span = (START, START + len(WORDS), WORDS)
            codings.add_coding(db, Coding(coding_id, "d1", code, "ana", *span))
        for coding_id, coder in (("c3", "ana"), ("c4", "bo")):
            codings.add_coding(db, Coding(coding_id, "d1", "work", coder, 0, 6, TEXT[:6]))
        memos.add_memo(db, "m1", "analytic", ("coding", "c1"), "Let op", coder="ana")
        themes.add_theme(db, Theme("t1", "Zwijgen", code_ids=("fear",)))
        themes.mark_coding(db, "t1", "c1", "quote")
        ends = ("code", "fear", "code", "silence")
        relations.add_relation(db, Relation("r1", *ends, "contributes to"), coder="ana")
        relations.cite(db, "r1", "c1", supports=True)
    return study


def bar(study, bars="analysis", words="durfde", coder="ana"):
    start = TEXT.index(words)
    span = (start, start + len(words), words)
    with study.write(coder, "bar") as db:
        add_barred(db, Barred("b1", "d1", *span, bars, "member check"), coder=coder)


def figures(study):
    """All that is told of the two codings of fear and silence, by what tells it."""
    who = {"coder": "ana"}
    with study.read() as db:
        return {
            "counts": codings.count_by_code(db).keys() & {"fear", "silence"},
            "visible": count_visible(db, **who).keys() & {"fear", "silence"},
            "uses": find_uses(db, **who).keys() & {"fear", "silence"},
            "uses of one": count_uses(db, "fear", **who) != (0, 0, 0),
            "segments": find_coded_segments(db, "fear", **who),
            "some": {n for n in count_some(db, ["fear"], **who).values() if n},
            "reach": find_reach(db, Voices(db), **who).keys() & {"fear", "silence"},
            "reader": [c for c in codings.find_codings(db, "d1", **who) if c.code_id != "work"],
            "memos": memos.find_memos(db, **who),
            "memos in reader": find_coding_memos(db, "d1", **who),
            "coded share": find_progress(db, **who)[0].n_coded,
            "documents": find_documents(db)[0]["n_codings"] - 2,
            "passes": count_made(db)[1].n_codings - 2,
            "documents of passes": find_pass_documents(db)[0].n_codings[1] - 2,
            "double": [c for c in find_pass_codings(db, 1, (1, 2))["d1"][0] if c.code_id != "work"],
            "past": counts_at(db, 10**9).keys() & {"fear", "silence"},
            "spans": find_code_spans(db, "fear", **who),
            "codes at": find_codes_at(db, [("d1", START, START + 3)], **who)[0],
            "themes": themes.find_themes(db)[0].quotes,
            "theme words": find_theme_words(db, ["c1"], **who),
            "passages": find_passages(db, ["fear"], inside=True, words="", **who),
            "relations": relations.find_relations(db)[0].supports,
            "quotes": [q for q in find_quotes(db, **who) if q.code != "work"],
            "all quotes": [q for q in find_quotes(db) if q.code != "work"],
            "search": list(find_words(db, "durfde", **who)),
            "pattern": list(find_pattern(db, "d[u]rfde", **who)),
        }


def test_what_touches_a_barred_passage_is_gone_everywhere_and_back_when_it_is_lifted(coded):
    before = figures(coded)
    assert all(before.values()), [name for name, value in before.items() if not value]
    bar(coded)
    left = {name: value for name, value in figures(coded).items() if value}
    assert left == {}
    with coded.read() as db:
        assert counts_at(db, 0) == {}
    with coded.write("ana", "lift") as db:
        lift_barred(db, "b1", reason="member check")
    assert figures(coded) == before


def test_what_is_barred_from_quotes_alone_is_analysed_but_never_quoted(coded):
    before = figures(coded)
    bar(coded, "quotes")
    after = figures(coded)
    assert {name for name in before if before[name] != after[name]} == {"quotes", "all quotes"}
    with coded.read() as db:
        assert find_theme_words(db, ["c1"], coder="ana", to_quote=True) == []
    with coded.write("ana", "choose") as db, pytest.raises(Exception, match="may not be quoted"):
        themes.mark_coding(db, "t1", "c1", "quote")


def test_a_coding_whose_words_are_lost_counts_nowhere_until_someone_looked_at_it(coded):
    before = figures(coded)
    with coded.write("ana", "sign off") as db:
        for coding_id in ("c1", "c2"):
            add_check(db, coding_id, "d1", "Iets anders.", is_lost=True)
    left = {name for name, value in figures(coded).items() if value}
    assert left == {"search", "pattern"}
    with coded.write("ana", "keep") as db:
        for coding_id in ("c1", "c2"):
            settle_check(db, coding_id)
    assert figures(coded) == before


def test_a_coding_whose_words_changed_counts_but_is_not_quoted(coded):
    with coded.write("ana", "sign off") as db:
        add_check(db, "c1", "d1", "Ik durfde nooit iets te zeggen", is_lost=False)
    after = figures(coded)
    assert "fear" in after["counts"]
    assert [quote.code for quote in after["quotes"]] == ["silence"]


def test_a_barred_passage_cannot_be_coded_and_a_bar_can_be_undone(coded):
    bar(coded, coder="bo")
    start = TEXT.index("durfde niets")
    coding = Coding("c9", "d1", "fear", "ana", start, start + 12, "durfde niets")
    with coded.write("ana", "code") as db, pytest.raises(ConflictError, match="cannot be coded"):
        codings.add_coding(db, coding)
    with coded.write("ana", "resize") as db, pytest.raises(ConflictError, match="cannot be coded"):
        codings.resize(db, "c3", 0, start + 1, TEXT[: start + 1])
    assert undo(coded, "bo")
    with coded.read() as db:
        assert find_barred(db) == []
        assert len(codings.find_codings(db, "d1", coder="ana")) == 4


def test_search_shows_the_rest_of_a_turn_without_the_barred_words(coded):
    bar(coded)
    with coded.read() as db:
        (turn,) = find_words(db, "zeggen", coder="ana")
        assert [TEXT[slice(*span)] for span in turn.spans] == ["zeggen"]
        assert turn.text.startswith("Ik ░░░░░░ niets te zeggen")
        # Both words stand in the turn, but one of them may not be found.
        assert list(find_words(db, "zeggen durfde", coder="ana")) == []
        assert blanked("abc", 0, [(0, 1), (0, 2)]) == "░░c"
