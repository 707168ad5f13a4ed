from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwalicode.errors import ConflictError, InputError
from kwalicode.model import Speaker
from kwalicode.store.codings import find_codings
from kwalicode.store.documents import find_documents
from kwalicode.store.pseudonyms import get_pseudonym
from kwalicode.store.sources import find_sources, find_speakers, get_source
from kwalicode.workflows.coding import apply_coding
from kwalicode.workflows.deidentify import detect_findings, sign_off
from kwalicode.workflows.documents import (
    correct_preview,
    delete_sources,
    find_files,
    import_documents,
    next_title,
    preview_file,
    preview_paths,
    with_roles,
)


def interview(*names, asks="Femke", words="Het gaat wel.", file_name="gesprek.txt"):
    """A file in which each name answers twice."""
    lines = [f"{asks}: Hoe gaat het?\n{name}: {words}\n" for name in names for _ in range(2)]
    return preview_file(file_name, "".join(lines).encode())


@pytest.fixture
def bring(key):
    """Import previews and return the ids of their sources."""
    return lambda *previews: import_documents(key, previews, coder="ana")


@pytest.fixture
def pseudonyms(key):
    """Give the pseudonym of each label of a source, such as ('respondent', 3)."""

    def give(source_id):
        with key.read() as db:
            found = {
                label: get_pseudonym(db, pseudonym_id)
                for label, (_, pseudonym_id) in find_speakers(db, source_id).items()
            }
        return {label: (p.series, p.number) for label, p in found.items()}

    return give


def cells(file):
    """Every value of every table of a study or key file, history included."""
    with file.read() as db:
        for name in db.table_names():
            for row in db.table(name).rows:
                yield from (v if isinstance(v, bytes) else str(v).encode() for v in row.values())


def test_a_preview_tells_who_speaks_in_order_of_appearance_and_who_asks():
    preview = interview("Marloes", "Tjeerd")
    marked = preview_file("x.txt", b"I: Hoe?\nR: Zo.\nI: En?\nR: Ja.\n")
    assert [s.label for s in preview.speakers] == ["Femke", "Marloes", "Tjeerd"]
    assert marked.speakers == (Speaker("I", is_interviewer=True), Speaker("R"))
    assert marked.transcript.kind == "interview"


def test_one_file_that_is_in_the_study_keeps_the_whole_batch_out(bring, key):
    known = interview("Marloes")
    bring(known)
    before = sorted(cells(key))
    for place in range(3):
        batch = [interview("Tjeerd"), interview("Wytske")]
        # Another name does not make it another file.
        batch.insert(place, replace(known, file_name="anders.txt"))
        with pytest.raises(ConflictError, match="in the study already, as 'Gesprek 1'"):
            bring(*batch)
        assert sorted(cells(key)) == before


def test_one_file_twice_in_a_batch_keeps_the_whole_batch_out(bring, key):
    with pytest.raises(ConflictError, match="in the study already, as 'Gesprek 2'"):
        bring(interview("Tjeerd"), interview("Marloes"), interview("Marloes"))
    with key.read() as db:
        assert find_sources(db) == []
        assert db.execute("SELECT count(*) FROM pseudonyms").fetchone()[0] == 0


def test_a_title_that_exists_is_never_given_again(bring, key):
    first, _ = bring(interview("Marloes"), interview("Tjeerd"))
    bring(interview("Wytske"))
    with key.read() as db:
        assert [s.title for s in find_sources(db)] == ["Gesprek 1", "Gesprek 2", "Gesprek 3"]
    with key.write("ana", "remove") as db:
        db.execute("DELETE FROM sources WHERE id = ?", [first])
    bring(interview("Sybren"))
    with key.read() as db:
        assert {s.title for s in find_sources(db)} == {f"Gesprek {n}" for n in (1, 2, 3)}


@pytest.mark.parametrize(
    ("language", "kind", "title"),
    [
        ("nl", "interview", "Gesprek 1"),
        ("nl", "document", "Document 1"),
        ("nl", "survey answer", "Antwoord 1"),
        ("en", "interview", "Interview 1"),
        ("en", "survey answer", "Answer 1"),
    ],
)
def test_a_title_says_nothing_of_the_file(language, kind, title):
    transcript = replace(interview("Marloes").transcript, language=language, kind=kind)
    assert next_title(transcript, ()) == title


@given(st.sets(st.integers(1, 30)))
def test_a_title_is_the_first_free_number(taken):
    transcript = interview("Marloes").transcript
    title = next_title(transcript, {f"Gesprek {n}" for n in taken})
    number = int(title.removeprefix("Gesprek "))
    assert number not in taken
    assert taken >= set(range(1, number))


