"""Until when data are kept, and what is left of them once they are destroyed (W73)."""

import os
from datetime import date, timedelta
from io import BytesIO

import docx
import pytest

from kwalicode.errors import AccessError, InputError
from kwalicode.model import Consent
from kwalicode.store.consents import add_consents
from kwalicode.store.retention import USUAL, Term
from kwalicode.workflows.consent import apply_limits, is_consent_required, require_consent
from kwalicode.workflows.destruction import destroy
from kwalicode.workflows.retention import (
    months_after,
    present_day,
    retention_state,
    set_day,
    set_terms,
)
from workflows.decrypted import decrypted
from workflows.team import NAME

PUBLISHED = date(2023, 1, 31)


def states(study, today):
    return {due.term.data: due.state for due in retention_state(study, today=today).dues}


def test_terms_count_from_publication_as_the_reference_study_promised(study):
    assert set(states(study, date(2030, 1, 1)).values()) == {"waits"}
    set_day(study, "publication", PUBLISHED, reason="", coder="ana")
    dues = {due.term.data: due.due for due in retention_state(study).dues}
    assert dues == {
        "contact": date(2023, 2, 28),
        "consents": date(2025, 1, 31),
        "key file": date(2025, 1, 31),
        "research data": date(2025, 1, 31),
    }
    assert states(study, date(2023, 2, 28))["contact"] == "soon"
    assert states(study, date(2023, 3, 1)) == {
        "contact": "overdue",
        "consents": "kept",
        "key file": "kept",
        "research data": "kept",
    }
    assert len(retention_state(study, today=date(2025, 2, 1)).overdue) == 4


@pytest.mark.parametrize(
    ("day", "n", "after"),
    [
        ((2024, 1, 31), 1, (2024, 2, 29)),
        ((2023, 12, 15), 24, (2025, 12, 15)),
        ((2023, 5, 1), 0, (2023, 5, 1)),
    ],
)
def test_months_are_those_of_the_calendar(day, n, after):
    assert months_after(date(*day), n) == date(*after)


def test_a_longer_term_needs_a_reason_that_is_kept(study):
    set_day(study, "publication", PUBLISHED, reason="", coder="ana")
    longer = Term("contact", "publication", 6)
    with pytest.raises(InputError, match="give the reason"):
        set_terms(study, [longer], reason="  ", coder="ana")
    with pytest.raises(InputError, match="give the reason"):
        set_day(study, "publication", PUBLISHED + timedelta(1), reason="", coder="ana")
    set_terms(study, [longer], reason="Een klacht loopt nog.", coder="ana")
    set_terms(study, [Term("contact", "publication", 2)], reason="", coder="ana")
    state = retention_state(study)
    assert state.retention.terms[0] == Term("contact", "publication", 2)
    ((line),) = state.log
    assert (line.act, line.coder) == ("term", "ana")
    assert dict(line.details) == {"data": "contact", "reason": "Een klacht loopt nog."}


def test_a_term_of_no_sense_is_refused(study):
    with pytest.raises(InputError, match="0 to 600 whole months"):
        set_terms(study, [Term("contact", "publication", -1)], reason="x", coder="ana")
    assert retention_state(study).retention == USUAL


def certificate(done):
    return "\n".join(p.text for p in docx.Document(BytesIO(done.certificate)).paragraphs)


def destroyed(study, key, data, name="Noorderhaven"):
    return destroy(study, key, data, typed=name, coder="ana", language="en")


def test_a_destroyed_key_file_is_written_over_and_certified(study, key, tmp_path):
    with key.alone() as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    before = key.path.read_bytes()
    backup = key.path.with_name("study.kwalikey.bak")
    backup.write_bytes(before)
    (tmp_path / "old study.kwalikey").write_bytes(before)
    # A second name for the same bytes on disk shows what they became.
    os.link(key.path, tmp_path / "same bytes")
    done = destroyed(study, key, "key file")
    assert not key.path.exists()
    assert not backup.exists()
    after = (tmp_path / "same bytes").read_bytes()
    assert len(after) == len(before)
    assert not any(after[n : n + 64] == before[n : n + 64] for n in range(0, len(before), 64))
    said = certificate(done)
    assert "by ana" in said
    assert "study.kwalikey.bak" in said
    assert said.count("SHA-256") >= 2
    assert done.copies == ("old study.kwalikey",)
    assert done.path.read_bytes() == done.certificate
    state = retention_state(study)
    assert {due.term.data for due in state.dues if due.state == "destroyed"} == {
        "contact",
        "consents",
        "key file",
    }
    assert state.dues[0].term.destroyed_on == present_day().isoformat()
    assert [line.act for line in state.log] == ["destruction"]


def test_contact_data_alone_go_from_the_bytes_of_the_key_file(team_study, team_key, sources):
    with team_key.read() as db:
        code = db.execute("SELECT withdrawal_code FROM participants").fetchone()[0]
    done = destroyed(team_study, team_key, "contact")
    stored = decrypted(team_key)
    assert b"zonder@example.org" not in stored
    assert f"belt {NAME}".encode() not in stored
    assert code.encode() in stored
    assert "names, addresses and notes of 2 persons" in certificate(done)
    with team_key.read() as db:
        assert db.execute("SELECT count(*) FROM sources").fetchone() == (len(sources),)


def test_what_a_consent_did_not_cover_stays_out_when_consents_are_destroyed(
    team_study, team_key, person
):
    with team_key.write("ana", "consent") as db:
        participant_id = db.execute("SELECT id FROM participants").fetchone()[0]
        limited = Consent("1.1", "2022-07-01", covers_quotes=False)
        add_consents(db, [participant_id], limited, coder="ana")
    require_consent(team_key, is_required=True, coder="ana")
    apply_limits(team_study, team_key, coder="ana")
    destroyed(team_study, team_key, "consents")
    apply_limits(team_study, team_key, coder="ana")
    with team_study.read() as db:
        bars = db.execute("SELECT bars, reason, count(*) FROM barred GROUP BY 1, 2").fetchall()
    assert bars == [("quotes", "restriction", 3)]
    assert not is_consent_required(team_key)
    assert b"1.1" not in decrypted(team_key)


def test_research_data_go_with_both_files_and_leave_the_certificate(study, key, tmp_path):
    done = destroyed(study, key, "research data")
    assert [path.name for path in tmp_path.iterdir()] == [done.path.name]
    assert "study.kwali," in certificate(done)


def test_nothing_is_destroyed_by_mistake(study, key, tmp_path):
    with pytest.raises(InputError, match="Type the name of the study"):
        destroyed(study, key, "key file", name="noorderhaven")
    with pytest.raises(AccessError, match="Open the key file first"):
        destroyed(study, None, "contact")
    assert key.path.exists()
    assert not list(tmp_path.glob("*.docx"))
