"""A study that a team has worked on: three sources, codings, memos, a theme, consent.

An interview, one of two persons, and one whose participant names the first of them.
"""

from uuid import uuid4

import pytest

from conftest import copied
from kwalicode.model import Code, Coding, Consent, Theme
from kwalicode.store.bundles import add_bundle, put_in_bundle
from kwalicode.store.codebook import add_code
from kwalicode.store.codings import add_coding, find_codings
from kwalicode.store.consents import add_consents
from kwalicode.store.documents import get_document
from kwalicode.store.files import add_row
from kwalicode.store.history import undo
from kwalicode.store.memos import add_memo
from kwalicode.store.participants import ensure_participants
from kwalicode.store.persons import person_of_pseudonym
from kwalicode.store.pseudonyms import get_pseudonym
from kwalicode.store.snapshots import add_snapshot
from kwalicode.store.sources import find_speakers
from kwalicode.store.themes import add_theme
from kwalicode.workflows.deidentify import detect_findings, sign_off
from kwalicode.workflows.documents import import_documents, preview_file, with_roles

NAME, SHORT = "Marloes Zonderland", "Zonderland"
OWN = (
    "Ik zag de krullenbol van de derde verdieping huilen op de trap.",
    "Daarna heb ik drie weken lang geen woord tegen hem gezegd.",
    "Ik klom op het dak met mijn gele laarzen aan.",
)
ALONE = f"Femke: Wat zag u?\n{NAME}: {OWN[0]}\nFemke: En toen?\n{NAME}: {OWN[1]}\n"
GROUP = (
    "Femke: Hoe was het overleg?\nBasir Nooitgedacht: Wij zaten met z'n allen in de grote zaal.\n"
    f"{NAME}: {OWN[2]}\nBasir Nooitgedacht: Iedereen lachte daar nog weken om.\n"
    "Femke: Dank jullie wel.\n"
)
OTHER = (
    "Femke: Wie deed dat?\nIlse Bakboord: Dat deed Marloes Zonderland, en Zonderland zei niets.\n"
    "Femke: En u?\nIlse Bakboord: Ik ging naar huis en zette thee.\n"
)
CODED = ("krullenbol van de derde verdieping", "gele laarzen", "zette thee")


@pytest.fixture(scope="session")
def worked_on(templates, tmp_path_factory):
    """The study made once: its two files, closed, the ids of its sources, and who withdraws."""
    folder = tmp_path_factory.mktemp("prepared")
    with copied(templates[0], folder) as study, copied(templates[1], folder) as key:
        previews = [
            with_roles(preview_file(f"{SHORT} {n}.txt", text.encode()), ["Femke"], "ambtenaar")
            for n, text in enumerate((ALONE, GROUP, OTHER))
        ]
        ids = import_documents(key, previews, coder="ana")
        for source_id in ids:
            detect_findings(key, source_id, coder="ana")
            sign_off(study, key, source_id, coder="ana")
        work_on(study, ids)
        record(key, ids)
        with key.read() as db:
            _, pseudonym_id = find_speakers(db, ids[0])[NAME]
            pseudonym = get_pseudonym(db, pseudonym_id)
            person = person_of_pseudonym(db, f"{pseudonym.series} {pseudonym.number}")
        return study, key, ids, person


def work_on(study, ids):
    """All that a team makes of it: codings, memos, a theme, a snapshot, a step taken back."""
    with study.write("bo", "work") as db:
        add_code(db, Code("angst", "angst", None, 0), coder="bo")
        add_code(db, Code("vivo", "gele laarzen", None, 1, origin="in vivo"), coder="bo")
        quoted = Code("q", "vluchten", None, 2, example=f"Bijvoorbeeld: '{OWN[1]}'")
        add_code(db, quoted, coder="bo")
    for number, words in enumerate(CODED):
        put(study, ids[number], words, "angst")
    put(study, ids[1], "Iedereen lachte daar", "angst")
    with study.write("bo", "more") as db:
        (own,) = find_codings(db, ids[0])
        add_theme(db, Theme("t", "Zwijgen"))
        moment = {"created_by": "bo", "created_at": "2022-06-14"}
        quote = {"theme_id": "t", "coding_id": own.coding_id, "role": "quote"}
        add_row(db, "theme_codings", id="tc", **quote, **moment)
        turns = db.execute("SELECT case_id FROM turns WHERE case_id LIKE 'respondent %' LIMIT 1")
        target = turns.fetchone()[0]
        add_memo(db, "m1", "analytic", ("coding", own.coding_id), "Die krullenbol.", coder="bo")
        add_memo(db, "m2", "analytic", ("case", target), "Sprak zacht.", coder="bo")
        add_memo(db, "m3", "analytic", ("study", ""), f"Vergelijk: {OWN[2]} Sterk.", coder="bo")
        add_snapshot(db, 1, coder="bo")
    put(study, ids[0], "geen woord tegen hem", "angst")
    assert undo(study, "bo")


def put(study, document_id, words, code_id):
    with study.write("bo", "add") as db:
        start = get_document(db, document_id).text.index(words)
        span = (start, start + len(words), words)
        add_coding(db, Coding(str(uuid4()), document_id, code_id, "bo", *span))


def record(key, source_ids):
    """Consent, recruitment, a bundle, a name on the study's own list."""
    with key.write("ana", "records") as db:
        _, pseudonym_id = find_speakers(db, source_ids[0])[NAME]
        (participant_id,) = ensure_participants(db, [pseudonym_id]).values()
        add_consents(db, [participant_id], Consent("1.0", "2022-06-14"), coder="ana")
        row = {"route": "selected", "contact": "zonder@example.org", "note": f"belt {NAME}"}
        add_row(db, "candidates", id="c1", name=NAME, **row)
        step = {"on_date": "2022-05-01", "entered_by": "ana", "entered_at": "2022-05-01"}
        add_row(db, "recruitment", id="r1", candidate_id="c1", state="held", **step)
        db.execute(
            "UPDATE participants SET name = ?, contact = ?, candidate_id = 'c1', "
            "withdrawal_code = 'abc-123'",
            [NAME, "zonder@example.org"],
        )
        bundle_id = add_bundle(db, f"{SHORT}.zip", f"{ALONE}{GROUP}".encode(), coder="ana")
        for source_id in source_ids[:2]:
            put_in_bundle(db, source_id, bundle_id)
        add_row(db, "listed", text=NAME, kind="person", level="", stays=0)


@pytest.fixture
def team_study(worked_on, tmp_path):
    with copied(worked_on[0], tmp_path) as study:
        yield study


@pytest.fixture
def team_key(worked_on, tmp_path):
    with copied(worked_on[1], tmp_path) as key:
        yield key


@pytest.fixture
def sources(worked_on):
    return worked_on[2]


@pytest.fixture
def person(worked_on):
    return worked_on[3]