def test_the_file_its_name_and_its_words_are_in_the_key_file_only(study, key, bring):
    preview = interview(
        "Marloes Zandstra", words="Dat zei Zoltarra nog.", file_name="zwanenburg.txt"
    )
    (source_id,) = bring(preview)
    detect_findings(key, source_id, coder="ana")
    words = (b"zwanenburg", b"Zandstra", b"Zoltarra", b"Femke")
    with key.read() as db:
        assert get_source(db, source_id).file_name == "zwanenburg.txt"
        assert db.execute("SELECT content FROM sources").fetchone()[0] == preview.content
    assert not [cell for cell in cells(study) if any(word in cell for word in words)]
    in_history = b"\n".join(cell for cell in cells(key) if cell.startswith(b"{"))
    assert preview.content not in in_history
    sign_off(study, key, source_id, coder="ana")
    assert not [cell for cell in cells(study) if any(word in cell for word in words)]
    # The files are still open: what was written last stands in the `-wal` files.
    files = [*study.path.parent.glob("study.kwali*")]
    assert {f.suffix for f in files} >= {".kwali", ".kwalikey", ".kwali-wal", ".kwalikey-wal"}
    everything = b"\n".join(file.read_bytes() for file in files)
    assert not [word for word in (*words, b"Hoe gaat het", b"respondent") if word in everything]


def test_two_labels_can_be_made_one_speaker(bring, key):
    preview = interview("Marloes", "Marlies")
    one = Speaker(" Marloes ", role_label="ambtenaar")
    merged = correct_preview(
        preview,
        {"Femke": Speaker("Femke", is_interviewer=True), "Marloes": one, "Marlies": one},
        language="nl",
    )
    assert [s.label for s in merged.speakers] == ["Femke", "Marloes"]
    assert {t.speaker for t in merged.transcript.turns} == {"Femke", "Marloes"}
    (source_id,) = bring(merged)
    with key.read() as db:
        speakers = find_speakers(db, source_id)
    assert speakers["Marloes"][0] == Speaker("Marloes", role_label="ambtenaar")


def test_an_empty_label_says_that_nobody_speaks_there(bring, key, study):
    preview = interview("Marloes")
    corrected = correct_preview(
        preview, {"Femke": Speaker(" "), "Marloes": Speaker("Marloes")}, language="nl"
    )
    assert [s.label for s in corrected.speakers] == ["Marloes"]
    assert [t.speaker for t in corrected.transcript.turns] == ["", "Marloes", "", "Marloes"]
    assert corrected.transcript.text == preview.transcript.text
    (source_id,) = bring(corrected)
    detect_findings(key, source_id, coder="ana")
    turns = sign_off(study, key, source_id, coder="ana").turns
    assert [t.speaker.split(" ")[0] for t in turns] == ["", "respondent", "", "respondent"]


def test_who_asks_can_be_corrected_before_the_import(bring, pseudonyms):
    preview = interview("Marloes", "Tjeerd")
    speakers = {
        "Femke": Speaker("Femke"),
        "Marloes": Speaker("Marloes", is_interviewer=True),
        "Tjeerd": Speaker("Tjeerd"),
    }
    corrected = correct_preview(preview, speakers, language="en")
    assert {t.speaker for t in corrected.transcript.turns if t.is_interviewer} == {"Marloes"}
    (source_id,) = bring(corrected)
    assert {label: series for label, (series, _) in pseudonyms(source_id).items()} == {
        "Femke": "respondent",
        "Marloes": "interviewer",
        "Tjeerd": "respondent",
    }


def test_a_role_label_goes_to_all_who_do_not_ask():
    preview = interview("Marloes", "Tjeerd")
    labelled = with_roles(preview, ["Femke"], "ambtenaar")
    assert labelled.speakers == (
        Speaker("Femke", is_interviewer=True),
        Speaker("Marloes", role_label="ambtenaar"),
        Speaker("Tjeerd", role_label="ambtenaar"),
    )
    assert labelled.transcript.language == preview.transcript.language


def test_without_labels_of_interviewers_those_who_were_recognised_stay():
    preview = preview_file("x.txt", b"I: Hoe?\nR: Zo.\nI: En?\nR: Ja.\n")
    assert with_roles(preview, (), "ambtenaar").speakers == (
        Speaker("I", is_interviewer=True),
        Speaker("R", role_label="ambtenaar"),
    )


