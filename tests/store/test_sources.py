import pytest

from kwalicode.errors import ConflictError, InputError, NotFoundError
from kwalicode.model import Speaker, Transcript, Turn
from kwalicode.store.pseudonyms import new_pseudonym
from kwalicode.store.sources import (
    add_release,
    add_source,
    find_sources,
    find_speakers,
    find_titles,
    get_release,
    get_source,
    known_files,
    mark_detected,
    reopen_review,
    role_label_of,
    speaker_series,
    update_speaker,
)
from kwalicode.text import Replacement

TEXT = "Hoe gaat het?\nTja 👩‍👩‍👧, e\u0301n keer \u05e9\u05dc\u05d5\u05dd."
TURNS = (
    Turn(0, 13, "Femke", is_interviewer=True),
    Turn(14, len(TEXT), "Marloes: 'de \"echte\"'"),
)
TRANSCRIPT = Transcript(TEXT, TURNS, "nl", "interview")


def add(db, *, title="Gesprek 1", content=b"\xff\x00raw", speakers=()):
    file = ("Marloes (1).txt", content)
    return add_source(db, TRANSCRIPT, title=title, file=file, speakers=speakers, coder="ana")


def test_a_source_comes_back_as_it_was_put(key):
    with key.write("ana", "import") as db:
        source_id = add(db)
    with key.read() as db:
        source = get_source(db, source_id)
        content = db.execute("SELECT content FROM sources").fetchone()[0]
    assert (source.text, source.turns) == (TEXT, TURNS)
    assert (source.title, source.file_name) == ("Gesprek 1", "Marloes (1).txt")
    assert (source.review_number, source.is_detected) == (1, False)
    assert content == b"\xff\x00raw"


def test_one_source_that_does_not_fit_keeps_the_whole_batch_out(key):
    with key.write("ana", "import") as db:
        add(db)

    def batch(**fields):
        with key.write("ana", "import") as db:
            add(db, title="Gesprek 3", content=b"fine")
            add(db, **fields)

    for fields, error, says in [
        ({"title": "Gesprek 2"}, ConflictError, "in the study already, as 'Gesprek 1'"),
        ({"content": b"other"}, ConflictError, "'Gesprek 1' is the title of another source"),
        ({"title": " ", "content": b"other"}, InputError, "1 to 120 characters"),
        ({"title": "x" * 121, "content": b"other"}, InputError, "1 to 120 characters"),
    ]:
        with pytest.raises(error, match=says):
            batch(**fields)
        with key.read() as db:
            assert find_titles(db) == {"Gesprek 1"}


def test_sources_are_listed_in_order_of_import_and_files_known_by_their_digest(key):
    with key.write("ana", "import") as db:
        for title in ("Gesprek 2", "Gesprek 1"):
            add(db, title=title, content=title.encode())
        digests = [row[0] for row in db.execute("SELECT sha256 FROM sources")]
        assert known_files(db, [digests[1], "0" * 64]) == {digests[1]}
        assert [source.title for source in find_sources(db)] == ["Gesprek 2", "Gesprek 1"]


def test_what_is_known_of_a_speaker_can_be_changed(key):
    with key.write("ana", "import") as db:
        one = new_pseudonym(db, "respondent").pseudonym_id
        source_id = add(db, speakers=[(Speaker("Marloes"), one)])
        other = new_pseudonym(db, "interviewer").pseudonym_id
        changed = Speaker("Marloes", is_interviewer=True, role_label="onderzoeker")
        update_speaker(db, source_id, changed, other)
        assert find_speakers(db, source_id) == {"Marloes": (changed, other)}
    assert [speaker_series(s) for s in (changed, Speaker("x"))] == ["interviewer", "respondent"]


def test_a_role_label_is_the_newest_one_of_this_person_in_any_source(key):
    with key.write("ana", "import") as db:
        one, other = (new_pseudonym(db, "respondent").pseudonym_id for _ in range(2))
        for number, (pseudonym_id, role_label) in enumerate(
            [(one, "ambtenaar"), (one, "griffier"), (one, ""), (other, "raadslid")], start=1
        ):
            speaker = Speaker("Marloes", role_label=role_label)
            content = str(number).encode()
            add(db, title=f"Gesprek {number}", content=content, speakers=[(speaker, pseudonym_id)])
        assert [role_label_of(db, number) for number in (one, other)] == ["griffier", "raadslid"]
        assert role_label_of(db, other + 1) == ""


def test_a_role_label_that_is_changed_is_changed_in_every_source_of_this_person(key):
    with key.write("ana", "import") as db:
        one, other = (new_pseudonym(db, "respondent").pseudonym_id for _ in range(2))
        before = Speaker("Marloes", role_label="ambtenaar")
        ids = [
            add(
                db, title=f"Gesprek {n}", content=str(n).encode(), speakers=[(before, pseudonym_id)]
            )
            for n, pseudonym_id in enumerate((one, one, other), start=1)
        ]
        for role_label in ("griffier", ""):
            changed = Speaker("Marloes", role_label=role_label)
            update_speaker(db, ids[0], changed, one)
            labels = [find_speakers(db, s)["Marloes"][0].role_label for s in ids]
            assert labels == [role_label, role_label, "ambtenaar"]
            assert role_label_of(db, one) == role_label


def test_a_review_that_is_signed_off_again_replaces_its_list_and_keeps_the_others(key):
    first, second = [Replacement(0, 3, "[x]")], [Replacement(4, 5, "[subject 12]'s")]
    with key.write("ana", "sign off") as db:
        source_id = add(db)
        mark_detected(db, source_id)
        add_release(db, source_id, 1, first)
        reopen_review(db, source_id)
        add_release(db, source_id, 2, first)
        add_release(db, source_id, 2, second)
    with key.read() as db:
        assert get_release(db, source_id, 1) == first
        assert get_release(db, source_id, 2) == second
        assert get_source(db, source_id).review_number == 2
        assert get_source(db, source_id).is_detected
        with pytest.raises(NotFoundError, match="Review 3 of this source was not signed off"):
            get_release(db, source_id, 3)


def test_a_source_that_was_removed_is_said_to_be(key):
    with key.read() as db, pytest.raises(NotFoundError, match="it was removed"):
        get_source(db, "gone")


def test_history_of_the_key_file_copies_neither_the_file_nor_its_text(key):
    with key.write("ana", "import") as db:
        source_id = add(db)
        mark_detected(db, source_id)
    with key.read() as db:
        rows = db.execute("SELECT coalesce(old, ''), new FROM changes").fetchall()
    assert len(rows) >= 2
    assert not any("gaat het" in cell or "raw" in cell for row in rows for cell in row)
