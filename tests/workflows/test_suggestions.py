"""What a study wants, and that every suggestion that was taken can be traced and taken back."""

import pytest

from kwalicode.errors import AccessError, InputError, KwalicodeError
from kwalicode.model import Barred, Coding
from kwalicode.store.barred import add_barred
from kwalicode.store.categories import add_category, find_categories
from kwalicode.store.codings import add_coding, delete_coding, find_codings
from kwalicode.store.documents import add_version, delete_documents
from kwalicode.store.history import redo, undo
from kwalicode.store.passes import open_pass
from kwalicode.store.suggestions import (
    Settings,
    Suggested,
    Tally,
    Target,
    codings_from_suggestions,
    count_taken,
    find_refused_segments,
    find_taken,
    refuse,
    take,
)
from kwalicode.workflows.suggestions.kinds import (
    account,
    choose_suggestions,
    require,
    suggestion_settings,
    take_back,
)

SUGGESTED = Suggested("alike", "words", "1", 0.5)


def take_words(study, document, words, coder="ana", pass_id=1):
    start = document.text.index(words)
    with study.write(coder, "take suggestion") as db:
        span = (start, start + len(words))
        add_coding(db, Coding(words, "d1", "fear", coder, *span, words, pass_id=pass_id))
        take(db, SUGGESTED, Target(coding_id=words), coder=coder)


def taken(study, coder="ana"):
    return [one.coding_id for one in account(study, coder=coder).taken]


def test_every_kind_is_off_until_somebody_wants_it(study):
    assert suggestion_settings(study) == Settings() == (False, "off", False, False, False)
    with study.read() as db:
        for kind in ("alike", "code", "group", "code group", "same code"):
            with pytest.raises(AccessError, match="off in this study"):
                require(db, kind)
    choose_suggestions(study, Settings(codes="on demand"), coder="ana")
    with study.read() as db:
        require(db, "code")
        with pytest.raises(AccessError):
            require(db, "alike")
    with pytest.raises(InputError, match="never, after the coder's own choice, or on demand"):
        choose_suggestions(study, Settings(codes="always"), coder="ana")


def test_one_undo_takes_back_coding_and_origin_and_one_redo_brings_both(study, document):
    take_words(study, document, "Echt niet")
    (one,) = account(study, coder="ana").taken
    assert (one.kind, one.engine, one.version, one.score) == ("alike", "words", "1", 0.5)
    assert (one.name, one.title, one.text, one.decided_by) == (
        *("fear", "Gesprek 1", "Echt niet", "ana"),
    )
    assert one.start == document.text.index("Echt niet")
    for act, n in ((undo, 0), (redo, 1), (undo, 0)):
        assert act(study, "ana")
        with study.read() as db:
            assert len(find_codings(db, "d1")) == len(codings_from_suggestions(db)) == n


def test_a_coding_that_goes_takes_its_origin_along(study, document):
    take_words(study, document, "Echt niet")
    with study.write("bo", "remove") as db:
        delete_coding(db, "Echt niet")
    assert account(study, coder="ana") == ([], {}, {})
    undo(study, "bo")
    assert taken(study) == ["Echt niet"]


def test_what_was_taken_can_be_taken_back_from_the_list(study, document):
    take_words(study, document, "Echt niet")
    with study.write("ana", "group") as db:
        add_category(db, "Gevoel", category_id="felt")
        suggested = SUGGESTED._replace(kind="code group")
        take(db, suggested, Target(category_id="felt", others=("fear",)), coder="ana")
    for one in account(study, coder="ana").taken:
        take_back(study, one.suggestion_id, coder="ana")
        with pytest.raises(KwalicodeError, match="taken back already"):
            take_back(study, one.suggestion_id, coder="ana")
    with study.read() as db:
        assert (find_codings(db, "d1"), find_categories(db), find_taken(db, coder="ana")) == (
            *([], [], []),
        )


def test_refusals_hold_for_the_words_they_were_made_on(study, document):
    with study.write("ana", "refuse suggestion") as db:
        target = Target(code_id="fear", segment=("d1", 0, 16))
        refuse(db, SUGGESTED, target, coder="ana")
    with study.read() as db:
        assert [one[:3] for one in find_refused_segments(db, ["alike"])] == [("d1", 0, 16)]
        assert find_refused_segments(db, ["code"]) == []
        assert count_taken(db) == {"alike": Tally(0, 1)}
    with study.write("ana", "sign off") as db:
        again = type(document)("d1", "Gesprek 1", "interview", "nl", "Iets anders.", (), version=2)
        add_version(db, again, coder="ana", role_labels={})
        assert find_refused_segments(db, ["alike"]) == []


def test_what_is_hidden_or_barred_is_not_told_of_here_either(study, document):
    with study.write("ana", "open") as db:
        blind = open_pass(db, "open", "second reading", coder="ana", is_blind=True)
    take_words(study, document, "Echt niet", coder="bo", pass_id=blind)
    assert (taken(study, "ana"), taken(study, "bo")) == ([], ["Echt niet"])
    with study.write("ana", "bar") as db:
        start = document.text.index("Echt niet")
        bar = Barred("b", "d1", start, start + 9, "Echt niet", "analysis", "restriction")
        add_barred(db, bar, coder="ana")
        assert count_taken(db) == {}
    assert taken(study, "bo") == []


def test_nothing_is_left_of_a_document_that_is_removed(study, document):
    take_words(study, document, "Echt niet")
    with study.write("ana", "refuse suggestion") as db:
        refuse(db, SUGGESTED, Target(code_id="fear", segment=("d1", 0, 16)), coder="ana")
    with study.write("ana", "remove documents", undoable=False) as db:
        delete_documents(db, ["d1"])
        rows = db.execute(
            "SELECT (SELECT count(*) FROM suggestions), "
            "(SELECT count(*) FROM changes WHERE table_name = 'suggestions')"
        ).fetchone()
    assert tuple(rows) == (0, 0)