def test_a_full_name_keeps_its_pseudonym_in_every_file(bring, pseudonyms):
    ids = bring(interview("Marloes Zandstra"), interview("Tjeerd", "Marloes Zandstra"))
    (later,) = bring(interview("MARLOES ZANDSTRA", words="Later nog eens."))
    first, second = map(pseudonyms, ids)
    assert first["Marloes Zandstra"] == second["Marloes Zandstra"]
    assert pseudonyms(later)["MARLOES ZANDSTRA"] == first["Marloes Zandstra"]


def test_an_interviewer_keeps_the_pseudonym_by_label_alone(bring, pseudonyms):
    previews = [
        with_roles(interview(name, asks=asks), [asks], "")
        for name, asks in [("Marloes", "Femke"), ("Tjeerd", "Femke"), ("Wytske", "Sanne")]
    ]
    first, second, third = map(pseudonyms, bring(*previews))
    assert first["Femke"] == second["Femke"] == ("interviewer", 1)
    assert third["Sanne"] == ("interviewer", 2)


def test_two_respondents_with_one_first_name_stay_two(bring, pseudonyms):
    first, second = bring(interview("Marloes"), interview("Marloes", words="Anders."))
    assert pseudonyms(first)["Marloes"] != pseudonyms(second)["Marloes"]


def test_a_respondent_is_never_taken_for_an_interviewer_of_that_name(bring, pseudonyms):
    previews = [
        with_roles(interview("Tjeerd", asks="Femke Hoekstra"), ["Femke Hoekstra"], ""),
        with_roles(interview("Femke Hoekstra", asks="Sanne"), ["Sanne"], ""),
    ]
    first, second = map(pseudonyms, bring(*previews))
    assert first["Femke Hoekstra"][0] == "interviewer"
    assert second["Femke Hoekstra"][0] == "respondent"


def test_two_speakers_of_one_file_never_share_a_pseudonym(bring, pseudonyms):
    bring(interview("Jan de Vries"))
    (source_id,) = bring(interview("Jan de Vries", "J. de Vries", "Jan Vries"))
    found = pseudonyms(source_id)
    assert len(found) == len(set(found.values())) == 4


def test_numbers_of_respondents_do_not_follow_the_order_of_import(bring, pseudonyms):
    names = ["Aafke", "Bouke", "Chantal", "Doutzen", "Eelco", "Folkert", "Gosse", "Hylke", "Ids"]
    ids = bring(*(interview(f"{name} Zandstra") for name in [*names, "Jisca"]))
    numbers = [
        pseudonyms(i)[f"{n} Zandstra"][1] for i, n in zip(ids, [*names, "Jisca"], strict=True)
    ]
    assert sorted(numbers) == list(range(1, 11))
    assert numbers != sorted(numbers)  # by chance once in 3.6 million runs


def test_files_are_found_in_folders_and_what_cannot_be_read_is_told_by_file(tmp_path):
    raw = tmp_path / "raw"
    (raw / "later").mkdir(parents=True)
    (raw / "b.txt").write_bytes(interview("Marloes").content)
    (raw / "later" / "A.TXT").write_bytes(interview("Tjeerd").content)
    (raw / "kapot.pdf").write_bytes(b"no pdf")
    (raw / "beeld.png").write_bytes(b"x")
    found = find_files([raw])
    assert [path.name for path in found] == ["b.txt", "kapot.pdf", "A.TXT"]
    previews, unreadable = preview_paths(found)
    assert [preview.file_name for preview in previews] == ["b.txt", "A.TXT"]
    assert [path.name for path in unreadable] == ["kapot.pdf"]
    with pytest.raises(InputError, match="no file to import"):
        find_files([raw / "beeld.png"])


def test_a_removed_source_is_gone_from_both_files_and_its_neighbour_stays(study, key, bring):
    first, second = bring(interview("Marloes"), interview("Tjeerd", words="Nou, goed hoor."))
    for source_id in (first, second):
        detect_findings(key, source_id, coder="ana")
        text = sign_off(study, key, source_id, coder="ana").text
        add = {"id": source_id, "op": "add", "mark_id": f"m-{source_id}", "code_id": None}
        add |= {"start": 0, "end": 3, "text": text[:3]}
        assert apply_coding(study, source_id, [add], coder="ana").stored
    delete_sources(study, key, [first], coder="ana")
    with study.read() as db:
        assert [d["id"] for d in find_documents(db)] == [second]
        assert (len(find_codings(db, first)), len(find_codings(db, second))) == (0, 1)
        assert db.execute("SELECT count(*) FROM versions").fetchone()[0] == 1
    with key.read() as db:
        assert [s.source_id for s in find_sources(db)] == [second]
        for table in ("findings", "speakers", "releases"):
            assert not list(db.table(table).rows_where("source_id = ?", [first]))
    assert bring(interview("Marloes"))
