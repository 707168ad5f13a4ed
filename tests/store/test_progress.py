from hypothesis import given
from hypothesis import strategies as st

from kwalicode.model import Coding
from kwalicode.store.codings import add_coding
from kwalicode.store.pass_documents import takes_part
from kwalicode.store.passes import open_pass
from kwalicode.store.progress import Progress, covered, find_progress

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=12)


@given(lengths=st.lists(st.integers(1, 9), max_size=8), over=SPANS)
def test_what_is_covered_is_counted_once_a_code_point(lengths, over):
    pieces, start = [], 0
    for length in lengths:
        pieces.append((start, start + length))
        start += length + 2
    spans = sorted((start, start + length) for start, length in over)
    points = {at for start, end in spans for at in range(start, end)}
    wanted = sum(1 for start, end in pieces for at in range(start, end) if at in points)
    assert covered(pieces, spans) == wanted


def progress(study, coder="ana"):
    with study.read() as db:
        return find_progress(db, coder=coder)


def code(study, document, words, coder="ana", pass_id=1):
    start = document.text.index(words)
    span = (start, start + len(words))
    with study.write(coder, "add") as db:
        coding = Coding(f"{coder} {words}", "d1", "fear", coder, *span, words, pass_id=pass_id)
        add_coding(db, coding)


def test_only_what_participants_say_counts(study, document):
    said = sum(turn.end - turn.start for turn in document.turns if not turn.is_interviewer)
    assert progress(study) == [Progress("d1", "Gesprek 1", True, said, 0)]
    code(study, document, "Hoe is het hier?")
    assert progress(study)[0].n_coded == 0
    code(study, document, "Echt niet.\nWaarom niet?")
    code(study, document, "Echt")
    assert progress(study)[0].n_coded == len("Echt niet.")
    code(study, document, document.text)
    assert (progress(study)[0].n_coded, progress(study)[0].percent) == (said, 100)


def test_nothing_said_is_nothing_coded():
    assert Progress("d1", "x", True, 0, 0).percent == 0
    assert Progress("d1", "x", True, 1000, 999).percent == 99


def test_what_is_hidden_in_a_blind_pass_does_not_count(study, document):
    with study.write("ana", "open") as db:
        blind = open_pass(db, "open", "second reading", coder="ana", is_blind=True)
    code(study, document, "Echt niet", coder="bo", pass_id=blind)
    assert [one.n_coded for one in progress(study, "ana")] == [0]
    assert [one.n_coded for one in progress(study, "bo")] == [len("Echt niet")]


def test_a_document_takes_part_unless_it_was_kept_out_of_the_open_pass(study, document):
    with study.write("ana", "limit") as db:
        db.execute("UPDATE documents SET in_open_pass = 0")
        assert not takes_part(db, "d1", "open")
        assert takes_part(db, "d1", "axial")
        assert takes_part(db, "gone", "open")
    assert not progress(study)[0].in_open_pass
